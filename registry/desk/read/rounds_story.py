"""Why somebody was, or was not, recognised: steps, reasons, and what was frozen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from registry import asof
from registry.desk.read.rounds_applied import (
    Applied,
    Taken,
    applications,
    stages,
)
from registry.desk.read.rounds_heads import Head, courses, heads_of
from registry.desk.read.rounds_progress import left_where
from registry.desk.read.session import Reading
from registry.desk.read.units import points
from registry.terms import ConditionOutcome, Outcome, StageRole
from registry.text import visible

_THEIRS = f"""
SELECT a.id, a.round_id FROM application a
WHERE {asof.applied("a")}
  AND a.subject_id IN {asof.subjects(":subject")}
"""
_DECISIONS = """
SELECT d.step_id, d.as_of, d.outcome, d.answer FROM decision d
JOIN application_step p ON p.id = d.step_id
WHERE p.application_id = :application AND d.voided_by IS NULL
  AND p.voided_by IS NULL AND p."on" <= :on ORDER BY d.step_id
"""
_FINE = {ConditionOutcome.MET.value, ConditionOutcome.NOT_APPLICABLE.value}


@dataclass(frozen=True, slots=True)
class Frozen:
    """What eligibility said when a step was taken: the outcome, what was missing."""

    step_id: int
    on: str
    outcome: Outcome
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of an application's scores, its place, and the lowest recognised one.

    In points as shown; ``of`` is how many of the round were scored.
    """

    mean: str
    place: int
    of: int
    lowest: str


@dataclass(frozen=True, slots=True)
class Story:
    """What became of one application, and why, as far as it is recorded."""

    round: Head
    applied: Applied
    how: str
    on: str
    why: str
    score: Score | None
    frozen: tuple[Frozen, ...]

    @property
    def steps(self) -> tuple[tuple[Taken, Frozen | None], ...]:
        """Every step with what was frozen at it."""
        by = {one.step_id: one for one in self.frozen}
        return tuple((one, by.get(one.step.id)) for one in self.applied.steps)


def stories(
    reading: Reading, subject: int, rounds: Sequence[int] = ()
) -> tuple[Story, ...]:
    """What became of every application of a subject, or of all that it owns.

    In these rounds, or in all of them; empty where it has not applied by the day.

    Raises:
        NotFoundError: there is no such round.
    """
    theirs = {
        row["id"]: row["round_id"] for row in reading.rows(_THEIRS, subject=subject)
    }
    asked = tuple(rounds) or tuple(dict.fromkeys(theirs.values()))
    heads = {head.id: head for head in heads_of(reading, asked)}
    everyone = applications(reading, asked)
    return tuple(
        _story(reading, heads[one.round_id], one, everyone)
        for one in everyone
        if one.id in theirs
    )


def _story(
    reading: Reading, head: Head, applied: Applied, everyone: Sequence[Applied]
) -> Story:
    left = left_where(courses((head,), stages(reading))[head.id], applied)
    rows = reading.rows(_DECISIONS, application=applied.id)
    frozen = tuple(_frozen(row) for row in rows)
    rivals = [one for one in everyone if one.round_id == head.id]
    score = _score(applied, rivals)
    return Story(head, applied, left.how, left.on, left.why, score, frozen)


def _frozen(row: sqlite3.Row) -> Frozen:
    answer = json.loads(row["answer"])
    missing = (
        f"{one['name']}：{one.get('gap') or one['required']}"
        for one in answer.get("conditions", [])
        if one["outcome"] not in _FINE
    )
    outcome = Outcome.read(row["outcome"])
    return Frozen(row["step_id"], row["as_of"], outcome, tuple(map(visible, missing)))


def _score(applied: Applied, rivals: Sequence[Applied]) -> Score | None:
    own = _mean(applied)
    if own is None:
        return None
    scored = [mean for one in rivals if (mean := _mean(one)) is not None]
    given = [m for one in rivals if one.recognised and (m := _mean(one)) is not None]
    return Score(
        _points(own),
        1 + sum(mean > own for mean in scored),
        len(scored),
        _points(min(given)) if given else "",
    )


def _mean(applied: Applied) -> Fraction | None:
    """The mean of the scores given in line, in hundredths of a point."""
    scores = [
        one.score
        for one in applied.steps
        if one.score is not None and one.step.stage.role is StageRole.LINE
    ]
    return Fraction(sum(scores), len(scores)) if scores else None


def _points(hundredths: Fraction) -> str:
    return points(round(hundredths))
