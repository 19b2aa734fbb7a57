"""The first ten minutes of an official, command by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Type

RUNG = "市级智能制造标杆车间"
AS_OF = ("registry", "demonstration", "made_up", "on", "known_on", "known_through")


def test_another_city_starts_as_easily(type_: Type, tmp_path: Path) -> None:
    place = tmp_path / "湘潭.db"
    assert type_("--registry", place, "init", "--division", "430300").code == 0
    said = type_("--registry", place, "list", "units", "--format", "csv")
    assert said.out.splitlines()[1] == "雨湖区,430302"
    assert "湘潭市工业和信息化局" in type_("--registry", place, "overview").out


def test_a_city_without_shipped_divisions_needs_only_a_name(
    type_: Type, tmp_path: Path
) -> None:
    place = tmp_path / "x.db"
    said = type_("--registry", place, "init", "--division", "440900")
    assert (said.code, place.exists()) == (2, False)
    assert "--name" in said.err
    named = type_(
        "--registry", place, "init", "--division", "440900", "--name", "某市工信局"
    )
    assert named.code == 0


@pytest.mark.parametrize("division", ["湘潭", "湘潭市", " 430300 "])
def test_a_city_is_begun_by_its_name(
    type_: Type, tmp_path: Path, division: str
) -> None:
    words = ("--registry", tmp_path / "x.db", "init", "--no-policies")
    said = type_(*words, "--division", division)
    assert "湘潭市工业和信息化局（430300）" in said.err


def test_without_a_city_it_is_the_one_whose_units_are_shipped(
    type_: Type, tmp_path: Path
) -> None:
    said = type_("--registry", tmp_path / "x.db", "init", "--no-policies")
    assert "株洲市工业和信息化局（430200）" in said.err


NO_CITY = {
    "430304": "--division 430300 湘潭市",
    "岳塘": "--division 430300 湘潭市",
    "湘潭县": "--division 430300 湘潭市",
    "440999": "--division 440900",
    "430000": "长沙市（430100）",
    "100000": "北京市（110000）",
    "4303": "六位行政区划代码",
    "火星": "六位行政区划代码",
    "衡": "衡阳市（430400）",
}


@pytest.mark.parametrize(("division", "hint"), NO_CITY.items())
def test_what_is_no_city_is_refused_with_the_city_to_write(
    type_: Type, tmp_path: Path, division: str, hint: str
) -> None:
    place = tmp_path / "x.db"
    said = type_("--registry", place, "init", "--division", division)
    assert (said.code, place.exists()) == (2, False)
    assert hint in said.err


def test_an_enterprise_is_added_assessed_explained_and_taken_back(at: Type) -> None:
    assert at("add", "enterprise", "某某机械有限公司", "--division", "天元区").code == 0
    recorded = at(
        "record", "assessment", "某某机械", "--on", "2022年3月1日", "--level", "L2"
    )
    assert recorded.code == 0
    assert "二级（规范级）" in at("find", "某某").out
    assert at("undo").code == 0
    assert "未评估" in at("find", "某某").out
    assert "登记评估" in at("history", "某某机械").out
    assert at("verify").code == 0


def test_a_rename_keeps_the_old_name_findable(at: Type) -> None:
    at("add", "enterprise", "旧名机械有限公司", "--since", "2015-01-01")
    at("change", "name", "旧名机械", "新名机械有限公司", "--since", "2022-05-01")
    assert "新名机械有限公司" in at("find", "旧名").out
    assert "旧名机械有限公司" in at("show", "新名机械").out


def test_a_workshop_goes_from_pool_to_subsidy(at: Type) -> None:
    policies = Path(__file__).parents[2] / "data" / "policies"
    at("policy", "load", policies / "zhuzhou-benchmark-2022.toml")
    steps = (
        ("add", "enterprise", "某某机械有限公司", "--unit", "天元区"),
        ("add", "subject", "某某机械", "车间", "总装车间"),
        ("pool", "new", "标杆车间培育库", "--year", "2022"),
        ("pool", "admit", "标杆车间", "某某机械/总装", "--admitted-on", "2022-05-10"),
        (
            "round",
            "new",
            "--rung",
            RUNG,
            "--year",
            "2022",
            "--name",
            "首批",
        ),
        ("apply", "首批", "某某机械/总装", "--applied-on", "2022-06-01"),
        (
            "step",
            "首批",
            "某某机械/总装",
            "初审",
            "--on",
            "2022-06-20",
            "--passed",
            "是",
        ),
        (
            *("record", "title", "某某机械/总装", RUNG),
            *("--recognised-on", "2022-10-01"),
        ),
        ("budget", "智能制造专项", "--year", "2022", "--amount", "200万元"),
        (
            *("subsidy", "approve", "某某机械/总装", RUNG),
            *("--amount", "10万元", "--budget-line", "智能制造专项"),
            *("--approved-on", "2022-11-20"),
        ),
        (
            "subsidy",
            "pay",
            "某某机械/总装",
            RUNG,
            "--on",
            "2022-12-01",
        ),
    )
    for words in steps:
        said = at(*words)
        assert said.code == 0, (words, said.err)
    page = at("show", "某某机械").out
    assert "10 万元" in page
    assert "初审" in at("show", "首批").out


def test_eligible_prints_the_promised_json(demo: Type) -> None:
    said = demo("eligible", "--to", "市级智能制造标杆车间", "--json")
    told = json.loads(said.out)
    assert set(told) == {*AS_OF, "total", "why_none", "answers"}
    answers = told["answers"]
    assert told["total"] == len(answers)
    assert {a["outcome"] for a in answers} == {"eligible", "one_short", "pending"}
    for answer in answers:
        assert set(answer) == {
            *("enterprise", "subject", "policy", "basis", "from", "to", "outcome"),
            *("conditions", "kind"),
            *(f"{key}_name" for key in ("basis", "from", "to", "kind", "outcome")),
        }
        assert set(answer["enterprise"]) == {"id", "uscc", "name", "unit"}
        assert set(answer["subject"]) == {"id", "kind", "name"}
        assert answer["basis"] == "sample"
        for condition in answer["conditions"]:
            assert set(condition) == {
                *("id", "name", "outcome", "cite", "required", "value", "on"),
                *("source", "gap", "hand_in", "sample", "outcome_name"),
            }


def test_outcomes_and_units_are_understood_in_chinese(demo: Type) -> None:
    said = demo(
        "eligible", "--outcome", "可晋级，差一项", "--unit", "天元", "--format", "csv"
    )
    rows = [line.split(",") for line in said.out.splitlines()[1:]]
    assert {row[2] for row in rows} == {"天元区"}
    assert {row[4] for row in rows} == {"可晋级", "差一项"}


def test_a_workshop_is_explained_by_its_own_name(demo: Type) -> None:
    said = demo("explain", "中车时代电气/集成车间", "--to", "省级标杆车间")
    assert "轨道交通核心零部件电气装备系统集成车间 → 省级智能制造标杆车间" in said.out
    assert "缺数据" in said.out


def test_the_ladder_is_drawn_three_ways(demo: Type) -> None:
    text = demo("ladder", "--programme", "标杆").out
    assert "市级智能制造标杆车间" in text
    assert "样例条件" in text
    assert demo("ladder", "--format", "mermaid").out.startswith("flowchart LR")
    programmes = json.loads(demo("ladder", "--format", "json").out)["programmes"]
    assert "benchmark" in {one["id"] for one in programmes}


def test_a_list_is_exported_with_what_must_be_known(demo: Type, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    assert demo("export", "titles:市级智能制造标杆车间", "--to", file).code == 0
    text = file.read_text(encoding="utf-8-sig")
    assert "演示数据" in text
    assert "截至 2022-12-31" in text
    again = demo("export", "titles:市级智能制造标杆车间", "--to", file)
    assert (again.code, "--force" in again.err) == (6, True)
    forced = demo("export", "titles:市级智能制造标杆车间", "--to", file, "--force")
    assert forced.code == 0


def test_without_a_command_the_screens_open(type_: Type, registry_file: Path) -> None:
    said = type_("--registry", registry_file, "--as", "李某")
    assert said.out == "screens on registry.db for 李某\n"


def test_a_backup_restores_what_was(at: Type, tmp_path: Path) -> None:
    copy = tmp_path / "备份.db"
    assert at("backup", "--to", copy).code == 0
    at("add", "enterprise", "后来的有限公司")
    restored = at("restore", copy)
    assert restored.code == 0
    assert "舍去变更 1 次" in restored.err
    assert "后来的有限公司" not in at("find", "后来").out
