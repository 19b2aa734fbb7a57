"""The part of a ledger that goes back to whom it came from: what is wrong is marked.

The columns keep their headers, so that the corrected file can be imported as it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from registry.errors import Fault
from registry.intake.book import Book, Cells, Sheet
from registry.intake.doubts import Doubt
from registry.intake.open import open_book
from registry.intake.preview import Preview, SheetRead
from registry.readers.raw import shown
from registry.text import visible

_OWN = ("原表", "原行号", "问题", "怎么办")
_WIDTH = 16
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def returned(path: Path, found: Preview) -> bytes:
    """The rows with faults or in doubt, as a workbook, each with what to do."""
    buffer = io.BytesIO()
    with open_book(path) as book, Workbook(buffer, _OPTIONS) as out:
        sheet = out.add_worksheet("待改正")
        marks = _Marks(out)
        wanted = _wanted(found)
        labels = found.sheets[0].labels
        _header(sheet, marks, labels)
        rows = _rows(book, found, set(wanted))
        for at, (name, number, cells) in enumerate(rows, 1):
            _row(sheet, marks, at, labels, (name, number, cells), wanted[name, number])
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


class _Marks:
    """How cells look: plain, faulty, headings, advice."""

    def __init__(self, out: Workbook) -> None:
        self.plain: Format = out.add_format({"num_format": "@", "border": 1})
        self.bad: Format = out.add_format(
            {"num_format": "@", "border": 1, "bg_color": "#FFC7CE", "bold": True}
        )
        self.head: Format = out.add_format({"bold": True, "border": 1})
        self.said: Format = out.add_format({"text_wrap": True, "border": 1})


Said = Sequence[Fault | Doubt]


def _wanted(found: Preview) -> dict[tuple[str, int], list[Fault | Doubt]]:
    wanted: dict[tuple[str, int], list[Fault | Doubt]] = {}
    every: list[Fault | Doubt] = [*found.faults, *found.doubts]
    for said in every:
        wanted.setdefault((said.sheet, said.line or 0), []).append(said)
    return wanted


def _rows(
    book: Book, found: Preview, wanted: set[tuple[str, int]]
) -> Iterator[tuple[str, int, Cells]]:
    read: dict[str, SheetRead] = {one.name: one for one in found.sheets}
    sheets: list[Sheet] = [one for one in book.sheets if one.name in read]
    for sheet, batch in book.rows(sheets):
        for number, cells in batch:
            if (sheet.name, number) in wanted:
                yield sheet.name, number, cells


def _header(sheet: Worksheet, marks: _Marks, labels: Sequence[str]) -> None:
    for at, label in enumerate((*labels, *_OWN)):
        sheet.write_string(0, at, visible(label), marks.head)
        sheet.set_column(at, at, _WIDTH if at < len(labels) + 2 else 3 * _WIDTH)


def _row(
    sheet: Worksheet,
    marks: _Marks,
    at: int,
    labels: Sequence[str],
    row: tuple[str, int, Cells],
    said: Said,
) -> None:
    name, number, cells = row
    bad = {one.column for one in said if isinstance(one, Fault)}
    for column, label in enumerate(labels):
        text = shown(cells[column]) if column < len(cells) else ""
        sheet.write_string(at, column, text, marks.bad if label in bad else marks.plain)
    problems = "；".join(_problem(one) for one in said)
    remedies = "；".join(one.remedy for one in said)
    for column, text in enumerate((name, str(number), problems, remedies), len(labels)):
        sheet.write_string(at, column, text, marks.said)


def _problem(said: Fault | Doubt) -> str:
    if isinstance(said, Fault):
        return f"{said.column}：{said.problem}" if said.column else said.problem
    near = "、".join(one.name for one in said.candidates)
    return f"{said.reason}（{near}）" if near else said.reason
