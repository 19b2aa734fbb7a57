"""A what-if says what a register would say that had the candidate loaded."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from registry.eligibility import evaluate
from registry.eligibility.bind import bind
from registry.eligibility.whatif.compare import compared
from registry.eligibility.whatif.moved import Cause, Change
from registry.ladder.policy import Policy
from registry.ladder.supposing import instead, supposed
from registry.terms import ApplicationKind, Outcome
from tests.eligibility.strategies import names
from tests.eligibility.strategies.conditions import alone, policies, together
from tests.eligibility.strategies.leaves import TABLES
from tests.eligibility.strategies.registries import Registry, registries

ALL_TABLES = tuple(dict.fromkeys(name for names in TABLES.values() for name in names))
SURE = "maturity"
"""A word that random registers often meet, so that somebody does move."""
FEW = settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
SOAKED = settings(FEW, max_examples=1500, derandomize=False)
Who = set[tuple[int, str, ApplicationKind]]
Pair = tuple[Registry, Policy, dict[str, Any], Policy]


def pairs() -> st.SearchStrategy[Pair]:
    """A registry, the policy it has, how another follows on it, and that other."""
    follows = st.sampled_from([{}, {"document": "乙", "replaces": (names.DOCUMENT,)}])
    sure = policies(alone(SURE))
    return st.one_of(
        st.tuples(registries(TABLES[SURE], plain=True), sure, follows, sure),
        st.tuples(
            registries(ALL_TABLES), policies(together()), follows, policies(together())
        ),
    )


def eligible(registry: Registry, loaded: Sequence[Policy], on: date) -> Who:
    """Who is eligible for what in a register that has these policies."""
    with closing(registry.open()) as connection:
        return {
            (one.subject_id, step.step.to, step.step.kind)
            for step in bind(connection, loaded, on)
            for one in evaluate.standings(
                connection, step, outcomes=(Outcome.ELIGIBLE,)
            )
        }


def held_against(registry: Registry, old: Policy, new: Policy, on: date) -> bool:
    """A what-if beside two registers, one with the candidate; whether anybody moves."""
    before = eligible(registry, [old], on)
    after = eligible(registry, [old, new], on)
    with closing(registry.open()) as connection:
        changes = whatif(connection, old, new, on)
        assert moved(changes, enters=True) == after - before
        assert moved(changes, enters=False) == before - after
        assert whatif(connection, new, new, on) == []
        alone = beside(connection, old, new, on)
    then = eligible(registry, [new], on)
    assert moved(alone, enters=True) == then - before
    assert moved(alone, enters=False) == before - then
    assert_deciding(changes)
    return before != after


def whatif(
    connection: sqlite3.Connection, old: Policy, new: Policy, on: date
) -> list[Change]:
    """What a candidate changes where one policy is loaded."""
    then = bind(connection, supposed([old], new, on), on)
    return list(compared(connection, bind(connection, [old], on), then))


def beside(
    connection: sqlite3.Connection, old: Policy, new: Policy, on: date
) -> list[Change]:
    """What one policy changes in the place of another, where both are loaded."""
    loaded = [old, new]
    before = bind(connection, instead(loaded, old, new, on), on)
    return list(
        compared(
            connection, before, bind(connection, instead(loaded, new, old, on), on)
        )
    )


def moved(changes: Sequence[Change], *, enters: bool) -> Who:
    """Who enters, or who leaves."""
    return {
        (one.subject_id, change.goal.to, change.goal.kind)
        for change in changes
        for one in change.moved
        if one.enters is enters
    }


def assert_deciding(changes: Sequence[Change]) -> None:
    """Whoever moves is told why, and is not eligible on the side that bars it."""
    for change in changes:
        for one in change.moved:
            assert one.barred.outcome is not Outcome.ELIGIBLE
            assert bool(one.deciding) is (one.cause is Cause.CONDITIONS)


def hold(how: settings) -> bool:
    """Random small registers, on each of their days; whether anybody moved."""
    told: list[bool] = []

    @how
    @given(pairs(), st.integers(0, 5))
    def holds(pair: Pair, days_ago: int) -> None:
        registry, old, follows, other = pair
        for on in registry.days:
            since = date.fromordinal(on.toordinal() - days_ago)
            new = other.model_copy(update={"since": since, **follows})
            told.append(held_against(registry, old, new, on))

    holds()
    return any(told)


def test_who_moves_is_what_a_register_with_the_candidate_loaded_differs_by() -> None:
    hold(FEW)


@pytest.mark.soak
def test_who_moves_is_that_on_very_many_registers() -> None:
    assert hold(SOAKED)
