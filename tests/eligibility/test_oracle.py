"""The SQL that answers officials says what the slow judge says, on any registry."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep, bind
from registry.eligibility.candidates import Among
from registry.eligibility.evaluate import counts, standings
from registry.eligibility.explain import explain
from registry.eligibility.query import answered, masked
from registry.eligibility.sql import run
from registry.ladder.policy import Policy
from registry.terms import ConditionOutcome, Outcome
from tests.eligibility.oracle.book import read
from tests.eligibility.oracle.judge import Judged, judge
from tests.eligibility.strategies.conditions import alone, policies, together
from tests.eligibility.strategies.leaves import LEAVES, TABLES
from tests.eligibility.strategies.registries import Registry, registries

ALL_TABLES = tuple(dict.fromkeys(name for names in TABLES.values() for name in names))
STEPS = "whole steps"
QUICK = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
WHOLE = settings(QUICK, max_examples=6)
SOAKED = settings(QUICK, max_examples=500, derandomize=False)
OUTCOMES = 60_000
"""How many outcomes of conditions every soaked property compares: 1.2 million."""

Asked = tuple[Registry, Policy]


def asked(what: str) -> st.SearchStrategy[Asked]:
    """Registries with policies about one word of the vocabulary, or about all."""
    if what == STEPS:
        return st.tuples(registries(ALL_TABLES), policies(together()))
    return st.tuples(registries(TABLES[what], plain=True), policies(alone(what)))


@pytest.mark.parametrize("what", [*LEAVES, STEPS])
def test_the_compiled_sql_says_what_the_slow_judge_says(what: str) -> None:
    assert compared(what, QUICK) > 0


@pytest.mark.soak
@pytest.mark.parametrize("what", [*LEAVES, STEPS])
def test_the_compiled_sql_says_so_in_a_million_answers(what: str) -> None:
    outcomes = 0
    while outcomes < OUTCOMES:
        outcomes += compared(what, SOAKED)


def compared(what: str, how: settings) -> int:
    """Hold SQL against the judge on random registries; the outcomes compared."""
    outcomes = []

    @how
    @given(asked(what))
    def agree(pair: Asked) -> None:
        outcomes.append(agreed(*pair))

    agree()
    return sum(outcomes)


def agreed(registry: Registry, policy: Policy) -> int:
    """Hold every step on every day against the judge; the outcomes compared."""
    connection = registry.open()
    book = read(connection)
    outcomes = 0
    for step in bound(connection, registry, policy):
        expected = judge(book, step.active, step.on)
        assert told(standings(connection, step)) == said(expected), step.on
        assert told(at_once(connection, step)) == said(expected), step.on
        outcomes += len(expected) * len(step.active.step.condition)
    connection.close()
    return outcomes


def at_once(connection: sqlite3.Connection, step: BoundStep) -> list[Standing]:
    """Everybody's standing from one question, not page by page."""
    rows = run(connection, masked(step, answered(step)))
    names = (step.step.key, step.step.to)
    return [
        Standing(subject, enterprise, *names, unmet, unknown, judged)
        for subject, enterprise, unmet, unknown, judged in sorted(rows)
    ]


def bound(
    connection: sqlite3.Connection, registry: Registry, policy: Policy
) -> Iterator[BoundStep]:
    """The policy's steps on each of the registry's days."""
    for on in registry.days:
        yield from bind(connection, [policy], on)


def told(standings_: Iterable[Standing]) -> list[str]:
    """What SQL says, a line a candidate, to be read in a failure."""
    return [
        f"{one.subject_id} of {one.enterprise_id}: {one.outcome.value},"
        f" unmet {one.unmet:06b} unknown {one.unknown:06b} judged {one.judged:06b}"
        for one in standings_
    ]


def said(judged: Iterable[Judged]) -> list[str]:
    """What the judge says, in the same words."""
    return [
        f"{one.subject} of {one.enterprise}: {one.outcome.value},"
        f" unmet {one.mask(ConditionOutcome.UNMET):06b}"
        f" unknown {one.mask(ConditionOutcome.UNKNOWN):06b}"
        f" judged {one.mask(ConditionOutcome.FOR_JUDGEMENT):06b}"
        for one in judged
    ]


@WHOLE
@given(asked(STEPS))
def test_an_explanation_says_of_every_clause_what_the_slow_judge_says(
    pair: Asked,
) -> None:
    registry, policy = pair
    connection = registry.open()
    book = read(connection)
    for step in bound(connection, registry, policy):
        for one in judge(book, step.active, step.on):
            answer = explain(connection, step, one.subject)
            clauses = tuple(clause.outcome for clause in answer.conditions)
            assert (clauses, answer.outcome) == (one.conditions, one.outcome)
    connection.close()


@WHOLE
@given(asked(STEPS), st.sets(st.sampled_from(Outcome)), st.integers(0, 8))
def test_a_page_is_a_part_of_the_whole_and_counts_add_up(
    pair: Asked, wanted: set[Outcome], after: int
) -> None:
    registry, policy = pair
    connection = registry.open()
    book = read(connection)
    for step in bound(connection, registry, policy):
        all_ = judge(book, step.active, step.on)
        page = [one for one in all_ if one.outcome in wanted and one.subject > after]
        found = standings(connection, step, Among(after=after), wanted)
        assert told(islice(found, 2)) == said(page[:2])
        own = standings(connection, step, Among(enterprise_id=1))
        assert told(own) == said(one for one in all_ if one.enterprise == 1)
        one_only = standings(connection, step, Among(subject_id=after))
        assert told(one_only) == said(one for one in all_ if one.subject == after)
        said_so = [one.outcome for one in all_]
        assert counts(connection, step) == {o: said_so.count(o) for o in Outcome}
    connection.close()
