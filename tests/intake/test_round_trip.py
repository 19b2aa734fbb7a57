"""A county gets its own part of the register; its return comes back as a difference."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from registry.desk.drafts.enterprises import RenameDraft
from registry.desk.enterprises import rename
from registry.desk.exports import save
from registry.desk.imports import Request, preview, save_preview, take_in
from registry.desk.listing import listed
from registry.desk.office import Office
from registry.desk.read import lookup
from registry.desk.read.session import open_reading
from registry.intake.kinds import ENTERPRISES
from registry.intake.kinds import WHO as WHOSE
from registry.intake.otherwise import remedy
from registry.intake.preview import Preview
from registry.intake.vocabulary import RETURNED
from tests.intake.ledgers import WHO, name, party, write_1904, write_csv, write_xlsx

PART = "unit:天元区"
HEADER = 3


def _export(demo: Path, to: Path) -> Path:
    with open_reading(demo) as reading:
        return save(listed(reading, PART, whole=True), to).path


def _cells(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[HEADER] if cell.value}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_went_out_comes_back_unchanged(
    demo_template: Path, tmp_path: Path, ending: str
) -> None:
    file = _export(demo_template, tmp_path / f"天元区.{ending}")
    found = preview(Office(demo_template, "王某"), Request(file, unit="天元区"))
    assert found.unchanged == found.rows > 30
    assert (found.new, found.changed, found.doubts, found.faults) == (0, 0, (), ())
    assert not [note for note in found.notes if "留空" in note]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_one_enterprise_comes_back_with_what_it_was_called(
    demo_file: Path, tmp_path: Path, ending: str
) -> None:
    """Beside one row there are more lines of notes, with commas of their own."""
    office, file = Office(demo_file, "王某"), tmp_path / f"一家.{ending}"
    with open_reading(demo_file) as reading:
        whose = lookup.enterprise_id(reading.connection, "示例企业063电机有限公司")
    new = {"enterprise_id": whose, "name": "株洲新名有限公司", "since": "2022-12-20"}
    rename(office, RenameDraft.read(**new))
    with open_reading(demo_file) as reading:
        part = listed(reading, "ledger:株洲新名")
    said = dict(zip((one.key for one in part.columns), part.rows[0], strict=True))
    assert said["former_names"] == "示例企业063电机有限公司"
    found = preview(office, Request(save(part, file).path))
    assert (found.unchanged, found.faults, found.doubts) == (1, (), ())
    with open_reading(demo_file, date(2022, 12, 19)) as reading:
        (before,) = listed(reading, "ledger:株洲新名").rows
    assert "示例企业063电机有限公司" in before
    assert "株洲新名有限公司" not in before


def test_what_the_county_emptied_stays_and_is_told(
    demo_template: Path, tmp_path: Path
) -> None:
    file = _export(demo_template, tmp_path / "天元区.xlsx")
    book = load_workbook(file)
    (sheet,) = book.worksheets
    at = _cells(sheet)
    for row, field in ((1, "行业"), (2, "行业"), (2, "成立日期"), (1, "简称")):
        sheet.cell(HEADER + row, at[field]).value = None
    book.save(file)
    found = preview(Office(demo_template, "王某"), Request(file, unit="天元区"))
    assert (found.changed, found.faults) == (0, ())
    (told,) = (note for note in found.notes if "留空" in note)
    assert "的 3 处，留空不改台账：行业 2 处（第 4 行起）、成立日期 1 处（第 5" in told


def test_what_the_county_put_right_is_all_that_changes(
    demo_file: Path, tmp_path: Path
) -> None:
    file = _export(demo_file, tmp_path / "天元区.xlsx")
    book = load_workbook(file)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    at = _cells(sheet)
    who, industry, status = at["企业名称"], at["行业"], at["状态"]
    sheet.cell(HEADER + 1, industry).value = "C3999"
    sheet.cell(HEADER + 2, status).value = "停产"
    left_out = str(sheet.cell(HEADER + 3, who).value)
    sheet.delete_rows(HEADER + 3)
    changed = [str(sheet.cell(HEADER + row, who).value) for row in (1, 2)]
    book.save(file)
    office = Office(demo_file, "王某")
    found = take_in(office, Request(file, unit="天元区"))
    assert (found.new, found.changed, found.faults) == (0, 2, ())
    assert f"有 1 家不在表里，台账不动：{left_out}；" in found.notes[-1]
    assert [(one.name, one.field) for one in found.edits] == [
        (changed[0], "行业"),
        (changed[1], "状态"),
    ]
    assert preview(office, Request(file)).changed == 0


SAID = {
    "简称": "天元机械",
    "曾用名": "天元农机厂、天元机械厂",
    "注册地": "荷塘区",
    "地址": "天台路 1 号",
    "行业": "C3999",
    "是否规上": "否",
    "企业规模": "微型",
    "状态": "停产",
    "组织类型": "分支机构",
    "成立日期": "1998-02-03",
}
"""Another value for every column that a county's own part brings back."""


