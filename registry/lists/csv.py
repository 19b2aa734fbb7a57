"""Lists as CSV: UTF-8 with BOM or GB18030, and no cell that a program would run.

Text that a spreadsheet would run gets an apostrophe in front (``text.guarded``);
numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
from enum import StrEnum

from registry.columns import Cell
from registry.lists.table import Table
from registry.text import guarded


class Encoding(StrEnum):
    """How the bytes of a CSV file stand for characters."""

    UTF_8 = "utf-8-sig"
    GB18030 = "gb18030"


def write(table: Table, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The list as CSV: title and lines above, header, rows, lines below.

    A published list has its archive page after an empty line.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for line in (table.heading, *table.above):
        writer.writerow([guarded(line)])
    writer.writerow([guarded(column.header) for column in table.columns])
    writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    archive = ("", *table.archive.lines) if table.archive else ()
    for line in (*table.below, *archive):
        writer.writerow([guarded(line)])
    return buffer.getvalue().encode(encoding.value)


def _cell(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) else cell
