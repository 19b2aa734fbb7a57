from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from registry import columns
from registry.errors import InputError
from registry.lists import xlsx
from registry.lists.archive import Archive
from registry.lists.table import Table
from tests.lists.tables import HOSTILE, record, table


def opened(listed: Table) -> Any:
    return load_workbook(io.BytesIO(xlsx.write(listed)))


def sheet_of(listed: Table) -> Any:
    return opened(listed).active


@pytest.mark.parametrize("text", HOSTILE)
def test_what_starts_as_text_never_becomes_formula_link_or_number(text: str) -> None:
    cell = sheet_of(table(record(enterprise=text, note=text))).cell(5, 2)
    assert cell.data_type == "s"
    assert cell.value == text.replace("\t", " ").replace("\r", " ")
    assert cell.hyperlink is None


def test_a_hostile_title_is_text_too() -> None:
    listed = table(record(enterprise="甲"))
    hostile = Table(
        "=1+1",
        "=2",
        listed.on,
        "=3",
        "=4",
        listed.columns,
        listed.rows,
        head="=5",
    )
    cells = [cell for row in sheet_of(hostile).iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}


def test_numbers_are_numbers_and_codes_are_text() -> None:
    sheet = sheet_of(table(record(enterprise="甲", uscc="914302001234567890")))
    assert sheet.cell(5, 1).value == 1
    assert sheet.cell(5, 3).value == "914302001234567890"
    assert sheet.cell(5, 3).number_format == "@"


def test_the_title_is_merged_above_and_the_header_repeats_when_printed() -> None:
    sheet = sheet_of(table(record(enterprise="甲"), marks=("演示数据",)))
    assert sheet["A1"].value == "市级标杆车间名单（演示数据）"
    assert "A1:O1" in [str(merged) for merged in sheet.merged_cells.ranges]
    assert sheet.cell(4, 2).value == "企业名称"
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"


def test_unit_and_day_stand_below() -> None:
    sheet = sheet_of(table(record(enterprise="甲"), marks=("样例数据",)))
    assert [sheet.cell(row, 1).value for row in (6, 7, 8)] == [
        "共 1 条",
        "注：本名单含样例数据",
        "株洲市工业和信息化局，截至 2022-12-31",
    ]


def test_head_and_basis_are_in_the_properties_and_the_head_not_on_the_face() -> None:
    listed = table(record(enterprise="甲"))
    book = opened(listed)
    assert book.properties.title == "市级标杆车间名单"
    assert book.properties.creator == "株洲市工业和信息化局"
    assert "株工信发〔2022〕33号（样例条件）" in (book.properties.description or "")
    custom = {one.name: one.value for one in book.custom_doc_props.props}
    assert custom == {"tidu.mark": f"tidu;head={'a' * 64}", "tidu.as_of": "2022-12-31"}
    cells = [cell.value for row in sheet_of(listed).iter_rows() for cell in row]
    assert not [cell for cell in cells if "aaaa" in str(cell)]


def test_the_same_list_is_the_same_bytes() -> None:
    assert xlsx.write(table(record(enterprise="甲"))) == xlsx.write(
        table(record(enterprise="甲"))
    )


def test_an_empty_list_is_written() -> None:
    assert sheet_of(table()).cell(5, 1).value == "共 0 条"


def test_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(InputError, match="32767"):
        xlsx.write(table(record(enterprise="甲" * 32_768)))


def test_more_rows_than_a_sheet_holds_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 8)
    with pytest.raises(InputError, match="共 3 条，超过一张表的行数"):
        xlsx.write(table(*[record(enterprise="甲")] * 3))


def test_a_narrow_list_is_printed_upright_with_empty_cells_empty() -> None:
    listed = table(record(enterprise="甲"))
    narrow = replace(
        listed,
        columns=(columns.ENTERPRISE, columns.TARGET_YEAR),
        rows=(("甲", None), ("乙", 2023)),
    )
    sheet = sheet_of(narrow)
    assert sheet.page_setup.orientation != "landscape"
    assert [sheet.cell(row, 2).value for row in (5, 6)] == [None, 2023]


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("2022-10-12", datetime(2022, 10, 12)),  # noqa: DTZ001 - a sheet knows no zone
        ("2022-10", "2022-10"),
        ("2022", "2022"),
        ("1899-12-31", "1899-12-31"),
        ("", ""),
    ],
)
def test_a_day_is_a_date_where_it_is_known_to_the_day(
    known: str, written: datetime | str
) -> None:
    listed = table(record(enterprise="甲", recognised_on=known))
    at = listed.columns.index(columns.RECOGNISED) + 1
    cell = sheet_of(listed).cell(5, at)
    assert (cell.value or "") == written
    assert cell.is_date is isinstance(written, datetime)
    assert cell.number_format == "yyyy-mm-dd"


def test_the_archive_page_is_printed_whole() -> None:
    archive = Archive(3, "号", date(2022, 12, 30), 41, "b" * 64, "c" * 64)
    sheet = opened(replace(table(record()), archive=archive))["存档页"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_area == f"'存档页'!$A$1:$A${len(archive.lines)}"
    assert all(cell.alignment.wrap_text for cell in sheet["A"])
