"""Records of days before their enterprise was founded: told, though none is refused."""

from __future__ import annotations

import sqlite3

from registry.intake.check import last
from registry.intake.kinds import Kind
from registry.store.triggers import quoted

_HAPPENED = frozenset(
    {"assessed_on", "recognised_on", "event_on", "admitted_on", "applied_on"}
)
"""The columns that say when something happened to an enterprise."""


def early(connection: sqlite3.Connection, kind: Kind) -> str:
    """Which rows bring records of such days, in a sentence; empty if none."""
    slot = next((s for s in kind.slots if s.column.key in _HAPPENED), None)
    if slot is None:
        return ""
    on = f"e.{quoted(slot.into)}"
    until = last(on, f"e.{slot.precision}") if slot.precision else on
    count, line = connection.execute(
        "SELECT count(*), min(r.line) FROM ledger_entry e"
        " JOIN ledger_row r ON r.at = e.row JOIN enterprise t ON t.id = r.enterprise_id"
        f" WHERE e.state IN ('new', 'changed') AND {until} < t.established_on"
    ).fetchone()
    if not count:
        return ""
    return (
        f"{count} 行的{slot.column.header}早于企业的成立日期（第 {line} 行起），"
        "照样读入；请核对"
    )
