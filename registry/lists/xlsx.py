"""Lists as a workbook: text stays text, numbers are numbers, nothing is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from registry.columns import Cell, Column, Kind
from registry.errors import InputError
from registry.lists import paging
from registry.lists.fonts import BODY, GB2312_CHARSET, HEADING, TITLE
from registry.lists.paging import Paper
from registry.lists.table import Cells, Group, Table
from registry.lists.widths import fitted
from registry.text import visible, width


@dataclass(frozen=True, slots=True)
class _Across:
    """A line over all columns: a group's heading, or who signs below it."""

    text: str
    heading: bool


_OPTIONS = {
    "in_memory": True,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MOST_ROWS = 1_048_576
_A4, _A3 = 9, 8
_PAPERS = {_A4: Paper(595.3, 841.9), _A3: Paper(841.9, 1190.6)}
_A3_FROM = 260
"""So many cells across are too small to read on A4."""
_ARCHIVE_WIDTH, _ARCHIVE_FILLED = 90, 80
"""In cells; a line is counted shorter, as other fonts stand in for those named."""


def write(table: Table) -> bytes:
    """The list as the bytes of an ``.xlsx`` file; the same list, the same bytes.

    Raises:
        InputError: there are more rows than a sheet holds, or a text is too long.
    """
    around = 2 + len(table.above) + len(table.below)
    if len(_lines(table)) + around > _MOST_ROWS:
        raise InputError(
            f"共 {len(table.rows)} 条，超过一张表的行数；请分县市区导出，或导出为 .csv"
        )
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        _describe(book, table)
        _fill(book, book.add_worksheet("名单"), table)
        _archive(book, table)
    return buffer.getvalue()


def _describe(book: Workbook, table: Table) -> None:
    """Put title, basis and journal head into the file's properties."""
    made = datetime.combine(table.on, time())  # a workbook knows no zone
    book.set_properties(
        {
            "title": table.heading,
            "subject": visible(table.meant),
            "author": visible(table.issuer),
            "comments": visible(f"依据：{table.basis}"),
            "created": made,
        }
    )
    book.set_custom_property("tidu.mark", table.mark, "text")
    book.set_custom_property("tidu.as_of", table.on.isoformat(), "text")


def _fill(book: Workbook, sheet: Worksheet, table: Table) -> None:
    last, widths = len(table.columns) - 1, fitted(table)
    title = book.add_format(
        {**_font(TITLE, 22), "align": "center"}
        | {"valign": "vcenter", "text_wrap": True}
    )
    line = book.add_format({**_font(BODY, 11), "text_wrap": True, "valign": "vcenter"})
    if last:
        sheet.merge_range(0, 0, 0, last, "", title)
    sheet.set_row(0, paging.TITLE)
    _text(sheet, 0, 0, table.heading, title)
    for row, text in enumerate(table.above, 1):
        _line(sheet, row, text, widths, line)
    header = 1 + len(table.above)
    _body(book, sheet, table, widths, header)
    for row, text in enumerate(table.below, header + 1 + len(_lines(table))):
        _line(sheet, row, text, widths, line)
    _page(sheet, table, widths, header)


def _body(
    book: Workbook,
    sheet: Worksheet,
    table: Table,
    widths: Sequence[float],
    header: int,
) -> None:
    bold = book.add_format(
        {**_font(HEADING, 11), "align": "center"}
        | {"valign": "vcenter", "text_wrap": True, "border": 1}
    )
    signing = book.add_format({**_font(BODY, 11), "align": "left", "valign": "vcenter"})
    formats = [_format(book, column) for column in table.columns]
    sheet.set_row(header, paging.HEADER)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, widths[at])
        _text(sheet, header, at, column.header, bold)
    for row, line in enumerate(_lines(table), header + 1):
        if isinstance(line, _Across):
            _across(
                sheet, row, line, len(formats) - 1, bold if line.heading else signing
            )
            continue
        sheet.set_row(row, paging.row(widths, line))
        for at, column in enumerate(table.columns):
            write_cell = _day if column.kind is Kind.DATE else _cell
            write_cell(sheet, row, at, line[at], formats[at])


