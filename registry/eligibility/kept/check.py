"""Holding kept rows against the facts: every row that still counts and differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registry.eligibility import evaluate
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.kept import read
from registry.eligibility.sql import Sql, run, sql


@dataclass(frozen=True, slots=True)
class Difference:
    """A subject about which a step's kept row and the facts disagree.

    ``subject_id`` None: it is the summary of the step that does not add up.
    """

    step: BoundStep
    subject_id: int | None


def differences(connection: sqlite3.Connection, on: date) -> Iterator[Difference]:
    """Every difference on a day, step by step; what does not count is left out."""
    for step in bound_steps(connection, on):
        known = read.kept(connection, step)
        if known is not None:
            for subject in _differing(connection, step):
                yield Difference(step, subject)
            if run(connection, _miscounted(known.id)).fetchone()[0]:
                yield Difference(step, None)


def _differing(connection: sqlite3.Connection, step: BoundStep) -> list[int]:
    facts = _by_subject(evaluate.standings(connection, step))
    kept = _by_subject(read.standings(connection, step))
    either = sorted(facts.keys() | kept.keys())
    return [one for one in either if facts.get(one) != kept.get(one)]


def _by_subject(standings: Iterator[Standing]) -> dict[int, Standing]:
    return {one.subject_id: one for one in standings}


def _miscounted(id_: int) -> Sql:
    """Whether the summary says otherwise than the rows it sums."""
    return sql(
        "SELECT EXISTS (SELECT 1 FROM (SELECT unit_id, outcome, number FROM kept_count"
        " WHERE step_id = {id} UNION ALL SELECT coalesce(unit_id, 0), outcome,"
        " -count(*) FROM kept_outcome WHERE step_id = {id} AND outcome <> ''"
        " GROUP BY 1, 2) GROUP BY unit_id, outcome HAVING sum(number) <> 0)",
        id=id_,
    )
