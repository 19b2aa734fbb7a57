"""The maturity model is data: its elements, bounds and weights."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from registry.ladder.standards import Standard, standards
from registry.terms import LEVELS, Basis

MODEL = standards()["GB/T 39116-2020"]


def test_the_model_has_four_elements_and_twenty_domains() -> None:
    assert [element.name for element in MODEL.element] == [
        "人员",
        "技术",
        "资源",
        "制造",
    ]
    assert len(MODEL.domains) == 20


def test_the_levels_are_named_as_everywhere() -> None:
    for bound in MODEL.level:
        assert bound.name in LEVELS[bound.level]


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (0, 0), (79, 0), (80, 1), (179, 1), (180, 2), (279, 2), (280, 3), (355, 3),
        (371, 3), (379, 3), (380, 4), (479, 4), (480, 5), (500, 5),
    ],
)  # fmt: skip
def test_a_score_makes_a_level(score: int, level: int) -> None:
    assert MODEL.level_of(score) == level


def test_weights_are_a_sample_and_say_so() -> None:
    assert MODEL.weights_basis is Basis.SAMPLE
    assert MODEL.bounds_basis is Basis.SECONDARY
    assert sum(domain.weight for domain in MODEL.domains) == Decimal(100)


@given(st.lists(st.integers(0, 500), min_size=2).map(sorted))
def test_more_points_are_never_a_lower_level(scores: list[int]) -> None:
    assert all(
        MODEL.level_of(less) <= MODEL.level_of(more) for less, more in pairwise(scores)
    )


@pytest.mark.parametrize("slip", ["weights", "levels", "domains"])
def test_a_standard_that_does_not_add_up_is_refused(slip: str) -> None:
    raw = MODEL.model_dump()
    first = raw["element"][0]["domain"]
    if slip == "weights":
        first[0]["weight"] += 1
    elif slip == "levels":
        raw["level"][0]["at_least"] = Decimal(4)
    else:
        first[1]["code"] = first[0]["code"]
    with pytest.raises(ValidationError):
        Standard.model_validate(raw)
