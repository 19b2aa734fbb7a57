"""Bringing kept outcomes up to date: with a change, or by a refresh."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.candidates import ids
from registry.eligibility.kept.binding import (
    binding,
    candidacy_reads,
    condition_reads,
    place,
)
from registry.eligibility.kept.marks import (
    Marks,
    concerned,
    listed,
    many,
    marks,
    of_kind,
)
from registry.eligibility.kept.places import renew_places
from registry.eligibility.kept.renew import (
    EVERY_ROW,
    count,
    recount,
    renew,
    renew_all,
)
from registry.eligibility.kept.strays import forget_orphans, strangers, unowned
from registry.eligibility.sql import run, sql

RULES = frozenset({"policy", "rung", "round"})
"""Tables on which the steps themselves rest."""
BESIDE = 256
"""So many rows whose day has come are renewed by any change, beside its own."""


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step whose outcomes are kept: its id, binding and last settled day."""

    id: int
    binding: str
    settled_on: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many steps were evaluated for everybody, and how many rows one by one."""

    steps: int
    rows: int


Bound = Callable[[sqlite3.Connection, date], Sequence[BoundStep]]
"""Gives the steps in force on a day."""


def settle(
    connection: sqlite3.Connection, on: date, bound: Bound = bound_steps
) -> None:
    """Renew what the open transaction has touched, as of the registry's today.

    A step whose rules changed is renewed for everybody. One that only the calendar
    has left behind no longer counts, until it is refreshed.
    """
    marked = marks(connection, many(connection))
    if not marked:
        return
    kept = kept_steps(connection)
    ruled = bool(RULES & marked.by_table.keys())
    if kept or ruled:
        steps = bound(connection, on)
        for step in steps:
            _settle(connection, step, kept.get(key(step)), marked, ruled=ruled)
        for gone in _ended(kept, steps):
            _set_aside(connection, gone)
    connection.execute("DELETE FROM touched")


def refresh(
    connection: sqlite3.Connection, on: date, bound: Bound = bound_steps
) -> Refreshed:
    """Renew whatever does not count on the day any more: rows, or whole steps."""
    marked, kept = marks(connection, many(connection)), kept_steps(connection)
    steps = bound(connection, on)
    renewed = [
        _refresh(connection, step, kept.get(key(step)), marked) for step in steps
    ]
    for gone in _ended(kept, steps):
        _drop(connection, gone)
    forget_orphans(connection)
    connection.execute("DELETE FROM touched")
    whole = sum(rows is None for rows in renewed)
    return Refreshed(whole, sum(rows or 0 for rows in renewed))


def forget(connection: sqlite3.Connection) -> None:
    """Keep nothing any more: the next refresh makes all of it anew."""
    for table, _ in _OF_STEP:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  # ours


Key = tuple[str, int]
"""A step's document and its place in it."""


def key(step: BoundStep) -> Key:
    """By which a step's kept rows are found."""
    return step.active.policy.document, place(step)


def kept_steps(connection: sqlite3.Connection) -> dict[Key, KeptStep]:
    """The steps whose outcomes are kept, whether they still count or not."""
    rows = connection.execute(
        "SELECT document, place, id, binding, settled_on FROM kept_step"
        " WHERE document <> ''"
    )
    return {(row[0], row[1]): KeptStep(row[2], row[3], row[4]) for row in rows}


def due(connection: sqlite3.Connection, id_: int, on: date, most: int) -> list[int]:
    """The subjects whose kept rows have come to their day, so many at most."""
    rows = connection.execute(
        "SELECT subject_id FROM kept_outcome WHERE step_id = ? AND until <= ?"
        " ORDER BY until LIMIT ?",
        (id_, on.isoformat(), most),
    )
    return [row[0] for row in rows]


def _settle(
    connection: sqlite3.Connection,
    step: BoundStep,
    kept: KeptStep | None,
    marked: Marks,
    *,
    ruled: bool,
) -> None:
    hash_ = binding(step)
    stale = kept is None or kept.binding != hash_
    if stale and ruled:
        _renew_all(connection, step, kept, hash_)
    elif stale or kept is None:
        _set_aside(connection, kept)
    else:
        touched = concerned(connection, step, marked)
        if touched is None:
            _settle_everybody(connection, step, kept, marked)
        elif touched and (theirs := of_kind(connection, step, touched)):
            _settle_some(connection, step, kept, marked, theirs)


