"""Gaps counted set-wise are those that everybody's explanations tell."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.eligibility import evaluate
from registry.eligibility.answer import Answer
from registry.eligibility.bind import BoundStep, bind
from registry.eligibility.candidates import Among
from registry.eligibility.explain import explain
from registry.eligibility.gaps import rank
from registry.eligibility.gaps.near import MOST_LACKING, everybody
from registry.eligibility.kept.settle import refresh
from registry.ladder.attained import Maturity
from registry.ladder.conditions import Condition
from registry.ladder.figures import Number, Threshold
from registry.ladder.policy import Policy, Rung, Step
from registry.ladder.values import Reduce
from registry.model.tables import METADATA
from registry.store.marking import MARKED, marking
from registry.terms import Basis, ConditionOutcome, Outcome, Tier
from tests.eligibility.strategies.registries import Registry
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
    ways = list(told(book, steps, unit))
    best = {
        one.aim: one.rank for one in sorted(ways, key=lambda w: w.rank, reverse=True)
    }
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
    places = {(one.step, one.answer.subject.id): one for one in ways}
    ranked = [places[steps.index(step), one.subject_id] for step, one in found]
    assert {one.aim: one.rank for one in ranked} == best
    assert [one.rank for one in ranked] == sorted(best.values())
    assert {one.measure: one for one in helped} == _helped(ranked)
    assert all(len(set(ids)) == len(ids) <= 2 for ids in whom.values())
    assert sum(one.enterprises for one in around) == len(_own(ranked))
    assert sum(one.one_short for one in around) == sum(
        one.answer.outcome is Outcome.ONE_SHORT for one in _own(ranked).values()
    )


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


POLICY = Policy(
    document="测试〔2022〕1号",
    programme="trial",
    programme_name="试验",
    title="试验办法",
    issuer="市工信局",
    scope="100000",
    since=date(2022, 1, 1),
    basis=Basis.SAMPLE,
    source="样例",
    rung=(
        Rung(id="trial/city", name="试验称号", tier=Tier.CITY, subject="enterprise"),
    ),
)


def _policy(*conditions: Condition) -> Policy:
    step = Step(to="trial/city", condition=conditions)
    return POLICY.model_copy(update={"step": (step,)})


def _revenue(
    at_least: Decimal | None = None, at_most: Decimal | None = None
) -> Condition:
    number = Number(
        fact="revenue", period="last_year", at_least=at_least, at_most=at_most
    )
    return Condition(id="revenue", cite="第一条", number=number)


Open = Callable[[list[int]], sqlite3.Connection]


@pytest.fixture
def of_revenues() -> Iterator[Open]:
    """Opens a register of enterprises with these revenues of last year, in fen."""
    with ExitStack() as opened:
        yield lambda values: opened.enter_context(closing(_registry(values).open()))


def _registry(values: list[int]) -> Registry:
    ids = range(1, len(values) + 1)
    kind: dict[str, str] = {"kind": "enterprise"}
    own = [{"id": at, "ref": f"r{at}", "change_id": 1} for at in ids]
    last_year = {"key": "revenue", "since": "2021-01-01", "until": "2022-01-01"}
    last_year["period"] = "year"
    facts = [
        one | last_year | {"subject_id": at, "value": value}
        for one, at, value in zip(own, ids, values, strict=True)
    ]
    parties = [one | kind for one in own]
    return Registry({"subject": parties, "enterprise": parties, "fact": facts}, (DAY,))


def _order(connection: sqlite3.Connection, policy: Policy) -> list[tuple[int, int]]:
    """Subjects with what they lack of thresholds in thousandths, the nearest first."""
    steps = bind(connection, [policy], DAY)
    with everybody(connection, steps):
        return connection.execute(
            "SELECT subject_id, distance % ? FROM near_step"
            " ORDER BY distance, subject_id",
            (MOST_LACKING,),
        ).fetchall()


def test_who_lacks_least_of_the_threshold_comes_first(of_revenues: Open) -> None:
    connection = of_revenues([10_00, 99_99, 150_00, 50_00, -5_00])
    asks = _policy(_revenue(at_least=Decimal(100)))
    assert _order(connection, asks) == [(2, 1), (4, 500), (1, 900), (5, 1000)]


def test_too_much_is_a_gap_as_well(of_revenues: Open) -> None:
    connection = of_revenues([110_00, 90_00, 500_00])
    asks = _policy(_revenue(at_most=Decimal(100)))
    assert _order(connection, asks) == [(1, 100), (3, 1000)]


def test_a_level_is_as_far_as_the_best_latest_score_from_its_bound() -> None:
    ids = range(1, 6)
    own = [{"id": at, "ref": f"r{at}", "change_id": 1} for at in ids]
    parties = [one | {"kind": "enterprise"} for one in own]
    made = [
        (1, "self", 1, 120, "2022-01-05"),
        (1, "on_site", 0, 45, "2022-03-05"),
        (2, "self", 0, 45, "2021-01-05"),
        (2, "self", 1, 171, "2022-01-05"),
        (3, "self", 1, 171, "2021-01-05"),
        (3, "self", 1, 90, "2022-01-05"),
        (4, "self", 1, None, "2022-01-05"),
    ]
    columns = ("subject_id", "kind", "level", "score", "on")
    assessments = [
        {"id": at, "ref": f"a{at}", "change_id": 1, "standard": "GB/T 39116-2020"}
        | dict(zip(columns, one, strict=True))
        for at, one in enumerate(made, 1)
    ]
    rows = {"subject": parties, "enterprise": parties, "assessment": assessments}
    level = Condition(id="level", cite="第一条", maturity=Maturity(level=2))
    with closing(Registry(rows, (DAY,)).open()) as connection:
        found = _order(connection, _policy(level))
    measured = [(2, 50), (1, 333), (3, 500), (4, 1000)]
    assert found == [*measured, (5, 0)], "nobody knows anything of the fifth"


def test_what_cannot_be_measured_is_missing_as_a_whole(of_revenues: Open) -> None:
    connection = of_revenues([1, 2])
    either = Condition.model_validate(
        {
            "id": "either",
            "cite": "第一条",
            "any": [
                {"number": {"fact": "revenue", "at_least": 100}},
                {"number": {"fact": "revenue", "at_least": 200}},
            ],
        }
    )
    assert _order(connection, _policy(either)) == [(1, 1000), (2, 1000)]


def test_whoever_s_kept_outcome_counts_no_more_is_asked_anew(
    of_revenues: Open,
) -> None:
    connection, asks = of_revenues([50_00, 99_99]), _policy(_revenue(Decimal(100)))
    for trigger in marking(METADATA.tables):
        connection.execute(trigger)
    refresh(connection, DAY, lambda known, on: bind(known, [asks], on))
    connection.execute("UPDATE fact SET value = 10000 WHERE subject_id = 2")
    assert _order(connection, asks) == [(1, 500)]


def test_the_threshold_that_fits_the_division_is_the_one_lacked(
    of_revenues: Open,
) -> None:
    connection = of_revenues([30_00, 30_00])
    connection.execute(
        "INSERT INTO division_spell (ref, change_id, enterprise_id, value, source)"
        " VALUES ('d', 1, 1, '430223', '')"
    )
    mountains = Threshold(divisions=("430223",), at_least=Decimal(40))
    figure = Number(fact="revenue", at_least=Decimal(100), by=(mountains,))
    elsewhere = Condition(id="revenue", cite="第一条", number=figure)
    connection.execute(
        "INSERT INTO division_spell (ref, change_id, enterprise_id, value, source)"
        " VALUES ('e', 1, 2, '430202', '')"
    )
    assert _order(connection, _policy(elsewhere)) == [(1, 250), (2, 700)]


@pytest.mark.parametrize("reduce", [Reduce.SUM, Reduce.MEAN])
def test_years_together_are_measured_against_their_threshold(
    of_revenues: Open, reduce: Reduce
) -> None:
    connection = of_revenues([60_00, 20_00])
    hundred = Decimal(100)
    figure = Number(fact="revenue", at_least=hundred, reduce=reduce, years=1)
    years = Condition(id="revenue", cite="第一条", number=figure)
    assert _order(connection, _policy(years)) == [(1, 400), (2, 800)]
