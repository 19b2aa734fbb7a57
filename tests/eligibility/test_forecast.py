"""A forecast says what asking day by day would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from registry.eligibility.bind import BoundStep
from registry.eligibility.evaluate import standings
from registry.eligibility.forecast.run import Forecast, opens
from registry.eligibility.kept.settle import Key, key
from registry.terms import Outcome
from tests.eligibility.strategies.leaves import LEAVES
from tests.eligibility.test_kept import QUICK, STEPS, Asked, Book, asked

SOAKED = settings(QUICK, max_examples=200, derandomize=False)


def known(step: BoundStep) -> bool:
    """Every named day of the step is known."""
    return not any(opens(step))


def outcomes(book: Book, on: date) -> dict[Key, dict[int, Outcome]]:
    """Where everybody stands on a day, on every step that can be forecast."""
    return {
        key(step): {
            one.subject_id: one.outcome for one in standings(book.connection, step)
        }
        for step in book.bound(book.connection, on)
        if known(step)
    }


def day_by_day(book: Book, on: date, days: int) -> Iterator[tuple[object, ...]]:
    """Every eligibility won or lost, found by asking on every single day."""
    last = outcomes(book, on)
    for ahead in range(1, days + 1):
        day = on + timedelta(days=ahead)
        today = outcomes(book, day)
        for name in last.keys() & today.keys():
            before, after = last[name], today[name]
            for one in sorted(before.keys() | after.keys()):
                turn = before.get(one), after.get(one)
                if turn[0] is not turn[1] and Outcome.ELIGIBLE in turn:
                    yield day, name, one, *turn
        last = today


def forecast(book: Book, on: date, days: int) -> list[tuple[object, ...]]:
    """The same from a forecast."""
    through = on + timedelta(days=days)
    found = Forecast(book.connection, on, through, loaded=[book.policy])
    return [
        (one.on, key(one.step), one.subject_id, one.was, one.becomes)
        for one in found.changes()
        if one.turns
    ]


def hold(what: str, how: settings, days: int, *, kept: bool) -> None:
    """A forecast equals asking on each day, from kept rows or from none."""

    @how
    @given(asked(what))
    def equal(pair: Asked) -> None:
        book = Book(*pair)
        on = book.registry.days[0]
        if kept:
            book.refresh(on)
        told = forecast(book, on, days)
        assert sorted(told, key=str) == sorted(day_by_day(book, on, days), key=str)
        book.connection.close()

    equal()


@pytest.mark.parametrize("what", [*LEAVES, STEPS])
def test_a_forecast_says_what_asking_on_each_day_says(what: str) -> None:
    hold(what, settings(QUICK, max_examples=3), 20, kept=True)


def test_a_forecast_without_kept_outcomes_says_the_same() -> None:
    hold(STEPS, settings(QUICK, max_examples=3), 15, kept=False)


@pytest.mark.soak
def test_a_forecast_without_kept_outcomes_says_so_on_many_registries() -> None:
    hold(STEPS, SOAKED, 60, kept=False)


@pytest.mark.soak
@pytest.mark.parametrize("what", [*LEAVES, STEPS])
def test_a_forecast_of_a_year_says_what_asking_on_each_day_says(what: str) -> None:
    hold(what, SOAKED, 400, kept=True)
