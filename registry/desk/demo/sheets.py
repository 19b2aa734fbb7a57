"""Sheets of the demonstration data: CSV lines, and drafts made of them.

A column is headed by what the desk calls the draft's field (企业名称, 评估日期 …);
columns that name another record (企业, 认定对象, 批次 …) are looked up by the sheet's
own entry.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from registry.desk.demo.known import Known
from registry.desk.drafts.base import Draft
from registry.errors import Fault, FaultsError, InputError, RegistryError
from registry.store.transaction import Tx

D = TypeVar("D", bound=Draft)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: where it stands and its cells by heading."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        if heading not in self.cells:
            raise InputError(f"缺「{heading}」这一列；请补上")
        return self.cells[heading]

    def draft(self, kind: type[D], **ids: object) -> D:
        """The draft that this line fills in; ``ids`` are fields already looked up.

        Raises:
            InputError: a cell cannot be read, with all that is wrong in the line.
        """
        fields = _fields(kind)
        read = {
            fields[heading]: cell
            for heading, cell in self.cells.items()
            if heading in fields and cell and fields[heading] not in ids
        }
        return kind.read(**read, **ids)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file: how a line of it is entered, and what may head a column.

    ``names`` are the columns that name other records.
    """

    name: str
    enter: Callable[[Tx, Known, Line], None]
    drafts: tuple[type[Draft], ...]
    names: tuple[str, ...] = ()

    def record(self, tx: Tx, known: Known, folder: Path) -> Iterator[Fault]:
        """Enter every line of the sheet in that folder; what was wrong, line by line.

        Raises:
            FaultsError: it is no such sheet at all.
        """
        for line in _lines(folder / f"{self.name}.csv", self._headings()):
            try:
                self.enter(tx, known, line)
            except RegistryError as refused:
                yield Fault(
                    line.file, str(refused), "请改正这一行再试", line=line.number
                )

    def _headings(self) -> frozenset[str]:
        return frozenset(self.names).union(*map(_fields, self.drafts))


@cache
def _fields(kind: type[Draft]) -> Mapping[str, str]:
    """The fields of a draft by what the desk calls them."""
    return {str(info.title): name for name, info in kind.model_fields.items()}


def _lines(file: Path, known: frozenset[str]) -> Iterator[Line]:
    headings, *rows = _rows(file)
    faults = (
        *_strange(file.name, headings[1], known),
        *_ragged(file.name, len(headings[1]), rows),
    )
    if faults:
        raise FaultsError(faults)
    for number, cells in rows:
        yield Line(file.name, number, dict(zip(headings[1], cells, strict=True)))


def _rows(file: Path) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file (UTF-8) with the number of their line, headings first."""
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        raise FaultsError((Fault(file.name, "没有这份表", "请补上"),)) from None
    except UnicodeDecodeError:
        raise FaultsError((Fault(file.name, "不是 UTF-8", "请另存为 UTF-8"),)) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    rows = [(reader.line_num, row) for row in reader]
    if not rows:
        raise FaultsError((Fault(file.name, "没有表头", "请补上表头"),))
    return rows


def _strange(file: str, headings: list[str], known: frozenset[str]) -> Iterator[Fault]:
    for heading in dict.fromkeys(headings):
        if heading not in known:
            remedy = f"可用的列：{'、'.join(sorted(known))}"
            yield Fault(file, "不认识这一列", remedy, line=1, column=heading)
        if headings.count(heading) > 1:
            yield Fault(file, "这一列有两个", "请留下一个", line=1, column=heading)


def _ragged(
    file: str, width: int, rows: list[tuple[int, list[str]]]
) -> Iterator[Fault]:
    for number, cells in rows:
        if len(cells) != width:
            yield Fault(file, "列数与表头不符", "请补齐或删去多出的格", line=number)
