"""Rows of a file become drafts, or faults with place, problem and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk import rounds
from registry.desk.batch import sheet
from registry.desk.batch.items import Builder
from registry.desk.drafts.pools import AdmissionDraft
from registry.desk.drafts.records import AssessmentDraft, CoverageDraft, FactDraft
from registry.desk.drafts.rounds import ApplicationDraft, StepDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.office import Office
from registry.desk.read.session import Reading
from registry.errors import InputError, NotFoundError
from tests.desk.batch.conftest import Rows

A = "示例企业001机械有限公司"
B = "乙（株洲）机械有限公司"
C = "丙电气有限公司"


def test_names_are_whole_ones_in_any_writing(rows: Rows) -> None:
    text = (
        f"企业名称,等级,评估日期\n{A},3,2022\n乙(株洲) 机械有限责任公司,三级,2022.5\n"
    )
    found = rows(AssessmentDraft, text.replace("等级", "成熟度等级"))
    assert [item.who for item in found.items] == [A, B]
    assert [item.draft.subject_id for item in found.items] == [1, 3]  # type: ignore[attr-defined]  # an assessment's
    assert found.faults == ()


def test_a_name_of_nobody_or_of_two_is_placed_with_its_remedy(rows: Rows) -> None:
    text = f"企业,成熟度等级,评估日期\n丙电气,三级,2022\n,三级,2022\n{C},九级,2022-13\n"
    found = rows(AssessmentDraft, text)
    assert found.items == ()
    said = [(one.line, one.column, one.value, one.problem) for one in found.faults]
    assert said == [
        (2, "企业", "丙电气", "不是全称"),
        (3, "", "", "没有写企业"),
        (4, "评估日期", "2022-13", "日历上没有这一天"),
        (4, "成熟度等级", "九级", "不是成熟度等级"),
    ]
    assert f"是「{C}」的" in found.faults[0].remedy
    assert all(one.file == "x.csv" and one.remedy for one in found.faults)


def test_what_is_typed_once_holds_for_rows_that_do_not_say(rows: Rows) -> None:
    text = f"企业,成熟度等级\n{A},三级\n{C},\n"
    found = rows(AssessmentDraft, text, {"on": "2022-05", "level": "二级"})
    assert [item.draft.level for item in found.items] == [3, 2]  # type: ignore[attr-defined]  # an assessment's


def test_what_is_typed_wrongly_is_told_once_not_for_every_row(rows: Rows) -> None:
    text = f"企业\n{A}\n{C}\n"
    with pytest.raises(InputError, match=r"没有这一天.*--on.*还缺成熟度等级.*--level"):
        rows(AssessmentDraft, text, {"on": "2022-02-30"})
    with pytest.raises(InputError, match="还缺批次"):
        rows(StepDraft, text, {"stage": "初审", "on": "2022"})
    with pytest.raises(NotFoundError, match="没有批次「无此批次」"):
        rows(StepDraft, text, {"round": "无此批次", "stage": "初审", "on": "2022"})


def test_a_part_of_a_name_is_answered_as_where_it_is_typed(rows: Rows) -> None:
    text = "企业,等级,评估日期\n机械,三级,2022\n"
    (fault,) = rows(AssessmentDraft, text).faults
    assert "可指" in fault.problem


def test_a_cell_beyond_the_header_is_a_slip(rows: Rows) -> None:
    found = rows(AssessmentDraft, f"企业,等级,日期\n{A},三级,2022,二级\n")
    assert [one.problem for one in found.faults] == ["比表头多出「二级」"]
    assert found.items == ()


def test_what_is_missing_is_told_with_the_columns_that_mean_nothing(rows: Rows) -> None:
    with pytest.raises(InputError, match=r"还缺成熟度等级.*没有用到的列：档次"):
        rows(AssessmentDraft, f"企业,档次\n{A},三级\n", {"on": "2022"})


def test_a_row_said_twice_is_one_too_many(rows: Rows) -> None:
    text = f"企业,成熟度等级,评估日期\n{A},三级,2022\n{A},3,2022年\n"
    found = rows(AssessmentDraft, text)
    assert len(found.items) == 1
    assert found.faults[0].problem == "与第 2 行完全相同"


def test_a_code_goes_before_a_name_and_must_agree_with_it(rows: Rows) -> None:
    text = f"统一社会信用代码,企业,成熟度等级,评估日期\n9143,{A},三级,2022\n"
    found = rows(AssessmentDraft, text)
    assert "没有这个信用代码" in found.faults[0].problem


def test_workshops_are_named_beside_their_enterprise(rows: Rows) -> None:
    given = {"pool": "车间库", "admitted_on": "2022-05-10"}
    text = f"企业,车间\n{B},二车间\n{A},\n{B},\n{B},三车间\n{B}/一车间,\n"
    found = rows(AdmissionDraft, text, given)
    assert [item.who for item in found.items] == [
        f"{B} 二车间",
        f"{A} 总装车间",
        f"{B} 一车间",
    ]
    problems = [(one.line, one.problem) for one in found.faults]
    assert problems == [
        (4, "有 2 个：一车间、二车间"),
        (5, "没有「三车间」"),
    ]


def test_a_step_finds_the_application_of_the_enterprise(
    several: Office, rows: Rows
) -> None:
    for subject in (2, 4):
        rounds.apply(several, ApplicationDraft.read(round_id=1, subject_id=subject))
    given = {"round": "车间批次", "stage": "初审", "on": "2022-06-20"}
    found = rows(StepDraft, f"企业,是否通过\n{A},是\n{B},否\n{C},是\n", given)
    assert [item.who for item in found.items] == [f"{A} 总装车间", f"{B} 一车间"]
    assert "没有在这一批申报" in found.faults[0].problem


def test_the_round_may_stand_in_a_column(several: Office, rows: Rows) -> None:
    rounds.apply(several, ApplicationDraft.read(round_id=1, subject_id=2))
    text = (
        f"批次,企业,环节,日期\n车间批次,{A},初审,2022-06\n无此批次,{A},初审,2022-06\n"
    )
    found = rows(StepDraft, text)
    assert len(found.items) == 1
    assert (found.faults[0].column, found.faults[0].value) == ("批次", "无此批次")


def test_a_rung_is_named_by_its_whole_name(rows: Rows) -> None:
    text = f"企业,称号,认定日期\n{C},标杆中小企业,2022\n"
    found = rows(TitleDraft, text)
    assert "全称「市级智能制造标杆中小企业」" in found.faults[0].remedy


def test_what_is_about_nobody_needs_no_enterprise(rows: Rows) -> None:
    text = "事件类别,覆盖至,来源\n税收违法,2022-12-31,税务局函\n失信,2022-12-31,函\n"
    found = rows(CoverageDraft, text)
    assert [item.who for item in found.items] == ["", ""]


def test_columns_that_mean_nothing_are_named(rows: Rows) -> None:
    text = f"序号,企业,所属期,指标,数值,县市区\n1,{A},2021,主营业务收入,1亿,天元区\n"
    found = rows(FactDraft, text)
    assert found.unused == ("序号", "县市区")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("企业,评估日其,成熟度等级", "是不是「评估日期」"),
        ("企业,评估日期,on,成熟度等级", "说的是同一项"),
        ("对象,成熟度等级", "只有「对象」一列.*请加上「企业名称」"),
        ("序号,数目", "没有找到表头.*企业名称、统一社会信用代码、对象"),
    ],
)
def test_a_header_that_cannot_be_read_is_refused(
    rows: Rows, header: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        rows(AssessmentDraft, f"{header}\n{A},2022,三级,三级\n")


def test_a_month_that_a_spreadsheet_cut_short_is_not_guessed(rows: Rows) -> None:
    text = f"企业,评估日期,成熟度等级\n{A},2022.1,三级\n{C},2022.11,三级\n"
    found = rows(AssessmentDraft, text)
    assert [item.who for item in found.items] == [C]
    assert "分不清 1 月和 10 月" in found.faults[0].problem


def test_a_title_above_the_header_and_blank_rows_are_passed_over(rows: Rows) -> None:
    text = f"县市区上报表,,\n企业,评估日期,成熟度等级\n,,\n{A},2022,三级\n"
    found = rows(AssessmentDraft, text)
    assert [item.line for item in found.items] == [4]


def test_a_file_without_rows_is_refused(rows: Rows) -> None:
    with pytest.raises(InputError, match="表头下没有一行"):
        rows(AssessmentDraft, "企业,评估日期,成熟度等级\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_of_counties_are_read_in_their_encodings(
    reading: Reading, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "x.csv"
    file.write_text(f"企业\n{A}\n", encoding=encoding)
    table = sheet.read(file, AssessmentDraft)
    given = {"on": "2022", "level": "三级"}
    found = Builder(reading, AssessmentDraft, given).of_table(table)
    assert [item.who for item in found.items] == [A]


def test_a_filter_means_what_is_in_the_round_or_pool(
    several: Office, reading: Reading
) -> None:
    rounds.apply(several, ApplicationDraft.read(round_id=1, subject_id=4))
    given = {"round": "车间批次", "stage": "初审", "on": "2022-06-20"}
    found = Builder(reading, StepDraft, given).of_enterprises("筛选「某」", (1, 3, 6))
    assert [item.who for item in found.items] == [f"{B} 一车间"]
    assert found.faults == ()


def test_a_filter_asks_which_of_several_workshops_is_meant(reading: Reading) -> None:
    given = {"round": "车间批次"}
    found = Builder(reading, ApplicationDraft, given).of_enterprises(
        "筛选「某」", (1, 3, 6)
    )
    assert [item.who for item in found.items] == [f"{A} 总装车间"]
    assert [(one.value, one.problem) for one in found.faults] == [
        (B, "有 2 个：一车间、二车间"),
        (C, "没有登记过这类对象"),
    ]
