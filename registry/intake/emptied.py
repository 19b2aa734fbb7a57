"""What the register knows of enterprises and a ledger leaves empty: it stays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from registry import columns
from registry.columns import Column
from registry.intake.layout import Place
from registry.intake.parties import ATTRIBUTES

_EMPTY = """
SELECT count(*), min(r.line) FROM ledger_row r JOIN ledger_entry e ON e.row = r.at
JOIN enterprise t ON t.id = r.enterprise_id
WHERE r.state IS NULL AND r.how <> 'new'
  AND r.sheet IN (SELECT value FROM json_each(?)) AND {empty} AND {known}
"""


def emptied(connection: sqlite3.Connection, place: Place) -> str:
    """How many cells of which columns were left empty, in a sentence; else nothing."""
    told, every = [], 0
    for column, empty, known in _asked():
        sheets = [
            name for name, one in place.layouts.items() if one.place(column) is not None
        ]
        sql = _EMPTY.format(empty=empty, known=known)
        count, line = connection.execute(sql, (json.dumps(sheets),)).fetchone()
        if count:
            every += count
            told.append(f"{column.header} {count} 处（第 {line} 行起）")
    if not told:
        return ""
    return (
        f"台账里有、表里留空的 {every} 处，留空不改台账：{'、'.join(told)}"
        "；确要去掉的，请用 tidu correct void 作废那条记录"
    )


def _asked() -> Iterator[tuple[Column, str, str]]:
    """Columns, with when a ledger leaves them empty and when the register knows."""
    for one in ATTRIBUTES:
        known = (
            f"EXISTS (SELECT 1 FROM {one.table} s WHERE s.enterprise_id = t.id"
            f" AND s.voided_by IS NULL AND s.until IS NULL{one.where})"
        )
        if one.slot.column is not columns.ENTERPRISE:
            yield one.slot.column, f"{one.given} IS NULL", known
    yield columns.USCC, "r.code IS NULL", "t.uscc IS NOT NULL"
    yield (
        columns.ESTABLISHED,
        "e.established_on IS NULL",
        "t.established_on IS NOT NULL",
    )
