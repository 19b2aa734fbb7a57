"""The process that parses a workbook, with limits on memory and time.

It prints one JSON line that describes the sheets, or a refusal; then it reads the
names of the sheets wanted, as one JSON line, and prints their rows in batches. What
goes wrong inside the parser ends this process, not the one that asked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Protocol

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from registry.errors import InputError
from registry.intake import ole
from registry.intake.archive import Contents, Look, inspect
from registry.intake.book import HEAD

MEMORY = 3 * 2**30
SECONDS = 600
BATCH = 2000
KEPT = 8_000_000
"""Sheets of so many cells together are parsed once; others again when asked for."""

DAY = "day"
"""The key under which a day travels."""


class Reads(Protocol):
    """Gives lines."""

    def readline(self) -> str:
        """The next line; empty at the end."""


class Writes(Protocol):
    """Takes lines."""

    def write(self, line: str, /) -> int:
        """Take a line."""

    def flush(self) -> None:
        """Send what was taken."""


def main() -> None:
    """Parse the file named as the argument, as the module says."""
    limit()
    converse(sys.argv[1], sys.argv[2], sys.stdin, sys.stdout)


def converse(path: str, form: str, asked: Reads, said: Writes) -> None:
    """Parse a file of a form, answering what is asked line by line."""
    try:
        contents = inspect(path) if form == "zipped" else None
        with open(path, "rb") as file, CalamineWorkbook.from_filelike(file) as book:  # noqa: PTH123 - as named
            _serve(book, contents or _records(path, book), asked, said)
    except InputError as refusal:
        _say(said, {"refused": str(refusal)})
    except PasswordError:
        _say(said, {"refused": "文件有密码；请去掉密码后另存为 .xlsx"})
    except (CalamineError, MemoryError, OSError, ValueError):
        wrong = "文件已损坏，或不是 Excel 能打开的表格；请另存为 .xlsx"
        _say(said, {"refused": wrong})


def _records(path: str, book: CalamineWorkbook) -> Contents:
    """What the records of a workbook of the old form show, sheet by sheet."""
    seen = ole.look(Path(path).read_bytes())
    names = (one.name for one in _worksheets(book))
    looks = (Look(broken=broken) for broken in seen.broken)
    return Contents(seen.epoch or 0, dict(zip(names, looks, strict=False)))


def _worksheets(book: CalamineWorkbook) -> list[SheetMetadata]:
    return [m for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]


def limit() -> None:
    """Bound memory and processor time, where the system can."""
    try:
        import resource  # noqa: PLC0415 - only some systems have it
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(
    book: CalamineWorkbook, contents: Contents, asked: Reads, said: Writes
) -> None:
    described, kept, cells = [], {}, 0
    for meta in _worksheets(book):
        sheet = book.get_sheet_by_name(meta.name)
        cells += sheet.total_height * sheet.total_width
        if cells <= KEPT:
            kept[meta.name] = sheet
        visible = meta.visible is SheetVisibleEnum.Visible
        look = contents.sheets.get(meta.name, Look())
        described.append(_described(sheet, look, visible=visible))
    _say(said, {"epoch": contents.epoch or None, "sheets": described})
    for name in json.loads(asked.readline() or "[]"):
        rows = _rows(kept.get(name) or book.get_sheet_by_name(name))
        while batch := list(islice(rows, BATCH)):
            _say(said, {"sheet": name, "rows": batch})
    _say(said, {"end": True})


def _described(sheet: CalamineSheet, look: Look, *, visible: bool) -> dict[str, object]:
    merged = sheet.merged_cell_ranges or []
    return {
        "name": sheet.name,
        "visible": visible,
        "head": list(islice(_rows(sheet), HEAD)),
        "rows": sheet.end[0] + 1 if sheet.end else 0,
        "hidden": look.hidden,
        "formulas": look.formulas,
        "broken": look.broken,
        "merged": [(a[0] + 1, a[1], b[0] + 1, b[1]) for a, b in merged],
    }


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[object]]]:
    if sheet.start is None:
        return
    first, left = sheet.start
    pad: list[object] = [None] * left
    for number, row in enumerate(sheet.iter_rows(), first + 1):
        yield number, pad + [_cell(cell) for cell in row]


def _cell(cell: object) -> object:
    """Blank is nothing; yes and no as spreadsheets write them, not as 1 and 0."""
    if cell is True or cell is False:
        return str(cell).upper()
    return None if cell == "" else cell


def _say(said: Writes, value: object) -> None:
    said.write(json.dumps(value, ensure_ascii=True, default=_plain) + "\n")
    said.flush()


def _plain(cell: object) -> object:
    match cell:
        case datetime():
            return {DAY: cell.date().isoformat()}
        case date():
            return {DAY: cell.isoformat()}
        case time() | timedelta():
            return str(cell)
        case _:
            raise TypeError(type(cell))


if __name__ == "__main__":
    main()
