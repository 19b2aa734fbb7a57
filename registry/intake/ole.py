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

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCKED = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The record of a password (FilePass) behind the one a .xls begins with (BOF)."""

_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_NAMES = tuple(name.rstrip(b"\0") for name in _BOOKS)
_WORD = "WordDocument".encode("utf-16-le")

_HEADER, _ENTRY = 512, 128
_SECTORS = 64
"""So many sectors hold the globals of a workbook up to its epoch, and its directory."""

_SHIFTS = (9, 12)
_TABLES = 109
_IN_MINIATURE = 4096
_DATE_1904, _END = 0x0022, 0x000A


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


def epoch(content: bytes) -> int | None:
    """From which year a workbook counts its days; None where it does not say."""
    try:
        records = _records(_Container(content).workbook())
        said = next((body for kind, body in records if kind == _DATE_1904), None)
    except struct.error:
        return None
    return None if said is None else 1904 if any(said) else 1900


@dataclass(frozen=True, slots=True)
class _Container:
    """A file of streams in sectors that are chained by tables."""

    content: bytes

    def workbook(self) -> bytes:
        """The beginning of the stream of a workbook; empty where there is none."""
        (start,) = struct.unpack_from("<I", self.content, 48)
        directory = self._stream(start)
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            entry = directory[at : at + _ENTRY]
            first, size = struct.unpack_from("<II", entry, 116)
            if entry[:64].rstrip(b"\0") in _NAMES and size >= _IN_MINIATURE:
                return self._stream(first)
        return b""

    def _stream(self, first: int) -> bytes:
        return b"".join(islice(self._sectors(first), _SECTORS))

    def _sectors(self, at: int) -> Iterator[bytes]:
        (shift,) = struct.unpack_from("<H", self.content, 30)
        size = 1 << shift if shift in _SHIFTS else 0
        while sector := self.content[_HEADER + at * size : _HEADER + (at + 1) * size]:
            yield sector
            table, place = divmod(at, size // 4)
            if table >= _TABLES:
                return
            (number,) = struct.unpack_from("<I", self.content, 76 + 4 * table)
            where = _HEADER + number * size + 4 * place
            (at,) = struct.unpack_from("<I", self.content, where)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a workbook, up to the end of its globals."""
    at, kind = 0, 0
    while at + 4 <= len(stream) and kind != _END:
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
