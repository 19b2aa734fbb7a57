"""A ledger becomes part of the register whole, once, and can be taken back whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from registry.desk.imports import Request, preview, save_preview, save_template, take_in
from registry.desk.office import Because, Office
from registry.desk.upkeep import undo, verify
from registry.errors import StoreError
from registry.intake.checks import LARGEST_VALUE
from registry.intake.kinds import KINDS, Ledger
from registry.model.assessment import LARGEST_VALUE as LARGEST
from tests.intake.conftest import Query
from tests.intake.ledgers import WHO, Rows, code, name, party, write_csv, write_xlsx

WORKSHOP, SME = "市级智能制造标杆车间", "市级智能制造标杆中小企业"
ENTERPRISES = (
    *WHO, "是否规上", "行业", "规模", "状态", "地址", "成立时间", "简称", "曾用名",
)  # fmt: skip
LEDGERS: dict[Ledger, Rows] = {
    Ledger.ENTERPRISES: [
        ENTERPRISES,
        party(1, "是", "C3714", "中型", "在营", "某路1号", "2010-03", "一", "旧名甲厂"),
        party(7, "否", "C3714", "小", "存续", "某路7号", "2011", "七", "旧乙、旧丙"),
    ],
    Ledger.ASSESSMENTS: [
        (*WHO, "评估方式", "评估日期", "等级", "得分", "有效期至", "来源"),
        party(1, "自评估", "2022-03-01", "二级", "2.55", "2024-03-01", "平台"),
        party(1, "现场评估", "2022-05", "一级", "", "", ""),
    ],
    Ledger.TITLES: [
        (*WHO, "车间名称", "称号", "认定日期", "批次", "文号"),
        party(1, "一车间", WORKSHOP, "2022-11-01", "", "株工信发〔2022〕33号"),
        party(2, "", SME, "2022-11", "2022年第1批市级智能制造标杆中小企业", ""),
    ],
    Ledger.FACTS: [
        (*WHO, "2021年营业收入（万元）", "2022年从业人员", "2022年纳税信用等级"),
        party(1, "1000", "120", "A"),
        party(2, "", "88", ""),
    ],
    Ledger.EVENTS: [
        (*WHO, "事件类别", "严重程度", "发生时间", "移出日期", "备注"),
        party(1, "安全生产事故", "一般", "2021-05-06", "", "示例"),
        party(2, "税收违法", "", "2020-01", "2021-01", ""),
    ],
    Ledger.POOL: [
        (*WHO, "培育库", "入库日期", "目标年度", "培育措施", "责任人"),
        party(1, "培育库（2022）", "2022-03-01", "2023", "诊断", "张某"),
        party(2, "培育库", "2022-03-01", "2024", "", ""),
    ],
    Ledger.APPLICATIONS: [
        (*WHO, "批次", "申报类型", "申报日期"),
        party(1, "2022年第1批市级智能制造标杆中小企业", "首次申报", "2022-09-01"),
        party(2, "2022年第1批市级智能制造标杆中小企业", "", "2022-09-02"),
    ],
}  # fmt: skip
TABLES = ("enterprise", "subject", "name_spell", *(k.table for k in KINDS.values()))


def _live(query: Query) -> list[tuple[object, ...]]:
    """How many live rows each table has."""
    return [
        row
        for table in dict.fromkeys(TABLES)
        for row in query(
            f"SELECT '{table}', count(*) FROM {table}"  # noqa: S608 - our tables
            " WHERE voided_by IS NULL"
        )
    ]


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_ledger_of_each_kind_is_found_out_written_once_and_taken_back(
    kind: Ledger, office: Office, query: Query, tmp_path: Path
) -> None:
    before = _live(query)
    file = write_csv(tmp_path / "a.csv", LEDGERS[kind], "gb18030")
    foreseen = preview(office, Request(file))
    assert _live(query) == before
    found = take_in(office, Request(file))
    assert (found.kind, found.faults, found.doubts) == (kind, (), ())
    assert (found.new, found.changed) == (foreseen.new, foreseen.changed)
    assert found.written
    written = _live(query)
    assert written != before
    again = take_in(office, Request(file))
    assert (again.new, again.changed, again.written) == (0, 0, False)
    assert again.unchanged == found.new + found.changed
    assert _live(query) == written
    assert verify(office.path).ok
    undo(office)
    assert _live(query) == before
    assert verify(office.path).ok


@pytest.mark.parametrize("kind", LEDGERS)
def test_where_a_row_came_from_is_in_the_journal(
    kind: Ledger, office: Office, query: Query, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "台账.csv", LEDGERS[kind])
    found = take_in(office, Request(file), Because("株工信发[2022]33号", "年度更新"))
    last = "SELECT action, document, reason FROM change ORDER BY id DESC LIMIT 1"
    ((action, document, reason),) = query(last)
    assert (action, document) == ("导入台账", "株工信发〔2022〕33号")
    assert str(reason).startswith("年度更新；导入 台账.csv")
    assert found.sha256 in str(reason)


def test_every_row_of_evidence_names_its_file_and_line(
    office: Office, query: Query, tmp_path: Path
) -> None:
    take_in(
        office, Request(write_csv(tmp_path / "台账.csv", LEDGERS[Ledger.ASSESSMENTS]))
    )
    assert query("SELECT source FROM assessment ORDER BY id") == [
        ("平台",),
        ("台账.csv 第3行",),
    ]


CHANGES: dict[Ledger, tuple[str, str, tuple[str, str, str]]] = {
    Ledger.ENTERPRISES: (
        "C3714",
        "C3711",
        ("行业", "C3714", "C3711（自 2022-12-31 起）"),
    ),
    Ledger.ASSESSMENTS: (
        "二级",
        "三级",
        ("成熟度等级", "二级（规范级）", "三级（集成级）"),
    ),
    Ledger.TITLES: ("2022-11-01,", "2022-11-01,", ("", "", "")),
    Ledger.FACTS: ("1000", "1001", ("2021 年营业收入", "1000 万元", "1001 万元")),
    Ledger.EVENTS: (
        ",,示例",
        ",2022-01-02,示例",
        ("移出或修复日期", "无", "2022-01-02"),
    ),
    Ledger.POOL: ("诊断", "培训", ("培育措施", "诊断", "培训")),
    Ledger.APPLICATIONS: ("首次申报", "复核", ("申报类型", "新申报", "复核")),
}


@pytest.mark.parametrize(
    "kind", [kind for kind in CHANGES if kind is not Ledger.TITLES]
)
def test_what_changed_is_told_old_and_new_and_written(
    kind: Ledger, office: Office, query: Query, tmp_path: Path
) -> None:
    old, new, told = CHANGES[kind]
    file = write_csv(tmp_path / "a.csv", LEDGERS[kind])
    take_in(office, Request(file))
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    request = Request(file)
    if kind is Ledger.ENTERPRISES:
        before = _live(query)
    found = take_in(office, request)
    assert (found.new, found.changed) == (0, 1)
    assert [(e.field, e.old, e.new) for e in found.edits] == [told]
    assert take_in(office, request).changed == 0
    assert verify(office.path).ok
    undo(office)
    assert preview(office, request).changed == 1
    if kind is Ledger.ENTERPRISES:
        assert _live(query) == before


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
        (4, "评估日期", "2999-01-01"),
        (5, "得分", "5.5"),
        (6, "", ""),
        (7, "自评估等级", ""),
        (8, "所属县市区", "无此区"),
    ]
    assert all(fault.problem and fault.remedy for fault in found.faults)
    good = take_in(office, Request(file, accept_good=True))
    assert (good.written, good.new) == (True, 1)


def test_rows_that_contradict_each_other_are_faults_and_doubles_are_one(
    office: Office, query: Query, tmp_path: Path
) -> None:
    rows = [
        (*WHO, "自评估等级", "自评估日期"),
        party(1, "二级", "2022-03-01"),
        party(1, "二级", "2022-03-01"),
        party(2, "二级", "2022-03-01"),
        party(2, "三级", "2022-03-01"),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    found = take_in(office, Request(file, accept_good=True))
    assert [(fault.line, fault.problem) for fault in found.faults] == [
        (5, "与前面的一行说的是同一条，内容却不同")
    ]
    assert (found.new, found.unchanged) == (2, 1)
    assert query("SELECT count(*) FROM assessment") == [(2,)]


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
    assert [fault.line for fault in found.faults] == [2, 4]
    assert found.new == 1


def test_a_unit_that_is_not_the_one_named_is_a_fault(
    office: Office, tmp_path: Path
) -> None:
    rows = [WHO, (1, name(7), code(7), ""), (2, name(8), code(8), "荷塘区")]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows), unit="天元区"))
    assert found.new == 1
    assert [fault.line for fault in found.faults] == [3]


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
    assert "--new-enterprises" in str(table[2][9])
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
