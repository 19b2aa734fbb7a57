"""Of whom a step is not asked, whoever tells of it says so before the clauses."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Type

CITY = ("--to", "市级智能制造标杆中小企业")
WORKSHOP = ("--to", "市级智能制造标杆车间")
HOLDER = "示例企业005电气有限公司"
FIRM = "示例企业021电机有限公司"


def test_who_holds_the_title_is_told_so_since_when_and_by_what(demo: Type) -> None:
    held = "已持有（2022-10-12 起，株工信发〔2022〕33号），无须再申报"
    said = demo("explain", HOLDER, *CITY).out
    assert held in said
    assert "条款" not in said
    assert len(said.splitlines()) == 4
    rows = demo("explain", HOLDER, *CITY, "--format", "csv").out.splitlines()
    assert rows[1:] == [f"{CITY[1]},,,,,,{held}"]
    (told,) = json.loads(demo("explain", HOLDER, *CITY, "--json").out)["answers"]
    assert told["outcome"] == "held"
    assert {one["outcome"] for one in told["conditions"]} == {"met"}
    assert "已持有" in demo("path", HOLDER, *CITY).err


def test_a_letter_to_a_holder_tells_until_when_and_what_is_due_but_no_conditions(
    demo: Type,
) -> None:
    said = demo("explain", HOLDER, *CITY, "--format", "text").out
    assert "贵单位自2022年10月12日起持有「市级智能制造标杆中小企业」" in said
    assert "（株工信发〔2022〕33号），台账未载有效期；无须再申报。" in said
    assert "政策没有规定该称号的复核" in said
    assert not [word for word in ("尚缺", "应提交", "条件", "样例") if word in said]


def test_a_letter_to_who_held_the_title_before_says_how_it_ended(
    type_: Type, demo_file: Path
) -> None:
    at = ("--registry", demo_file, "--as", "王某")
    ended = (
        "--kind",
        "取消",
        "--on",
        "2022-12-15",
        "--document",
        "株工信发〔2022〕33号",
    )
    told = type_(*at, "record", "end", HOLDER, CITY[1], *ended)
    assert told.code == 0, told.err
    said = type_(*at, "explain", HOLDER, *CITY, "--format", "text").out
    assert "贵单位自2022年10月12日起曾持有「市级智能制造标杆中小企业」" in said
    assert "，已于2022年12月15日被取消。核对结果：可晋级" in said


def test_the_day_a_title_is_valid_to_is_the_one_the_lists_have(
    type_: Type, demo_file: Path
) -> None:
    at = ("--registry", demo_file)
    paper = ("--document", "株工信发〔2022〕33号")
    days = ("--recognised-on", "2022-10-01", "--valid-until", "2023-10-01")
    made = type_(*at, "--as", "王某", "record", "title", FIRM, CITY[1], *days, *paper)
    assert made.code == 0, made.err
    assert "有效期至 2023-10-01" in type_(*at, "explain", FIRM, *CITY).out
    written = "有效期至2023年10月1日（自该日起不再有效）"
    for day, more in (("2023-09-30", "；无须再申报"), ("2023-10-01", "，已到期")):
        said = type_(*at, "explain", FIRM, *CITY, "--on", day, "--format", "text").out
        assert f"{written}{more}" in said


def test_a_letter_to_who_is_no_object_says_which_of_the_reasons_it_is(
    demo: Type,
) -> None:
    school = demo("explain", "有色金属学院", "--to", "创新型中小企业", "--format", "md")
    assert "贵单位是学校，不是企业，不属申报对象。" in school.out
    moved = demo("explain", "示例企业034电机有限公司", *CITY, "--format", "text").out
    assert "贵单位已于2022年7月11日迁出，自该日起不属本局台账的申报对象。" in moved
    assert "请向迁入地的工业和信息化主管部门咨询" in moved
    assert "尚缺" not in school.out + moved


def test_whoever_is_gone_is_told_so_everywhere(type_: Type, demo_file: Path) -> None:
    def at(*words: str) -> str:
        said = type_("--registry", demo_file, "--as", "王某", *words)
        return said.out + said.err

    at("change", "attribute", FIRM, "状态", "注销", "--since", "2022-12-15")
    gone, workshop = "已注销（2022-12-15 起），不属申报对象", f"{FIRM}/电机总装车间"
    for words in (
        ("explain", workshop, *WORKSHOP),
        ("explain", FIRM, *WORKSHOP),
        ("explain", FIRM),
        ("path", workshop, *WORKSHOP),
    ):
        said = at(*words)
        assert gone in said, words
        assert "可晋级" not in said, words
    letter = at("explain", workshop, *WORKSHOP, "--format", "md")
    assert "贵单位「电机总装车间」已于2022年12月15日注销" in letter
    assert '"outcome": "gone"' in at("explain", workshop, *WORKSHOP, "--json")
    assert f'"why_none": "{gone}"' in at("explain", FIRM, "--json")


def test_the_steps_of_a_path_are_told_as_eligible_tells_them(demo: Type) -> None:
    told = json.loads(demo("path", "示例企业143硬质合金有限公司", "--json").out)
    (answer,) = told["stages"]
    assert answer["from"] is None
    assert not {"from_", "barred"} & set(answer)


def test_of_a_workshop_that_is_not_there_the_firm_s_own_are_named(demo: Type) -> None:
    said = demo("explain", f"{FIRM}/没有的车间")
    assert said.code == 4
    assert "是不是：电机总装车间？" in said.err
