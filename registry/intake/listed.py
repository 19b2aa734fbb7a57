"""What a ledger brings, record by record: what is new, what changes, what is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from registry.columns import DIVISION
from registry.intake.edits import measured, say, shown
from registry.intake.kinds import ENTERPRISES, FACTS, Kind, Slot
from registry.ladder.facts import fact_keys
from registry.readers.ways import Cell

_TELLING, _NOTE = 3, "note"
_ASIDE = frozenset({"source", "document_id", "standard", "scores", "renewal"})

_WHO = """trim(coalesce(r.code, '') || ' '
  || coalesce((SELECT u.name FROM unit u WHERE u.id = r.unit_id), ''))"""
"""What tells an enterprise: its code, and the unit that it reports through."""

_DIVISION = """nullif(e.division, (SELECT u.division FROM unit u
  WHERE u.id = r.unit_id))"""
"""The division, where the unit's name does not say it already."""


class State(StrEnum):
    """What becomes of a record of a ledger."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Listed:
    """One record of a ledger: where it stands, whose it is, and what it says."""

    sheet: str
    line: int
    name: str
    state: State
    said: str


def listed(connection: sqlite3.Connection, kind: Kind, limit: int) -> Iterator[Listed]:
    """The records of good rows, ``limit`` of each state (-1 all), in their order."""
    for state in State:
        yield from _listed(connection, kind, state, limit)


def _listed(
    connection: sqlite3.Connection, kind: Kind, state: State, limit: int
) -> Iterator[Listed]:
    listing = (slot for slot in kind.slots if not (slot.told or slot.into in _ASIDE))
    slots = [] if kind is FACTS else list(listing)
    of = [_DIVISION if slot.column is DIVISION else shown("e", slot) for slot in slots]
    if kind is FACTS:
        of = ["e.key", "e.since", "e.value", "e.grade"]
    own = _WHO if kind is ENTERPRISES else "r.own"
    found = connection.execute(
        "SELECT r.sheet, r.line, coalesce((SELECT s.name FROM subject s"
        f" WHERE s.id = r.enterprise_id), r.name, ''), {', '.join((own, *of))}"
        " FROM ledger_entry e JOIN ledger_row r ON r.at = e.row"
        " WHERE e.state IN (?, ?) ORDER BY e.at LIMIT ?",
        (state, "repeat" if state is State.UNCHANGED else state, limit),
    )
    for sheet, line, name, own, *values in found.fetchall():
        said = _figure(*values) if kind is FACTS else _words(connection, slots, values)
        yield Listed(sheet, line, name, state, " ".join(filter(None, (own, said))))


def _figure(key: str, since: str, value: int | None, grade: str | None) -> str:
    return f"{since[:4]} 年{fact_keys()[key].name} {measured(key, value, grade)}"


def _words(
    connection: sqlite3.Connection, slots: Sequence[Slot], values: Sequence[Cell]
) -> str:
    """The first few values that are there, as officials read them, and the note."""
    told = [
        (slot.into, say(connection, slot, value))
        for slot, value in zip(slots, values, strict=True)
        if value is not None and value != ""
    ]
    notes = [one for one in told[_TELLING:] if one[0] == _NOTE]
    return " ".join(words for _, words in (*told[:_TELLING], *notes))