def _settle_everybody(
    connection: sqlite3.Connection, step: BoundStep, kept: KeptStep, marked: Marks
) -> None:
    """Renew what may concern everybody: single conditions, if the candidates stay."""
    if marked.of(candidacy_reads(step)):
        _renew_all(connection, step, kept, kept.binding)
        return
    places = _concerned_places(step, marked)
    renewed = renew_places(connection, step, kept.id, EVERY_ROW, places)
    if len(renewed.late) > many(connection):
        _renew_all(connection, step, kept, kept.binding)
        return
    if renewed.moved:
        recount(connection, kept.id)
    if renewed.late:
        renew(connection, step, kept.id, renewed.late)
    _settled(connection, step, kept)


def _settle_some(
    connection: sqlite3.Connection,
    step: BoundStep,
    kept: KeptStep,
    marked: Marks,
    theirs: frozenset[int],
) -> None:
    """Renew some subjects: only the conditions that read what was written, if so."""
    wholly = theirs
    if not marked.of(candidacy_reads(step)):
        places = _concerned_places(step, marked)
        whose = sql("subject_id IN {ids}", ids=ids(listed(theirs)))
        run(connection, count(kept.id, whose, -1))
        wholly = renew_places(connection, step, kept.id, whose, places).late
        run(connection, count(kept.id, whose, 1))
    if wholly := wholly.union(due(connection, kept.id, step.on, BESIDE)):
        renew(connection, step, kept.id, wholly)
    _settled(connection, step, kept)


def _concerned_places(step: BoundStep, marked: Marks) -> list[int]:
    """The conditions that read what was written."""
    reads = condition_reads(step)
    return [place for place, tables in enumerate(reads) if marked.of(tables)]


def _refresh(
    connection: sqlite3.Connection,
    step: BoundStep,
    kept: KeptStep | None,
    marked: Marks,
) -> int | None:
    """Renew a step; how many rows, None where it was all."""
    hash_ = binding(step)
    if kept is not None and kept.binding == hash_ and _sound(connection, step, kept):
        touched = concerned(connection, step, marked)
        if touched is not None:
            most = many(connection)
            rows = touched.union(due(connection, kept.id, step.on, most + 1))
            if not rows:
                return 0
            if len(rows) <= most:
                renew(connection, step, kept.id, rows)
                _settled(connection, step, kept)
                return len(rows)
    _renew_all(connection, step, kept, hash_)
    return None


def _sound(connection: sqlite3.Connection, step: BoundStep, kept: KeptStep) -> bool:
    """Whether it was settled by the day, and its rows are of whom there is."""
    if kept.settled_on > step.on.isoformat():
        return False
    return not (strangers(connection, kept.id) or unowned(connection, kept.id))


def _settled(connection: sqlite3.Connection, step: BoundStep, kept: KeptStep) -> None:
    connection.execute(
        "UPDATE kept_step SET settled_on = max(settled_on, ?) WHERE id = ?",
        (step.on.isoformat(), kept.id),
    )


def _renew_all(
    connection: sqlite3.Connection,
    step: BoundStep,
    kept: KeptStep | None,
    hash_: str,
) -> None:
    row = (*key(step), hash_, step.on.isoformat())
    if kept is None:
        found = connection.execute(
            "INSERT INTO kept_step (document, place, binding, settled_on)"
            " VALUES (?, ?, ?, ?) RETURNING id",
            row,
        )
        id_ = int(found.fetchone()[0])
    else:
        id_ = kept.id
        connection.execute(
            "UPDATE kept_step SET binding = ?, settled_on = ? WHERE id = ?",
            (*row[2:], id_),
        )
    renew_all(connection, step, id_)


def _set_aside(connection: sqlite3.Connection, kept: KeptStep | None) -> None:
    """Let a step's rows not count any more; a refresh makes them anew."""
    if kept is not None:
        connection.execute("UPDATE kept_step SET binding = '' WHERE id = ?", (kept.id,))


def _ended(kept: dict[Key, KeptStep], steps: Iterable[BoundStep]) -> Iterator[KeptStep]:
    """The kept steps that are not in force."""
    in_force = {key(step) for step in steps}
    return (one for name, one in kept.items() if name not in in_force)


def _drop(connection: sqlite3.Connection, kept: KeptStep) -> None:
    """Forget a step and its rows."""
    for table, column in _OF_STEP:
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (kept.id,))  # noqa: S608  # ours


_OF_STEP = (
    ("kept_outcome", "step_id"),
    ("kept_count", "step_id"),
    ("kept_step", "id"),
)
