"""Days that a ledger says less precisely than the register knows them.

2022-03 in a ledger agrees with 2022-03-15 in the register and never takes its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry.intake.edits import shown
from registry.intake.kinds import Kind, Slot
from registry.store.triggers import quoted
from registry.store.view_words import day


def vaguer(said: str, known: str) -> str:
    """Whether one day says another with less of it, in SQL; both as they are shown."""
    return f"{known} GLOB {said} || '-*'"


def find(connection: sqlite3.Connection, kind: Kind, same: str) -> None:
    """Let entries mean the only record whose day agrees with theirs.

    ``same`` holds an entry ``e`` and a record ``t`` together but for their day. Where
    the record's is more exact, the entry takes it over; where the entry's is, and it
    is the only one, the record will be made as exact.
    """
    for slot in _days(kind, kind.same):
        on, kept = quoted(slot.into), quoted(slot.precision)
        said, known = shown("e", slot), shown("t", slot)
        pairs = (
            f"FROM ledger_entry e JOIN {quoted(kind.table)} t"
            f" ON t.{kind.holder} = e.holder AND t.voided_by IS NULL AND {same}"
            " WHERE e.old IS NULL AND"
        )
        connection.execute(
            f"UPDATE ledger_entry SET old = found.id, {on} = found.since,"
            f" {kept} = found.kept FROM (SELECT e.at, t.id, t.{on} AS since,"
            f" t.{kept} AS kept {pairs} e.{kept} <> 'day' AND {vaguer(said, known)}"
            " GROUP BY e.at HAVING count(*) = 1) found"
            " WHERE found.at = ledger_entry.at"
        )
        connection.execute(
            "UPDATE ledger_entry SET old = found.id FROM (SELECT e.at, t.id,"
            " count(*) OVER (PARTITION BY e.at) AS records,"
            f" min({said}) OVER (PARTITION BY t.id) AS first,"
            f" max({said}) OVER (PARTITION BY t.id) AS last {pairs}"
            f" t.{kept} <> 'day' AND {vaguer(known, said)} AND NOT EXISTS"
            " (SELECT 1 FROM ledger_entry f WHERE f.holder = e.holder"
            " AND f.old = t.id)) found WHERE found.at = ledger_entry.at"
            " AND found.records = 1 AND found.first = found.last"
        )


def keep(connection: sqlite3.Connection, kind: Kind) -> None:
    """Let entries say the days of their records as precisely as these do."""
    for slot in _days(kind, kind.others):
        on, kept = quoted(slot.into), quoted(slot.precision)
        said = day(f"ledger_entry.{on}", f"ledger_entry.{kept}")
        connection.execute(
            f"UPDATE ledger_entry SET {on} = t.{on}, {kept} = t.{kept}"
            f" FROM {quoted(kind.table)} t WHERE t.id = ledger_entry.old"
            f" AND {vaguer(said, shown('t', slot))}"
        )


def _days(kind: Kind, names: tuple[str, ...]) -> Iterator[Slot]:
    """The days among some columns of a kind; a figure's period is none."""
    return (slot for slot in kind.slots if slot.precision and slot.precision in names)
