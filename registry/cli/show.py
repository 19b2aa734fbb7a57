"""Printing: data to stdout as table, JSON or CSV; narration to stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TextIO

from registry.cli import grid
from registry.columns import Cell
from registry.desk.read.session import Reading
from registry.lists.table import Table
from registry.text import guarded, visible

_FEWEST, _AROUND = 10, 6


class Whose(Protocol):
    """Something of an enterprise."""

    @property
    def enterprise_id(self) -> int:
        """Its number."""

    @property
    def uscc(self) -> str | None:
        """Its credit code, if it is known."""

    @property
    def enterprise(self) -> str:
        """Its name on the day."""

    @property
    def unit(self) -> str:
        """Where it reports; empty where that is not known."""


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


def paragraph(text: str) -> None:
    """Print sentences as data, each broken where the line ends."""
    cells = room()
    for line in text.split("\n"):
        out("\n".join(grid.wrapped(visible(line), cells)) if cells else line)


def aside(text: str, layout: Format) -> None:
    """Print what is said beside data: with a table as data, else as narration."""
    paragraph(text) if layout is Format.TABLE else say(text)


@contextmanager
def as_far_as_read() -> Iterator[None]:
    """Print what stands beside a write: a reader who leaves ends only the printing.

    What was agreed to is still written, and the exit code tells what was done.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BrokenPipeError:
                hush(stream)


def hush(stream: TextIO) -> None:
    """Let what is still to be printed on a stream go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def as_json(value: object) -> None:
    """Print a value as JSON that people can read."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def headed(reading: Reading) -> dict[str, object]:
    """What a JSON answer says first: whose register, if made up, as of and known when.

    ``known_through`` is the last change that was known at ``known_on``.
    """
    info = reading.info
    return {
        "registry": info.name,
        "demonstration": info.demonstration,
        "made_up": info.made_up or None,
        "on": reading.on,
        "known_on": info.known_on.replace(" ", "T") or None,
        "known_through": info.known_through,
    }


def party(of: Whose) -> dict[str, object]:
    """The enterprise as every JSON answer has it."""
    return {
        "id": of.enterprise_id,
        "uscc": of.uscc,
        "name": of.enterprise,
        "unit": of.unit,
    }


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows as CSV that no spreadsheet can run."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(visible(cell)) for cell in row] for row in rows)
    print(buffer.getvalue(), end="")


def as_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], lines: int | None = None
) -> int:
    """Print rows in columns, in the width of the terminal or of ``COLUMNS``.

    At most ``lines`` lines, but one row at least; gives how many rows were printed.
    """
    safe = [tuple(visible(cell) for cell in row) for row in rows]
    used, printed = 0, -1
    for block in grid.blocks(header, safe, room()):
        if lines is not None and printed > 0 and used + len(block) > lines:
            break
        if block:
            print("\n".join(block))
        used, printed = used + len(block), printed + 1
    return printed


def on_terminal() -> bool:
    """Whether somebody reads along, line by line."""
    return sys.stdout.isatty()


def room() -> int | None:
    """The cells a line has; none where it goes to a file and nothing says how wide."""
    if on_terminal() or os.environ.get("COLUMNS", "").isdecimal():
        return shutil.get_terminal_size().columns
    return None


def at_most(limit: int | None, layout: Format) -> int | None:
    """How many rows to print: as asked, else what a screen holds, else all."""
    return _screen(layout) if limit is None else limit


def left_over(rows: int) -> str:
    """What to say of the rows that are not printed."""
    return f"；还有 {rows} 行，用 --limit 或 export" if rows else ""


def listing(
    layout: Format,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    limit: int | None = None,
) -> int:
    """Print rows as a table, or as CSV.

    So many rows at most; where nothing is said, no more lines than a terminal shows.
    Gives how many were printed.
    """
    said = [tuple(map(plain, row)) for row in rows[:limit]]
    if layout is Format.TABLE:
        return as_table(header, said, _screen(layout) if limit is None else None)
    as_csv(header, said)
    return len(said)


def answered(
    reading: Reading, name: str, rows: Sequence[object], total: int | None = None
) -> None:
    """Print rows as JSON, by their name, under the head; and how many there are."""
    counted = {"total": len(rows) if total is None else total}
    as_json(headed(reading) | counted | {name: rows})


def by_key(keys: Sequence[str], row: Sequence[Cell]) -> dict[str, object]:
    """A row as JSON has it: numbers as numbers, what is empty as null."""
    return {key: _value(cell) for key, cell in zip(keys, row, strict=True)}


def _value(cell: Cell) -> object:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell if isinstance(cell, int) else str(cell or "") or None


def print_table(
    reading: Reading, table: Table, limit: int | None, layout: Format
) -> None:
    """A list as a file has it: title, terms and marks are part of the table."""
    if layout is Format.JSON:
        from registry.lists.json import told

        whole, total = told(table, limit), {"total": len(table.rows)}
        as_json(headed(reading) | total | whole)
        return
    aside("\n".join((table.heading, *table.above)), layout)
    header = [column.header for column in table.columns]
    left = len(table.rows) - listing(layout, header, table.rows, limit)
    aside("\n".join(table.below) + left_over(left), layout)


def plain(cell: object) -> str:
    """A cell as text; blank where it is empty."""
    return "" if cell is None else str(cell)


def _screen(layout: Format) -> int | None:
    """The lines of rows that a terminal shows at once; none where it is no table."""
    if layout is Format.TABLE and on_terminal():
        return max(_FEWEST, shutil.get_terminal_size().lines - _AROUND)
    return None
