"""What docs/POLICY.md says is true: its example loads, its table is the vocabulary."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from registry.ladder.conditions import Condition, Leaves
from registry.ladder.facts import fact_keys
from registry.ladder.lint import lint
from registry.ladder.loader import load, parse, shipped
from registry.ladder.wording import required

GUIDE = (Path(__file__).parents[2] / "docs" / "POLICY.md").read_text("utf-8")
TABLE = re.findall(r"^\| `(\w+)` \| (.+) \| `(.+)` \|$", GUIDE, re.MULTILINE)


def test_the_example_loads_and_makes_a_ladder_without_flaw() -> None:
    (example,) = re.findall(r"```toml\n(.+?)```", GUIDE, re.DOTALL)
    policy = parse(example, "docs/POLICY.md")
    assert len(policy.step) == 2
    assert lint([*map(load, shipped()), policy]) == ()


def test_the_table_is_the_vocabulary() -> None:
    assert [word for word, _, _ in TABLE] == [*Leaves.model_fields]


@pytest.mark.parametrize(("word", "example"), [(w, e) for w, _, e in TABLE])
def test_an_example_of_the_table_is_a_condition(word: str, example: str) -> None:
    asked = tomllib.loads(example, parse_float=Decimal)
    assert [*asked] == [word]
    condition = Condition.model_validate({"id": "x", "cite": "x", **asked})
    assert required(condition, fact_keys(), {})
