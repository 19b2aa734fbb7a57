"""Printing: data to stdout as table, JSON or CSV; narration to stderr."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

from registry.text import visible, width


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
    """Print rows as CSV."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    print(buffer.getvalue(), end="")


def as_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell."""
    shown = [tuple(visible(cell) for cell in row) for row in (header, *rows)]
    widths = [max(width(row[i]) for row in shown) for i in range(len(header))]
    for row in shown:
        cells = (
            cell + " " * (cells - width(cell))
            for cell, cells in zip(row, widths, strict=True)
        )
        print("  ".join(cells).rstrip())


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
