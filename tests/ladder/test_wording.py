"""Every word of the vocabulary as officials read it; the cases are wording.toml."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from registry.ladder.conditions import AnyLeaf, Condition
from registry.ladder.facts import fact_keys
from registry.ladder.names import names
from registry.ladder.tree import leaves, tree
from registry.ladder.wording import name, required

KNOWN = names(fact_keys(), {"t/a": "甲车间", "t/b": "乙工厂"})
CASES = tomllib.loads(
    Path(__file__).with_name("wording.toml").read_text("utf-8"), parse_float=Decimal
)
Case = tuple[str, Condition]


def cases(kind: str) -> list[Case]:
    return [(case["words"], condition(case)) for case in CASES[kind]]


def condition(case: dict[str, object]) -> Condition:
    asked = {key: value for key, value in case.items() if key != "words"}
    return Condition.model_validate({"id": "x", "cite": "x", **asked})


def words(case: object) -> str | None:
    return case if isinstance(case, str) else ""


@pytest.mark.parametrize(("expected", "asked"), cases("leaf"), ids=words)
def test_a_leaf_is_worded(expected: str, asked: Condition) -> None:
    assert required(asked, KNOWN) == expected


@pytest.mark.parametrize(("expected", "asked"), cases("joined"), ids=words)
def test_what_joins_leaves_is_worded(expected: str, asked: Condition) -> None:
    assert required(asked, KNOWN) == expected


@pytest.mark.parametrize(("expected", "asked"), cases("named"), ids=words)
def test_a_condition_has_a_heading(expected: str, asked: Condition) -> None:
    assert name(asked, KNOWN) == expected


def test_every_leaf_of_the_vocabulary_is_worded_here() -> None:
    asked = [condition for _, condition in cases("leaf")]
    worded = {type(leaf) for one in asked for leaf in leaves(tree(one))}
    assert worded == set(get_args(AnyLeaf))


def test_what_nobody_names_stands_for_itself() -> None:
    staff = condition({"number": {"fact": "staff", "at_least": 1}})
    held = condition({"holds": {"rung": "t/a"}})
    assert required(staff, names({}, {})) == "staff ≥ 1"
    assert required(held, names({}, {})) == "持有「t/a」"
