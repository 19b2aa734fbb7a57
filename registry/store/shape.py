"""Holding a file's schema against the program's: tables, columns, walls, views.

What is missing of tables and columns is damage: the registry cannot be read as one.
Triggers and views are compared by their text, as generated from source.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from registry.model.labels import TABLES
from registry.store.replay import columns_of
from registry.store.schema import Schema
from registry.store.verdict import About, Finding
from registry.store.views import views

_OWN = frozenset({"alembic_version"})
_KINDS = {"trigger": "触发器", "view": "视图", "index": "索引"}
_GONE = {
    "trigger": "不见了：写入可能没有变更记录",
    "view": "不见了",
    "index": "不见了：可能有重复的记录",
}


def damage_findings(
    connection: sqlite3.Connection, schema: Schema
) -> Iterator[Finding]:
    """Tables and columns that are gone, or that the program did not make."""
    there = set(_texts(connection, "table"))
    made = {str(name) for name in schema.metadata.tables}
    for name in sorted(made - there):
        yield Finding(table_place(name), "不见了", damage=True)
    for name in sorted(there - made - _OWN):
        yield Finding(table_place(name), "不是本程序建立的")
    for name in sorted(made & there):
        yield from _columns(name, columns_of(connection, name), schema.columns(name))


def wall_findings(connection: sqlite3.Connection, schema: Schema) -> Iterator[Finding]:
    """Triggers, views and indexes that are not as the program makes them."""
    yield from _compared("trigger", _texts(connection, "trigger"), schema.triggers())
    yield from _compared("view", _texts(connection, "view"), views())
    indexes = {str(i.name) for t in schema.metadata.tables.values() for i in t.indexes}
    there = _texts(connection, "index")
    named = {name: there.get(name, "") for name in indexes}
    yield from _compared("index", there, named)


def table_place(name: str) -> str:
    """A table as findings name it."""
    return f"表 {name}（{TABLES[name]}）" if name in TABLES else f"表 {name}"


def _columns(
    table: str, there: Sequence[str], made: Sequence[str]
) -> Iterator[Finding]:
    for name in made:
        if name not in there:
            yield Finding(table_place(table), f"缺列 {name}", damage=True)
    for name in there:
        if name not in made:
            yield Finding(table_place(table), f"多出列 {name}", damage=True)


def _compared(
    kind: str, there: Mapping[str, str], made: Mapping[str, str]
) -> Iterator[Finding]:
    for name in sorted(made.keys() | there.keys()):
        place = f"{_KINDS[kind]} {name}"
        if name not in there:
            yield Finding(place, _GONE[kind], about=About.WALLS)
        elif name not in made:
            yield Finding(place, "不是本程序建立的", about=About.WALLS)
        elif made[name] != there[name]:
            yield Finding(place, "被改过", about=About.WALLS)


def _texts(connection: sqlite3.Connection, kind: str) -> dict[str, str]:
    """The SQL of everything of a kind, by name; SQLite's own indexes have none."""
    sql = (
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {str(name): str(text) for name, text in connection.execute(sql, (kind,))}
