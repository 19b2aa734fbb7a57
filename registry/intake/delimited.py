"""Text files of rows: UTF-8, UTF-16 or GB18030, commas, tabs or semicolons."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO
from unicodedata import category

from registry.errors import InputError
from registry.intake.book import HEAD, Batch, Cells, Sheet
from registry.text import unguarded

_BATCH = 2000
_LONGEST_CELL = 1 << 20
_SAMPLE = 1 << 16
_DELIMITERS = (",", "\t", ";", "，")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LENIENT = frozenset({"gb18030", "utf-16", "utf-16-le", "utf-16-be"})
"""Encodings in which nearly every sequence of bytes is some text."""

_TEXT_CONTROLS = "\t\n\r\f\x1a"


@dataclass(frozen=True, slots=True)
class TextBook:
    """A text file as a book of one sheet; its cells are texts without a type."""

    path: Path
    encoding: str
    delimiter: str
    sheets: tuple[Sheet, ...]
    epoch: int | None = None
    typed: bool = False

    def rows(self, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Batch]]:
        """All rows, in batches."""
        with _opened(self.path, self.encoding) as file:
            numbered = _numbered(file, self.delimiter, self.path)
            while batch := list(islice(numbered, _BATCH)):
                yield sheets[0], batch


def open_text(path: Path) -> TextBook:
    """A text file as a book.

    Raises:
        InputError: it is not text in an encoding that is known, or no table.
    """
    encoding = _encoding(path)
    with _opened(path, encoding) as file:
        sample = file.read(_SAMPLE)
        delimiter = _delimiter(sample)
        file.seek(0)
        head = list(islice(_numbered(file, delimiter, path), HEAD))
    per_row = len(sample.encode(encoding)) / max(1, sample.count("\n"))
    sheet = Sheet("", head, rows=round(path.stat().st_size / per_row))
    return TextBook(path, encoding, delimiter, (sheet,))


def _opened(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return _require(path, encoding)
    if b"\0" in start:
        return _require(path, _wide(start))
    return next((e for e in ("utf-8", "gb18030") if _decodes(path, e)), "") or _refuse(
        path
    )


def _wide(start: bytes) -> str:
    """UTF-16 without a mark: of Latin letters every second byte is zero."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    return "utf-16-be" if even > odd else "utf-16-le"


def _require(path: Path, encoding: str) -> str:
    return encoding if _decodes(path, encoding) else _refuse(path)


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with _opened(path, encoding) as file:
            while text := file.read(_SAMPLE):
                if encoding in _LENIENT and not _is_text(text):
                    return False
    except UnicodeError:
        return False
    return True


def _is_text(text: str) -> bool:
    return not any(c < " " and c not in _TEXT_CONTROLS for c in text) and all(
        category(c) != "Cn" for c in set(text)
    )


def _refuse(path: Path) -> str:
    raise InputError(
        f"「{path.name}」不是表格，或文字编码不是 UTF-8、GB18030、UTF-16；"
        "请用 Excel 或 WPS 打开后另存为 .xlsx"
    )


def _delimiter(sample: str) -> str:
    """What stands equally often in the most of the first lines; a comma for nothing."""
    lines = [line for line in sample.splitlines()[:HEAD] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: _evenness(mark, lines))


def _evenness(mark: str, lines: Sequence[str]) -> int:
    """How many cells are parted in lines that are parted alike."""
    counts = [len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in lines]
    return max((count * counts.count(count) for count in set(counts)), default=0)


def _numbered(file: TextIO, delimiter: str, path: Path) -> Iterator[tuple[int, Cells]]:
    """Rows by the line they begin on; line ends inside quotes count."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield (
                line,
                [unguarded(cell) if cell[:1] == "'" else cell or None for cell in row],
            )
            line = reader.line_num + 1
    except csv.Error:
        raise InputError(
            f"「{path.name}」第 {line} 行起的引号不成对，或单元格过长；"
            "请改好引号，或用 Excel、WPS 打开后另存为 .xlsx"
        ) from None
