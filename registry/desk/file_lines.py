"""The lines that a list's file shows, in whatever way it was written and saved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from html import unescape
from pathlib import Path
from zipfile import ZipFile

from registry.desk.pages import read
from registry.errors import InputError
from registry.intake.book import Book
from registry.intake.delimited import open_text
from registry.intake.open import open_book
from registry.readers.raw import shown

Line = tuple[str, ...]
"""A row of cells, or one cell that is a line."""

_MOST_BYTES = 64 * 2**20
_MARKS = ",;\t"
"""What may stand between the cells of a text file."""
_PIECE = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<(/?w:(?:p|tc|tr))[ >]")


def lines(file: Path) -> Iterator[Line]:
    """The lines of a list's file, some of them blank.

    Raises:
        InputError: it cannot be read.
    """
    match file.suffix.lower():
        case ".docx":
            yield from _of_document(file)
        case ".html":
            yield from of_page(file.read_bytes().decode("utf-8-sig", "replace"))
        case ".json":
            yield from of_json(file.read_bytes())
        case ".csv":
            yield from _of_text(file)
        case _:
            with open_book(file) as book:
                yield from _rows(book)


def of_page(page: str) -> tuple[Line, ...]:
    """The lines of a page: a row of a table is one, every other block another."""
    return read(page).lines


def of_json(content: bytes) -> Iterator[Line]:
    """Every value with its key, each row by itself, keys in the order of the alphabet.

    Raises:
        InputError: it is no JSON object.
    """
    try:
        told = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        raise InputError("文件不是完整的 JSON；请用没有改过的原文件") from error
    if not isinstance(told, _Pairs):
        raise InputError("文件不是一份名单的 JSON；请用没有改过的原文件")
    for key, value in told:
        for one in value if type(value) is list else (value,):
            cells = one if isinstance(one, _Pairs) else [(key, one)]
            yield tuple(f"{name}：{_shown(cell)}" for name, cell in cells)


class _Pairs(list[tuple[str, object]]):
    """An object's values with their keys in order: none is lost to a second one."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(sorted(pairs, key=lambda pair: pair[0]))


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _of_text(file: Path) -> list[Line]:
    """The rows as they have most cells: a list is short, and its first lines are none.

    Raises:
        InputError: it cannot be read.
    """
    book = open_text(file)
    found: list[list[Line]] = []
    for mark in _MARKS:
        with suppress(InputError):  # another mark may read it
            found.append(list(_rows(replace(book, delimiter=mark))))
    if not found:
        return list(_rows(book))
    return max(found, key=lambda rows: max(map(len, rows), default=0))


def _rows(book: Book) -> Iterator[Line]:
    for _, batch in book.rows(book.sheets):
        for _, cells in batch:
            yield tuple(map(shown, cells))


def _of_document(file: Path) -> Iterator[Line]:
    """The paragraphs, and the rows with their cells."""
    with ZipFile(file) as parts, parts.open("word/document.xml") as part:
        text = part.read(_MOST_BYTES).decode("utf-8", "replace")
    words: list[str] = []
    row: list[str] | None = None
    for piece in _PIECE.finditer(text):
        match piece[2]:
            case None:
                words.append(unescape(piece[1]))
            case "w:tr":
                row = []
            case "/w:tr":
                yield tuple(row or ())
                row = None
            case "/w:tc" if row is not None:
                row.append("".join(words))
                words = []
            case "/w:p" if row is None:
                yield ("".join(words),)
                words = []
    yield ("".join(words),)
