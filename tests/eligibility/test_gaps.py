"""Gaps counted set-wise are those that everybody's explanations tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.eligibility import evaluate
from registry.eligibility.answer import Answer
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.explain import explain
from registry.eligibility.gaps import best as ways
from registry.eligibility.gaps import rank
from registry.eligibility.gaps.near import everybody
from registry.store.marking import MARKED
from registry.terms import ConditionOutcome, Outcome
from tests.eligibility.test_kept import QUICK, STEPS, UNITS, Asked, Book, asked

DAY = date(2022, 12, 31)
OPEN = (
    ConditionOutcome.UNMET,
    ConditionOutcome.UNKNOWN,
    ConditionOutcome.FOR_JUDGEMENT,
)


@dataclass(frozen=True)
class Told:
    """What the explanation of one candidate before one step says is missing."""

    step: int
    answer: Answer

    @property
    def aim(self) -> tuple[int, str, str]:
        """Who may come up whither, whichever way."""
        return self.answer.subject.id, self.answer.to, self.answer.kind

    @property
    def missing(self) -> list[tuple[int, ConditionOutcome]]:
        clauses = enumerate(self.answer.conditions)
        return [(at, one.outcome) for at, one in clauses if one.outcome in OPEN]

    @property
    def rank(self) -> tuple[int, ...]:
        kinds = Counter(outcome for _, outcome in self.missing)
        unmet, unknown = kinds[OPEN[0]], kinds[OPEN[1]]
        return len(self.missing), -unmet, -unknown

    @property
    def nearness(self) -> tuple[int, ...]:
        """By which of several ways to one rung somebody is nearest."""
        return list(Outcome).index(self.answer.outcome), *self.rank


def told(book: Book, steps: list[BoundStep], unit: int | None = None) -> Iterator[Told]:
    """Explanations of what is missing, for whom no way to the rung lacks nothing."""
    found = [
        Told(at, explain(book.connection, step, one.subject_id))
        for at, step in enumerate(steps)
        for one in evaluate.standings(book.connection, step, Among(unit_id=unit))
    ]
    there = {one.aim for one in found if one.answer.outcome is Outcome.ELIGIBLE}
    yield from (one for one in found if one.aim not in there)


@pytest.mark.parametrize("kept", [True, False])
def test_gaps_are_what_each_explanation_tells(*, kept: bool) -> None:
    @settings(QUICK, max_examples=5)
    @given(asked(STEPS), st.data())
    def equal(pair: Asked, data: st.DataObject) -> None:
        book = Book(*pair)
        on = book.registry.days[0]
        if kept:
            book.refresh(on)
            _void(book, data)
        steps = list(book.bound(book.connection, on))
        with closing(book.connection):
            for unit in (None, UNITS[0]):
                _hold(book, steps, unit)

    equal()


def _void(book: Book, data: st.DataObject) -> None:
    """Void some rows: what is kept of those whom they touch counts no more."""
    rows = [
        (name, row["id"]) for name in MARKED for row in book.registry.rows.get(name, ())
    ]
    some = st.lists(st.sampled_from(rows), min_size=1, max_size=3)
    for table, id_ in data.draw(some) if rows else []:
        book.connection.execute(
            f'UPDATE "{table}" SET voided_by = 1 WHERE id = ?',  # noqa: S608  # ours
            (id_,),
        )


def _hold(book: Book, steps: list[BoundStep], unit: int | None) -> None:
    every = list(told(book, steps, unit))
    nearest_last = sorted(every, key=lambda way: way.nearness, reverse=True)
    best = {one.aim: one.rank for one in nearest_last}
    _stand_once(book, steps, unit)
    clauses = [
        (at * 100 + place, at, place)
        for at, step in enumerate(steps)
        for place in range(len(step.step.condition))
    ]
    with everybody(book.connection, steps, unit):
        assert rank.count(book.connection) == len(best)
        found = rank.nearest(book.connection, steps, len(best) + 1)
        helped = rank.measures(book.connection, clauses)
        whom = rank.whom(book.connection, clauses, 2)
        around = rank.units(book.connection, steps[0].on if steps else DAY)
    for limit in (1, len(found) or 1):
        nearest = (found[:limit], len(best))
        assert rank.first(book.connection, steps, limit, unit) == nearest
    places = {(one.step, one.answer.subject.id): one for one in every}
    ranked = [places[steps.index(step), one.subject_id] for step, one in found]
    assert {one.aim: one.rank for one in ranked} == best
    assert [one.rank for one in ranked] == sorted(best.values())
    assert {one.measure: one for one in helped} == _helped(ranked)
    assert all(len(set(ids)) == len(ids) <= 2 for ids in whom.values())
    assert sum(one.enterprises for one in around) == len(_own(ranked))
    assert sum(one.one_short for one in around) == sum(
        one.answer.outcome is Outcome.ONE_SHORT for one in _own(ranked).values()
    )


def _stand_once(book: Book, steps: list[BoundStep], unit: int | None) -> None:
    """Everybody stands once before a rung: where they are nearest."""
    among = Among(unit_id=unit)
    every: dict[tuple[int, str, str], set[Outcome]] = {}
    for step in steps:
        for one in evaluate.standings(book.connection, step, among):
            aim = one.subject_id, one.to, step.step.kind.value
            every.setdefault(aim, set()).add(one.outcome)
    shown = [
        ((one.subject_id, one.to, step.step.kind.value), one.outcome)
        for at, step in enumerate(steps)
        for outcome in Outcome
        for one in ways.standings(book.connection, steps, at, among, (outcome,))
    ]
    nearest = {aim: min(of, key=list(Outcome).index) for aim, of in every.items()}
    assert sorted(shown) == sorted(nearest.items())
    counted = Counter[Outcome]()
    few = Counter[Outcome]()
    for group in ways.groups(steps):
        leading = book.connection, [steps[at] for at in group], unit
        counted.update(ways.counts(*leading))
        few.update(ways.counts(*leading, (Outcome.ONE_SHORT,)))
    assert +counted == Counter(nearest.values())
    assert few[Outcome.ONE_SHORT] == counted[Outcome.ONE_SHORT]


def _own(ranked: list[Told]) -> dict[int, Told]:
    """The nearest row of each enterprise."""
    return {one.answer.enterprise.id: one for one in reversed(ranked)}


def _helped(expected: list[Told]) -> dict[int, rank.Helped]:
    """Whom each condition of each step would help, counted one by one."""
    whom: dict[int, dict[str, set[int]]] = {}
    for one in expected:
        short = one.answer.outcome is Outcome.ONE_SHORT
        for place, outcome in one.missing:
            of = whom.setdefault(one.step * 100 + place, {})
            for kind in ("all", outcome, *(["alone"] if short else [])):
                of.setdefault(kind, set()).add(one.answer.enterprise.id)
    kinds = ("all", "alone", *OPEN)
    return {
        measure: rank.Helped(measure, *(len(of.get(kind, ())) for kind in kinds))
        for measure, of in whom.items()
    }