def test_each_column_that_the_county_changes_is_exactly_what_changes(
    demo_file: Path, tmp_path: Path
) -> None:
    file = _export(demo_file, tmp_path / "天元区.xlsx")
    book = load_workbook(file)
    (sheet,) = book.worksheets
    at, row = _cells(sheet), HEADER + 1
    asked = {one.header for one in ENTERPRISES.columns if one not in WHOSE}
    assert asked == {*SAID, "自何日起", "来源", "文号"} <= set(at)
    was = {field: sheet.cell(row, at[field]).value for field in SAID}
    for field, value in SAID.items():
        sheet.cell(row, at[field]).value = value
    book.save(file)
    office = Office(demo_file, "王某")
    found = take_in(office, Request(file, unit="天元区"))
    assert (found.changed, found.faults, found.told) == (1, (), ())
    edits = [(one.field, one.new.partition("（自")[0]) for one in found.edits]
    names = [("曾用名", one) for one in sorted(SAID["曾用名"].split("、"))]
    told = [pair for pair in SAID.items() if pair[0] != "曾用名"]
    assert sorted(edits) == sorted([*told, *names])
    assert {field for field, value in was.items() if not value} >= {"简称", "地址"}
    (again,) = load_workbook(_export(demo_file, tmp_path / "b.xlsx")).worksheets
    assert {f: str(again.cell(row, at[f]).value)[:10] for f in SAID} == {
        field: value[:10] for field, value in SAID.items()
    }


def test_a_level_that_the_county_changes_is_told_and_not_written(
    demo_file: Path, tmp_path: Path
) -> None:
    file = _export(demo_file, tmp_path / "天元区.xlsx")
    book = load_workbook(file)
    (sheet,) = book.worksheets
    at = _cells(sheet)
    names = [str(sheet.cell(HEADER + n, at["企业名称"]).value) for n in (1, 2)]
    for number, said in enumerate(("四级（优化级）", "很高"), 1):
        sheet.cell(HEADER + number, at["成熟度等级"]).value = said
    book.save(file)
    found = preview(Office(demo_file, "王某"), Request(file, unit="天元区"))
    assert (found.writes, found.otherwise, found.elsewhere) == (False, 2, ())
    assert [(one.name, one.old, one.new) for one in found.told] == [
        (names[0], "未达一级", "四级（优化级）"),
        (names[1], "一级（规划级）", "很高（认不出）"),
    ]
    assert f"tidu record assessment {names[0]} --level 四级 " in remedy(found.told[0])


