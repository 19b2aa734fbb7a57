"""Six of the ten questions, each by one command, with its terms.

1. 天元区三级还没评上标杆的有几家?  2. 各县市区各等级多少家?
3. 自评估完成率各县排名, 还有谁没做?  4. 时代新材有哪些称号, 哪个文认定的, 何时到期?
6. 明年谁能报省级, 差一项的差什么?  7. 省市服务商累计、今年新增、现有效各多少?
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from registry.desk.read.filtering import chosen
from registry.desk.read.session import open_reading
from tests.questions.asked import Ask

NOT_YET = ("县市区=天元区", "等级=三级", "非", "曾有称号=标杆")


def _told(said: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(said)
    return told


def test_1_who_is_at_level_three_in_a_county_and_no_benchmark_yet(
    ask: Ask, demo_template: Path
) -> None:
    told = _told(ask(demo_template, "count", *NOT_YET, "--names", "--json"))
    assert told["total"]["numbers"] == [4]
    assert len(told["names"][0]["names"]) == 4
    assert "截至 2022-12-31" in told["terms"]
    assert "「标杆」指市级智能制造标杆车间" in told["terms"]


def test_1_the_count_the_list_and_the_file_are_the_same_set(
    ask: Ask, demo_template: Path, tmp_path: Path
) -> None:
    text, path = " ".join(NOT_YET), tmp_path / "名单.csv"
    told = _told(ask(demo_template, "count", text, "--names", "--json"))
    names = set(told["names"][0]["names"])
    ask(demo_template, "export", text, "--to", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if row and row[0].isdecimal()]
    assert {row[1] for row in rows} == names
    listed = ask(demo_template, "list", *NOT_YET)
    assert all(name in listed for name in names)
    with open_reading(demo_template) as reading:
        assert len(chosen(reading, text)) == len(names)


def test_2_counties_by_level_sum_and_keep_who_is_not_assessed_apart(
    ask: Ask, demo_template: Path
) -> None:
    told = _told(ask(demo_template, "count", "--by", "县市区,等级", "--json"))
    assert told["columns"][-2:] == ["未评估", "合计"]
    assert told["lines"][-1]["labels"] == ["缺数据"]
    for at, whole in enumerate(told["total"]["numbers"]):
        assert sum(line["numbers"][at] for line in told["lines"]) == whole
    assert "自评估与现场评估不分" in told["terms"]
    assert "登记的行政区划" in told["terms"]


def test_3_completion_ranks_the_units_and_names_who_is_missing(
    ask: Ask, demo_template: Path
) -> None:
    typed = ("count", "--of", "规上名册", "--by", "上报单位")
    told = _told(ask(demo_template, *typed, "--names", "--json"))
    asked, done = told["total"]["numbers"]
    missing = sum(len(one["names"]) for one in told["names"])
    assert missing == asked - done > 0
    ranks = [line["rank"] for line in told["lines"]]
    assert ranks == sorted(ranks)
    assert "上报单位按名册冻结时" in told["terms"]
    assert "符合指「评估日期.自评估>=2022」" in told["terms"]
    assert "有效的自评估" in told["terms"]


def test_4_an_enterprises_titles_say_the_document_or_that_none_is_recorded(
    ask: Ask, demo_template: Path
) -> None:
    said = ask(demo_template, "show", "时代新材")
    titles = said.partition("【称号】")[2].partition("【梯度】")[0]
    assert "省级智能制造标杆车间" in titles
    assert "2022年度绩效自评报告" in titles
    assert "认定文件未登记" in titles
    assert "有效期未登记" in titles


def test_6_who_may_apply_to_the_province_and_what_the_others_lack(
    ask: Ask, demo_template: Path
) -> None:
    typed = ("--to", "省级智能制造标杆企业", "--outcome", "可晋级,差一项", "--json")
    told = json.loads(ask(demo_template, "eligible", *typed))["answers"]
    short = [one for one in told if one["outcome"] == "one_short"]
    assert short
    for one in short:
        unmet = [c for c in one["conditions"] if c["outcome"] == "unmet"]
        assert len(unmet) == 1
        assert unmet[0]["required"]
        assert unmet[0]["value"]
    with open_reading(demo_template) as reading:
        selected = chosen(reading, "资格=省级智能制造标杆企业:差一项")
    assert {one["enterprise"]["id"] for one in short} == set(selected)


def test_6_of_next_year_nothing_is_claimed_that_is_not_recorded(
    ask: Ask, demo_template: Path
) -> None:
    typed = ("--to", "省级智能制造标杆企业", "--on", "2023-06-30", "--json")
    told = json.loads(ask(demo_template, "eligible", *typed))["answers"]
    assert told
    assert {one["outcome"] for one in told} == {"pending"}


def test_7_providers_in_force_new_and_ever_are_told_apart(
    ask: Ask, demo_template: Path
) -> None:
    told = _told(ask(demo_template, "count", "--by", "称号.服务商", "--json"))
    assert told["columns"] == ["现有效", "本年新增", "历年累计"]
    assert told["counted"] == "称号"
    by_rung = {line["labels"][0]: line["numbers"] for line in told["lines"]}
    assert by_rung["市级智能制造服务提供商"] == [14, 14, 14]
    assert by_rung["省级智能制造系统解决方案供应商"] == [11, 11, 11]
    assert "三者不相加" in told["terms"]
    assert "台账推算" in told["terms"]
