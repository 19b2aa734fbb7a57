"""Which rule is in force on which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import NotFoundError
from registry.ladder.policy import Policy
from registry.ladder.versions import active, declared, ended, equivalents

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def policy(document: str, since: date, **more: object) -> Policy:
    rungs = [
        {"id": id_, "name": f"{document} {id_}", "tier": "city", "subject": "workshop"}
        for id_ in ("t/a", "t/b")
    ]
    head: dict[str, object] = {
        "document": document,
        "programme": "t",
        "programme_name": "试",
        "title": "试",
        "issuer": "试",
        "scope": "430200",
        "since": since,
        "basis": "text",
        "source": "试",
        "rung": rungs,
        "step": [step("t/a"), step("t/b", **{"from": "t/a"})],
    }
    return Policy.model_validate(head | more)


def step(to: str, **more: object) -> Mapping[str, object]:
    condition = {"id": "x", "cite": "x", "above_designated_size": True}
    return {"to": to, "condition": [condition], **more}


def keys(policies: list[Policy], on: date) -> list[tuple[str, str]]:
    return [(one.policy.document, one.step.key) for one in active(policies, on)]


def test_a_policy_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    one = policy("甲", date(2022, 1, 1), until=date(2023, 1, 1))
    assert not keys([one], date(2021, 12, 31))
    assert len(keys([one], date(2022, 1, 1))) == 2
    assert len(keys([one], date(2022, 12, 31))) == 2
    assert not keys([one], date(2023, 1, 1))


def test_a_step_may_begin_later_and_end_earlier_than_its_policy() -> None:
    steps = [step("t/a", since=date(2022, 3, 1), until=date(2022, 4, 1))]
    one = policy("甲", date(2022, 1, 1), step=steps)
    found = [
        on
        for on in (date(2022, 2, 28), date(2022, 3, 1), date(2022, 4, 1))
        if keys([one], on)
    ]
    assert found == [date(2022, 3, 1)]


def test_a_step_cannot_outlast_its_policy() -> None:
    steps = [step("t/a", since=date(2021, 1, 1), until=date(2030, 1, 1))]
    one = policy("甲", date(2022, 1, 1), until=date(2023, 1, 1), step=steps)
    assert not keys([one], date(2021, 6, 1))
    assert not keys([one], date(2023, 1, 1))


def test_the_newest_version_of_a_document_counts() -> None:
    old, new = policy("甲", date(2022, 1, 1)), policy("甲", date(2023, 1, 1))
    for order in ([old, new], [new, old]):
        assert {one.policy for one in active(order, date(2022, 12, 31))} == {old}
        assert {one.policy for one in active(order, date(2023, 1, 1))} == {new}


def test_of_two_versions_of_one_day_the_one_loaded_last_counts() -> None:
    first = policy("甲", date(2022, 1, 1), title="先")
    last = policy("甲", date(2022, 1, 1), title="后")
    assert {one.policy for one in active([first, last], date(2022, 1, 1))} == {last}


def test_a_document_that_replaces_another_ends_it() -> None:
    old = policy("甲", date(2022, 1, 1))
    new = policy("乙", date(2023, 1, 1), replaces=["甲"])
    assert {document for document, _ in keys([old, new], date(2023, 1, 1))} == {"乙"}
    assert {document for document, _ in keys([old, new], date(2022, 12, 31))} == {"甲"}


def test_a_later_step_of_the_new_document_leaves_the_old_one_until_then() -> None:
    old = policy("甲", date(2022, 1, 1))
    later = [step("t/a"), step("t/b", since=date(2024, 1, 1), **{"from": "t/a"})]
    new = policy("乙", date(2023, 1, 1), replaces=["甲"], step=later)
    assert keys([old, new], date(2023, 12, 31)) == [
        ("甲", "t/a>t/b#new"),
        ("乙", ">t/a#new"),
    ]
    assert {document for document, _ in keys([old, new], date(2024, 1, 1))} == {"乙"}


def test_a_replaced_document_does_not_return_when_its_successor_ends() -> None:
    old = policy("甲", date(2022, 1, 1))
    new = policy("乙", date(2023, 1, 1), until=date(2024, 1, 1), replaces=["甲"])
    assert not keys([old, new], date(2024, 1, 1))


def test_a_rung_is_named_as_the_newest_policy_that_has_begun_names_it() -> None:
    old, new = policy("甲", date(2022, 1, 1)), policy("乙", date(2023, 1, 1))
    names = [
        declared([new, old], on)["t/a"].name
        for on in (date(2021, 1, 1), date(2022, 6, 1), date(2023, 1, 1))
    ]
    assert names == ["甲 t/a", "甲 t/a", "乙 t/a"]


def test_a_step_to_a_rung_nobody_declares_says_what_to_load() -> None:
    lost = policy("甲", date(2022, 1, 1), rung=[])
    with pytest.raises(NotFoundError, match="请装载"):
        active([lost], date(2022, 1, 1))


def test_titles_deemed_equal_are_followed_through_but_not_back() -> None:
    def rung(id_: str, *equal: str) -> dict[str, object]:
        named = {"id": id_, "name": id_, "tier": "city", "subject": "workshop"}
        return {**named, "equivalent": list(equal)}

    rungs = [rung("t/a", "t/b"), rung("t/b", "t/c"), rung("t/c", "t/a"), rung("t/d")]
    known = declared([policy("甲", date(2022, 1, 1), rung=rungs)], date(2022, 1, 1))
    assert equivalents("t/a", known) == ("t/a", "t/b", "t/c")
    assert equivalents("t/d", known) == ("t/d",)


def test_an_incomplete_rung_is_not_complete() -> None:
    rungs = [
        {"id": "t/a", "name": "甲", "tier": "city", "subject": "workshop"},
        {
            "id": "t/b",
            "name": "乙",
            "tier": "city",
            "subject": "workshop",
            "complete": False,
        },
    ]
    one = policy("甲", date(2022, 1, 1), rung=rungs)
    assert active([one], date(2022, 1, 1))[0].complete == {"t/a"}


@given(DAYS, DAYS, DAYS)
def test_exactly_one_of_two_versions_is_in_force(
    first: date, second: date, on: date
) -> None:
    old = policy("甲", first)
    new = policy("乙", max(second, first + timedelta(days=1)), replaces=["甲"])
    found = {one.policy.document for one in active([old, new], on)}
    expected = set() if on < first else {"甲"} if on < new.since else {"乙"}
    assert found == expected


FROM, NEXT, LAST = date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("others", "until", "by"),
    [
        ([], None, None),
        ([policy("甲", NEXT), policy("甲", LAST)], NEXT, 0),
        ([policy("乙", NEXT, replaces=["甲"])], NEXT, 0),
        (
            [
                policy(
                    "乙",
                    NEXT,
                    replaces=["甲"],
                    step=[step("t/a"), step("t/b", since=LAST, **{"from": "t/a"})],
                )
            ],
            LAST,
            0,
        ),
        ([policy("甲", FROM, title="重印")], FROM, 0),
        ([policy("甲", date(2021, 1, 1)), policy("乙", NEXT)], None, None),
    ],
)
def test_a_version_ends_on_the_day_on_which_none_of_its_steps_is_in_force_any_more(
    others: list[Policy], until: date | None, by: int | None
) -> None:
    one = policy("甲", FROM)
    loaded = [one, *others]
    assert ended(one, loaded) == (until, None if by is None else others[by])
    end = until or date(2030, 1, 1)
    for on, counts in ((end - timedelta(days=1), end > FROM), (end, until is None)):
        assert any(found.policy is one for found in active(loaded, on)) is counts


def test_a_version_that_ends_by_itself_is_replaced_by_nothing() -> None:
    one = policy("甲", FROM, until=NEXT)
    assert ended(one, [one, policy("甲", LAST)]) == (NEXT, None)
