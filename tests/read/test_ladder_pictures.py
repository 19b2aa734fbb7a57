from __future__ import annotations

from datetime import date

from registry.desk.read.eligibility import EligibilitySource
from registry.desk.read.ladder import programmes
from registry.desk.read.pictures import ProgrammePicture, RungPicture
from registry.desk.read.session import Reading
from registry.terms import Outcome


def programme(reading: Reading, id_: str) -> ProgrammePicture:
    return next(one for one in programmes(reading) if one.id == id_)


def rung(picture: ProgrammePicture, id_: str) -> RungPicture:
    return next(one for one in picture.rungs if one.id == id_)


def test_rungs_go_from_city_to_nation(demo: Reading) -> None:
    tiers = [one.tier for one in programme(demo, "benchmark").rungs]
    assert tiers == ["city", "city", "province", "province", "nation"]


def test_holders_are_those_of_the_day(demo: Reading) -> None:
    now = programme(demo, "benchmark")
    assert rung(now, "benchmark/city-workshop").holders == 10
    assert rung(now, "benchmark/city-sme").holders == 10
    before = programme(demo.asked_on(date(2021, 12, 31)), "benchmark")
    assert rung(before, "benchmark/nation-factory").holders == 2
    assert "benchmark/city-sme" not in {one.id for one in before.rungs}


def test_challenge_takers_and_accepted_are_told_apart(demo: Reading) -> None:
    factory = rung(programme(demo, "benchmark"), "benchmark/nation-factory")
    assert factory.taken_up + factory.accepted == factory.holders
    assert factory.accepted == 1


def test_counts_of_a_step_are_those_of_its_list(demo: Reading) -> None:
    picture = programme(demo, "benchmark")
    workshop = rung(picture, "benchmark/city-workshop")
    listed = EligibilitySource(demo, to=workshop.id, outcomes=tuple(Outcome))
    assert workshop.counts == listed.counts()


def test_without_counts_nobody_is_evaluated(demo: Reading) -> None:
    pictures = programmes(demo, counts=False)
    assert not any(step.counts for one in pictures for step in one.steps)
    assert [one.id for one in pictures] == [one.id for one in programmes(demo)]


def test_a_pool_is_drawn_with_its_members_before_the_rung_it_aims_at(
    demo: Reading,
) -> None:
    (pool,) = programme(demo, "benchmark").pools
    assert (pool.members, pool.rung) == (82, "benchmark/city-workshop")


def test_documents_in_force_say_their_basis(demo: Reading) -> None:
    assert ("株工信发〔2022〕33号", "sample") in programme(demo, "benchmark").documents


def test_what_has_not_begun_is_not_drawn(demo: Reading) -> None:
    assert "smart-factory" not in {one.id for one in programmes(demo)}
    assert "工信部企业〔2026〕2号" not in dict(programme(demo, "quality-sme").documents)
    later = demo.asked_on(date(2025, 12, 31))
    assert programme(later, "smart-factory").steps
    before = demo.asked_on(date(2020, 1, 1))
    assert [one.id for one in programmes(before)] == ["certificates"]
