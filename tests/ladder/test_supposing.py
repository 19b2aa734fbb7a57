"""A candidate takes the place of what it would supersede, and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from registry.ladder.policy import Policy
from registry.ladder.supposing import instead, superseded, supposed
from registry.ladder.versions import active, declared
from tests.ladder.test_lint import A, B, C, policy

DAY = date(2024, 6, 1)


def version(year: int, document: str = "甲", *replaces: str) -> Policy:
    ways = [(None, A), (A, B), (B, C)]
    since = date(year, 1, 1)
    return policy(ways, document=document, since=since, replaces=replaces)


def in_force(policies: Sequence[Policy], on: date = DAY) -> set[tuple[str, date]]:
    return {(one.policy.document, one.policy.since) for one in active(policies, on)}


OLD, NEW, OTHER = version(2022), version(2023), version(2024, "乙", "甲")


def test_a_later_version_takes_the_place_of_the_loaded_one() -> None:
    assert in_force(supposed([OLD], NEW, DAY)) == {("甲", NEW.since)}


def test_a_correction_takes_the_place_of_the_version_of_the_same_day() -> None:
    short = policy([(None, A)])
    found = active(supposed([OLD], short, DAY), DAY)
    assert [one.step.key for one in found] == [f">{A}#new"]


def test_an_older_version_is_put_back_in_the_place_of_a_newer() -> None:
    assert in_force(supposed([OLD, NEW], OLD, DAY)) == {("甲", OLD.since)}


def test_a_version_to_come_counts_as_begun_on_the_day() -> None:
    coming = version(2030)
    assert in_force(supposed([OLD], coming, DAY)) == {("甲", DAY)}
    assert in_force(supposed([OLD, coming], coming, DAY)) == {("甲", DAY)}


def test_what_a_candidate_replaces_ends() -> None:
    assert in_force(supposed([OLD], OTHER, DAY)) == {("乙", OTHER.since)}


def test_of_two_policies_each_stands_without_the_other() -> None:
    loaded = [OLD, OTHER]
    assert in_force(instead(loaded, OLD, OTHER, DAY)) == {("甲", OLD.since)}
    assert in_force(instead(loaded, OTHER, OLD, DAY)) == {("乙", OTHER.since)}
    assert in_force(instead([], NEW, OLD, DAY)) == {("甲", NEW.since)}


def test_rungs_of_what_gives_way_stay_declared() -> None:
    short = policy([(None, A)], [A])
    for policies in (supposed([OLD], short, DAY), instead([OLD], short, OLD, DAY)):
        assert {A, B, C} <= declared(policies, DAY).keys()


def test_what_gives_way_is_the_version_before_and_what_was_not_replaced_yet() -> None:
    assert superseded([OLD, NEW], version(2025)) == (NEW,)
    assert superseded([OLD], OTHER) == (OLD,)
    assert superseded([OLD, OTHER], version(2025, "乙", "甲")) == (OTHER,)
    assert superseded([version(2025)], NEW) == ()
    assert superseded([OLD, NEW], NEW) == ()


def test_taken_as_begun_on_a_day_it_ends_what_is_in_force_that_day() -> None:
    later = version(2028)
    assert superseded([OLD, NEW, version(2026)], later, DAY) == (NEW,)
    assert superseded([OLD, NEW], version(2019), DAY) == (NEW,)
    ended = OLD.model_copy(update={"until": DAY})
    assert superseded([ended], OTHER, DAY) == ()
