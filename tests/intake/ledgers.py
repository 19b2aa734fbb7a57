"""Ledger files as officials send them, made by code."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import Workbook

from registry import uscc

Cell = Any
"""What a test puts in a cell: text, a number, a day, nothing."""

Rows = Sequence[Any]
"""Rows of cells, each a sequence."""

_LATER = 1904
ERRORS = {"#DIV/0!": 0x07, "#REF!": 0x17}
"""Errors that a workbook of the old form keeps as such, not as text."""

WHO = ("序号", "企业名称", "统一社会信用代码", "所属县市区")


def code(number: int) -> str:
    """A valid credit code that is nobody's."""
    body = f"91430200DEMX{number:05}"
    return body + uscc.check_character(body)


def name(number: int) -> str:
    """The official name of a placeholder enterprise."""
    return f"示例企业{number:03}有限公司"


def party(number: int, *more: Cell) -> tuple[Cell, ...]:
    """A row about a placeholder enterprise."""
    return (number, name(number), code(number), "天元区", *more)


def write_csv(
    path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """A text file of rows."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(
    path: Path,
    rows: Rows | Mapping[str, Rows],
    merged: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
    hidden_sheets: Iterable[str] = (),
) -> Path:
    """A workbook; several sheets by name, merges and hidden rows in the first."""
    book = Workbook()
    sheets = rows if isinstance(rows, Mapping) else {"Sheet1": rows}
    for title, content in sheets.items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(list(row))
        if title in hidden_sheets:
            sheet.sheet_state = "hidden"
    book.remove(book.worksheets[0])
    first = book.worksheets[0]
    for block in merged:
        first.merge_cells(block)
    for row_number in hidden_rows:
        first.row_dimensions[row_number].hidden = True
    book.save(path)
    return path


def write_formulas(path: Path, rows: Rows, formulas: Mapping[str, float | str]) -> Path:
    """A workbook in which some cells are formulas with a stored result."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        for cell, result in formulas.items():
            sheet.write_formula(cell, "=1+1", None, result)
    return path


def write_1904(path: Path, rows: Rows) -> Path:
    """A workbook that counts its days from 1904."""
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet("台账")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def edit_part(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Change the bytes of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for filename, content in parts.items():
            archive.writestr(filename, content)
    return path


def write_xls(path: Path, rows: Rows, epoch: int | None = None) -> Path:
    """A workbook of the old binary form, as .xls and .et have it."""
    counts = b"" if epoch is None else _record(0x0022, bytes((epoch == _LATER, 0)))
    records = [_bof(0x0005), counts, _sheet_place(0), _record(0x000A)]
    place = sum(map(len, records))
    records[2] = _sheet_place(place)
    records.append(_bof(0x0010))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                records.append(_cell(at, column, cell))
    records.append(_record(0x000A))
    path.write_bytes(_compound("Workbook", b"".join(records)))
    return path


def write_encrypted(path: Path) -> Path:
    """What a workbook with a password looks like from outside."""
    path.write_bytes(_compound("EncryptedPackage", b"secret"))
    return path


def write_locked(path: Path) -> Path:
    """What a workbook of the old form with a password looks like from outside."""
    path.write_bytes(_compound("Workbook", _bof(0x0005) + _record(0x002F, b"\1" * 54)))
    return path


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0x07CC, 0, 6))


def _text(text: str, length: str) -> bytes:
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


def _sheet_place(place: int) -> bytes:
    return _record(0x0085, struct.pack("<IBB", place, 0, 0) + _text("台账", "B"))


def _cell(row: int, column: int, cell: Cell) -> bytes:
    where = struct.pack("<HHH", row, column, 0)
    if cell in ERRORS:
        return _record(0x0205, where + bytes((ERRORS[cell], 1)))
    if isinstance(cell, int | float):
        return _record(0x0203, where + struct.pack("<d", float(cell)))
    return _record(0x0204, where + _text(str(cell), "H"))


def _compound(stream: str, content: bytes) -> bytes:
    """An OLE file of one stream: header, data, directory, allocation table."""
    size = max(4096, len(content))
    data = content.ljust(-(-size // 512) * 512, b"\0")
    sectors = len(data) // 512
    table = [*range(1, sectors), -2, -2, -3]
    fat = struct.pack(f"<{len(table)}i", *table).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIiIiI", 0, 1, sectors, 0, 4096, -2, 0, -2, 0)
    header += struct.pack("<i", sectors + 1) + b"\xff" * 432
    root = _entry("Root Entry", 5, 1, -2, 0)
    directory = root + _entry(stream, 2, -1, 0, size) + bytes(256)
    return header + data + directory + fat


def _entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = title.encode("utf-16-le").ljust(64, b"\0")
    head = struct.pack("<HBBiii", 2 * len(title) + 2, kind, 1, -1, -1, child)
    return text + head + bytes(36) + struct.pack("<iQ", start, size)
