"""The part of a ledger that goes back to whom it came from: what is wrong is marked.

The columns keep their headers, so that the corrected file can be imported as it is;
cells keep what they hold, a number a number: what was refused is refused again until
somebody puts it right.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from registry.errors import Fault
from registry.intake.book import Book, Cells, Sheet
from registry.intake.doubts import Doubt
from registry.intake.held import held
from registry.intake.open import open_book
from registry.intake.preview import Preview, SheetRead
from registry.intake.vocabulary import RETURNED
from registry.readers.raw import Raw, is_nothing, shown
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
        labels, rows = _table(book, found)
        for at, label in enumerate((*labels, *RETURNED)):
            sheet.write_string(0, at, visible(label), marks.head)
        _set_widths(sheet, labels, [row.cells for row in rows])
        for at, row in enumerate(rows, 1):
            _write(sheet, marks, at, labels, row)
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

    ``bad`` are the columns that something is said of, ``broken`` those whose cells
    only look as if they held a value.
    """

    sheet: str
    number: int
    cells: Cells
    bad: frozenset[int]
    broken: frozenset[int]
    said: Said


class _Columns:
    """The columns that go back: those of every sheet, each header once."""

    def __init__(self, found: Preview) -> None:
        self._at: dict[tuple[str, int], int] = {}
        self._found = found
        self._places = {one.name: self._place(one) for one in found.sheets}
        if found.units:
            self._column(found.sheets[0].carried.unit)

    @property
    def labels(self) -> tuple[str, ...]:
        """What they are called, in order."""
        return tuple(text for text, _ in self._at)

    def row(self, sheet: Sheet, number: int, cells: Cells, said: Said) -> _Row:
        """A row of a sheet, with what stood outside of it in its blank cells."""
        (read,) = (one for one in self._found.sheets if one.name == sheet.name)
        places = self._places[sheet.name]
        laid: Cells = [None] * len(self._at)
        for at, raw in zip(places, cells, strict=False):
            laid[at] = raw
        unit = self._found.units.get((sheet.name, number))
        for header, value in (*read.carried.given, (read.carried.unit, unit)):
            where = self._at.get((header, 0))
            if where is not None and is_nothing(laid[where]):
                laid[where] = value
        titles = {one.column if isinstance(one, Fault) else read.who for one in said}
        titled = zip(places, read.labels, strict=False)
        return _Row(
            sheet.name,
            number,
            laid,
            frozenset(at for at, title in titled if title in titles),
            frozenset(
                at for old, at in enumerate(places) if (number, old) in sheet.broken
            ),
            said,
        )

    def _place(self, sheet: SheetRead) -> list[int]:
        """Where each column of a sheet goes; those that we put beside it, nowhere."""
        headers, seen = sheet.carried.headers, Counter[str]()
        if sheet.labels[-len(RETURNED) :] == RETURNED:
            headers = headers[: -len(RETURNED)]
        places = []
        for text in headers:
            places.append(self._column(text, seen[text]))
            seen[text] += 1
        for header, _ in sheet.carried.given:
            self._column(header)
        return places

    def _column(self, text: str, nth: int = 0) -> int:
        return self._at.setdefault((text, nth), len(self._at))


def _table(book: Book, found: Preview) -> tuple[tuple[str, ...], list[_Row]]:
    """The headers and the rows that go back."""
    said: dict[tuple[str, int], list[Fault | Doubt]] = {}
    every: list[Fault | Doubt] = [*found.faults, *found.doubts]
    for one in every:
        said.setdefault((one.sheet, one.line or 0), []).append(one)
    headers = {one.name: one.last for one in found.sheets}
    columns = _Columns(found)
    rows = []
    for sheet, number, cells in held(book, headers, said):
        kept = cells if book.typed else list(map(_number, cells))
        rows.append(columns.row(sheet, number, kept, said[sheet.name, number]))
    return columns.labels, rows


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
    sheet: Worksheet, marks: _Marks, at: int, labels: Sequence[str], row: _Row
) -> None:
    for column, raw in enumerate(row.cells):
        look = marks.bad if column in row.bad else marks.plain
        if column in row.broken:
            sheet.write_formula(at, column, "=NA()", look[0], _NO_VALUE)
        elif raw is None:
            sheet.write_blank(at, column, None, look[0])
        else:
            _write_cell(sheet, (at, column), raw, look)
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
        return (
            "请核对企业全称和信用代码；确是另一家或新企业的，请注明；不是企业的请删去"
        )
    kept = [part for part in _CLAUSES.split(said.remedy) if not _COMMAND.search(part)]
    return "；".join(kept) or "请核对"


def _problem(said: Fault | Doubt) -> str:
    if isinstance(said, Fault):
        formula = f"（原来是 {said.value}）" if said.value.startswith("=") else ""
        named = f"{said.column}：" if said.column else ""
        return f"{named}{said.problem}{formula}"
    near = "、".join(one.name for one in said.candidates)
    return f"{said.reason}（{near}）" if near else said.reason
