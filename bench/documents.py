"""Lists as Word documents, beside python-docx appending the same rows one by one.

Both make the same page, title and table of as many columns; only how the rows get into
the document differs.

    python -m bench.documents [--rows 1000] [--runs 3]
"""

from __future__ import annotations

import argparse
import io
import sys
from datetime import date

from docx import Document

from bench.figures import Figure, report
from bench.timing import in_turn, median, ratio, taken
from registry.lists import docx, layouts
from registry.lists.table import Table

LEAST = 15.0
_CELL = "示例企业有限公司"


def listed(rows: int) -> Table:
    """A list of titles with so many rows, every cell filled."""
    columns = layouts.TITLES.columns
    cells = [(number, *[_CELL] * (len(columns) - 1)) for number in range(1, rows + 1)]
    return Table(
        title="称号名单",
        issuer="示例市工业和信息化局",
        on=date(2022, 12, 31),
        terms="示例",
        basis="",
        columns=columns,
        rows=tuple(cells),
    )


def appended(table: Table) -> bytes:
    """The same document, made row by row."""
    word = Document()
    word.add_paragraph(table.heading)
    made = word.add_table(rows=1, cols=len(table.columns))
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        cell.text = column.header
    for row in table.rows:
        for cell, value in zip(made.add_row().cells, row, strict=True):
            cell.text = str(value)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def measure(rows: int, runs: int) -> Figure:
    """How many times faster the rows as one piece are."""
    table = listed(rows)
    jobs = {
        "appended": lambda: taken(lambda: appended(table)),
        "ours": lambda: taken(lambda: docx.write(table)),
    }
    seconds = in_turn(jobs, runs)
    ours, theirs = median(seconds["ours"]), median(seconds["appended"])
    return Figure(
        f"python-docx add_row / a list of {rows:,} rows as .docx",
        0,
        ratio(seconds["appended"], seconds["ours"]),
        "×",
        "≥",
        LEAST,
        f"{theirs:.2f} s beside {ours:.2f} s",
    )


def main() -> int:
    """Measure and tell; 0 however it comes out."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1000)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    report([measure(given.rows, given.runs)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
