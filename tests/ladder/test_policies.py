"""The shipped policies say what the documents are known to say, and no more."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from registry.ladder.conditions import Condition
from registry.ladder.lint import lint
from registry.ladder.loader import shipped
from registry.ladder.policy import Policy, Step
from registry.ladder.versions import active
from registry.terms import Basis

PROGRAMMES = {
    "benchmark",
    "smart-factory",
    "service-provider",
    "quality-sme",
    "national-scenes",
    "certificates",
}
RUNGS = {
    "benchmark/city-workshop": "workshop",
    "benchmark/city-sme": "enterprise",
    "benchmark/province-workshop": "workshop",
    "benchmark/province-enterprise": "enterprise",
    "benchmark/nation-factory": "factory",
    "scene/nation-excellent": "scene",
    "pilot/nation-standard": "factory",
    "pilot/nation-sme-digital": "enterprise",
    "smart-factory/basic": "factory",
    "smart-factory/advanced": "factory",
    "smart-factory/excellent": "factory",
    "smart-factory/leading": "factory",
    "provider/city": "enterprise",
    "provider/province": "enterprise",
    "provider/nation": "enterprise",
    "sme/innovative": "enterprise",
    "sme/specialised": "enterprise",
    "sme/little-giant": "enterprise",
    "certificate/high-tech": "enterprise",
    "certificate/iiot-integration": "enterprise",
}
HUNAN = "湘工信装备〔2022〕305号"
FACTORY = "工信厅联通装函〔2025〕251号"
SME = "工信部企业〔2026〕2号"


def step(policies: tuple[Policy, ...], document: str, key: str) -> Step:
    (found,) = [
        step
        for policy in policies
        if policy.document == document
        for step in policy.step
        if step.key == key
    ]
    return found


def condition(step: Step, id_: str) -> Condition:
    return next(one for one in step.condition if one.id == id_)


def test_the_six_ladders_are_there(policies: tuple[Policy, ...]) -> None:
    assert {policy.programme for policy in policies} == PROGRAMMES
    rungs = {rung.id: rung.subject for policy in policies for rung in policy.rung}
    assert rungs == RUNGS


def test_the_ladder_they_make_has_no_flaw(policies: tuple[Policy, ...]) -> None:
    assert lint(policies) == ()


def test_one_name_of_a_programme(policies: tuple[Policy, ...]) -> None:
    names = {(policy.programme, policy.programme_name) for policy in policies}
    assert len(names) == len(PROGRAMMES)


@pytest.mark.parametrize("file", shipped(), ids=lambda file: file.stem)
def test_a_sample_condition_says_so_in_the_file(file: Path) -> None:
    raw = tomllib.loads(file.read_text("utf-8"))
    if raw["basis"] == "sample":
        marks = [c.get("sample") for s in raw.get("step", []) for c in s["condition"]]
        assert all(marks)


def test_what_is_no_sample_cites_its_document(policies: tuple[Policy, ...]) -> None:
    for policy in policies:
        for one in (c for step in policy.step for c in step.condition):
            if one.sample:
                assert "样例条件" in one.cite
            else:
                assert policy.basis in (Basis.TEXT, Basis.SECONDARY)
                source = ("要素条件（2025年版）", policy.document)
                assert one.cite.startswith(source)
                assert "：" in one.cite


def test_no_article_number_is_made_up(policies: tuple[Policy, ...]) -> None:
    cites = [c.cite for p in policies for s in p.step for c in s.condition]
    assert not [cite for cite in cites if re.search("第.{1,3}[条款项]", cite)]


def test_an_unknown_day_of_issue_is_said(policies: tuple[Policy, ...]) -> None:
    for policy in policies:
        if policy.since.day == 1 and policy.programme != "certificates":
            assert re.search("暂按|2026年|2027-01-01", policy.source), policy.document


@pytest.mark.parametrize(
    ("key", "id_", "fact", "at_least"),
    [
        ("benchmark/city-sme>benchmark/province-enterprise#new", "revenue",
         "revenue", 200_000_000),
        ("benchmark/city-sme>benchmark/province-enterprise#new", "spend",
         "smart_spend", 100_000_000),
        ("benchmark/city-sme>benchmark/province-enterprise#new", "links",
         "links", 8),
        ("benchmark/city-sme>benchmark/province-enterprise#new", "scenes",
         "scenes", 10),
        ("benchmark/city-workshop>benchmark/province-workshop#new", "spend",
         "smart_spend", 30_000_000),
        ("benchmark/city-workshop>benchmark/province-workshop#new", "links",
         "links", 4),
        ("benchmark/city-workshop>benchmark/province-workshop#new", "scenes",
         "scenes", 5),
    ],
)  # fmt: skip
def test_hunan_2022_asks_these_figures(
    policies: tuple[Policy, ...], key: str, id_: str, fact: str, at_least: int
) -> None:
    number = condition(step(policies, HUNAN, key), id_).number
    assert number is not None
    assert number.fact == fact
    assert number.at_least == at_least


def test_hunan_2022_counts_spending_over_three_years(
    policies: tuple[Policy, ...],
) -> None:
    for key in (
        "benchmark/city-sme>benchmark/province-enterprise#new",
        "benchmark/city-workshop>benchmark/province-workshop#new",
    ):
        number = condition(step(policies, HUNAN, key), "spend").number
        assert number is not None
        assert (number.reduce, number.years) == ("sum", 3)


@pytest.mark.parametrize(
    ("key", "level"),
    [
        (">smart-factory/basic#new", 2),
        ("smart-factory/basic>smart-factory/advanced#new", 2),
        ("smart-factory/advanced>smart-factory/excellent#new", 3),
        ("smart-factory/excellent>smart-factory/leading#new", 4),
    ],
)
def test_a_smart_factory_needs_a_level_and_the_rung_before(
    policies: tuple[Policy, ...], key: str, level: int
) -> None:
    found = step(policies, FACTORY, key)
    maturity = condition(found, "maturity").maturity
    assert maturity is not None
    assert maturity.level == level
    prior = [one.holds.rungs for one in found.condition if one.holds]
    assert prior == ([(found.from_,)] if found.from_ else [])


@pytest.mark.parametrize(
    ("to", "id_", "least"),
    [
        ("sme/specialised", "segment", 3),
        ("sme/specialised", "rd_amount", 1_000_000),
        ("sme/specialised", "ip", 1),
        ("sme/little-giant", "revenue", 50_000_000),
        ("sme/little-giant", "growth", 5),
        ("sme/little-giant", "rd_amount", 12_000_000),
        ("sme/little-giant", "ip", 4),
    ],
)
def test_the_2026_measures_ask_these_figures(
    policies: tuple[Policy, ...], to: str, id_: str, least: int
) -> None:
    below = {"sme/specialised": "innovative", "sme/little-giant": "specialised"}
    found = step(policies, SME, f"sme/{below[to]}>{to}#new")
    number = condition(found, id_).number
    assert number is not None
    assert number.at_least == least


def test_a_little_giant_need_not_grow_to_be_renewed(
    policies: tuple[Policy, ...],
) -> None:
    key = "sme/little-giant>sme/little-giant#renewal"
    asked = {one.id for one in step(policies, SME, key).condition}
    new = {
        one.id
        for one in step(policies, SME, "sme/specialised>sme/little-giant#new").condition
    }
    assert new - asked == {"growth"}


def test_renewals_of_2026_still_go_by_the_old_measures(
    policies: tuple[Policy, ...],
) -> None:
    def rules(on: date, kind: str) -> set[str]:
        return {
            found.policy.document
            for found in active(policies, on)
            if found.policy.programme == "quality-sme" and found.step.kind == kind
        }

    old = "工信部企业〔2022〕63号"
    assert rules(date(2026, 3, 31), "new") == {old}
    assert rules(date(2026, 4, 1), "new") == {SME}
    assert rules(date(2026, 12, 31), "renewal") == {old}
    assert rules(date(2027, 1, 1), "renewal") == {SME}


def test_the_city_pays_a_hundred_thousand_a_title(
    policies: tuple[Policy, ...],
) -> None:
    paid = {r.id: r.subsidy for p in policies for r in p.rung if r.subsidy}
    assert paid == {
        "benchmark/city-workshop": Decimal(100_000),
        "benchmark/city-sme": Decimal(100_000),
    }


def test_the_demonstration_year_has_its_ladder(policies: tuple[Policy, ...]) -> None:
    keys = {found.step.key for found in active(policies, date(2022, 12, 31))}
    assert {
        ">benchmark/city-workshop#new",
        ">benchmark/city-sme#new",
        "benchmark/city-workshop>benchmark/province-workshop#new",
        "benchmark/city-sme>benchmark/province-enterprise#new",
    } <= keys


def test_certificates_of_others_are_not_complete_here(
    policies: tuple[Policy, ...],
) -> None:
    partial = {r.id for p in policies for r in p.rung if not r.complete}
    assert partial == {"certificate/high-tech", "certificate/iiot-integration"}
