"""Who becomes a candidate on a day to come, and who ceases to be one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from registry.eligibility.forecast.coming import Cause
from registry.eligibility.forecast.continued import continued
from registry.eligibility.forecast.run import Forecast
from registry.ladder.loader import parse
from registry.terms import Outcome
from tests.eligibility.strategies.registries import Registry
from tests.eligibility.strategies.scene import Row
from tests.eligibility.test_forecast import day_by_day, forecast
from tests.eligibility.test_kept import Book

ON = date(2026, 6, 30)
ENDS, LEAVES, GROWS = (ON + timedelta(days=n) for n in (10, 25, 15))
POLICY = """
document = "甲〔2020〕1号"
programme = "t"
programme_name = "测试"
title = "办法"
issuer = "测试"
scope = "430200"
since = 2020-01-01
basis = "sample"
source = "测试"
[[rung]]
id = "t/firm"
name = "甲企业"
tier = "city"
subject = "enterprise"
[[step]]
to = "t/firm"
condition = [
  { id = "above", cite = "测试", above_designated_size = true },
]
[[step]]
to = "t/firm"
kind = "renewal"
condition = [{ id = "prior", cite = "测试", holds = { rung = "t/firm" } }]
"""
SPELL: Row = {
    "since": None,
    "since_precision": "day",
    "until": None,
    "until_precision": "day",
}


def recorded(id_: int, **columns: object) -> Row:
    return {"id": id_, "ref": f"{id_}", "change_id": 1, **columns}


def rows() -> dict[str, list[Row]]:
    """Two firms: one whose title ends and which then moves out; one that grows."""
    title = {
        "rung": "t/firm",
        "recognised_on": "2023-01-01",
        "recognised_precision": "day",
        "valid_until": ENDS.isoformat(),
        "until_precision": "day",
        "ended_precision": "day",
    }
    status = SPELL | {"value": "moved_out", "since": LEAVES.isoformat()}
    grown = SPELL | {"value": 1, "since": GROWS.isoformat()}
    return {
        "subject": [recorded(n, kind="enterprise", name="某某") for n in (1, 2)],
        "enterprise": [recorded(n, kind="enterprise") for n in (1, 2)],
        "title": [recorded(1, subject_id=1, **title)],
        "status_spell": [recorded(1, enterprise_id=1, **status)],
        "designated_spell": [
            recorded(1, enterprise_id=2, **grown),
            recorded(2, enterprise_id=1, **(SPELL | {"value": 1})),
        ],
    }


@pytest.fixture
def book() -> Iterator[Book]:
    made = Book(Registry(rows(), (ON,)), parse(POLICY, "policy.toml"))
    made.refresh(ON)
    yield made
    made.connection.close()


def test_it_is_what_asking_on_each_day_says(book: Book) -> None:
    told = forecast(book, ON, 60)
    assert sorted(told, key=str) == sorted(day_by_day(book, ON, 60), key=str)
    assert {day for day, *_ in told} >= {ENDS, LEAVES}


def test_what_changes_has_its_cause(book: Book) -> None:
    policies = [book.policy]
    through = ON + timedelta(days=60)
    found = Forecast(book.connection, ON, through, loaded=policies).changes()
    causes = {(one.on, one.step.step.kind.value): one.cause for one in found}
    assert causes[ENDS, "renewal"] is Cause.CANDIDACY
    assert causes[ENDS, "new"] is Cause.CANDIDACY
    assert all(not one.deciding for one in found if one.cause is Cause.CANDIDACY)
    (grown,) = (one for one in found if one.on == GROWS)
    assert [clause.id for clause in grown.deciding] == ["above"]
    assert (grown.subject_id, grown.becomes) == (2, Outcome.ELIGIBLE)


LASTING = """
  { id = "level", cite = "测试", maturity = { level = 2, kinds = ["self"] } },
