"""What docs/POLICY.md says is true: its example loads, its tables tell every key."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from registry.ladder import attained, conditions, exclusions, figures, profile
from registry.ladder.conditions import Condition, Leaves
from registry.ladder.facts import fact_keys
from registry.ladder.lint import lint
from registry.ladder.loader import load, parse, shipped
from registry.ladder.names import names
from registry.ladder.policy import Policy, Rung, Step
from registry.ladder.values import Leaf
from registry.ladder.wording import required

GUIDE = (Path(__file__).parents[2] / "docs" / "POLICY.md").read_text("utf-8")
TABLE = re.findall(r"^\| `(\w+)` \| (.+) \| `(.+)` \|$", GUIDE, re.MULTILINE)
LEAVES: dict[str, type[Leaf]] = {
    "maturity": attained.Maturity,
    "holds": attained.Holds,
    "not_holds": attained.NotHolds,
    "children": attained.Children,
    "number": figures.Number,
    "ratio": figures.Ratio,
    "size": profile.SizeIn,
    "industry": profile.IndustryIn,
    "division": profile.DivisionIn,
    "registered": profile.Registered,
    "no_event": exclusions.NoEvent,
    "grade": figures.Grade,
    "series": figures.Series,
    "in_pool": attained.InPool,
    "not_subsidised": exclusions.NotSubsidised,
    "one_per": exclusions.OnePer,
    "score": figures.Score,
    "judged": conditions.Judged,
}
TOLD_ABOVE = {"day", "of"}


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
    assert required(condition, names(fact_keys(), {}))


def keys_after(heading: str) -> set[str]:
    """The keys in the first column of the table under a heading."""
    rows = GUIDE.partition(heading)[2].partition("\n\n")[2].partition("\n\n")[0]
    first = [row.split("|")[1] for row in rows.splitlines()[2:]]
    return {key for cell in first for key in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("The head of the file:", Policy),
        ("A title, `[[rung]]`:", Rung),
        ("A way up, `[[step]]`:", Step),
    ],
)
def test_every_key_of_a_table_is_told(heading: str, model: type[BaseModel]) -> None:
    fields = model.model_fields.items()
    assert keys_after(heading) == {field.alias or name for name, field in fields}


@pytest.mark.parametrize("word", LEAVES)
def test_every_key_inside_a_word_is_told(word: str) -> None:
    inside = GUIDE.partition("Inside the words")[2]
    (told,) = re.findall(rf"^\| `{word}` \| (.+) \|$", inside, re.MULTILINE)
    known = LEAVES[word].model_fields.keys() - TOLD_ABOVE
    assert known <= set(re.findall(r"`(\w+)", told))


def test_every_word_has_its_keys_told() -> None:
    assert LEAVES.keys() | {"above_designated_size"} == Leaves.model_fields.keys()
