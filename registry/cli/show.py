"""Printing: data to stdout as table, JSON or CSV; narration to stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

from registry.cli import grid
from registry.text import guarded, visible


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
    """Print rows in columns, in the width of the terminal or of ``COLUMNS``."""
    safe = [tuple(visible(cell) for cell in row) for row in rows]
    print("\n".join(grid.lines(header, safe, room())))


def room() -> int | None:
    """The cells a line has; none where it goes to a file and nothing says how wide."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return shutil.get_terminal_size().columns
    return None


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
