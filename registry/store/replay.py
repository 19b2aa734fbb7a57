"""The register as its journal tells it: rows rebuilt from their last images."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from registry.store.triggers import quoted
from registry.store.upcast import entries

JOURNALLED = frozenset({"id", "ref", "version", "change_id", "voided_by"})
"""The columns by which a recorded table is known."""


def latest(table: str, through: int | None = None, rows: str = "") -> str:
    """The SQL of a table's last images: columns row_id, image.

    ``through`` is a change: the images as they were when it was sealed. ``rows`` is
    the SQL of the ids of the only rows that are wanted.
    """
    known = "" if through is None else f" WHERE change_id <= {through:d}"
    only = f" WHERE row_id IN ({rows})" if rows else ""
    mine = f"SELECT * FROM ({entries(table)}){only}"
    return (
        f'SELECT e.row_id, e."after" AS image FROM ({mine}) e JOIN'
        f" (SELECT max(id) AS id FROM ({mine}){known} GROUP BY row_id) last"
        " ON last.id = e.id"
    )


def relation(
    table: str, columns: Iterable[str], through: int | None = None, rows: str = ""
) -> str:
    """The SQL of the table itself, replayed: the same columns, any change's state."""
    fields = ", ".join(
        f"json_extract(image, '$.{name}') AS {quoted(name)}" for name in columns
    )
    return f"SELECT {fields} FROM ({latest(table, through, rows)})"


def recorded_tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The recorded tables of a file, whatever its edition, with their columns."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    tables = [str(row[0]) for row in connection.execute(sql)]
    shapes = {table: columns_of(connection, table) for table in tables}
    return {t: names for t, names in shapes.items() if set(names) >= JOURNALLED}


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table of a file, in their order."""
    listed = connection.execute(f"PRAGMA table_info({quoted(table)})")
    return tuple(str(row[1]) for row in listed)
