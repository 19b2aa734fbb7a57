"""Printing: data to stdout as table, JSON or CSV; narration to stderr."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

from rich.console import Console
from rich.table import Table
from rich.text import Text

from registry.lists.csv import guarded
from registry.text import visible

_UNWRAPPED = 100_000


class Format(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def say(sentence: str) -> None:
    """Narrate on stderr, so that stdout stays data."""
    print(sentence, file=sys.stderr)


def out(text: str) -> None:
    """Print data, stripped of what could steer a terminal."""
    print("\n".join(visible(line) for line in text.split("\n")))


def as_json(value: object) -> None:
    """Print a value as JSON that people can read."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows as CSV that no spreadsheet can run."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(visible(cell)) for cell in row] for row in rows)
    print(buffer.getvalue(), end="")


def as_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns: wrapped to a terminal's width, unwrapped to a file."""
    table = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(header)
    )
    for title in header:
        table.add_column(Text(title), overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    drawn = io.StringIO()
    columns = shutil.get_terminal_size().columns
    wide = columns if sys.stdout.isatty() else _UNWRAPPED
    Console(file=drawn, width=wide, highlight=False).print(table)
    print("\n".join(line.rstrip() for line in drawn.getvalue().splitlines()))


def listing(
    layout: Format, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Print rows in the format asked for; JSON as objects keyed by the header."""
    match layout:
        case Format.TABLE:
            as_table(header, rows)
        case Format.CSV:
            as_csv(header, rows)
        case Format.JSON:
            as_json([dict(zip(header, row, strict=True)) for row in rows])
