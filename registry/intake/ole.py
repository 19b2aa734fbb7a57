"""Workbooks of the old binary form (.xls, .et), looked at before they are parsed.

[MS-CFB] describes the container of streams, [MS-XLS] the records of the workbook.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from registry.errors import InputError
from registry.intake.book import ERROR_VALUE

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCKED = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The record of a password (FilePass) behind the one a .xls begins with (BOF)."""

_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_NAMES = tuple(name.rstrip(b"\0") for name in _BOOKS)
_WORD = "WordDocument".encode("utf-16-le")

_HEADER, _ENTRY = 512, 128
_MOST = 100_000
_SHIFTS = (9, 12)
_TABLES = 109
_IN_MINIATURE = 4096
_BEGIN, _END = 0x0809, 0x000A
_DATE_1904, _BOUND_SHEET, _FORMULA, _ERROR_CELL = 0x0022, 0x0085, 0x0006, 0x0205
_WORKSHEET, _ERROR_SIZE = 0, 8
_SAID = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def refuse(name: str, content: bytes) -> None:
    """Refuse what is no workbook to be read.

    An encrypted .xlsx and an old .doc are such containers too; a .xls may be locked.

    Raises:
        InputError: saying what it is.
    """
    if _ENCRYPTED in content or _LOCKED.search(content):
        raise InputError(f"「{name}」有密码；请去掉密码后另存为 .xlsx")
    if _WORD in content and _BOOKS[0] not in content:
        raise InputError(f"「{name}」是 Word 文档，不是表格；请把表另存为 .xlsx")
    if not any(book in content for book in _BOOKS):
        told = f"「{name}」不是认得的表格格式"
        raise InputError(f"{told}；请用 WPS 或 Excel 另存为 .xlsx")


@dataclass(frozen=True, slots=True)
class Look:
    """What a workbook's records show: its epoch, if they say it, and error values.

    ``broken`` are the cells with errors of every worksheet in turn: row (from 1),
    column (from 0), what is wrong, what it says.
    """

    epoch: int | None = None
    broken: tuple[list[tuple[int, int, str, str]], ...] = ()


def look(content: bytes) -> Look:
    """What the records of a workbook show; nothing where they are damaged.

    Raises:
        InputError: there are too many errors to be told.
    """
    try:
        stream = _Container(content).workbook()
        own = list(islice(_records(stream, 0), _MOST))
        said = next((body for kind, body in own if kind == _DATE_1904), None)
        errors = (_errors(stream, at) for at in _worksheets(own))
        found = [list(islice(one, _MOST)) for one in errors]
    except struct.error:
        return Look()
    if any(len(one) == _MOST for one in found):
        raise InputError("错误值太多；请在 Excel 中重新计算后保存")
    return Look(None if said is None else 1904 if any(said) else 1900, tuple(found))


def _worksheets(records: list[tuple[int, bytes]]) -> Iterator[int]:
    """Where the worksheets begin in the stream."""
    for kind, body in records:
        if kind == _BOUND_SHEET:
            at, _, form = struct.unpack_from("<IBB", body)
            if form == _WORKSHEET:
                yield at


def _errors(stream: bytes, at: int) -> Iterator[tuple[int, int, str, str]]:
    """The cells of a worksheet that hold an error, or whose formula gives one."""
    for kind, body in _records(stream, at):
        if kind == _ERROR_CELL and len(body) == _ERROR_SIZE and body[7]:
            code = body[6]
        elif kind == _FORMULA and body[6:7] == b"\x02" and body[12:14] == b"\xff\xff":
            code = body[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", body)
        yield row + 1, column, ERROR_VALUE, _SAID.get(code, "")


class _Container:
    """A file of streams in sectors that are chained by tables."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        self._size = 1 << shift if shift in _SHIFTS else 0
        self._tables = list(self._every_table()) if self._size else []

    def workbook(self) -> bytes:
        """The stream of a workbook; empty where there is none."""
        (start,) = struct.unpack_from("<I", self._content, 48)
        directory = self._stream(start)
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            entry = directory[at : at + _ENTRY]
            first, size = struct.unpack_from("<II", entry, 116)
            if entry[:64].rstrip(b"\0") in _NAMES and size >= _IN_MINIATURE:
                return self._stream(first)
        return b""

    def _every_table(self) -> Iterator[int]:
        """The sectors that hold the tables: some in the header, more in a chain."""
        yield from struct.unpack_from(f"<{_TABLES}I", self._content, 76)
        (at,) = struct.unpack_from("<I", self._content, 68)
        for _ in range(self._most):
            sector = self._sector(at)
            if len(sector) < self._size:
                return
            *tables, at = struct.unpack(f"<{self._size // 4}I", sector)
            yield from tables

    @property
    def _most(self) -> int:
        return len(self._content) // max(self._size, 1)

    def _sector(self, at: int) -> bytes:
        start = _HEADER + at * self._size
        return self._content[start : start + self._size]

    def _stream(self, first: int) -> bytes:
        return b"".join(islice(self._sectors(first), self._most))

    def _sectors(self, at: int) -> Iterator[bytes]:
        while sector := self._sector(at):
            yield sector
            table, place = divmod(at, self._size // 4)
            if table >= len(self._tables):
                return
            where = _HEADER + self._tables[table] * self._size + 4 * place
            (at,) = struct.unpack_from("<I", self._content, where)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from one place on, up to the end of what begins there."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
