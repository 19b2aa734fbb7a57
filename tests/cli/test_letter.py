"""An explanation fit for a letter: clause by clause, for whom, as which file."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm, Pt

from registry import dates
from registry.errors import InputError, StoreError
from tests.cli.conftest import Type

FIRM = "示例企业143硬质合金有限公司"
ASK = ("explain", FIRM, "--to", "省级智能制造标杆企业")


def test_a_letter_tells_each_clause_with_what_to_do_and_when(demo: Type) -> None:
    said = demo(*ASK, "--format", "text")
    assert said.code == 0
    lines = [line.strip("\u3000") for line in said.out.splitlines()]
    assert lines[0] == "关于申报「省级智能制造标杆企业」条件核对情况的说明（演示数据）"
    assert lines[2] == f"{FIRM}："
    assert "核对结果：差一项（共 9 条，符合 8 条、不符 1 条）。" in lines
    at = lines.index("（一）三年智能制造投入：不符")
    asked, there, hand_in, soonest = lines[at + 1 : at + 5]
    assert asked.startswith("要求：近 3 年智能制造投入合计 ≥ 1 亿元。条款：湘工信装备")
    assert there.startswith("现状：合计 8770 万元")
    assert "差 1230 万元。日期：2019；2020；2021。" in there
    assert hand_in == (
        "应提交：文件未列明材料；达到要求后请提交「智能制造投入」的数据和依据。"
    )
    assert soonest.startswith("最早可满足：2023年1月1日（现有记录届时不再适用")
    assert any(line.startswith("要求：上年度主营业务收入") for line in lines[at + 5 :])


def test_a_letter_on_another_day_and_as_known_then_says_so(demo: Type) -> None:
    known = dates.today("Asia/Shanghai").isoformat()
    days = ("--on", "2022-06-30", "--known-on", known)
    said = demo(*ASK, "--format", "text", *days)
    assert said.code == 0
    assert "2022年6月30日" in said.out
    assert re.search(rf"按 {known} \d\d:\d\d:\d\d 时所知", said.out)


def test_a_word_document_is_laid_out_as_officials_do(
    demo: Type, tmp_path: Path
) -> None:
    file = tmp_path / "说明.docx"
    said = demo(*ASK, "--to-file", file)
    assert (said.code, "企业件" in said.err) == (0, True)
    word = Document(io.BytesIO(file.read_bytes()))
    section = word.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin)
    assert margins == pytest.approx((Mm(37), Mm(35), Mm(28)), abs=Mm(0.1))
    styles = {one.text: one.style for one in word.paragraphs}
    heading = styles["一、尚缺的条件"]
    assert heading is not None
    assert "黑体" in heading.element.xml
    assert heading.paragraph_format.first_line_indent == Pt(32)
    assert [cell.text for cell in word.tables[0].rows[0].cells][:2] == ["要求", "条款"]
    again = demo(*ASK, "--to-file", file)
    assert (again.code, "--force" in again.err) == (StoreError.exit_code, True)
    first = file.read_bytes()
    assert demo(*ASK, "--to-file", file, "--force").code == 0
    assert file.read_bytes() == first


def test_markdown_and_json_say_the_same(demo: Type, tmp_path: Path) -> None:
    page = demo(*ASK, "--format", "md").out
    assert page.startswith("# 关于申报")
    assert "### （一）三年智能制造投入：不符" in page
    assert "| 要求 | 条款 | 现状 | 日期 | 出处 |" in page
    file = tmp_path / "a.json"
    assert demo(*ASK, "--to-file", file).code == 0
    answer = json.loads(file.read_text(encoding="utf-8"))
    assert answer == json.loads(demo(*ASK, "--json").out)
    (told,) = answer["answers"]
    spend = next(one for one in told["conditions"] if one["id"] == "spend")
    assert spend["gap"] == "差 1230 万元"
    assert spend["earliest"] == {"met": None, "open": "2023-01-01"}
    fine = [one for one in told["conditions"] if one["outcome"] == "met"]
    assert all(one["earliest"] is None for one in fine)


def test_a_letter_says_when_one_can_apply(type_: Type, demo_file: Path) -> None:
    at = ("--registry", demo_file, "--as", "王某")
    days = ("--opens-on", "2023-04-01", "--closes-on", "2023-05-31")
    round_ = ("round", "new", "--rung", ASK[3], "--year", "2023", *days)
    assert type_(*at, *round_).code == 0
    named = "「2023年第1批省级智能制造标杆企业」"
    when = "受理申报：自2023年4月1日起，2023年5月31日截止。"
    unknown = "没有登记正在受理或即将受理该称号申报的批次；何时受理，请留意申报通知"
    for on, told in (
        ("2022-12-31", f"{named}将{when}"),
        ("2023-05-31", f"{named}正在{when}"),
        ("2023-06-01", unknown),
    ):
        assert told in type_(*at, *ASK, "--on", on, "--format", "text").out
    said = type_(*at, *ASK, "--on", "2023-05-31", "--json").out
    (answer,) = json.loads(said)["answers"]
    (ahead,) = answer["rounds"]
    assert (ahead["opens_on"], ahead["closes_on"]) == days[1::2]
    assert ahead["open"] is True


WORKSHOP = "市级智能制造标杆车间"
LASTING = "自{}起成立；现有记录和政策不变的，到{}为止，自{}起：待核（上年度"


def test_since_and_until_when_an_outcome_holds_is_told(demo: Type) -> None:
    digits = (" 2022-06-30 ", " 2022-12-31 ", " 2023-01-01 ")
    assert f"这一结论{LASTING.format(*digits)}" in demo(*ASK).out
    written = ("2022年6月30日", "2022年12月31日", "2023年1月1日")
    assert f"这一结论{LASTING.format(*written)}" in demo(*ASK, "--format", "md").out
    (answer,) = json.loads(demo(*ASK, "--json").out)["answers"]
    told = answer["lasting"]
    assert (told["since"], told["since_at_least"]) == ("2022-06-30", False)
    assert (told["until"], told["becomes"]) == ("2023-01-01", "pending")
    assert told["deciding"].endswith("近三年无不良信用记录转为缺数据")


@pytest.mark.parametrize(
    ("who", "to", "on", "told"),
    [
        ("立方新能源", "创新型中小企业", "2025-12-31", "这一结论至少自 2022-12-31 起"),
        ("立方新能源", "创新型中小企业", "2025-12-31", "按工信部企业〔2026〕2号核对"),
        (
            "立方新能源",
            "市级智能制造服务提供商",
            "2022-12-31",
            "至少保持到 2033-01-07。",
        ),
        (
            "示例企业017电机有限公司",
            WORKSHOP,
            "2022-11-07",
            "差一项（车间已建成投用转为符合）",
        ),
        (
            "示例企业063电机有限公司",
            WORKSHOP,
            "2022-10-01",
            "不属申报对象（取得该称号，",
        ),
    ],
)
def test_how_long_an_outcome_holds_is_told_as_far_as_it_is_known(
    demo: Type, who: str, to: str, on: str, told: str
) -> None:
    assert told in demo("explain", who, "--to", to, "--on", on).out


def test_of_all_steps_and_of_who_holds_the_title_no_days_are_told(demo: Type) -> None:
    answers = json.loads(demo("explain", FIRM, "--json").out)["answers"]
    held = ("explain", "时代新材", "--to", "省级标杆车间", "--json")
    answers += json.loads(demo(*held).out)["answers"]
    assert len(answers) > 1
    assert all(one["lasting"] is None for one in answers)


def test_the_office_s_letter_says_that_it_stays(demo: Type) -> None:
    said = demo(*ASK, "--format", "text", "--copy", "office")
    assert "（演示数据、内部留存）" in said.out.splitlines()[0]
    assert "留存备查，不外发" in said.out
    assert "内部" not in demo(*ASK, "--format", "text").out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("explain", FIRM, "--format", "text"), "请用 --to 写明称号"),
        ((*ASK, "--format", "docx"), "请加 --to-file"),
        ((*ASK, "--to-file", "a.pdf"), ".docx、.md、.txt 或 .json"),
        ((*ASK, "--to-file", "a.md", "--format", "docx"), "与 --format 一致"),
        ((*ASK, "--copy", "县里"), "只能是其中之一：enterprise、office"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_with_the_remedy(
    demo: Type, typed: tuple[str, ...], told: str
) -> None:
    said = demo(*typed)
    assert (said.code, told in said.err) == (InputError.exit_code, True)
