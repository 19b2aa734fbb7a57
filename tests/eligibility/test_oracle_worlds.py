"""The judge itself: few readings stand for all, and no word is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import get_args

from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.dates import cutoff
from registry.ladder.conditions import AnyLeaf, Leaves
from tests.eligibility.oracle.exclusions import covers, telling
from tests.eligibility.oracle.judge import LEAVES as JUDGED
from tests.eligibility.oracle.rows import Coverage
from tests.eligibility.oracle.worlds import (
    ONE_DAY,
    Says,
    Span,
    agreed,
    last_start,
    span,
)
from tests.eligibility.strategies.leaves import LEAVES as DRAWN
from tests.eligibility.strategies.leaves import TABLES

FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
DAYS = st.dates(FIRST, LAST)
MONTHS = st.integers(1, 40)
QUICK = settings(max_examples=60, derandomize=True, database=None, deadline=None)


def span_of(on: date, precision: str) -> Span:
    """The month or year that a day lies in."""
    return span(
        on.replace(day=1, month=1 if precision == "year" else on.month), precision
    )


SPANS = st.builds(span_of, DAYS, st.sampled_from(["month", "month", "year"]))


def every_day(when: Span) -> list[date]:
    """All days that a date may be."""
    length = (when.last - when.first).days + 1
    return [when.first + timedelta(days=n) for n in range(length)]


def sides(day: date, matters: Iterable[date]) -> tuple[int, ...]:
    """On which side of each day that matters a day lies."""
    return tuple((day > other) - (day < other) for other in matters)


@QUICK
@given(SPANS, st.lists(DAYS, max_size=4))
def test_the_readings_tell_all_that_every_day_of_a_span_would(
    when: Span, matters: list[date]
) -> None:
    read = {sides(day, matters) for day in when.readings(matters)}
    assert read == {sides(day, matters) for day in every_day(when)}


@QUICK
@given(SPANS, SPANS, st.lists(DAYS, max_size=2))
def test_the_readings_of_two_spans_come_in_every_order(
    one: Span, other: Span, named: list[date]
) -> None:
    matters = [*named, one.first, one.last, other.first, other.last]

    def orders(
        ours: Collection[date], theirs: Collection[date]
    ) -> set[tuple[tuple[int, ...], ...]]:
        left = {day: sides(day, named) for day in ours}
        right = {day: sides(day, named) for day in theirs}
        return {(left[a], right[b], sides(a, [b])) for a in ours for b in theirs}

    read = orders(one.readings(matters), other.readings(matters))
    assert read == orders(every_day(one), every_day(other))


@QUICK
@given(DAYS, MONTHS)
def test_a_window_starts_on_the_last_day_from_which_its_months_are_over(
    on: date, months: int
) -> None:
    length = relativedelta(months=months)
    over = [day for day in every_day(Span(on - length, on)) if day + length <= on]
    assert last_start(on, months) == max(over) == cutoff(on, months)


def test_half_a_year_on_the_last_of_february_started_on_the_last_of_august() -> None:
    assert last_start(date(2025, 2, 28), 6) == date(2024, 8, 31)
    assert last_start(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert last_start(date(2024, 2, 28), 12) == date(2023, 2, 28)


@QUICK
@given(
    st.lists(st.builds(Coverage, st.just("tax"), st.just(""), DAYS, DAYS), max_size=4),
    DAYS,
    DAYS,
)
def test_telling_days_find_the_gap_that_every_day_of_a_window_would(
    rows: list[Coverage], start: date, known: date
) -> None:
    window = [day for day in every_day(Span(FIRST, LAST)) if start < day <= known]
    gapless = all(covers(rows, day) for day in window)
    assert all(covers(rows, day) for day in telling(rows, start, known)) == gapless


def test_worlds_that_disagree_leave_the_answer_unknown() -> None:
    assert agreed([Says.MET, Says.MET]) == Says.MET
    assert agreed([Says.MET, Says.UNMET]) == Says.UNKNOWN
    assert agreed([Says.UNMET, Says.UNKNOWN]) == Says.UNKNOWN


def test_a_month_and_a_year_are_as_long_as_the_calendar_has_them() -> None:
    assert span(date(2024, 2, 1), "month") == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert span(date(2023, 1, 1), "year").last == date(2024, 1, 1) - ONE_DAY


def test_every_word_of_the_vocabulary_is_judged_and_drawn() -> None:
    assert set(JUDGED) == set(get_args(AnyLeaf))
    assert set(DRAWN) == set(Leaves.model_fields) == set(TABLES)
