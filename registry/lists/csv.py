"""Lists as CSV: UTF-8 with BOM or GB18030, and no cell that a program would run.

A spreadsheet runs what begins with = + - @, a tab or a line end (OWASP, "CSV
Injection"), and some run the full-width forms too. Such text gets an apostrophe in
front, which ``unguarded`` takes away again; numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
from enum import StrEnum

from registry.columns import Cell
from registry.lists.table import Table

_RUNS = frozenset("=+-@\t\r\n＝＋－＠")
_BEFORE = "' \u3000\u00a0"


class Encoding(StrEnum):
    """How the bytes of a CSV file stand for characters."""

    UTF_8 = "utf-8-sig"
    GB18030 = "gb18030"


def guarded(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would run it.

    >>> guarded("=1+1"), guarded("示例企业")
    ("'=1+1", '示例企业')
    """
    return f"'{text}" if _runs(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given.

    >>> unguarded("'=1+1"), unguarded("'示例'")
    ('=1+1', "'示例'")
    """
    return text[1:] if text.startswith("'") and _runs(text) else text


def _runs(text: str) -> bool:
    return text.lstrip(_BEFORE)[:1] in _RUNS if text else False


def write(table: Table, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The list as CSV: title and lines above, header, rows, lines below."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for line in (table.heading, *table.above):
        writer.writerow([guarded(line)])
    writer.writerow([guarded(column.header) for column in table.columns])
    writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    for line in table.below:
        writer.writerow([guarded(line)])
    return buffer.getvalue().encode(encoding.value)


def _cell(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) else cell
