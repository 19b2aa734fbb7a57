"""The days of an outcome are those that asking on every single day finds."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from registry.dates import add_months
from registry.eligibility import evaluate
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.forecast import lasting as module
from registry.eligibility.forecast.lasting import lasting
from registry.eligibility.forecast.run import opens
from registry.terms import Outcome
from tests.eligibility.strategies.leaves import LEAVES
from tests.eligibility.test_kept import QUICK, STEPS, Asked, Book, asked

ONE_DAY = timedelta(days=1)
Told = tuple[date, bool, date | None, Outcome | None]
"""Since when, whether at least, the day that ends it, what it becomes."""


def same(book: Book, step: BoundStep, on: date) -> BoundStep | None:
    """The step on another day."""
    bound = book.bound(book.connection, on)
    return next((one for one in bound if one.step == step.step), None)


def outcome(book: Book, step: BoundStep, subject: int, on: date) -> Outcome | None:
    """How a subject stands on a day; None where it is no candidate."""
    if (bound := same(book, step, on)) is None:
        return None
    among = Among(subject_id=subject)
    found = evaluate.standings(book.connection, bound, among)
    return next((one.outcome for one in found), None)


def day_by_day(
    book: Book, step: BoundStep, subject: int, first: date, through: date
) -> Told:
    """The days of an outcome, found by asking on each day."""
    now = outcome(book, step, subject, step.on)
    since = on = step.on
    while since > first and outcome(book, step, subject, since - ONE_DAY) is now:
        since -= ONE_DAY
    while on <= through:
        bound = same(book, step, on)
        if bound and any(opens(bound)):
            return since, since == first, on, None
        if (then := outcome(book, step, subject, on)) is not now:
            return since, since == first, on, then
        on += ONE_DAY
    return since, since == first, None, None


def told(book: Book, step: BoundStep, subject: int, through: date) -> Told:
    """The same as it is told."""
    found = lasting(book.connection, step, subject, through, [book.policy])
    if found.open is not None:
        return found.since, found.least, found.open.since, None
    if found.ends is None:
        return found.since, found.least, None, None
    return found.since, found.least, found.ends.on, found.ends.becomes


def hold(what: str, how: settings, ahead: int) -> None:
    """The days of outcomes are right on random registries."""

    @how
    @given(asked(what))
    def equal(pair: Asked) -> None:
        book = Book(*pair)
        on = book.registry.days[0]
        first, through = add_months(on, -module.MONTHS_BACK), on + ahead * ONE_DAY
        with closing(book.connection):
            for step in book.bound(book.connection, on)[:1]:
                for (one,) in book.connection.execute("SELECT id FROM subject"):
                    by_day = day_by_day(book, step, one, first, through)
                    assert told(book, step, one, through) == by_day

    equal()


@pytest.mark.parametrize("what", ["maturity", "holds", "no_event", STEPS])
def test_the_days_of_an_outcome_are_those_that_asking_on_each_day_finds(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MONTHS_BACK", 1)
    hold(what, settings(QUICK, max_examples=2), 30)


@pytest.mark.soak
@pytest.mark.parametrize("what", [*LEAVES, STEPS])
def test_the_days_of_outcomes_of_many_registries_are_right(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MONTHS_BACK", 12)
    hold(what, settings(QUICK, max_examples=20, derandomize=False), 400)