def _line(
    sheet: Worksheet, row: int, text: str, widths: Sequence[float], cells: Format
) -> None:
    """Write a line over all columns, as high as it takes: none runs off the page."""
    sheet.set_row(row, paging.across(widths, text))
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", cells)
    _text(sheet, row, 0, text, cells)


def _across(
    sheet: Worksheet, row: int, line: _Across, last: int, cells: Format
) -> None:
    sheet.set_row(row, paging.HEADING if line.heading else paging.SIGNATURE)
    if last:
        sheet.merge_range(row, 0, row, last, "", cells)
    _text(sheet, row, 0, line.text, cells)


def _lines(table: Table) -> list[_Across | Cells]:
    """The rows in their order, each group after its heading."""
    return [line for group in table.groups for line in _of_group(group)]


def _of_group(group: Group) -> Iterator[_Across | Cells]:
    if group.heading:
        yield _Across(group.heading, heading=True)
    yield from group.rows
    for line in group.below:
        yield _Across(line, heading=False)


def _archive(book: Workbook, table: Table) -> None:
    """The archive page, where the list is published: on a sheet of its own."""
    if table.archive is None:
        return
    sheet = book.add_worksheet("存档页")
    sheet.set_column(0, 0, _ARCHIVE_WIDTH)
    sheet.set_landscape()
    _on_one_page_across(sheet, len(table.archive.lines) - 1, 0)
    plain = book.add_format({**_font(BODY, 11), "text_wrap": True, "valign": "top"})
    for row, line in enumerate(table.archive.lines):
        lines = -(-width(line) // _ARCHIVE_FILLED)
        sheet.set_row(row, paging.LINE * lines + paging.AROUND)
        _text(sheet, row, 0, line, plain)


def _font(name: str, points: int) -> dict[str, str | int]:
    return {"font_name": name, "font_size": points, "font_charset": GB2312_CHARSET}


def _format(book: Workbook, column: Column) -> Format:
    align = "left" if column.kind is Kind.TEXT else "center"
    return book.add_format(
        {**_font(BODY, 11), "align": align, "valign": "vcenter"}
        | {"text_wrap": True, "border": 1, "num_format": _NUMBERS[column.kind]}
    )


_NUMBERS = {
    Kind.TEXT: "@",
    Kind.CODE: "@",
    Kind.DATE: "yyyy-mm-dd",
    Kind.NUMBER: "0",
}
_EARLIEST = date(1900, 3, 1)


def _cell(sheet: Worksheet, row: int, at: int, value: Cell, cells: Format) -> None:
    match value:
        case None:
            sheet.write_blank(row, at, None, cells)
        case int():
            sheet.write_number(row, at, value, cells)
        case _:
            _text(sheet, row, at, value, cells)


def _day(sheet: Worksheet, row: int, at: int, value: Cell, cells: Format) -> None:
    """Write a day as a date where it is known to the day, else as the text it is.

    What is before March 1900 stays text: spreadsheets do not agree on those days.
    """
    day = _exact(value)
    if day is None or day < _EARLIEST:
        _cell(sheet, row, at, value, cells)
    else:
        sheet.write_datetime(row, at, day, cells)


def _exact(value: Cell) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _text(sheet: Worksheet, row: int, at: int, text: str, cells: Format) -> None:
    """Write text as text, whatever it begins with."""
    if sheet.write_string(row, at, text, cells) != 0:
        raise InputError(f"第 {row + 1} 行有超过 32767 字的内容；请先缩短再导出")


def _page(sheet: Worksheet, table: Table, widths: Sequence[float], header: int) -> None:
    sheet.freeze_panes(header + 1, 2)
    sheet.repeat_rows(header)
    last = header + len(_lines(table)) + len(table.below)
    kind = _A3 if sum(widths) > _A3_FROM else _A4
    _on_one_page_across(sheet, last, len(widths) - 1, kind)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if table.wide:
        sheet.set_landscape()
    if len(table.groups) > 1:
        paper = _PAPERS[kind].laid(wide=table.wide)
        sheet.set_h_pagebreaks(paging.breaks(table, widths, paper))


def _on_one_page_across(
    sheet: Worksheet, last_row: int, last_column: int, paper: int = _A4
) -> None:
    """Print all of it, as many pages down as it takes and none across."""
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last_row, last_column)
