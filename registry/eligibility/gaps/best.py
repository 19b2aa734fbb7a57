"""Several ways to one rung: of each subject the one that brings it nearest counts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence

from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.kept import read
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


def counts(
    connection: sqlite3.Connection,
    steps: Sequence[BoundStep],
    unit_id: int | None = None,
) -> dict[Outcome, int]:
    """How many candidates there are of each best outcome of steps to one rung."""
    if len(steps) == 1:
        return read.counts(connection, steps[0], unit_id=unit_id)
    total, seen = dict.fromkeys(Outcome, 0), set[int]()
    for outcome in Outcome:
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
    (PARTITION BY subject_id ORDER BY distance, step) AS place
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
