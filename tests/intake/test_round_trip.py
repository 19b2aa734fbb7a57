"""A county gets its own part of the register; its return comes back as a difference."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from registry.desk.exports import save
from registry.desk.imports import Request, preview, take_in
from registry.desk.listing import listed
from registry.desk.office import Office
from registry.desk.read.session import open_reading

PART = "unit:天元区"
HEADER = 3


def _export(demo: Path, to: Path) -> Path:
    with open_reading(demo) as reading:
        return save(listed(reading, PART), to).path


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
