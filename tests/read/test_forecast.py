"""What ends and begins for somebody on one day is told once, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from registry.desk.read.forecast_reasons import reasons
from registry.desk.read.session import Reading
from registry.desk.read.steps import steps
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.forecast.coming import Cause, Coming
from registry.eligibility.forecast.continued import continued
from registry.terms import Outcome
from tests.read.book import Book, Value

SUBJECT = 7
UNMET = {Outcome.ELIGIBLE: 0, Outcome.ONE_SHORT: 1, Outcome.NOT_ELIGIBLE: 3}
ELIGIBLE, SHORT, FAR = UNMET


@pytest.fixture
def ways(demo: Reading) -> tuple[BoundStep, BoundStep]:
    """Two ways to one rung."""
    first, second = steps(demo, "benchmark/nation-factory")
    return first, second


def turn(step: BoundStep, was: Outcome | None, becomes: Outcome | None) -> Coming:
    """A subject stands otherwise, as rules end or begin."""

    def standing(outcome: Outcome | None) -> Standing | None:
        if outcome is None:
            return None
        names = step.step.key, step.step.to
        return Standing(SUBJECT, SUBJECT, *names, UNMET[outcome], 0, 0)

    before, after = standing(was), standing(becomes)
    return Coming(step.on, step, SUBJECT, SUBJECT, before, after, Cause.RULES)


def told(*turns: Coming) -> list[tuple[Outcome | None, Outcome | None]]:
    return [(one.was, one.becomes) for one in continued(turns)]


Ways = tuple[BoundStep, BoundStep]


def test_who_stands_before_the_rung_as_before_is_not_told(ways: Ways) -> None:
    first, second = ways
    assert told(turn(first, ELIGIBLE, None), turn(second, None, ELIGIBLE)) == []


def test_an_end_with_what_follows_it_is_one_change(ways: Ways) -> None:
    first, second = ways
    ended, begun = turn(first, ELIGIBLE, None), turn(second, None, SHORT)
    assert told(ended, begun) == [(ELIGIBLE, SHORT)]


def test_of_several_ways_the_best_counts_before_and_after(ways: Ways) -> None:
    first, second = ways
    ended = turn(first, ELIGIBLE, None), turn(second, FAR, None)
    assert told(*ended, turn(first, None, FAR), turn(second, None, ELIGIBLE)) == []


def test_what_ends_or_begins_alone_is_told(ways: Ways) -> None:
    first, _ = ways
    assert told(turn(first, ELIGIBLE, None)) == [(ELIGIBLE, None)]
    assert told(turn(first, None, ELIGIBLE)) == [(None, ELIGIBLE)]


def test_other_rungs_and_other_days_do_not_follow(demo: Reading, ways: Ways) -> None:
    first, _ = ways
    (other,) = steps(demo, "benchmark/city-sme")
    apart = turn(first, ELIGIBLE, None), turn(other, None, ELIGIBLE)
    assert told(*apart) == [(None, ELIGIBLE), (ELIGIBLE, None)]
    later = replace(turn(first, None, ELIGIBLE), on=first.on.replace(year=2030))
    assert len(told(turn(first, ELIGIBLE, None), later)) == 2


DAY = "2023-05-01"
ENDED: dict[str, Value] = {"ended_on": DAY, "end_kind": "revoked"}
TITLES: dict[str, dict[str, Value]] = {
    "ends": {"valid_until": DAY},
    "ended": ENDED,
    "begins": {},
}


@pytest.mark.parametrize(
    ("kind", "comes", "happens", "said"),
    [
        ("renewal", False, "ends", "称号有效期届满，不能再复核"),
        ("renewal", False, "ended", "称号终止，不能再复核"),
        ("renewal", True, "begins", "取得该称号，可复核"),
        ("new", True, "ends", "原有称号有效期届满，可重新申报"),
        ("new", False, "begins", "取得该称号，不再申报"),
        ("new", False, "moved_out", "企业迁出，不再是申报对象"),
        ("renewal", False, "deregistered", "企业注销，不能再复核"),
        ("new", False, "", "不再是申报对象（取得称号，或归属、注册地、状态变化）"),
    ],
)
def test_who_becomes_or_is_no_more_a_candidate_is_told_by_what_happens(
    demo: Reading, book: Book, kind: str, happens: str, said: str, *, comes: bool
) -> None:
    ways = steps(demo, "sme/innovative")
    (step,) = (one for one in ways if one.step.kind == kind)
    firm = book.enterprise("某厂")
    if happens in TITLES:
        begun = DAY if happens == "begins" else "2020-05-01"
        given = TITLES[happens]
        book.title(firm, "sme/innovative", recognised_on=begun, **given)
    elif happens:
        book.put("status_spell", enterprise_id=firm, value=happens, since=DAY)
    there = Standing(firm, firm, step.step.key, step.step.to, 0, 0, 0)
    before, after = (None, there) if comes else (there, None)
    on = date.fromisoformat(DAY)
    change = Coming(on, step, firm, firm, before, after, Cause.CANDIDACY)
    assert reasons(book.reading(), [change]) == [said]
