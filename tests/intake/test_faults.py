"""What is wrong in a ledger is told, sent back, and held out of the register."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from registry.desk.imports import Request, preview, save_preview, save_template, take_in
from registry.desk.office import Office
from registry.errors import StoreError
from registry.intake.checks import LARGEST_VALUE
from registry.intake.kinds import KINDS
from registry.model.assessment import LARGEST_VALUE as LARGEST
from registry.terms import Ledger
from tests.intake.conftest import Query
from tests.intake.ledgers import WHO, code, name, party, write_csv, write_xlsx
from tests.intake.samples import LEDGERS, SME, WORKSHOP

NAMED = "市级智能制造标杆中小企业"


def test_a_corrected_assessment_keeps_the_scores_of_its_domains(
    office: Office, query: Query, tmp_path: Path
) -> None:
    from registry.desk.assessments import assessment  # noqa: PLC0415
    from registry.desk.drafts.records import AssessmentDraft  # noqa: PLC0415

    assessment(
        office,
        AssessmentDraft.read(
            subject_id=1, kind="self", on="2022-03-01", level=2, scores={"数据": "2.5"}
        ),
    )
    rows = [(*WHO, "自评估等级", "自评估日期"), party(1, "三级", "2022-03-01")]
    assert take_in(office, Request(write_csv(tmp_path / "a.csv", rows))).changed == 1
    kept = (
        "SELECT a.level, s.score FROM assessment a JOIN assessment_score s"
        " ON s.assessment_id = a.id AND s.voided_by IS NULL WHERE a.voided_by IS NULL"
    )
    assert query(kept) == [(3, 250)]


def test_faults_hold_everything_back_until_the_good_rows_are_accepted(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "自评估等级", "自评估日期", "得分"),
        party(1, "二级", "2022-03-01", "2.5"),
        party(2, "九级", "2022-02-30", "6"),
        party(3, "二级", "2999-01-01", "2.5"),
        party(4, "二级", "2022-03-01", "5.5"),
        (5, "", "", "天元区", "二级", "2022-03-01", "2"),
        party(1, "", "2022-04-01", "2.5"),
        (7, name(2), code(2), "无此区", "二级", "2022-03-01", "2.5"),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    found = take_in(office, Request(file))
    assert not found.written
    assert query("SELECT count(*) FROM assessment") == [(0,)]
    places = [(fault.line, fault.column, fault.value) for fault in found.faults]
    assert places == [
        (3, "自评估等级", "九级"),
        (3, "自评估日期", "2022-02-30"),
        (3, "得分", "6"),
        (4, "自评估日期", "2999-01-01"),
        (5, "得分", "5.5"),
        (6, "企业名称", ""),
        (7, "自评估等级", ""),
        (8, "所属县市区", "无此区"),
    ]
    assert all(fault.problem and fault.remedy for fault in found.faults)
    good = take_in(office, Request(file, accept_good=True))
    assert (good.written, good.new) == (True, 1)


def test_an_enterprise_twice_and_a_change_before_its_time_are_faults(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "自何日起"),
        party(7, ""),
        party(7, ""),
        (3, name(1), code(1), "荷塘区", "2015-01"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert [(fault.line, fault.column) for fault in found.faults] == [
        (3, "企业名称"),
        (4, "所属县市区"),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (party(1, "", WORKSHOP, "2022-11-01", ""), "不授予企业本身"),
        (party(1, "一车间", SME, "2022-11-01", ""), "授予企业本身"),
        (party(1, "", SME, "2999-01-01", ""), "还没有到"),
        (party(1, "", SME, "2022-11-01", "2021-01-01"), "不晚于认定日期"),
        (party(1, "", "没有的称号", "2022-11-01", ""), "台账中没有称号"),
    ],
)
def test_a_title_that_the_register_would_refuse_is_a_fault(
    row: tuple[object, ...], told: str, office: Office, tmp_path: Path
) -> None:
    header = (*WHO, "车间名称", "称号", "认定日期", "有效期至")
    found = preview(office, Request(write_csv(tmp_path / "a.csv", [header, row])))
    assert any(told in fault.problem for fault in found.faults)


def test_a_title_held_already_is_a_fault(office: Office, tmp_path: Path) -> None:
    header = (*WHO, "称号", "认定日期")
    first = write_csv(tmp_path / "a.csv", [header, party(1, SME, "2022-11-01")])
    assert take_in(office, Request(first)).new == 1
    both = [
        header,
        party(1, SME, "2022-12-01"),
        party(2, SME, "2022-01"),
        party(2, SME, "2022-02"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "b.csv", both)))
    assert [(f.line, f.value) for f in found.faults] == [(2, NAMED), (4, NAMED)]
    assert found.new == 1


def test_an_assessment_before_its_standard_was_published_is_a_fault(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "自评估等级", "自评估日期", "评估标准"),
        party(1, "二级", "1899-12-31", ""),
        party(2, "二级", "2020年9月", "GB/T 39116-2020"),
        party(3, "二级", "2020年10月", ""),
        party(4, "二级", "2016-09-20", "试行模型"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert [(f.line, f.value) for f in found.faults] == [
        (2, "1899-12-31"),
        (3, "2020年9月"),
    ]
    assert found.new == 2


def test_what_happened_before_the_enterprise_was_founded_is_told(
    office: Office, tmp_path: Path
) -> None:
    founded = [
        (*WHO, "成立日期"),
        party(1, "2022.6"),
        party(2, "2022"),
        party(3, "2999"),
    ]
    found = take_in(
        office, Request(write_csv(tmp_path / "a.csv", founded), accept_good=True)
    )
    assert [(f.line, f.value) for f in found.faults] == [(4, "2999")]
    rows = [
        (*WHO, "自评估等级", "自评估日期"),
        party(1, "二级", "2022-05-31"),
        party(2, "二级", "2022-05-31"),
    ]
    found = preview(office, Request(write_csv(tmp_path / "b.csv", rows)))
    assert found.new == 2
    assert any(
        "1 行的评估日期早于企业的成立日期（第 2 行起）" in n for n in found.notes
    )


def test_a_level_that_its_score_does_not_make_is_told(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "自评估等级", "自评估日期", "自评估得分", "评估标准"),
        party(1, "三级", "2022-05-31", "2.80", ""),
        party(2, "三级", "2022-05-31", "2.79", ""),
        party(3, "0", "2022-05-31", "0.8", ""),
        party(4, "三级", "2022-05-31", "1", "试行模型"),
        party(4, "三级", "2022-06-30", "", ""),
    ]
    found = preview(office, Request(write_csv(tmp_path / "b.csv", rows)))
    assert found.new == 5
    (told,) = found.notes
    assert told.startswith("2 行的成熟度等级与得分按标准的等级下限对不上（第 3 行起）")


def test_a_unit_that_is_not_the_one_named_is_a_fault(
    office: Office, tmp_path: Path
) -> None:
    rows = [WHO, (1, name(7), code(7), ""), (2, name(8), code(8), "荷塘区")]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows), unit="天元区"))
    assert found.new == 1
    assert [(fault.line, fault.value) for fault in found.faults] == [(3, "荷塘区")]


def test_what_goes_back_to_the_county_marks_what_is_wrong(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ["台账"],
        [*WHO, "自评估等级", "自评估日期"],
        party(1, "二级", "2022-03-01"),
        party(2, "九级", "2022-03-01"),
        (3, name(99), "", "天元区", "二级", "2022-03-01"),
    ]
    request = Request(write_xlsx(tmp_path / "a.xlsx", rows))
    to = tmp_path / "退回.xlsx"
    save_preview(request, preview(office, request), to)
    sheet = load_workbook(to).active
    assert sheet is not None
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert table[0][:6] == list(rows[1])
    assert [row[1] for row in table[1:]] == [name(2), name(99)]
    assert sheet["E2"].fill.bgColor.rgb != sheet["F2"].fill.bgColor.rgb
    assert [row[7] for row in table[1:]] == ["4", "5"]
    assert "不是成熟度等级" in str(table[1][8])
    assert not any("--" in str(row[9]) or "tidu" in str(row[9]) for row in table)
    assert "信用代码" in str(table[2][9])
    again = preview(office, Request(to))
    assert (again.rows, len(again.faults)) == (2, 1)
    with pytest.raises(StoreError, match="已存在"):
        save_preview(Request(to), again, to)


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_filled_template_is_imported_without_a_question(
    kind: Ledger, office: Office, tmp_path: Path
) -> None:
    to = save_template(office, kind, tmp_path / "模板.xlsx")
    empty = preview(office, Request(to))
    assert (empty.kind, empty.rows, empty.faults, empty.unknown) == (kind, 0, (), ())
    book = load_workbook(to)
    sheet = book.worksheets[0]
    labels = [str(cell.value).lstrip("*") for cell in sheet[3]]
    assert {"企业名称", "统一社会信用代码", "所属县市区"} <= set(labels)
    sheet.delete_rows(4)
    header, *rows = LEDGERS[kind]
    known = {label: at for at, label in enumerate(labels, 1)}
    aliases = {
        header: column.header
        for column in KINDS[kind].columns
        for header in column.headers
    }
    if kind is Ledger.FACTS:
        rows = [party(1, "营业收入", "2022", "1000", "万元")]
        header = (*WHO, "指标", "所属期", "数值", "单位")
    for at, row in enumerate(rows, 4):
        for label, value in zip(header, row, strict=True):
            sheet.cell(at, known[aliases.get(label, label)], value)
    book.save(to)
    found = take_in(office, Request(to))
    assert (found.faults, found.doubts, found.written) == ((), (), True)


def test_the_largest_figure_is_that_of_the_register() -> None:
    assert LARGEST_VALUE == LARGEST


def test_a_fault_shows_the_cell_as_the_ledger_has_it(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ("企业名称", "信用代码", "指标名称", "年度", "指标值", "计量单位"),
        (name(1), "", "营业收入", "2022", "1,234.5万元", ""),
        (name(1), "", "营业收入", "2022", "2亿元", ""),
        (name(1), "", "开心指数", "2022", "9", ""),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    told = [(one.line, one.column, one.value) for one in found.faults]
    assert told == [
        (2, "指标值", "1,234.5万元"),
        (3, "指标值", "2亿元"),
        (4, "指标名称", "开心指数"),
    ]
    header, nameless = (*WHO, "成立日期"), (3, "", code(9), "天元区", "2020")
    sheet = [header, (*party(7), 99999), (*party(8), "=TODAY()"), nameless]
    found = preview(office, Request(write_xlsx(tmp_path / "b.xlsx", sheet)))
    assert [(one.value, one.problem) for one in found.faults] == [
        ("99999", "读作 2173-10-13，这一天还没有到"),
        ("=TODAY()", "公式没有结果"),
        (code(9), "台账里没有这个信用代码，也没有写企业名称"),
    ]


def test_two_columns_of_one_figure_that_differ_name_each_other(
    office: Office, tmp_path: Path
) -> None:
    header = ("企业名称", "2022年营业收入（万元）", "2022年营业收入（亿元）")
    file = write_csv(tmp_path / "a.csv", [header, (name(1), "1,234.5万元", "2")])
    (fault,) = preview(office, Request(file)).faults
    assert (fault.column, fault.value) == (header[1], "1,234.5万元")
    assert f"与本行「{header[2]}」矛盾" in fault.problem