def test_a_title_that_the_county_changes_is_told_and_not_written(
    demo_file: Path, tmp_path: Path
) -> None:
    file = _export(demo_file, tmp_path / "天元区.xlsx")
    book = load_workbook(file)
    (sheet,) = book.worksheets
    at = _cells(sheet)
    cells = [row[at["称号"] - 1] for row in sheet.iter_rows(HEADER + 1)]
    holding, *_ = [cell for cell in cells if "、" in str(cell.value or "")]
    without, *_ = [cell for cell in cells if not cell.value]
    was = str(holding.value)
    holding.value = was.partition("、")[2]
    without.value = "高新技术企业，没有的称号"
    book.save(file)
    found = preview(Office(demo_file, "王某"), Request(file, unit="天元区"))
    assert (found.writes, found.otherwise, found.elsewhere) == (False, 2, ())
    told = {one.line: one for one in found.told}
    holding_at, without_at = (int(cell.row or 0) for cell in (holding, without))
    assert set(told[holding_at].old.split("、")) == set(was.split("、"))
    assert told[holding_at].new == holding.value
    assert "tidu record end" in remedy(told[holding_at])
    other = told[without_at]
    assert (other.field, other.old) == ("称号", "无")
    assert other.new == "没有的称号（认不出）、高新技术企业"
    assert f"tidu record title {other.name} 高新技术企业 " in remedy(other)


REFUSED = (44995, 2022.1, "44995", "2022.1", "22.3.1")
"""Days that no reader takes as they stand, in a text file or in a workbook."""


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_was_refused_is_refused_again_until_it_is_put_right(
    office: Office, tmp_path: Path, ending: str
) -> None:
    header = (*WHO, "等级", "评估方式", "评估日期")
    rows = [
        (n, name(1), 9.14302e17, "", "二级", "自评估", day)
        for n, day in enumerate(REFUSED, 1)
    ]
    write = write_xlsx if ending == "xlsx" else write_csv
    first = preview(office, Request(write(tmp_path / f"a.{ending}", [header, *rows])))
    back = save_preview(
        Request(tmp_path / f"a.{ending}"), first, tmp_path / "退回.xlsx"
    )
    again = preview(office, Request(back))
    assert _wrong(again) == _wrong(first)
    assert {problem for problem, _ in _wrong(first)} == {"统一社会信用代码", "评估日期"}
    assert (again.unknown, again.elsewhere) == ((), ())
    save_preview(Request(back), again, tmp_path / "再退回.xlsx")
    (sheet,) = load_workbook(tmp_path / "再退回.xlsx").worksheets
    assert [cell.value for cell in sheet[1]] == [*header, *RETURNED]


def test_days_and_results_that_are_missing_come_back_as_they_went(
    office: Office, tmp_path: Path
) -> None:
    header = (*WHO, "等级", "评估方式", "评估日期", "得分")
    rows = [header, party(1, "九级", "自评估", 43159, None)]
    old = write_1904(tmp_path / "a.xlsx", rows)
    request = Request(old)
    back = save_preview(request, preview(office, request), tmp_path / "b.xlsx")
    book = load_workbook(back)
    (sheet,) = book.worksheets
    sheet["E2"] = "二级"
    book.save(back)
    (taken,) = preview(office, Request(back)).listed
    assert "2022-03-01" in taken.said
    rows = [header, party(1, "二级", "自评估", "2022-03-01", "=1+1")]
    request = Request(write_xlsx(tmp_path / "c.xlsx", rows))
    back = save_preview(request, preview(office, request), tmp_path / "d.xlsx")
    (fault,) = preview(office, Request(back)).faults
    assert (fault.column, fault.line) == ("得分", 2)


def test_what_a_merged_cell_says_goes_back_with_each_of_its_rows(
    office: Office, tmp_path: Path
) -> None:
    rows = [WHO, *((n, name(n), f"9{n}", unit) for n, unit in ((8, "攸县"), (9, "")))]
    request = Request(write_xlsx(tmp_path / "a.xlsx", rows, merged=("D2:D3",)))
    back = save_preview(request, preview(office, request), tmp_path / "b.xlsx")
    (sheet,) = load_workbook(back).worksheets
    assert [row[3] for row in sheet.iter_rows(2, values_only=True)] == ["攸县", "攸县"]


def _wrong(found: Preview) -> list[tuple[str, int | None]]:
    return sorted((fault.column, fault.line) for fault in found.faults)
