"""The earliest day a condition can be met is the one that asking day by day finds."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from registry.eligibility import evaluate
from registry.eligibility.bind import BoundStep
from registry.eligibility.earliest import Earliest, earliest
from registry.eligibility.explain import explained
from registry.terms import ConditionOutcome
from tests.eligibility.test_kept import QUICK, STEPS, Asked, Book, asked

AHEAD = 33
FULFILLED = (ConditionOutcome.MET, ConditionOutcome.NOT_APPLICABLE)


def answers(book: Book, step: BoundStep, party: tuple[int, int]) -> list[str]:
    """How every condition of a step is answered, whoever owns the subject by then."""
    (answer,) = explained(book.connection, step, [party])
    return [one.outcome for one in answer.conditions]


def day_by_day(
    book: Book, step: BoundStep, party: tuple[int, int], through: date
) -> list[Earliest]:
    """The same for every condition of a step, found by asking on each day."""
    found = [Earliest() for _ in step.step.condition]
    on = step.on
    while on <= through:
        same = [o for o in book.bound(book.connection, on) if o.step == step.step]
        if not same:
            break
        for at, outcome in enumerate(answers(book, same[0], party)):
            met, open_ = found[at].met, found[at].open
            if outcome is not ConditionOutcome.UNMET and met is None:
                open_ = open_ or on
            if outcome in FULFILLED:
                met = met or on
            found[at] = Earliest(met, open_)
        on += timedelta(days=1)
    return found


@pytest.mark.parametrize("what", ["maturity", "holds", "no_event", STEPS])
def test_the_earliest_day_is_the_one_that_asking_on_each_day_finds(what: str) -> None:
    @settings(QUICK, max_examples=2)
    @given(asked(what))
    def equal(pair: Asked) -> None:
        book = Book(*pair)
        through = book.registry.days[0] + timedelta(days=AHEAD)
        with closing(book.connection):
            for step in book.bound(book.connection, book.registry.days[0]):
                for one in list(evaluate.standings(book.connection, step))[:1]:
                    _hold(book, step, (one.subject_id, one.enterprise_id), through)

    equal()


def _hold(book: Book, step: BoundStep, party: tuple[int, int], through: date) -> None:
    found = [
        earliest(book.connection, step, at, party, through, (book.policy,))
        for at in range(len(step.step.condition))
    ]
    assert found == day_by_day(book, step, party, through)
