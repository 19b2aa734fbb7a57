"""The policy cases of tests/cases come out as their sentences say."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache

import pytest

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep, bind
from registry.eligibility.evaluate import standings
from registry.ladder.loader import load, shipped
from registry.ladder.policy import Policy
from registry.terms import ConditionOutcome
from tests.eligibility.oracle.book import read
from tests.eligibility.oracle.judge import judge
from tests.eligibility.policy_case import Case, cases, registry

CASES = [*cases()]


@cache
def policies() -> Mapping[str, Policy]:
    return {file.stem: load(file) for file in shipped()}


def bound(connection: sqlite3.Connection, case: Case) -> BoundStep:
    steps = bind(connection, policies().values(), case.on)
    return next(one for one in steps if one.step.key == case.step)


def named(step: BoundStep, mask: int) -> frozenset[str]:
    ids = [condition.id for condition in step.step.condition]
    return frozenset(id_ for bit, id_ in enumerate(ids) if mask >> bit & 1)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case.policy}: {case.sentence}" for case in CASES]
)
def test_a_case_comes_out_as_its_sentence_says(case: Case) -> None:
    document = policies()[case.policy].document
    with closing(registry(case, document).open()) as connection:
        step = bound(connection, case)
        (found,) = standings(connection, step)
        (judged,) = judge(read(connection), step.active, case.on)
    assert step.active.policy.document == document
    told = found.outcome.value, *_masks(step, found)
    assert told == (case.outcome, case.unmet, case.unknown, case.judged)
    assert judged.outcome is found.outcome
    assert judged.mask(ConditionOutcome.UNMET) == found.unmet


def _masks(step: BoundStep, found: Standing) -> tuple[frozenset[str], ...]:
    return tuple(named(step, m) for m in (found.unmet, found.unknown, found.judged))


def test_every_outcome_is_met_in_some_case() -> None:
    assert {case.outcome for case in CASES} == {
        "eligible",
        "one_short",
        "pending",
        "not_eligible",
    }


def test_no_sentence_is_told_twice() -> None:
    told = [(case.policy, case.sentence) for case in CASES]
    assert len(told) == len(set(told))
