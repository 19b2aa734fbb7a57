"""The part of a ledger that goes back to whom it came from: what is wrong is marked.

The columns keep their headers, so that the corrected file can be imported as it is;
cells keep what they hold, a number a number: what was refused is refused again until
somebody puts it right.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from registry.errors import Fault
from registry.intake.book import Book, Cells
from registry.intake.doubts import Doubt
from registry.intake.held import held
from registry.intake.open import open_book
from registry.intake.preview import Preview
from registry.intake.vocabulary import RETURNED
from registry.readers.raw import Raw, shown
from registry.text import visible, width

_WIDTH, _WIDEST, _SAID = 10, 36, 44
_LINE = 15
_CLAUSES = re.compile(r"；|，(?=或)|(?<=？)")
_COMMAND = re.compile(r"--|tidu")
_A4 = 9
_TOP = {"valign": "top"}
_LOSSY = re.compile(r"\d{4}\.\d*[1-9]")
_LATER_EPOCH = 1904
_NO_VALUE = "#N/A"


Said = Sequence[Fault | Doubt]


def returned(path: Path, found: Preview) -> bytes:
    """The rows with faults or in doubt, as a workbook, each with what to do."""
    buffer = io.BytesIO()
    with open_book(path) as book, Workbook(buffer, _options(book)) as out:
        sheet = out.add_worksheet("待改正")
        marks = _Marks(out)
        labels = found.sheets[0].labels
        if labels[-len(RETURNED) :] == RETURNED:
            labels = labels[: -len(RETURNED)]
        for at, label in enumerate((*labels, *RETURNED)):
            sheet.write_string(0, at, visible(label), marks.head)
        rows = list(_rows(book, found))
        _set_widths(sheet, labels, [row.cells for row in rows])
        for at, row in enumerate(rows, 1):
            _write(sheet, marks, at, labels, row, found.sheets[0].who)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return buffer.getvalue()


def _options(book: Book) -> dict[str, bool]:
    """Text stays text, and days are counted from where the ledger counts them."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "date_1904": book.epoch == _LATER_EPOCH,
    }


class _Marks:
    """How cells look: plain or faulty, both also for days; headings, advice."""

    def __init__(self, out: Workbook) -> None:
        plain: dict[str, object] = {"num_format": "@", "border": 1, **_TOP}
        bad: dict[str, object] = {**plain, "bg_color": "#FFC7CE", "bold": True}
        day: dict[str, object] = {"num_format": "yyyy-mm-dd"}
        self.plain = out.add_format(plain), out.add_format({**plain, **day})
        self.bad = out.add_format(bad), out.add_format({**bad, **day})
        self.head: Format = out.add_format({"bold": True, "border": 1})
        self.said: Format = out.add_format({"text_wrap": True, "border": 1, **_TOP})


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that goes back: where it stood, what it holds, what is said of it.

    ``broken`` are the columns whose cells only look as if they held a value.
    """

    sheet: str
    number: int
    cells: Cells
    broken: frozenset[int]
    said: Said


def _rows(book: Book, found: Preview) -> Iterator[_Row]:
    said: dict[tuple[str, int], list[Fault | Doubt]] = {}
    every: list[Fault | Doubt] = [*found.faults, *found.doubts]
    for one in every:
        said.setdefault((one.sheet, one.line or 0), []).append(one)
    headers = {one.name: one.last for one in found.sheets}
    columns = range(len(found.sheets[0].labels))
    for sheet, number, cells in held(book, headers, said):
        kept = cells if book.typed else list(map(_number, cells))
        broken = frozenset(at for at in columns if (number, at) in sheet.broken)
        yield _Row(sheet.name, number, kept, broken, said[sheet.name, number])


def _number(raw: Raw) -> Raw:
    """What a spreadsheet makes of a text file's 2022.1, which may have lost a zero."""
    lossy = isinstance(raw, str) and _LOSSY.fullmatch(raw)
    return float(str(raw)) if lossy else raw


def _set_widths(sheet: Worksheet, labels: Sequence[str], rows: Sequence[Cells]) -> None:
    """Columns as wide as what stands in them, within bounds."""
    for at, label in enumerate(labels):
        texts = [label, *(shown(cells[at]) for cells in rows if at < len(cells))]
        sheet.set_column(at, at, min(max(map(width, texts)) + 2, _WIDEST))
    after = len(labels)
    sheet.set_column(after, after + 1, _WIDTH)
    sheet.set_column(after + 2, after + 3, _SAID)


def _write(
    sheet: Worksheet,
    marks: _Marks,
    at: int,
    labels: Sequence[str],
    row: _Row,
    who: str,
) -> None:
    bad = {one.column if isinstance(one, Fault) else who for one in row.said}
    for column, label in enumerate(labels):
        look = marks.bad if label in bad else marks.plain
        if column in row.broken:
            sheet.write_formula(at, column, "=NA()", look[0], _NO_VALUE)
        elif column < len(row.cells):
            _write_cell(sheet, (at, column), row.cells[column], look)
        else:
            sheet.write_blank(at, column, None, look[0])
    problems = "；".join(map(_problem, row.said))
    remedies = "；".join(dict.fromkeys(map(_remedy, row.said)))
    lines = max(-(-width(text) // (_SAID - 2)) for text in (problems, remedies))
    sheet.set_row(at, _LINE * max(1, lines))
    ours = (row.sheet, str(row.number), problems, remedies)
    for column, text in enumerate(ours, len(labels)):
        sheet.write_string(at, column, text, marks.said)


def _write_cell(
    sheet: Worksheet, place: tuple[int, int], raw: Raw, look: tuple[Format, Format]
) -> None:
    """A cell as the ledger has it: numbers and days are not made text."""
    match raw:
        case int() | float():
            sheet.write_number(*place, raw, look[0])
        case date():
            sheet.write_datetime(*place, raw, look[1])
        case _:
            sheet.write_string(*place, shown(raw), look[0])


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
