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
from registry.eligibility.forecast.questions import TODAY, at
from registry.eligibility.kept.binding import COMPILED_AS, EDITION
from registry.eligibility.kept.renew import evaluated
from registry.eligibility.turning import step as turning
from registry.eligibility.turning.watch import fixed, soonest
from registry.ladder.conditions import AnyLeaf
from registry.ladder.loader import parse
from registry.ladder.policy import Policy
from registry.ladder.tree import all_leaves
from tests.eligibility.strategies.registries import Registry
from tests.eligibility.strategies.scene import Row

ON = date(2026, 6, 30)
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
