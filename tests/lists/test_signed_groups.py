"""Groups with their headings and signatures, in every format that has a face."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from openpyxl import load_workbook

from registry.lists import docx, html, xlsx
from registry.lists.paging import Line, starts, stays
from registry.lists.table import Group, Table
from registry.terms import NO_UNIT
from tests.lists.tables import record, table

SIGN = "推荐单位（盖章）：      日期："
ORDER = ["天元区（1 条）", "示例企业甲", SIGN, "攸县（1 条）", "示例企业乙", SIGN]


def _signed() -> Table:
    listed = table(
        record(enterprise="示例企业甲", unit="天元区"),
        record(enterprise="示例企业乙", unit="攸县"),
    )
    return replace(listed, group="unit", group_signature=(SIGN,))


def _in_order(texts: list[str]) -> list[str]:
    return [text for text in texts if text in ORDER]


def test_a_workbook_has_headings_and_signatures_across() -> None:
    sheet = load_workbook(io.BytesIO(xlsx.write(_signed())))["名单"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert _in_order(texts) == ORDER
    across = {str(merged) for merged in sheet.merged_cells.ranges}
    assert {"A5:O5", "A7:O7", "A8:O8", "A10:O10"} <= across


def test_a_word_document_has_them_in_rows_of_their_own() -> None:
    word = Document(io.BytesIO(docx.write(_signed())))
    rows = [list(dict.fromkeys(c.text for c in r.cells)) for r in word.tables[0].rows]
    assert _in_order([text for row in rows for text in row]) == ORDER
    assert [SIGN] in rows


def test_nobody_signs_where_no_unit_is_recorded() -> None:
    rows = [record(unit="天元区"), record(unit=NO_UNIT), record()]
    listed = replace(_signed(), rows=table(*rows).rows)
    assert [group.below for group in listed.groups] == [(SIGN,), (), ()]


def test_headings_and_signatures_are_not_torn_from_their_rows() -> None:
    rows = [record(enterprise=f"示例企业{at}", unit="天元区") for at in range(6)]
    listed = replace(_signed(), rows=table(*rows, record(unit="攸县")).rows)
    word = Document(io.BytesIO(docx.write(replace(listed, notes=("注",)))))
    firsts = [row.cells[0].paragraphs[0] for row in word.tables[0].rows]
    kept = [
        one.style.name == "TiduGroup" or one.paragraph_format.keep_with_next
        for one in firsts[1:]
    ]
    assert kept == [True, True, None, None, None, True, True, None, True, True, True]
    below = [one.paragraph_format.keep_with_next for one in word.paragraphs[-3:]]
    assert below == [True, True, False]


def test_a_few_rows_of_a_group_are_not_torn_apart() -> None:
    groups = [Group("天元区", (("甲",),) * count) for count in (1, 4, 5)]
    kept = [
        [stays(group, at, last=False) for at in range(len(group.rows))]
        for group in groups
    ]
    assert kept == [
        [False],
        [True, True, True, False],
        [True, False, False, False, False],
    ]


@pytest.mark.parametrize("rows", [1, 2, 5, 7])
def test_pages_of_a_workbook_end_neither_with_a_heading_nor_before_a_signature(
    rows: int,
) -> None:
    listed = table(
        *(record(enterprise="甲" * 30, unit=f"{at}区") for at in range(20 * rows))
    )
    units = [f"{at // rows}区" for at in range(20 * rows)]
    at = [column.key for column in listed.columns].index("unit")
    grouped = [
        (*row[:at], unit, *row[at + 1 :])
        for row, unit in zip(listed.rows, units, strict=True)
    ]
    signed = replace(
        listed,
        rows=tuple(grouped),
        group="unit",
        group_signature=(SIGN,),
        notes=("注",),
    )
    sheet = load_workbook(io.BytesIO(xlsx.write(signed)))["名单"]
    ends = [one.id for one in sheet.row_breaks.brk]
    assert len(ends) >= rows
    assert sheet.page_setup.fitToWidth is None
    assert not any("区（" in str(sheet.cell(end, 1).value) for end in ends)
    assert all(sheet.cell(end + 1, 1).value != SIGN for end in ends)
    below = [row[0].row for row in sheet.iter_rows() if row[0].value == "注"]
    assert ends[-1] < below[0] - 3


def test_lines_that_stay_together_and_fill_no_page_begin_one() -> None:
    one, kept = Line(10), Line(10, kept=True)
    assert starts([one, one, one, one], 20, 30) == [2]
    assert starts([one, kept, one, one], 20, 30) == [1]
    assert starts([kept] * 7, 20, 30) == [2, 5]


def test_a_page_keeps_the_blanks_to_write_in() -> None:
    page = html.write(_signed()).decode()
    assert page.count(f'<td class="sign" colspan="15">{SIGN}</td>') == 2
    assert "white-space: pre-wrap" in page


def test_a_list_of_one_column_is_written_too() -> None:
    one = replace(_signed(), columns=_signed().columns[1:2], group="", rows=(("甲",),))
    sheet = load_workbook(io.BytesIO(xlsx.write(one)))["名单"]
    assert sheet["A5"].value == "甲"
