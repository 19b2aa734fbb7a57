"""Who stands where: every candidate of a step, page by page, or only counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import replace

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import EVERYBODY, Among
from registry.eligibility.query import answered, masked, tallied
from registry.eligibility.sql import run, sql
from registry.terms import Outcome

FIRST, MOST = 256, 8192
"""Candidates evaluated at a time: few at first, for a page; more in a full pass."""


def standings(
    connection: sqlite3.Connection,
    step: BoundStep,
    chosen: Among = EVERYBODY,
    outcomes: Collection[Outcome] = tuple(Outcome),
) -> Iterator[Standing]:
    """The standings of chosen candidates by subject id, evaluated a chunk at a time."""
    size = FIRST
    while True:
        chunk = _chunk(connection, step, replace(chosen, limit=size))
        yield from (one for one in chunk if one.outcome in outcomes)
        if len(chunk) < size:
            return
        chosen = replace(chosen, after=chunk[-1].subject_id)
        size = min(2 * size, MOST)


def counts(
    connection: sqlite3.Connection, step: BoundStep, *, unit_id: int | None = None
) -> dict[Outcome, int]:
    """How many candidates there are of each outcome."""
    query = tallied(step, answered(step, Among(unit_id=unit_id)))
    found = dict(run(connection, query).fetchall())
    return {outcome: found.get(outcome.value, 0) for outcome in Outcome}


def _chunk(
    connection: sqlite3.Connection, step: BoundStep, among: Among
) -> list[Standing]:
    rows = masked(step, answered(step, among))
    query = sql("{rows} ORDER BY subject_id", rows=rows)
    found = run(connection, query)
    names = (step.step.key, step.step.to)
    return [
        Standing(subject, enterprise, *names, unmet, unknown, judged)
        for subject, enterprise, unmet, unknown, judged in found
    ]
