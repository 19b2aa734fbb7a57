"""Ways to ask the demonstration registry, in plain SQL."""

from __future__ import annotations

import sqlite3


def rows(demo: sqlite3.Connection, sql: str, **bound: str) -> list[tuple[object, ...]]:
    """All rows of a statement, as plain tuples."""
    return [tuple(row) for row in demo.execute(sql, bound)]


def value(demo: sqlite3.Connection, sql: str, **bound: str) -> object:
    """The one value that a statement gives."""
    ((found,),) = rows(demo, sql, **bound)
    return found


def recognised(demo: sqlite3.Connection, rung: str) -> list[str]:
    """Who was awarded a rung in 2022, by name; once for each title."""
    sql = "SELECT 企业 FROM v_title WHERE 称号代码 = :rung AND 认定日期 LIKE '2022%'"
    return [str(name) for (name,) in rows(demo, sql, rung=rung)]


def holders(demo: sqlite3.Connection, rung: str) -> set[str]:
    """The real organisations that were awarded a rung in 2022."""
    return {name for name in recognised(demo, rung) if not name.startswith("示例")}
