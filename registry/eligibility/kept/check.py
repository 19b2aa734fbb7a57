"""Holding kept rows against the facts: every row that still counts and differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.candidates import EVERYBODY
from registry.eligibility.kept import read
from registry.eligibility.kept.renew import CANDIDACY, coming, evaluated
from registry.eligibility.sql import Sql, run, sql
from registry.eligibility.turning.watch import NEVER


@dataclass(frozen=True, slots=True)
class Row:
    """What a kept row says; ``since`` may be any day up to the one asked about."""

    enterprise_id: int | None
    unit_id: int | None
    outcome: str
    unmet: int
    unknown: int
    judged: int
    since: str = field(compare=False)
    until: str | None
    turns: frozenset[str]

    @property
    def sound(self) -> bool:
        """Whether its day is the first of its turning days."""
        days = (turn.partition(":")[2] for turn in self.turns)
        return self.until == min(days, default=None)


class Part(Enum):
    """In what something kept may be wrong: a column of a row, a row, or a step's."""

    ENTERPRISE = "enterprise_id"
    UNIT = "unit_id"
    OUTCOME = "outcome"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    JUDGED = "judged"
    UNTIL = "until"
    TURNS = "turns"
    SINCE = "since"
    ROW = "row"
    SETTLED = "settled_on"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Difference:
    """In what a subject's kept row of a step and the facts disagree, and both.

    ``subject_id`` None: it is the step's own day or summary that its rows contradict.
    ``facts`` None of a row that contradicts itself, or should not be.
    """

    step: BoundStep
    subject_id: int | None
    parts: tuple[Part, ...]
    kept: Row | None = None
    facts: Row | None = None


_OF_ROW = tuple(Part)[: tuple(Part).index(Part.SINCE)]
_Rows = dict[int, Row]


def differences(connection: sqlite3.Connection, on: date) -> Iterator[Difference]:
    """Every difference on a day, step by step; what does not count is left out."""
    for step in bound_steps(connection, on):
        yield from of_step(connection, step)


def of_step(connection: sqlite3.Connection, step: BoundStep) -> Iterator[Difference]:
    """Every difference of a step on its day; none where nothing kept of it counts."""
    known = read.settled(connection, step)
    if known is None:
        return
    kept, facts = _kept(connection, known.id), _facts(connection, step)
    late = _late(connection, known.id)
    if len(late) > 1:
        yield Difference(step, None, (Part.SETTLED,))
        late = frozenset()
    for subject in sorted(kept.keys() | facts.keys()):
        stale = subject in known.stale
        ours, theirs = kept.get(subject), None if stale else facts.get(subject)
        parts = _parts(ours, theirs, stale=stale)
        if subject in late:
            parts = (Part.SINCE, *parts)
        if parts:
            yield Difference(step, subject, parts, ours, theirs)
    if run(connection, _miscounted(known.id)).fetchone()[0]:
        yield Difference(step, None, (Part.COUNTS,))


def _parts(kept: Row | None, facts: Row | None, *, stale: bool) -> tuple[Part, ...]:
    """In what a kept row is wrong; a stale one only where it contradicts itself."""
    if stale:
        return () if kept is None or kept.sound else (Part.UNTIL,)
    if kept is None or facts is None:
        return () if kept is facts else (Part.ROW,)
    return tuple(
        one for one in _OF_ROW if getattr(kept, one.value) != getattr(facts, one.value)
    )


def _late(connection: sqlite3.Connection, id_: int) -> frozenset[int]:
    """Whose kept rows begin after their step was last settled."""
    query = sql(
        "SELECT subject_id FROM kept_outcome JOIN kept_step ON kept_step.id = step_id"
        " WHERE step_id = {id} AND since > settled_on",
        id=id_,
    )
    return frozenset(row[0] for row in run(connection, query))


def _kept(connection: sqlite3.Connection, id_: int) -> _Rows:
    query = sql(
        "SELECT subject_id, enterprise_id, unit_id, outcome, unmet, unknown, judged,"
        " since, until, turns FROM kept_outcome WHERE step_id = {id}",
        id=id_,
    )
    return {row[0]: _row(*row[1:]) for row in run(connection, query)}


def _facts(connection: sqlite3.Connection, step: BoundStep) -> _Rows:
    """The rows that a renewal for everybody would keep on the step's day."""
    answered = run(connection, evaluated(step, EVERYBODY))
    rows = {row[1]: _row(*row[2:]) for row in answered}
    awaited = sql(
        "SELECT subject_id, enterprise_id, NULL, '', 0, 0, 0, {on}, day,"
        " '{name}:' || day || ';' FROM ({coming}) WHERE day < {never}",
        on=step.on,
        name=Sql(CANDIDACY),
        coming=coming(step, EVERYBODY, Sql("1 = 1")),
        never=NEVER,
    )
    for row in run(connection, awaited):
        rows.setdefault(row[0], _row(*row[1:]))
    return rows


def _row(  # noqa: PLR0913, PLR0917  # the columns of a kept row, in their order
    enterprise_id: int | None,
    unit_id: int | None,
    outcome: str,
    unmet: int,
    unknown: int,
    judged: int,
    since: str,
    until: str | None,
    turns: str,
) -> Row:
    days = frozenset(turns.split(";")[:-1])
    masks = (unmet, unknown, judged)
    return Row(enterprise_id, unit_id, outcome, *masks, since, until, days)


def _miscounted(id_: int) -> Sql:
    """Whether the summary says otherwise than the rows it sums."""
    return sql(
        "SELECT EXISTS (SELECT 1 FROM (SELECT unit_id, outcome, number FROM kept_count"
        " WHERE step_id = {id} UNION ALL SELECT coalesce(unit_id, 0), outcome,"
        " -count(*) FROM kept_outcome WHERE step_id = {id} AND outcome <> ''"
        " GROUP BY 1, 2) GROUP BY unit_id, outcome HAVING sum(number) <> 0)",
        id=id_,
    )
