"""The part of a ledger that goes back to whom it came from: what is wrong is marked.

The columns keep their headers, so that the corrected file can be imported as it is.
"""

from __future__ import annotations

import io
import re
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
from registry.text import visible, width

_OWN = ("原表", "原行号", "问题", "怎么办")
_WIDTH, _WIDEST, _SAID = 10, 36, 44
_LINE = 15
_CLAUSES = re.compile(r"；|，(?=或)|(?<=？)")
_COMMAND = re.compile(r"--|tidu")
_A4 = 9
_TOP = {"valign": "top"}
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
        rows = list(_rows(book, found, set(wanted)))
        _set_widths(sheet, labels, [cells for _, _, cells in rows])
        for at, (name, number, cells) in enumerate(rows, 1):
            _row(sheet, marks, at, labels, (name, number, cells), wanted[name, number])
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return buffer.getvalue()


class _Marks:
    """How cells look: plain, faulty, headings, advice."""

    def __init__(self, out: Workbook) -> None:
        self.plain: Format = out.add_format({"num_format": "@", "border": 1, **_TOP})
        self.bad: Format = out.add_format(
            {
                "num_format": "@",
                "border": 1,
                "bg_color": "#FFC7CE",
                "bold": True,
                **_TOP,
            }
        )
        self.head: Format = out.add_format({"bold": True, "border": 1})
        self.said: Format = out.add_format({"text_wrap": True, "border": 1, **_TOP})


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


def _set_widths(sheet: Worksheet, labels: Sequence[str], rows: Sequence[Cells]) -> None:
    """Columns as wide as what stands in them, within bounds."""
    for at, label in enumerate(labels):
        texts = [label, *(shown(cells[at]) for cells in rows if at < len(cells))]
        sheet.set_column(at, at, min(max(map(width, texts)) + 2, _WIDEST))
    after = len(labels)
    sheet.set_column(after, after + 1, _WIDTH)
    sheet.set_column(after + 2, after + 3, _SAID)


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
    remedies = "；".join(dict.fromkeys(map(_remedy, said)))
    lines = max(-(-width(text) // (_SAID - 2)) for text in (problems, remedies))
    sheet.set_row(at, _LINE * max(1, lines))
    for column, text in enumerate((name, str(number), problems, remedies), len(labels)):
        sheet.write_string(at, column, text, marks.said)


def _remedy(said: Fault | Doubt) -> str:
    """What the county can do: it has the ledger, and not this program."""
    if isinstance(said, Doubt):
        return "请核对企业全称和信用代码；确是另一家或新企业的，请注明"
    kept = [part for part in _CLAUSES.split(said.remedy) if not _COMMAND.search(part)]
    return "；".join(kept) or "请核对"


def _problem(said: Fault | Doubt) -> str:
    if isinstance(said, Fault):
        return f"{said.column}：{said.problem}" if said.column else said.problem
    near = "、".join(one.name for one in said.candidates)
    return f"{said.reason}（{near}）" if near else said.reason
