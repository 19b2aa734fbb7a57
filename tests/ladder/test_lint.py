"""What is wrong with the ladder that several files make together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from registry.ladder.lint import FlawKind, lint
from registry.ladder.policy import Policy

A, B, C = "t/a", "t/b", "t/c"


def policy(
    steps: Sequence[tuple[str | None, str]],
    rungs: Sequence[str] = (A, B, C),
    **head: object,
) -> Policy:
    declared = [
        {"id": id_, "name": id_, "tier": "city", "subject": "workshop"} for id_ in rungs
    ]
    asked = {"id": "x", "cite": "x", "above_designated_size": True}
    base: dict[str, object] = {
        "document": "甲",
        "programme": "t",
        "programme_name": "试",
        "title": "试",
        "issuer": "试",
        "scope": "430200",
        "since": date(2022, 1, 1),
        "basis": "text",
        "source": "试",
        "rung": declared,
        "step": [{"from": f, "to": to, "condition": [asked]} for f, to in steps],
    }
    return Policy.model_validate(base | head)


GOOD = policy([(None, A), (A, B), (B, C)])


def found(*policies: Policy) -> list[tuple[FlawKind, str]]:
    return [(flaw.kind, flaw.about) for flaw in lint(policies)]


def test_a_ladder_that_rises_has_no_flaw() -> None:
    assert found(GOOD) == []


def test_a_circle_is_told_once() -> None:
    assert found(policy([(None, A), (A, B), (B, C), (C, A)])) == [(FlawKind.CYCLE, A)]


def test_a_rung_no_way_leads_to_is_told() -> None:
    assert found(policy([(None, A), (A, B)])) == [(FlawKind.UNREACHABLE, C)]


def test_a_programme_nobody_can_enter_is_told() -> None:
    kinds = {kind for kind, _ in found(policy([(A, B), (B, C)]))}
    assert kinds == {FlawKind.NO_ENTRY, FlawKind.UNREACHABLE}
    assert (FlawKind.NO_ENTRY, "t") in found(policy([(A, B), (B, C)]))


def test_a_programme_entered_from_another_is_told_where_it_has_no_entry() -> None:
    other = policy([(C, "u/a")], ["u/a"], document="乙", programme="u")
    assert found(GOOD, other) == [(FlawKind.NO_ENTRY, "u")]


def test_a_rung_used_and_not_declared_is_told() -> None:
    one = policy([(None, A), (A, B), (B, C)], [A, B])
    assert found(one) == [(FlawKind.UNDECLARED, C)]


def test_an_equivalent_nobody_declares_is_told() -> None:
    rung = {"id": A, "name": "a", "tier": "city", "subject": "workshop"}
    one = policy([(None, A)], rung=[rung | {"equivalent": ["t/old"]}])
    assert found(one) == [(FlawKind.UNDECLARED, "t/old")]


def test_a_rung_asked_in_a_condition_and_declared_by_another_file_is_no_flaw() -> None:
    asked = {"id": "x", "cite": "x", "holds": {"rung": "u/a"}}
    steps = [{"to": A, "condition": [asked]}]
    one = policy([], [A], step=steps)
    assert found(one) == [(FlawKind.UNDECLARED, "u/a")]
    other = policy([(None, "u/a")], ["u/a"], document="乙", programme="u")
    assert found(one, other) == []


@pytest.mark.parametrize(
    ("head", "flaws"),
    [
        ({"document": "乙"}, 3),
        ({"document": "乙", "replaces": ["甲"], "since": date(2023, 1, 1)}, 0),
        ({"document": "乙", "scope": "430300"}, 0),
        ({"document": "甲", "since": date(2023, 1, 1)}, 0),
        ({"document": "甲"}, 3),
        (
            {
                "document": "乙",
                "since": date(2021, 1, 1),
                "until": date(2022, 1, 1),
            },
            0,
        ),
        (
            {
                "document": "乙",
                "since": date(2021, 1, 1),
                "until": date(2022, 1, 2),
            },
            3,
        ),
    ],
)
def test_two_rules_for_one_step_on_one_day_are_told(
    head: dict[str, object], flaws: int
) -> None:
    twin = policy([(None, A), (A, B), (B, C)], [A, B, C], **head)
    overlaps = [kind for kind, _ in found(GOOD, twin)]
    assert overlaps == [FlawKind.OVERLAP] * flaws


def test_every_flaw_says_what_to_do() -> None:
    flaws = [
        *lint([policy([(None, A), (A, B), (B, C), (C, A)])]),
        *lint([policy([(A, B)], [A])]),
        *lint([GOOD, policy([(None, A)], document="乙")]),
    ]
    assert {flaw.kind for flaw in flaws} == set(FlawKind)
    assert all("请" in flaw.sentence for flaw in flaws)


ABOVE = policy([(A, B), (B, C)], [B, C])


def test_alone_a_file_hangs_in_the_air() -> None:
    assert {kind for kind, _ in found(ABOVE)} == {
        FlawKind.NO_ENTRY,
        FlawKind.UNREACHABLE,
        FlawKind.UNDECLARED,
    }


def test_a_rung_that_another_file_declares_is_neither_missing_nor_unreachable() -> None:
    assert lint([ABOVE], elsewhere={A}) == ()
    assert [kind for kind, _ in found(ABOVE, policy([(None, A)], [A]))] == []
