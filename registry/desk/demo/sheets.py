"""Sheets of the demonstration data: CSV lines, and drafts made of them.

A column is headed by what the desk calls the draft's field (企业名称, 评估日期 …);
columns that name another record (企业, 认定对象, 批次 …) are looked up by the caller.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from registry.desk.drafts.base import Draft
from registry.errors import Fault, FaultsError, InputError

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
        """The draft that this line fills in; ``ids`` are records already looked up.

        Raises:
            InputError: a cell cannot be read, with all that is wrong in the line.
        """
        fields = {info.title: name for name, info in kind.model_fields.items()}
        read = {
            fields[heading]: cell
            for heading, cell in self.cells.items()
            if heading in fields and cell and fields[heading] not in ids
        }
        return kind.read(**read, **ids)

    def fault(self, problem: str) -> Fault:
        """What is wrong with this line, as a value."""
        return Fault(self.file, problem, "请改正这一行再试", line=self.number)


def lines(file: Path) -> Iterator[Line]:
    """The lines of a CSV sheet (UTF-8, one row of headings).

    Raises:
        FaultsError: it is missing, is not UTF-8, or lines are longer or shorter
            than the headings.
    """
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        raise FaultsError((Fault(file.name, "没有这份表", "请补上"),)) from None
    except UnicodeDecodeError:
        raise FaultsError((Fault(file.name, "不是 UTF-8", "请另存为 UTF-8"),)) from None
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    headings = next(rows, [])
    read = [(rows.line_num, row) for row in rows]
    ragged = tuple(
        Fault(file.name, "列数与表头不符", "请补齐或删去多出的格", line=number)
        for number, row in read
        if len(row) != len(headings)
    )
    if ragged:
        raise FaultsError(ragged)
    for number, row in read:
        yield Line(file.name, number, dict(zip(headings, row, strict=True)))
