"""Divisions, units, kinds, stages and facts that come with the program."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from registry import paths
from registry.ladder.facts import fact_keys

ZHUZHOU = {
    "430202": "荷塘区",
    "430203": "芦淞区",
    "430204": "石峰区",
    "430211": "天元区",
    "430212": "渌口区",
    "430223": "攸县",
    "430224": "茶陵县",
    "430225": "炎陵县",
    "430281": "醴陵市",
}


def rows(table: str) -> Iterator[dict[str, str]]:
    with (paths.data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_zhuzhou_has_its_nine_divisions_and_two_zones() -> None:
    divisions = {row["code"]: row["name"] for row in rows("divisions")}
    assert ZHUZHOU.items() <= divisions.items()
    units = [row for row in rows("units") if row["city"] == "430200"]
    assert {row["division"]: row["name"] for row in units if row["division"]} == ZHUZHOU
    zones = {row["name"] for row in units if not row["division"]}
    assert zones == {"株洲经开区", "株洲高新区"}


def test_hunan_has_fourteen_cities_and_each_its_counties() -> None:
    codes = [row["code"] for row in rows("divisions") if row["code"][:2] == "43"]
    cities = [c for c in codes if c.endswith("00") and not c.endswith("0000")]
    assert len(cities) == 14
    for city in cities:
        assert [c for c in codes if c[:4] == city[:4] and c != city]
    assert len(codes) - len(cities) - 1 == 122


@pytest.mark.parametrize(
    "table", ["divisions", "subject_kinds", "event_kinds", "stages"]
)
def test_codes_and_names_are_given_once(table: str) -> None:
    listed = [row["code"] for row in rows(table)]
    assert len(listed) == len(set(listed))
    assert all(row["name"].strip() for row in rows(table))


def test_a_division_lies_in_a_province_that_is_there() -> None:
    codes = {row["code"] for row in rows("divisions")}
    assert all(f"{code[:2]}0000" in codes for code in codes)
    assert all(len(code) == 6 and code.isdigit() for code in codes)


def test_an_application_goes_from_check_to_recognition() -> None:
    stages = [row["code"] for row in rows("stages")]
    expected = ["formal_check", "county_check", "recommended", "joint_review"]
    expected += ["expert_review", "approved", "notice", "recognised"]
    assert [stage for stage in stages if stage in expected] == expected
    assert [int(row["ordinal"]) for row in rows("stages")] == [*range(1, 16)]
    final = {row["code"] for row in rows("stages") if row["final"] == "1"}
    assert final == {"recognised", "rejected", "withdrawn"}


def test_a_check_recommendation_review_list_and_notice_are_usual() -> None:
    usual = ("line", "recommendation", "notice")
    assert [row["code"] for row in rows("stages") if row["role"] in usual] == [
        "county_check",
        "recommended",
        "expert_review",
        "proposed",
        "notice",
    ]


def test_money_is_kept_in_fen() -> None:
    money = [key for key in fact_keys().values() if key.unit == "元"]
    assert money
    assert all(key.scale == 2 for key in money)


def test_a_fact_is_a_number_with_a_unit_or_a_grade() -> None:
    for key in fact_keys().values():
        assert bool(key.unit) != bool(key.grades), key.key
        codes = [code for code, _ in key.grades]
        assert len(codes) == len(set(codes))


def test_a_fact_has_a_name_of_its_own() -> None:
    names = [key.name for key in fact_keys().values()]
    assert len(names) == len(set(names))
