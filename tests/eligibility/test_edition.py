"""What the vocabulary compiles to is what kept outcomes were made with."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from registry.eligibility.bind import BoundStep, bind
from registry.eligibility.candidates import EVERYBODY
from registry.eligibility.earliest import earliest
from registry.eligibility.evaluate import standings
from registry.eligibility.explain import explain
from registry.eligibility.forecast.questions import TODAY, at
from registry.eligibility.forecast.run import Forecast
from registry.eligibility.kept.binding import COMPILED_AS, EDITION
from registry.eligibility.kept.places import renew_places
from registry.eligibility.kept.renew import EVERY_ROW, evaluated
from registry.eligibility.kept.settle import refresh
from registry.eligibility.turning import step as turning
from registry.eligibility.turning.watch import fixed, soonest
from registry.ladder.conditions import AnyLeaf, Condition, Leaves
from registry.ladder.loader import parse
from registry.ladder.policy import Policy
from registry.ladder.tree import all_leaves
from tests.eligibility.strategies.registries import Registry, Rows
from tests.eligibility.strategies.scene import Row

ON = date(2026, 6, 30)
LAST = date(2026, 12, 31)
OPENED: list[Row] = [
    {
        "id": number,
        "ref": rung,
        "change_id": 1,
        "rung": rung,
        "year": 2026,
        "ordinal": 1,
        "name": rung,
        "closes_on": closes,
        "notice_through": notice,
    }
    for number, (rung, closes, notice) in enumerate(
        (("t/a", "2026-07-31", "2026-08-15"), ("t/b", "2026-09-30", None)), 1
    )
]
ROW: Row = {"id": 1, "ref": "1", "change_id": 1}
OWNED: Rows = {
    "subject": [
        ROW | {"kind": "enterprise"},
        ROW | {"id": 2, "ref": "2", "kind": "workshop"},
    ],
    "enterprise": [ROW | {"kind": "enterprise"}],
    "owner_spell": [ROW | {"subject_id": 2, "enterprise_id": 1}],
    "division_spell": [ROW | {"enterprise_id": 1, "value": "430211"}],
}
REMEDY = (
    "The vocabulary compiles to other SQL than before. Set COMPILED_AS to {digest} in"
    " registry/eligibility/kept/binding.py; and unless every answer is sure to be the"
    " same (make soak), raise EDITION beyond {edition} for what registers have kept."
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(Registry({"round": OPENED}, (ON,)).open()) as opened:
        yield opened


@pytest.fixture(scope="module")
def policy() -> Policy:
    text = Path(__file__).with_name("every_word.toml").read_text("utf-8")
    return parse(text, "every_word.toml")


def compiled(steps: tuple[BoundStep, ...]) -> str:
    """All that is kept of the steps, and how it is found, as one digest."""
    queries = [evaluated(step, EVERYBODY) for step in steps]
    text = "\n".join(f"{query.text}\n{query.values}" for query in queries)
    return hashlib.sha256(text.encode()).hexdigest()


def test_every_word_is_compiled(policy: Policy) -> None:
    asked = [clause for step in policy.step for clause in step.condition]
    used = {type(leaf) for clause in asked for leaf in all_leaves(clause)}
    assert used == set(get_args(AnyLeaf))


def test_another_meaning_is_another_edition(
    connection: sqlite3.Connection, policy: Policy
) -> None:
    digest = compiled(bind(connection, [policy], ON))
    assert digest == COMPILED_AS, REMEDY.format(edition=EDITION, digest=digest)


def deepest(clause: Condition) -> Condition:
    """What a condition asks, as deep as one can stand in a condition."""
    leaf = clause.model_dump(include=set(Leaves.model_fields), exclude_unset=True)
    deep = {"all": [leaf, {"all": [leaf, {"all": [leaf]}]}]}
    several = {"k": 2, "of": [leaf, deep, {"above_designated_size": True}]}
    given = {"id": clause.id, "cite": clause.cite, "when": deep, "at_least": several}
    return Condition.model_validate(given)


def deep(policy: Policy, words: frozenset[str]) -> tuple[Policy]:
    """A policy of whose conditions each asks one of these words, as deep as may be."""
    (first, *_) = policy.step
    asked = [one for one in first.condition if words & one.model_fields_set]
    step = first.model_copy(update={"condition": tuple(map(deepest, asked))})
    return (policy.model_copy(update={"step": (step,)}),)


def test_no_condition_is_too_deep_for_the_parser_of_the_database(
    connection: sqlite3.Connection, policy: Policy
) -> None:
    Registry(OWNED, (ON,)).fill(connection)
    (every,) = bind(connection, deep(policy, frozenset(Leaves.model_fields)), ON)
    assert [one.subject_id for one in standings(connection, every)] == [2]


def test_nor_is_any_where_it_is_kept_told_or_forecast(
    connection: sqlite3.Connection, policy: Policy
) -> None:
    Registry(OWNED, (ON,)).fill(connection)
    loaded = deep(policy, frozenset({"one_per", "no_event"}))
    (step,) = bind(connection, loaded, ON)
    refresh(connection, ON, lambda opened, on: bind(opened, loaded, on))
    ((id_,),) = connection.execute("SELECT id FROM kept_step")
    renew_places(connection, step, id_, EVERY_ROW, range(len(step.step.condition)))
    told = explain(connection, step, 2)
    earliest(connection, step, 0, (2, 1), LAST, loaded)
    assert len(told.conditions) == len(step.step.condition)
    assert list(Forecast(connection, ON, LAST, loaded=loaded).changes()) == []


def test_what_is_watched_on_a_day_follows_from_its_year(
    connection: sqlite3.Connection, policy: Policy
) -> None:
    for step in bind(connection, [policy], ON):
        days = [date(ON.year, 1, 1), *(ON + timedelta(days=one) for one in range(30))]
        for clause in step.step.condition:
            asked = [at(step, day).asked_of_few(clause.id) for day in days]
            assert len({turning.condition(one, clause, TODAY) for one in asked}) == 1


def test_a_day_that_no_record_decides_is_told_of_every_row(
    connection: sqlite3.Connection,
) -> None:
    days = "WITH turning(d0) AS (VALUES ('2026-01-01'), ('2026-06-30'))"
    turns = soonest((fixed(ON),), TODAY)
    rows = connection.execute(f"{days} SELECT {turns.text} FROM turning")  # noqa: S608  # ours
    assert [row[0] for row in rows] == ["2026-06-30", "9999-12-31"]
