"""One shape of a condition for everybody who walks it."""

from __future__ import annotations

import pytest

from registry.ladder.conditions import Alternative, Condition, Judged
from registry.ladder.profile import AboveDesignatedSize
from registry.ladder.tree import AllOf, AnyOf, AtLeast, Tree, leaves, tree

A = {"above_designated_size": True}
B = {"judged": {"question": "乙"}}
ABOVE = AboveDesignatedSize()
JUDGED = Judged(question="乙")


def condition(**body: object) -> Condition:
    return Condition.model_validate({"id": "x", "cite": "x", **body})


@pytest.mark.parametrize(
    ("body", "shape"),
    [
        (A, ABOVE),
        ({"any": [A]}, ABOVE),
        ({"any": [A, B]}, AnyOf((ABOVE, JUDGED))),
        ({"any": [A | B]}, AllOf((ABOVE, JUDGED))),
        ({"any": [{"all": [B, A]}]}, AllOf((JUDGED, ABOVE))),
        ({"any": [{"all": [A | B]} | A]}, AllOf((ABOVE, ABOVE, JUDGED))),
        ({"at_least": {"k": 1, "of": [A]}}, AtLeast(1, (ABOVE,))),
        ({"at_least": {"k": 2, "of": [A, B]}}, AtLeast(2, (ABOVE, JUDGED))),
    ],
)
def test_a_condition_has_one_shape(body: dict[str, object], shape: Tree) -> None:
    assert tree(condition(**body)) == shape


def test_a_guard_is_no_part_of_the_question() -> None:
    guarded = condition(**A, when=B)
    assert tree(guarded) == ABOVE
    assert guarded.when == Alternative.model_validate(B)
    assert tree(Alternative.model_validate(B)) == JUDGED


def test_leaves_come_from_left_to_right() -> None:
    asked = condition(any=[A | B, {"all": [B, A]}])
    assert [*leaves(tree(asked))] == [ABOVE, JUDGED, JUDGED, ABOVE]
