"""The way up for one enterprise: what each step lacks, other ways, or why none."""

from __future__ import annotations

import json

import pytest

from registry.errors import InputError, NotFoundError
from tests.cli.conftest import Type

FIRM = "示例企业143硬质合金有限公司"
ADVANCED = ("--to", "先进级智能工厂", "--on", "2026-01-01")


def test_the_way_to_the_nation_is_told_step_by_step(demo: Type) -> None:
    said = demo("path", FIRM)
    assert said.code == 0
    assert "从入门起，共 1 步；缺项合计 1 项，已符合 1 项" in said.out
    assert "国家智能制造标准应用试点（国家级）" in said.out
    assert "其他路径：国家中小企业数字化转型试点（缺项合计 1 项）" in said.out
    assert "选法：各步缺项合计最少的" in said.out


def test_where_all_is_met_it_is_told_what_to_hand_in(demo: Type) -> None:
    to = ("--to", "市级智能制造标杆车间", "--format", "csv")
    workshop = "示例企业017电机有限公司/电机总装车间"
    said = demo("path", workshop, *to).out
    first, second = "智能制造能力成熟度自评估报告（成熟度达到二级）", "关键工序清单（"
    assert f"各项均已符合，可以申报,{first}；{second}" in said
    short = demo("path", workshop, *to, "--on", "2022-11-30").out
    assert f"其余各项已符合，申报时还应提交,{second}" in short


def test_no_other_way_lacks_less_and_the_sum_is_that_of_the_steps(demo: Type) -> None:
    told = json.loads(demo("path", "立方新能源", "--json").out)
    steps = told["stages"]
    assert told["lacking"] == sum(len(step["missing"]) for step in steps)
    assert told["met"] == sum(step["met"] for step in steps)
    assert all(told["lacking"] <= other["lacking"] for other in told["others"])
    for step in steps:
        known = len(step["missing"]) + len(step["brought"]) + step["met"]
        assert known == len(step["conditions"])


def test_the_title_that_the_step_before_brings_is_not_lacking(demo: Type) -> None:
    first, second = json.loads(demo("path", FIRM, *ADVANCED, "--json").out)["stages"]
    assert first["brought"] == []
    assert [one["required"] for one in second["brought"]] == ["持有「基础级智能工厂」"]
    assert "由上一步取得：持有「基础级智能工厂」" in demo("path", FIRM, *ADVANCED).out


def test_a_title_that_is_held_is_where_the_way_begins(demo: Type) -> None:
    held = json.loads(demo("list", "titles", "--format", "json").out)["rows"]
    firms = {one["enterprise"]: one["rung"] for one in held if not one["subject"]}
    holder = next(f for f, rung in firms.items() if rung == "市级智能制造标杆中小企业")
    said = demo("path", holder, "--to", "省级智能制造标杆企业")
    assert "自已持有的「市级智能制造标杆中小企业」起，共 1 步" in said.out
    again = demo("path", holder, "--to", "市级智能制造标杆中小企业")
    assert again.code == NotFoundError.exit_code
    assert "已持有「市级智能制造标杆中小企业」，无须再晋级" in again.err
    assert "最高一级" not in again.err


def test_that_the_top_is_held_is_said_before_another_way_is_told(demo: Type) -> None:
    top, firm = "国家智能制造系统解决方案供应商规范条件企业", "株洲嘉成科技发展有限公司"
    said = demo("path", firm).out
    assert f"已持有国家级的「{top}」，那一方向已到最高一级；以上是其他方向" in said
    (told,) = json.loads(demo("path", firm, "--json").out)["topped"]
    assert told == {"to": "provider/nation", "to_name": top}
    assert "无须再晋级；它是这一方向的最高一级" in demo("path", firm, "--to", top).err


@pytest.mark.parametrize(
    ("typed", "refusal", "told"),
    [
        (("有色金属学院",), NotFoundError, "路径：不属申报对象（是学校，不是企业）\n"),
        (
            ("示例企业034电机有限公司",),
            NotFoundError,
            "路径：已迁出（2022-07-11 起），不属申报对象\n",
        ),
        (
            ("示例企业021电机有限公司", "--to", "国家智能制造示范工厂"),
            NotFoundError,
            "没有登记工厂；可用 tidu add subject 登记",
        ),
        (("立方新能沅",), NotFoundError, "是不是：立方新能源？"),
        ((FIRM, "--to", "smart-factory/basic"), NotFoundError, "自 2025-06-01 起"),
        ((FIRM, "--on", "2021-12-31"), NotFoundError, "自 2022-01-01 起才有"),
        ((FIRM, "--on", "明天"), InputError, "不是日期"),
    ],
)
def test_where_there_is_no_way_it_is_said_why(
    demo: Type, typed: tuple[str, ...], refusal: type[InputError], told: str
) -> None:
    said = demo("path", *typed)
    assert (said.code, told in said.err) == (refusal.exit_code, True)


def test_whom_no_step_is_asked_of_explain_says_it_in_the_same_words(
    demo: Type,
) -> None:
    said = demo("explain", "有色金属学院")
    assert (said.code, said.err) == (0, "不属申报对象（是学校，不是企业）\n")
    workshop = demo("explain", "有色金属学院", "--to", "市级智能制造标杆车间")
    assert workshop.err == "「有色金属学院」不属申报对象（是学校，不是企业）\n"
