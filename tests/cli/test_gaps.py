"""Who is nearest is told with what is missing; who cannot be asked for, with why."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import InputError, NotFoundError
from tests.cli.conftest import Type

TO = ("--to", "benchmark/province-enterprise")


def test_the_nearest_are_one_short_and_say_value_threshold_and_gap(demo: Type) -> None:
    said = demo("gaps", *TO, "--limit", "3")
    assert said.code == 0
    first = said.out.splitlines()[3]
    assert "不符 1" in first
    assert "≥ 1 亿元，现为 合计 8770 万元" in first
    assert "差 1230 万元" in first
    assert "最近的 3 条，另有" in said.out
    assert "排序：缺项少的在前" in said.out


def test_gaps_as_json_name_each_missing_condition_unmet_first(demo: Type) -> None:
    told = json.loads(demo("gaps", *TO, "--json", "--limit", "100").out)["gaps"]
    order = ["unmet", "unknown", "for_judgement"]
    ranks = []
    for one in told:
        kinds = [order.index(missing["outcome"]) for missing in one["missing"]]
        assert kinds == sorted(kinds)
        many = Counter(kinds)
        ranks.append((len(kinds), -many[0], -many[1]))
        assert all(missing["required"] for missing in one["missing"])
    assert ranks == sorted(ranks)
    assert [one["place"] for one in told] == [*range(1, len(told) + 1)]


def test_measures_are_counted_alike_however_little_is_remembered(
    demo: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = demo("gaps", "--by", "condition", "--json").out
    monkeypatch.setattr("registry.eligibility.gaps.rank.ALIKE", 2)
    assert demo("gaps", "--by", "condition", "--json").out == told


def test_of_those_who_lack_a_level_the_nearest_score_comes_first(demo: Type) -> None:
    to = ("--to", "市级智能制造标杆中小企业")
    said = json.loads(demo("gaps", *to, "--json", "--limit", "100").out)["gaps"]
    lacks = [one["missing"][0]["gap"] for one in said if len(one["missing"]) == 1]
    points = [float(gap[2:-2]) for gap in lacks if gap.endswith(" 分")]
    assert len(set(points)) > 9
    assert points == sorted(points)
    told = json.loads(demo("gaps", *to, "--by", "condition", "--json").out)["gaps"]
    level = next(one for one in told if "成熟度" in one["required"])
    nearest = [one["enterprise"]["name"] for one in said[:3]]
    assert [one["name"] for one in level["nearest"]] == nearest


def test_a_measure_counts_those_whom_it_would_help(demo: Type) -> None:
    told = json.loads(demo("gaps", *TO, "--by", "条件", "--json").out)["gaps"]
    ranked = json.loads(demo("gaps", *TO, "--json", "--limit", "1000").out)["gaps"]
    lacking = Counter(
        (missing["required"], missing["outcome"])
        for one in ranked
        for missing in one["missing"]
    )
    assert told
    for one in told:
        for kind, key in (("unmet", "unmet"), ("unknown", "unknown")):
            assert one[key] == lacking[one["required"], kind]
    short = Counter(
        one["missing"][0]["required"] for one in ranked if one["outcome"] == "one_short"
    )
    assert {one["required"]: one["alone"] for one in told if one["alone"]} == short


def test_units_count_each_enterprise_once(demo: Type) -> None:
    said = demo("gaps", *TO, "--by", "unit", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    ranked = json.loads(demo("gaps", *TO, "--json", "--limit", "1000").out)["gaps"]
    assert sum(int(row["企业"]) for row in rows) == len(ranked)
    said = demo("gaps", *TO, "--by", "unit", "--json", "--limit", "2")
    found = json.loads(said.out)
    told = found["gaps"]
    assert [one["unit"] for one in told] == [row["所属县市区"] for row in rows[:2]]
    assert found["total"] == len(rows)
    assert told[0]["one_short"] >= told[1]["one_short"]
    for row in rows:
        parts = (row["差一项"], row["待核"], row["其他"])
        assert int(row["企业"]) == sum(map(int, parts))


def test_a_unit_and_another_day_can_be_asked_for(demo: Type) -> None:
    some = demo("gaps", *TO, "--unit", "芦淞区", "--json", "--limit", "500")
    assert {one["enterprise"]["unit"] for one in json.loads(some.out)["gaps"]} == {
        "芦淞区"
    }
    earlier = demo("gaps", *TO, "--on", "2022-06-30", "--limit", "1")
    assert "截至 2022-06-30" in earlier.out


@pytest.mark.parametrize(
    ("typed", "refusal", "told"),
    [
        (("--to", "smart-factory/advanced"), NotFoundError, "自 2025-06-01 起"),
        (("--to", "smart-factory/advanced"), NotFoundError, "省级智能制造标杆企业"),
        (("--to", "省级标杆车车"), NotFoundError, "是不是：省级智能制造标杆车间"),
        (("--on", "2022-02-30"), InputError, "日历上没有这一天"),
        (("--by", "行业"), InputError, "条件（condition）"),
        (("--unit", "天河区"), NotFoundError, "天元区"),
    ],
)
def test_gaps_that_cannot_be_told_are_refused_with_the_remedy(
    demo: Type, typed: tuple[str, ...], refusal: type[InputError], told: str
) -> None:
    said = demo("gaps", *typed)
    assert (said.code, told in said.err) == (refusal.exit_code, True)


def test_an_enterprise_that_nobody_bears_the_name_of_is_told_those_near(
    demo: Type,
) -> None:
    said = demo("explain", "立方新能沅")
    assert said.code == NotFoundError.exit_code
    assert "没有企业或认定对象「立方新能沅」；是不是：立方新能源？" in said.err


def test_what_waits_for_a_judgement_is_said_once(demo: Type) -> None:
    said = demo("explain", "立方新能源", "--to", "创新型中小企业")
    assert said.out.count("待人工认定") == 1
    assert "未作出认定" not in said.out


@pytest.mark.parametrize(
    "command",
    [
        ("eligible", "--to", "先进级智能工厂"),
        ("explain", "立方新能源", "--to", "先进级智能工厂"),
        ("forecast", "--to", "先进级智能工厂"),
        ("list", "eligible:先进级智能工厂"),
    ],
)
def test_a_rung_that_no_policy_knows_on_the_day_is_told_with_those_that_are_known(
    demo: Type, command: tuple[str, ...]
) -> None:
    said = demo(*command)
    assert said.code == NotFoundError.exit_code
    assert "没有通往「先进级智能工厂」的有效政策" in said.err
    assert "自 2025-06-01 起，可用 --on 换日期" in said.err
    assert "省级智能制造标杆企业" in said.err


def test_of_several_ways_to_one_rung_the_best_counts(demo: Type) -> None:
    to = ("--to", "国家智能制造示范工厂")
    ranked = json.loads(demo("gaps", *to, "--json").out)["gaps"]
    said = demo("eligible", *to, "--outcome", "可晋级", "--json")
    told = json.loads(said.out)["answers"]
    there = {one["subject"]["id"] for one in told}
    near = [one["subject"]["id"] for one in ranked]
    assert there
    assert len(set(near)) == len(near)
    assert not there & set(near)
    drawn = json.loads(demo("ladder", "--format", "json").out)["programmes"]
    rungs = {rung["name"]: rung for one in drawn for rung in one["rungs"]}
    counts = rungs["国家智能制造示范工厂"]["counts"]
    assert counts["eligible"] == len(there)
    assert sum(counts.values()) == len(there) + len(near)


def test_who_may_come_up_is_one_answer_whichever_way_it_is_asked_for(
    demo: Type,
) -> None:
    drawn = json.loads(demo("ladder", "--format", "json").out)["programmes"]
    rungs = [rung for one in drawn for rung in one["rungs"] if rung["counts"]]
    assert len(rungs) > 9
    words = {"可晋级": "eligible", "差一项": "one_short", "待核": "pending"}
    for rung in rungs:
        to = ("--to", rung["id"])
        stood = json.loads(demo("eligible", *to, "--json").out)["answers"]
        near = json.loads(demo("gaps", *to, "--json", "--limit", "1000").out)["gaps"]
        gaps = Counter(one["outcome"] for one in near)
        for word, outcome in words.items():
            found = [one for one in stood if one["outcome"] == outcome]
            things = {one["subject"]["id"] for one in found}
            assert rung["counts"][outcome] == len(things) == len(found), rung["name"]
            assert outcome == "eligible" or gaps[outcome] == len(found)
            listed = demo("list", f"eligible:{rung['id']};{word}", "--json").out
            assert json.loads(listed)["total"] == len(found)
            firms = {one["enterprise"]["id"] for one in found}
            counted = demo("count", f"资格={rung['id']}:{word}", "--json").out
            assert json.loads(counted)["total"]["numbers"] == [len(firms)]


@pytest.mark.parametrize("command", ["gaps", "eligible", "forecast", "path", "explain"])
def test_a_day_before_all_policies_is_told_with_the_first_that_has_one(
    demo: Type, command: str
) -> None:
    whose = ["立方新能源"] if command in {"path", "explain"} else []
    said = demo(command, *whose, "--on", "2019-01-01")
    told = "2019-01-01 没有有效政策；自 2022-01-01 起才有，请换日期"
    assert told in said.out + said.err


def test_percentages_differ_by_points(demo: Type) -> None:
    said = demo("gaps", "--to", "市级智能制造标杆车间", "--limit", "1")
    assert "差 1.9 个百分点：" in said.out


def test_where_nothing_kept_counts_the_same_is_told_and_what_spares_it(
    type_: Type, demo_file: Path
) -> None:
    at = ("--registry", demo_file, "--as", "王某")
    kept = type_(*at, "gaps", "--by", "condition")
    with closing(sqlite3.connect(demo_file)) as connection, connection:
        connection.execute("UPDATE kept_step SET binding = ''")
    raw = type_(*at, "gaps", "--by", "condition")
    assert (raw.out, "留存结论已到期" in raw.err) == (kept.out, True)
    assert type_(*at, "refresh").code == 0
    assert "留存结论已到期" not in kept.err + type_(*at, "gaps", *TO).err


def test_those_of_whom_no_unit_is_recorded_are_asked_for_by_the_word_of_their_row(
    demo: Type,
) -> None:
    by_unit = json.loads(demo("gaps", "--by", "unit", "--json").out)["gaps"]
    row = next(one for one in by_unit if one["unit"] == "未登记")
    said = demo("gaps", "--unit", "未登记", "--json", "--limit", "10000")
    found = [one["enterprise"] for one in json.loads(said.out)["gaps"]]
    assert len({one["id"] for one in found}) == row["enterprises"]
    assert {one["unit"] for one in found} == {""}
    same = demo("gaps", "--unit", "缺数据", "--json", "--limit", "10000")
    assert same.out == said.out
    told = json.loads(demo("eligible", "--unit", "未登记", "--json").out)["answers"]
    assert told
    assert {one["enterprise"]["unit"] for one in told} == {""}
    for command in ("forecast", "changes"):
        assert demo(command, "--unit", "未登记").code == 0
        assert "没有登记的写 未登记" in demo(command, "--help").out.replace("\n", "")
