"""Checking the tables against the journal, set-wise and both ways.

Images are compared as text first and column by column only where the text differs,
so that a column that moved within its table is no difference.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from registry.model.labels import TABLES
from registry.store.replay import latest
from registry.store.triggers import image, quoted
from registry.store.upcast import entries
from registry.store.verdict import Finding

MOST = 20
"""So many findings of one kind are listed for one table."""


def table_findings(
    connection: sqlite3.Connection, table: str, columns: Sequence[str]
) -> Iterator[Finding]:
    """Everything in which a table and its entries do not agree."""
    label = TABLES.get(table, table)
    for sql, problem in (
        (_discontinuous(table, columns), "变更明细前后不衔接"),
        (_not_as_journalled(table, columns), "现有内容与变更记录不符"),
        (_gone(table), "变更记录里有，表里却没有"),
        (_unjournalled(table), "没有任何变更记录"),
    ):
        for row in connection.execute(f"{sql} LIMIT {MOST}"):
            yield Finding(f"{label} #{row[0]}", problem)


def file_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite itself says of the file."""
    for (problem,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
        if problem != "ok":
            told = f"SQLite 完整性检查：{problem}"
            yield Finding("文件", told, damage=True)


def reference_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """References to rows that are not there."""
    broken = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST)
    for table, row_id, parent, _ in broken:
        place = f"{TABLES.get(table, table)} #{row_id}"
        yield Finding(place, f"引用了不存在的{TABLES.get(parent, parent)}")


def _discontinuous(table: str, columns: Sequence[str]) -> str:
    previous = 'lag("after") OVER (PARTITION BY row_id ORDER BY id)'
    same = _same(columns, '"before"', "previous")
    return f"""
        SELECT DISTINCT row_id FROM (
          SELECT row_id, operation, "before", "after", {previous} AS previous
          FROM ({entries(table)}))
        WHERE CASE operation
              WHEN 'insert' THEN "before" IS NOT NULL OR previous IS NOT NULL
              ELSE "before" IS NULL OR previous IS NULL OR NOT ({same}) END"""


def _not_as_journalled(table: str, columns: Sequence[str]) -> str:
    live = " AND ".join(
        f"json_extract(image, '$.{name}') IS t.{quoted(name)}" for name in columns
    )
    return f"""
        SELECT last.row_id FROM ({latest(table)}) last
        JOIN {quoted(table)} t ON t.id = last.row_id
        WHERE image IS NOT {image(columns, "t")} AND NOT ({live})"""


def _gone(table: str) -> str:
    return f"""
        SELECT DISTINCT row_id FROM ({entries(table)})
        WHERE row_id NOT IN (SELECT id FROM {quoted(table)})"""


def _unjournalled(table: str) -> str:
    return f"""
        SELECT t.id FROM {quoted(table)} t WHERE NOT EXISTS (
          SELECT 1 FROM journal WHERE table_name = '{table}' AND row_id = t.id)"""


def _same(columns: Sequence[str], one: str, other: str) -> str:
    fields = " AND ".join(
        f"json_extract({one}, '$.{name}') IS json_extract({other}, '$.{name}')"
        for name in columns
    )
    return f"{one} IS {other} OR ({fields})"