"""
"""What nobody knows of a firm, and what no day tells."""


@pytest.mark.parametrize("lasting", [True, False])
def test_who_stays_not_eligible_whatever_comes_is_not_asked_again(
    *, lasting: bool
) -> None:
    grown = {"designated_spell": rows()["designated_spell"][:1]}
    firm = {name: rows()[name][1:] for name in ("subject", "enterprise")}
    above = "above_designated_size = true },"
    text = POLICY.replace(above, above + LASTING) if lasting else POLICY
    made = Book(Registry(firm | grown, (ON,)), parse(text, "policy.toml"))
    made.refresh(ON)
    asked: list[str] = []
    made.connection.set_trace_callback(asked.append)
    told = forecast(made, ON, 60)
    made.connection.set_trace_callback(None)
    assert bool(told) is not lasting
    assert any("k.place" in one for one in asked) is not lasting
    made.connection.close()


@pytest.mark.parametrize("lasting", [True, False])
def test_who_would_be_out_as_a_candidate_is_not_awaited(*, lasting: bool) -> None:
    text = POLICY.partition('[[step]]\nto = "t/firm"\nkind')[0]
    above = "above_designated_size = true },"
    text = text.replace(above, above + LASTING) if lasting else text
    made = Book(Registry(rows(), (ON,)), parse(text, "policy.toml"))
    made.refresh(ON)
    asked: list[str] = []
    made.connection.set_trace_callback(asked.append)
    told = forecast(made, ON, 20)
    made.connection.set_trace_callback(None)
    assert [day for day, *_ in told] == ([] if lasting else [ENDS, GROWS])
    assert any("k AS MATERIALIZED" in one for one in asked) is not lasting
    made.connection.close()


BY_ROUND = """
  { id = "level", cite = "测试", maturity = { level = 2, day = "deadline" } },
"""


def test_what_another_round_and_the_day_itself_bring_is_one_change() -> None:
    closes = GROWS - timedelta(days=1)
    small = SPELL | {"value": 0, "until": GROWS.isoformat()}
    growing = [*rows()["designated_spell"][:1], recorded(2, enterprise_id=2, **small)]
    firm = {name: rows()[name][1:] for name in ("subject", "enterprise")}
    level = {"subject_id": 2, "kind": "self", "level": 3, "on_precision": "day"}
    made = {"assessment": [recorded(1, on=GROWS.isoformat(), **level)]}
    ends = [closes, closes + timedelta(days=90)]
    rounds = [
        recorded(at, rung="t/firm", year=2026, ordinal=at, closes_on=end.isoformat())
        for at, end in enumerate(ends, 1)
    ]
    above = "above_designated_size = true },"
    policy = parse(POLICY.replace(above, above + BY_ROUND), "policy.toml")
    tables = firm | made | {"designated_spell": growing, "round": rounds}
    book = Book(Registry(tables, (ON,)), policy)
    book.refresh(ON)
    told = forecast(book, ON, 60)
    assert told == list(day_by_day(book, ON, 60))
    ((day, *_, becomes),) = told
    assert (day, becomes) == (GROWS, Outcome.ELIGIBLE)
    book.connection.close()


def test_who_gains_by_new_rules_is_told_as_it_stood_the_day_before() -> None:
    shrinks = {"value": 1, "until": GROWS.isoformat()}
    small = {"value": 0, "since": GROWS.isoformat()}
    spells = [
        recorded(at, enterprise_id=2, **(SPELL | one))
        for at, one in enumerate((shrinks, small), 1)
    ]
    firm = {name: rows()[name][1:] for name in ("subject", "enterprise")}
    above = "above_designated_size = true },"
    old = parse(POLICY.replace(above, above + LASTING), "policy.toml")
    book = Book(Registry(firm | {"designated_spell": spells}, (ON,)), old)
    book.refresh(ON)
    eased = POLICY.replace(above, 'not_holds = { rung = "t/firm" } },')
    anew = parse(eased.replace("since = 2020-01-01", "since = 2026-08-01"), "a.toml")
    loaded = [old, anew]
    through = ON + timedelta(days=60)
    found = Forecast(book.connection, ON, through, loaded=loaded).changes()
    told = [(one.was, one.becomes) for one in continued(found) if one.turns]
    assert told == [(Outcome.NOT_ELIGIBLE, Outcome.ELIGIBLE)]
    book.connection.close()
