"""Rows of a file: CSV in UTF-8 or GB18030, or a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from registry.desk.batch.columns import (
    CODE,
    NAME,
    Columns,
    Line,
    Table,
    columns,
    known,
    vocabulary,
)
from registry.desk.drafts.base import Draft
from registry.errors import InputError
from registry.intake.book import Book, Sheet
from registry.intake.open import open_book
from registry.readers.raw import Raw, shown

MOST = 100_000
"""So many rows one batch takes."""


def read(path: Path, draft: type[Draft]) -> Table:
    """The rows of a file whose header says what a draft wants.

    Titles may stand above the header; rows in which nothing is said are left out.

    Raises:
        InputError: it is no table, has no such header, or too many rows.
    """
    with open_book(path) as book:
        sheet = next(one for one in book.sheets if one.visible)
        at, found = _header(sheet, draft, path)
        lines = tuple(_lines(book, sheet, at, found))
    if not lines:
        raise InputError(f"「{path.name}」表头下没有一行；请核对文件")
    return Table(path.name, found, lines)


def _header(sheet: Sheet, draft: type[Draft], path: Path) -> tuple[int, Columns]:
    """The row that knows the most columns, of those that say whom rows are about."""
    words = vocabulary(draft)
    wanted = {NAME, CODE} if NAME in words.values() else set(words.values())
    best: tuple[int, int, tuple[str, ...]] | None = None
    for number, cells in sheet.head:
        labels = tuple(shown(cell) for cell in cells)
        meant = {words.get("".join(label.split())) for label in labels} - {None}
        if meant & wanted and (best is None or len(meant) > best[0]):
            best = (len(meant), number, labels)
    if best is None:
        raise InputError(
            f"「{path.name}」没有找到表头；第一行请写列名，可用的有：{known(draft)}"
        )
    return best[1], columns(draft, best[2])


def _lines(book: Book, sheet: Sheet, at: int, found: Columns) -> Iterator[Line]:
    count = 0
    for _, batch in book.rows([sheet]):
        for number, cells in batch:
            said = _said(cells, found) if number > at else {}
            if said:
                count += 1
                if count > MOST:
                    raise InputError(f"超过 {MOST} 行；请分成几个文件")
                yield Line(number, said)


def _said(cells: list[Raw], found: Columns) -> dict[str, str]:
    pairs = zip(found.meant, cells, strict=False)
    texts = {key: shown(cell) for key, cell in pairs if key is not None}
    return {key: text for key, text in texts.items() if text}
