"""What is lacking of thresholds is measured exactly, and orders who is nearest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date
from decimal import Decimal

import pytest

from registry.eligibility.bind import bind
from registry.eligibility.gaps.near import MOST_LACKING, everybody
from registry.eligibility.kept.settle import refresh
from registry.ladder.attained import Maturity
from registry.ladder.conditions import Condition
from registry.ladder.figures import Number, Threshold
from registry.ladder.policy import Policy, Rung, Step
from registry.ladder.profile import Registered
from registry.ladder.values import Reduce
from registry.model.tables import METADATA
from registry.store.marking import marking
from registry.terms import Basis, Tier
from tests.eligibility.strategies.registries import Registry

DAY = date(2022, 12, 31)
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


def test_who_is_too_young_is_as_far_as_the_days_that_are_missing() -> None:
    days = ("2013-12-31", "2020-12-31", "2022-12-30", "2002-12-31", None)
    parties = [
        {"id": at, "ref": f"r{at}", "change_id": 1, "kind": "enterprise"}
        for at in range(1, len(days) + 1)
    ]
    born = [
        one | {"established_on": day} for one, day in zip(parties, days, strict=True)
    ]
    asks = Condition(id="age", cite="第一条", registered=Registered(for_months=240))
    registry = Registry({"subject": parties, "enterprise": born}, (DAY,))
    with closing(registry.open()) as connection:
        expected = [(1, 550), (2, 900), (3, 999), (5, 0)]
        assert _order(connection, _policy(asks)) == expected, "nobody knows the fifth"


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
