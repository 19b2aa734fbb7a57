"""Rows gathered by table and written at once, through the journal like any other."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from datetime import UTC, date, datetime

from registry.model.tables import recorded

Value = str | int | None

BORN = int(datetime(2026, 7, 1, tzinfo=UTC).timestamp() * 1000)
"""The instant in the refs of synthetic rows: it is drawn, not taken from a clock."""


class Batch:
    """Rows of one change; each has its id as soon as it is added."""

    def __init__(self, seed: int, last_ids: Counter[str]) -> None:
        self._rows: dict[tuple[str, ...], list[tuple[Value, ...]]] = defaultdict(list)
        self._ids = last_ids
        self._ref = _ref_prefix(seed)

    def add(self, table: str, /, **values: Value | date) -> int:
        """Add a row to a table; its id, the next one."""
        return self.add_as(self._ids[table] + 1, table, **values)

    def add_as(self, row_id: int, table: str, /, **values: Value | date) -> int:
        """Add a row under an id that is greater than any of its table before."""
        self._ids[table] = row_id
        self._ids[""] += 1
        ref = f"{self._ref}{self._ids['']:012x}"
        row = (row_id, ref, *map(_stored, values.values()))
        self._rows[table, *values].append(row)
        return row_id

    def write(self, connection: sqlite3.Connection, change_id: int) -> None:
        """Insert all rows as part of an open change, marked as samples."""
        for (table, *names), rows in self._rows.items():
            columns = ", ".join(f'"{name}"' for name in names)
            marks = ", ?" * len(names)
            connection.executemany(
                f'INSERT INTO "{table}" (sample, change_id, id, ref, {columns})'  # noqa: S608  # names are code
                f" VALUES (1, {change_id}, ?, ?{marks})",
                rows,
            )


def last_ids(connection: sqlite3.Connection) -> Counter[str]:
    """The greatest id in each recorded table; that of ``""`` counts rows added."""
    greatest = (
        (table, connection.execute(f'SELECT max(id) FROM "{table}"').fetchone()[0])  # noqa: S608  # names are code
        for table in recorded()
    )
    return Counter({table: last or 0 for table, last in greatest})


def _ref_prefix(seed: int) -> str:
    """All of a UUIDv7 but its last twelve digits: 26 bits of it are the seed's."""
    high, low = seed >> 14 & 0xFFF, seed & 0x3FFF | 0x8000
    born = f"{BORN:012x}"
    return f"{born[:8]}-{born[8:]}-7{high:03x}-{low:04x}-"


def _stored(value: Value | date) -> Value:
    return value.isoformat() if isinstance(value, date) else value
