"""Holding kept rows against the facts: every row that still counts and differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.candidates import EVERYBODY
from registry.eligibility.kept import read
from registry.eligibility.kept.renew import CANDIDACY, coming, evaluated
from registry.eligibility.sql import Sql, run, sql
from registry.eligibility.turning.watch import NEVER


@dataclass(frozen=True, slots=True)
class Difference:
    """A subject about which a step's kept row and the facts disagree, and in what.

    ``subject_id`` None: it is the summary of the step that does not add up.
    """

    step: BoundStep
    subject_id: int | None
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
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

    def other(self, facts: _Row) -> tuple[str, ...]:
        """The labels of what it says otherwise than the facts."""
        said = {
            "企业": (self.enterprise_id, facts.enterprise_id),
            "上报单位": (self.unit_id, facts.unit_id),
            "结论": (self.outcome, facts.outcome),
            "不符合的条件": (self.unmet, facts.unmet),
            "资料不足的条件": (self.unknown, facts.unknown),
            "待人工认定的条件": (self.judged, facts.judged),
            _UNTIL: (self.until, facts.until),
            "变动日": (self.turns, facts.turns),
        }
        late = ("自哪一天起",) if self.since > facts.since else ()
        return *late, *(label for label, (one, two) in said.items() if one != two)


_UNTIL = "有效到哪一天"
_Rows = dict[int, _Row]


def differences(connection: sqlite3.Connection, on: date) -> Iterator[Difference]:
    """Every difference on a day, step by step; what does not count is left out."""
    for step in bound_steps(connection, on):
        yield from of_step(connection, step)


def of_step(connection: sqlite3.Connection, step: BoundStep) -> Iterator[Difference]:
    """Every difference of a step on its day; none where nothing kept of it counts."""
    known = read.kept(connection, step)
    if known is None:
        return
    kept = _kept(connection, known.id)
    facts = _facts(connection, step)
    for subject in sorted(kept.keys() | facts.keys()):
        ours, theirs = kept.get(subject), facts.get(subject)
        what = _other(ours, theirs, stale=subject in known.stale)
        if what:
            yield Difference(step, subject, what)
    if run(connection, _miscounted(known.id)).fetchone()[0]:
        yield Difference(step, None)


def _other(kept: _Row | None, facts: _Row | None, *, stale: bool) -> tuple[str, ...]:
    """In what a kept row is wrong; a stale one only where it contradicts itself."""
    if stale:
        return () if kept is None or kept.sound else (_UNTIL,)
    if kept is None or facts is None:
        return () if kept is facts else ("多出这一行" if kept else "缺这一行",)
    return kept.other(facts)


def _kept(connection: sqlite3.Connection, id_: int) -> _Rows:
    """The kept rows; one settled after its step was last settled holds on no day."""
    query = sql(
        "SELECT subject_id, enterprise_id, unit_id, outcome, unmet, unknown, judged,"
        " CASE WHEN since > settled_on THEN {never} ELSE since END, until, turns"
        " FROM kept_outcome JOIN kept_step ON kept_step.id = step_id"
        " WHERE step_id = {id}",
        never=NEVER,
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
) -> _Row:
    days = frozenset(turns.split(";")[:-1])
    masks = (unmet, unknown, judged)
    return _Row(enterprise_id, unit_id, outcome, *masks, since, until, days)


def _miscounted(id_: int) -> Sql:
    """Whether the summary says otherwise than the rows it sums."""
    return sql(
        "SELECT EXISTS (SELECT 1 FROM (SELECT unit_id, outcome, number FROM kept_count"
        " WHERE step_id = {id} UNION ALL SELECT coalesce(unit_id, 0), outcome,"
        " -count(*) FROM kept_outcome WHERE step_id = {id} AND outcome <> ''"
        " GROUP BY 1, 2) GROUP BY unit_id, outcome HAVING sum(number) <> 0)",
        id=id_,
    )
