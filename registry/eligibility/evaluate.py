"""Who stands where: every candidate of a step, page by page, or only counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.query import answered, masked, tallied
from registry.eligibility.sql import run, sql
from registry.terms import Outcome

FIRST, MOST = 256, 8192
"""Candidates evaluated at a time: few at first, for a page; more in a full pass."""


def standings(  # noqa: PLR0913  # one filter a column of the page
    connection: sqlite3.Connection,
    step: BoundStep,
    *,
    enterprise_id: int | None = None,
    subject_id: int | None = None,
    unit_id: int | None = None,
    outcomes: Collection[Outcome] | None = None,
    after: int | None = None,
    limit: int | None = None,
) -> Iterator[Standing]:
    """The candidates' standings in the order of subject ids, read as they are asked.

    ``after`` is the last subject already seen; ``outcomes`` None means all.
    """
    chosen = Among(enterprise_id, subject_id, unit_id, after)
    wanted = frozenset(Outcome if outcomes is None else outcomes)
    everybody = among(connection, step, chosen)
    return islice((one for one in everybody if one.outcome in wanted), limit)


def counts(
    connection: sqlite3.Connection, step: BoundStep, *, unit_id: int | None = None
) -> dict[Outcome, int]:
    """How many candidates there are of each outcome."""
    query = tallied(step, answered(step, Among(unit_id=unit_id)))
    found = dict(run(connection, query).fetchall())
    return {outcome: found.get(outcome.value, 0) for outcome in Outcome}


def among(
    connection: sqlite3.Connection, step: BoundStep, chosen: Among
) -> Iterator[Standing]:
    """The standings of chosen candidates, evaluated a chunk at a time."""
    size = FIRST
    while True:
        chunk = _chunk(connection, step, replace(chosen, limit=size))
        yield from chunk
        if len(chunk) < size:
            return
        chosen = replace(chosen, after=chunk[-1].subject_id)
        size = min(2 * size, MOST)


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
