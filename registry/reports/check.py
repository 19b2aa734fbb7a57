"""Holding the overview's kept sums against the facts: whatever counts and differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registry.eligibility.kept.unused import Why
from registry.reports.kept import EDITION, stale, state, sums, turning
from registry.reports.sums import Key, Sums, bound, counted, shares


def agrees(connection: sqlite3.Connection, on: date) -> bool:
    """Whether what is read on a day is what the facts say."""
    return _summed(connection, on) is None


@dataclass(frozen=True, slots=True)
class Differing:
    """What is kept and what the facts say of a subject, or of all: None."""

    subject_id: int | None
    kept: Sums
    facts: Sums


TURN = "turn"
"""The measure of a subject's coming day, which is its key."""


def differing(connection: sqlite3.Connection, on: date) -> Iterator[Differing]:
    """The subjects of whom something else is kept than the facts say on a day.

    Whoever does not count as kept on the day is left out. Then the sums, also as of
    the day on which they were last settled.
    """
    if (idle := stale(connection, on)) is not None:
        yield from _subjects(connection, on, idle)
    days = {on, _settled(connection) or on}
    yield from filter(None, (_summed(connection, day) for day in sorted(days)))


def unused(connection: sqlite3.Connection, on: date) -> Why | None:
    """Why nothing that is kept counts on a day; None where it does, or nothing is."""
    if stale(connection, on) is not None:
        return None
    known = state(connection)
    if known is None:
        some = connection.execute("SELECT EXISTS (SELECT 1 FROM kept_share)")
        return Why.MISFIT if some.fetchone()[0] else None
    if not known.edition:
        return Why.ASIDE
    if known.edition != EDITION or _settled(connection) is None:
        return Why.MISFIT
    return Why.AHEAD if known.settled_on > on.isoformat() else Why.MARKED


def _settled(connection: sqlite3.Connection) -> date | None:
    """The last day as of which a share was settled, if one is recorded."""
    known = state(connection)
    try:
        return None if known is None else date.fromisoformat(known.settled_on)
    except ValueError:
        return None


def _summed(connection: sqlite3.Connection, on: date) -> Differing | None:
    kept, facts = dict(sums(connection, on)), counted(connection, on)
    return None if kept == facts else Differing(None, kept, facts)


def _subjects(
    connection: sqlite3.Connection, on: date, idle: frozenset[int]
) -> Iterator[Differing]:
    apart: dict[int, tuple[dict[Key, int], dict[Key, int]]] = {}
    for kept, facts in ((_SHARES_KEPT, shares()), (_TURNS_KEPT, _turns())):
        for subject, key, number, of in _other(connection, kept, facts, on):
            if subject not in idle:
                apart.setdefault(subject, ({}, {}))[of][key] = number
    for subject in sorted(apart):
        yield Differing(subject, *apart[subject])


_SHARES_KEPT = "SELECT subject_id, measure, unit_id, key, number FROM kept_share"
_TURNS_KEPT = f"SELECT subject_id, '{TURN}', 0, until, 1 FROM kept_turn"


def _turns() -> str:
    return f"SELECT subject_id, '{TURN}', 0, day, 1 FROM ({turning()})"


def _other(
    connection: sqlite3.Connection, kept: str, facts: str, on: date
) -> Iterator[tuple[int, Key, int, int]]:
    """The rows that only one of two statements gives, and which: 0 or 1."""
    sides = [
        {tuple(row) for row in connection.execute(kept)},
        {tuple(row) for row in connection.execute(facts, bound(on))},
    ]
    for of, rows in enumerate(sides):
        for subject, measure, unit, key, number in rows - sides[1 - of]:
            yield subject, (measure, unit, key), number, of
