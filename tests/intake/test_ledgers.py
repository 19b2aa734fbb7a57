"""Messy ledgers, each a real habit of counties, and what becomes of each."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from registry.desk.imports import Request, preview, take_in
from registry.desk.office import Office
from registry.errors import InputError
from registry.terms import Ledger
from tests.intake.conftest import Query
from tests.intake.ledgers import (
    WHO,
    Rows,
    code,
    edit_part,
    name,
    party,
    write_1904,
    write_csv,
    write_formulas,
    write_xlsx,
)

ASSESSED = (*WHO, "自评估等级", "自评估时间")
SHEET = "xl/worksheets/sheet1.xml"


def test_titles_above_notes_below_and_totals_between_are_left_out(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ["天元区企业台账"],
        ["填报单位：示例局", None, "2022年12月"],
        [],
        ["序号", "*企业 名称", None, "统一社会\n信用代码", "县（市）区", "备注"],
        [1, name(7), None, code(7), "天元", None],
        [2, name(8), None, code(8), "天元区", None],
        ["小计", 2],
        ["序号", "企业名称", None, "统一社会信用代码", "县（市）区", "备注"],
        [3, name(9), None, code(9), "株洲市天元区", None],
        [4],
        ["合计", None, None, 3],
        ["注：1.本表由各县市区填报。"],
        [None, "填表人：张某", None, None, "审核人：李某"],
    ]
    found = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", rows)))
    assert (found.sheets[0].first, found.rows, found.new) == (4, 3, 3)
    assert found.faults == ()
    assert "表头上方 2 行没有作数据读：" in found.notes[0]
    totals = "略过合计行 2 行：第 7 行「小计 2」、第 11 行「合计 3」"
    assert found.notes[1:3] == ("略过重复表头 1 行", totals)
    assert found.notes[3].startswith("略过附注和签署 2 行：第 12 行「注：1.本表由各县")


def test_a_header_on_two_rows_with_merged_groups(
    office: Office, tmp_path: Path, query: Query
) -> None:
    rows = [
        ["经济指标"],
        ["序号", "企业名称", "统一社会信用代码", "营业收入（万元）", None, "从业人员"],
        [None, None, None, "2021年", "2022年", "2022年"],
        [1, name(1), code(1), "1,234.5", 2345.6, "120人"],
    ]
    merged = ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2")
    file = write_xlsx(tmp_path / "a.xlsx", rows, merged)
    found = take_in(office, Request(file))
    assert (found.kind, found.new, found.faults) == (Ledger.FACTS, 3, ())
    facts = "SELECT key, since, until, value FROM fact ORDER BY key, since"
    assert query(facts) == [
        ("staff", "2022-01-01", "2023-01-01", 120),
        ("total_revenue", "2021-01-01", "2022-01-01", 1_234_500_000),
        ("total_revenue", "2022-01-01", "2023-01-01", 2_345_600_000),
    ]


def test_every_way_to_write_a_day_and_a_level(
    office: Office, tmp_path: Path, query: Query
) -> None:
    ways = [
        ("三级", "2022年3月1日"),
        (3, date(2022, 3, 2)),
        ("L3", "2022.3.3"),
        ("Ⅲ", "20220304"),
        ("３级", 44625),
        ("集成级", "2022/3/6"),
        ("III", "2022年三月"),
        ("三级（集成级）", "二〇二一年三月一日"),
        ("3级", "2020"),
    ]
    ways[6] = ("III", "2022.4")
    rows = [ASSESSED, *(party(1, *way) for way in ways)]
    found = take_in(office, Request(write_xlsx(tmp_path / "a.xlsx", rows)))
    assert (found.faults, found.new) == ((), 9)
    assert query("SELECT DISTINCT level, kind FROM assessment") == [(3, "self")]
    days = query('SELECT "on", on_precision FROM assessment ORDER BY id')
    assert days == [
        *((f"2022-03-0{day}", "day") for day in range(1, 7)),
        ("2022-04-01", "month"),
        ("2021-03-01", "day"),
        ("2020-01-01", "year"),
    ]


def test_serial_numbers_of_a_workbook_that_counts_from_1904(
    office: Office, tmp_path: Path, query: Query
) -> None:
    file = write_1904(tmp_path / "a.xlsx", [ASSESSED, party(1, "二级", 43159)])
    assert take_in(office, Request(file)).new == 1
    assert query('SELECT "on" FROM assessment') == [("2022-03-01",)]


def test_a_serial_number_without_a_workbook_is_only_proposed(
    office: Office, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "a.csv", [ASSESSED, party(1, "二级", "44621")])
    (fault,) = preview(office, Request(file)).faults
    assert (fault.line, fault.column) == (2, "自评估时间")
    assert "2022-03-01" in fault.remedy
    accepted = preview(office, Request(file, repairs=True))
    assert (accepted.new, accepted.repairs) == (1, ("44621 → 2022-03-01",))


def test_codes_in_every_state(office: Office, tmp_path: Path) -> None:
    rows = [
        WHO,
        (1, name(7), f" {code(7)[:8]} {code(7)[8:].lower()}", "天元区"),
        (2, name(8), code(8).replace("0", "O", 1), "天元区"),
        (3, name(9), 9.1430200123456789e17, "天元区"),
        (4, name(10), "430200000012345", "天元区"),
        (5, name(11), code(11)[:17], "天元区"),
        (6, name(12), "/", "天元区"),
    ]
    file = write_xlsx(tmp_path / "a.xlsx", rows)
    found = preview(office, Request(file))
    told = {fault.line or 0: fault.problem + fault.remedy for fault in found.faults}
    assert found.new == 2
    assert sorted(told) == [3, 4, 5, 6]
    assert code(8) in told[3]
    assert "存成了数字" in told[4]
    assert "旧注册号" in told[5]
    assert "17 位" in told[6]
    assert preview(office, Request(file, repairs=True)).new == 3


def test_merged_cells_speak_for_all_their_rows(
    office: Office, tmp_path: Path, query: Query
) -> None:
    header = ("企业名称", "统一社会信用代码", "车间名称", "称号", "认定时间", "文号")
    rung = "市级智能制造标杆车间"
    rows = [
        header,
        (name(1), code(1), "一车间", rung, "2022年11月", "株工信发[2022]33号"),
        (None, None, "二车间", None, None, None),
    ]
    merged = ("A2:A3", "B2:B3", "D2:D3", "E2:E3", "F2:F3")
    found = take_in(office, Request(write_xlsx(tmp_path / "a.xlsx", rows, merged)))
    assert (found.kind, found.new, found.faults) == (Ledger.TITLES, 2, ())
    held = query(
        "SELECT s.name, s.kind, o.enterprise_id, t.recognised_on, t.document_id"
        " FROM title t JOIN subject s ON s.id = t.subject_id"
        " JOIN owner_spell o ON o.subject_id = s.id ORDER BY s.id"
    )
    assert held == [
        ("一车间", "workshop", 1, "2022-11-01", 1),
        ("二车间", "workshop", 1, "2022-11-01", 1),
    ]


def test_several_sheets_of_one_shape_are_read_and_others_named(
    office: Office, query: Query, tmp_path: Path
) -> None:
    sheets: dict[str, Rows] = {
        "天元区": [WHO, party(7)],
        "荷塘区": [["荷塘区"], WHO, (1, name(8), code(8), "荷塘区")],
        "说明": [["本表怎么填"]],
        "旧表": [WHO, party(9)],
    }
    file = write_xlsx(
        tmp_path / "a.xlsx", sheets, hidden_rows=[2], hidden_sheets=["旧表"]
    )
    found = preview(office, Request(file))
    assert [(one.name, one.first) for one in found.sheets] == [
        ("天元区", 1),
        ("荷塘区", 2),
    ]
    assert found.new == 2
    assert any("隐藏的（第 2 行起）" in note for note in found.notes)
    assert any("「旧表」是隐藏的" in note for note in found.notes)
    assert any("「说明」没有认出表头" in note for note in found.notes)
    chosen = preview(office, Request(file, sheets=("旧表",)))
    assert (chosen.new, [one[:5] for one in chosen.notes]) == (1, ["1 家新企"])
    take_in(office, Request(file))
    assert query("SELECT source FROM unit_spell ORDER BY id DESC LIMIT 2") == [
        ("a.xlsx「荷塘区」第3行",),
        ("a.xlsx「天元区」第2行",),
    ]
    with pytest.raises(InputError, match="没有工作表"):
        preview(office, Request(file, sheets=("新表",)))


def test_sheets_of_different_shapes_are_not_mixed(
    office: Office, tmp_path: Path
) -> None:
    sheets = {"企业": [WHO, party(7)], "评估": [ASSESSED, party(1, "二级", "2022")]}
    file = write_xlsx(tmp_path / "a.xlsx", sheets)
    with pytest.raises(InputError, match="--sheet"):
        preview(office, Request(file))
    assert preview(office, Request(file, sheets=("评估",))).kind is Ledger.ASSESSMENTS


@pytest.mark.parametrize(
    "header",
    [
        (*WHO, "现场评估等级", "现场评估时间"),
        (*WHO, "自评估时间", "自评估等级"),
    ],
)
def test_another_table_below_the_first_is_refused(
    header: tuple[str, ...], office: Office, tmp_path: Path
) -> None:
    rows = [
        ASSESSED,
        party(1, "二级", "2022"),
        (),
        ("表二",),
        header,
        party(2, "二级", "2022"),
    ]
    with pytest.raises(InputError, match="第 5 行又是一个表头"):
        preview(office, Request(write_csv(tmp_path / "a.csv", rows)))


def test_rows_that_say_unassessed_or_the_end_are_left_out_and_told(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        (*ASSESSED, "自评估得分"),
        party(1, "二级", "2022", "2.1"),
        party(2, "未评估", "/", "—"),
        party(3, " 未 自评", "", ""),
        party(4, "未评估", "2022", ""),
        ("", "以下空白"),
        (5, "（本页以下空白）", "", "", "", "", ""),
    ]
    found = preview(office, Request(write_csv(tmp_path / "a.csv", rows)))
    assert (found.new, found.rows) == (1, 2)
    assert [(f.line, f.column) for f in found.faults] == [(5, "自评估等级")]
    ends = "略过附注和签署 2 行：第 6 行「以下空白」、第 7 行「5 （本页以下空白）」"
    assert {"略过写明未评估的 2 行", ends} <= set(found.notes)


def test_formulas_are_read_as_stored_and_said_so(
    office: Office, tmp_path: Path
) -> None:
    rows = [
        ASSESSED,
        party(1, "二级", "2022"),
        party(2, None, "2022"),
        party(3, None, "2022"),
    ]
    file = write_formulas(
        tmp_path / "a.xlsx", rows, {"E3": 3.0, "E4": "#N/A", "A2": 1.0}
    )
    found = preview(office, Request(file))
    assert found.new == 2
    assert any("3 个公式" in note for note in found.notes)
    assert {fault.line for fault in found.faults} == {4}
    assert any("#N/A" in fault.problem for fault in found.faults)


def test_a_formula_without_a_result_is_a_fault(office: Office, tmp_path: Path) -> None:
    rows = [
        ASSESSED,
        party(1, "=1+1", "2022"),
        party(2, "二级", "2022"),
        ("=A2", "=B2", "=C2", "=D2", "=E2", "=F2"),
        ("合计", "=COUNTA(B2:B4)"),
        (None, None, None, None, "=E2"),
    ]
    found = preview(office, Request(write_xlsx(tmp_path / "a.xlsx", rows)))
    assert found.new == 1
    assert {fault.problem for fault in found.faults} == {"公式没有结果"}
    assert Counter(fault.line for fault in found.faults) == {2: 1, 4: 5}
    assert all("重新计算" in fault.remedy for fault in found.faults)


def test_a_formula_whose_result_is_empty_text_leaves_its_cell_blank(
    office: Office, tmp_path: Path
) -> None:
    rows = [ASSESSED, party(1, "二级", "2022"), (), ()]
    file = write_formulas(tmp_path / "a.xlsx", rows, {"B3": "", "C3": "", "E3": ""})
    for cell in (b"B3", b"C3", b"E3"):
        edit_part(file, SHEET, b'"%s"><f>' % cell, b'"%s" t="str"><f>' % cell)
    found = preview(office, Request(file))
    assert (found.new, found.faults) == (1, ())
