"""Several ways to one rung: of each subject the one that brings it nearest counts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import EVERYBODY, Among
from registry.eligibility.kept import read
from registry.eligibility.kept.marks import listed
from registry.terms import Outcome

Group = tuple[int, ...]
"""The places among steps of those that lead to one rung by one kind of application."""


def groups(steps: Sequence[BoundStep]) -> list[Group]:
    """The steps by whither they lead, in their order."""
    found: dict[tuple[str, str], Group] = {}
    for at, step in enumerate(steps):
        key = (step.step.to, step.step.kind.value)
        found[key] = (*found.get(key, ()), at)
    return list(found.values())


AT_ONCE = 256
"""So many standings before one way are held against the other ways together."""


def standings(
    connection: sqlite3.Connection,
    steps: Sequence[BoundStep],
    at: int,
    chosen: Among = EVERYBODY,
    outcomes: Collection[Outcome] = tuple(Outcome),
) -> Iterator[Standing]:
    """The standings before one of the steps of those whom no other way brings nearer.

    By subject id, read as they are asked. Nearer is the better outcome, then who lacks
    fewer conditions, then the order of ``gaps.near``, then that of the steps.
    """
    found = read.standings(connection, steps[at], chosen, outcomes)
    group = next(one for one in groups(steps) if at in one)
    others = [(place, steps[place]) for place in group if place != at]
    if not others:
        yield from found
        return
    while some := list(islice(found, AT_ONCE)):
        among = Among(listed=listed(one.subject_id for one in some))
        better = {one.subject_id: _far(at, one) for one in some}
        for place, step in others:
            for one in read.standings(connection, step, among):
                known = better[one.subject_id]
                better[one.subject_id] = min(known, _far(place, one))
        yield from (one for one in some if better[one.subject_id][-1] == at)


def _far(at: int, one: Standing) -> tuple[int, ...]:
    """How far a standing is, and last by which of the steps."""
    unmet, unknown = one.unmet.bit_count(), one.unknown.bit_count()
    missing = unmet + unknown + one.judged.bit_count()
    return _OUTCOMES.index(one.outcome), missing, -unmet, -unknown, at


_OUTCOMES = tuple(Outcome)


def counts(
    connection: sqlite3.Connection,
    steps: Sequence[BoundStep],
    unit_id: int | None = None,
    outcomes: Collection[Outcome] = tuple(Outcome),
) -> dict[Outcome, int]:
    """How many candidates there are of each best outcome of steps to one rung.

    None is counted of what is worse than the ``outcomes`` asked for: they are most.
    """
    if len(steps) == 1:
        return read.counts(connection, steps[0], unit_id=unit_id)
    total, seen = dict.fromkeys(Outcome, 0), set[int]()
    worst = max(map(_OUTCOMES.index, outcomes), default=-1)
    for outcome in _OUTCOMES[: worst + 1]:
        found = _subjects(connection, steps, unit_id, (outcome,))
        total[outcome] = len(new := set(found) - seen)
        seen |= new
    return total


def keep_best(
    connection: sqlite3.Connection,
    steps: Sequence[BoundStep],
    unit_id: int | None = None,
) -> None:
    """Leave each subject in ``near_step`` once before a rung; none that is eligible."""
    for group in groups(steps):
        if len(group) > 1:
            ways = [steps[at] for at in group]
            there = _subjects(connection, ways, unit_id, (Outcome.ELIGIBLE,))
            bound = {"ways": json.dumps(group), "there": json.dumps(list(there))}
            connection.execute(_DELETE, bound)


_OF = "step IN (SELECT value FROM json_each(:ways))"
_DELETE = f"""
DELETE FROM near_step WHERE {_OF} AND (
  subject_id IN (SELECT value FROM json_each(:there))
  OR rowid NOT IN (SELECT id FROM (SELECT rowid AS id, row_number() OVER
    (PARTITION BY subject_id ORDER BY
      CASE WHEN unmet = 0 THEN 1 WHEN missing = 1 THEN 0 ELSE 2 END, distance, step)
    AS place
    FROM near_step WHERE {_OF}) WHERE place = 1))
"""


def _subjects(
    connection: sqlite3.Connection,
    steps: Sequence[BoundStep],
    unit_id: int | None,
    outcomes: Collection[Outcome],
) -> Iterator[int]:
    for step in steps:
        found = read.standings(connection, step, Among(unit_id=unit_id), outcomes)
        yield from (one.subject_id for one in found)
