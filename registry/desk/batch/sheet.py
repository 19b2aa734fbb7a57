"""Rows of a file: CSV in UTF-8 or GB18030, or a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from registry.desk.batch.columns import (
    CODE,
    NAME,
    THING,
    Columns,
    Line,
    Table,
    columns,
    known,
    vocabulary,
)
from registry.desk.drafts import writing
from registry.desk.drafts.base import Draft
from registry.errors import InputError
from registry.intake.book import Book, Sheet
from registry.intake.open import open_book
from registry.readers import days
from registry.readers.raw import Raw, Setting, shown

SURPLUS = "·surplus"
"""What stands in no column."""
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
        reader = _Reader(found, _days(draft), Setting(book.epoch, typed=book.typed))
        lines = tuple(_lines(book, sheet, at, reader))
    if not lines:
        raise InputError(f"「{path.name}」表头下没有一行；请核对文件")
    return Table(path.name, found, lines)


def _header(sheet: Sheet, draft: type[Draft], path: Path) -> tuple[int, Columns]:
    """The row that knows the most columns, of those that say whom rows are about."""
    words = vocabulary(draft)
    wanted = {NAME, CODE} if NAME in words.values() else set(words.values())
    lonely = False
    best: tuple[int, int, tuple[str, ...]] | None = None
    for number, cells in sheet.head:
        labels = tuple(shown(cell) for cell in cells)
        meant = {words.get("".join(label.split())) for label in labels} - {None}
        lonely = lonely or (THING in meant and THING not in wanted)
        if meant & wanted and (best is None or len(meant) > best[0]):
            best = (len(meant), number, labels)
    if best is None and lonely:
        raise InputError(
            f"「{path.name}」只有「对象」一列，说不清是哪家的；"
            "请加上「企业名称」或「统一社会信用代码」列，对象是企业本身的只写这一列"
        )
    if best is None:
        needed = "（企业名称、统一社会信用代码至少有一列）" if NAME in wanted else ""
        raise InputError(
            f"「{path.name}」没有找到表头；第一行请写列名，可用的有：{known(draft)}"
            f"{needed}"
        )
    return best[1], columns(draft, best[2])


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the cells of a row: texts as they are shown, days by the file's setting."""

    columns: Columns
    days: frozenset[str]
    setting: Setting

    def line(self, number: int, cells: list[Raw]) -> Line | None:
        """The row, or None where it says nothing."""
        said: dict[str, str] = {}
        wrong: dict[str, str] = {}
        for key, cell in zip(self.columns.meant, cells, strict=False):
            if key is None or not shown(cell):
                continue
            said[key] = shown(cell)
            if key in self.days:
                try:
                    said[key] = str(days.day(cell, self.setting))
                except InputError as refusal:
                    wrong[key] = str(refusal)
        over = [shown(cell) for cell in cells[len(self.columns.meant) :]]
        if any(over):
            more = "、".join(f"「{one}」" for one in over if one)
            wrong[SURPLUS] = f"比表头多出{more}；请核对这一行是否多了逗号"
        return Line(number, said, wrong) if said or wrong else None


def _days(draft: type[Draft]) -> frozenset[str]:
    """What of a draft is a day."""
    return frozenset(
        key
        for key, field in draft.model_fields.items()
        if writing.written(field) in (writing.DAY, writing.EXACT_DAY)
    )


def _lines(book: Book, sheet: Sheet, at: int, reader: _Reader) -> Iterator[Line]:
    count = 0
    for _, batch in book.rows([sheet]):
        for number, cells in batch:
            line = reader.line(number, cells) if number > at else None
            if line is not None:
                count += 1
                if count > MOST:
                    raise InputError(f"超过 {MOST} 行；请分成几个文件")
                yield line
