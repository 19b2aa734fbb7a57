"""How high the lines of a sheet are, and where its printed pages begin.

No heading and no signature stands alone. How much a sheet is scaled to fit the width
of a page depends on the program and its fonts; where it is scaled down further than is
reckoned here, pages hold more, and still begin where they should. Lengths are in
points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.columns import Cell, Column
from registry.lists.table import Group, Table
from registry.text import width

LINE, AROUND, HEADING = 15, 6, 22
"""A line of text, the blank in a cell, the heading of a group."""
TITLE, HEADER, SIGNATURE = 40, 2 * LINE, 2 * LINE
_TOGETHER = 2
"""So many of the last rows stay on one page with what stands under them."""
_BESIDE, _ABOVE = 50.4, 54.0
"""The margins at each side, and above and below."""
_CELL, _PADDING = 5.25, 3.75
"""The width of a digit of 11 points, and what every column has beside its digits."""
_SURE = 0.97
"""So much of a page is filled."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper as it lies."""

    across: float
    down: float

    def laid(self, *, wide: bool) -> Paper:
        """The paper as it lies, turned where the list is wide."""
        return Paper(self.down, self.across) if wide else self

    def room(self, shown: Sequence[Column]) -> float:
        """How high the rows of a page can be where all columns fit on it."""
        needed = sum(column.width * _CELL + _PADDING for column in shown)
        scale = min(1, (self.across - 2 * _BESIDE) / needed)
        return _SURE * (self.down - 2 * _ABOVE) / scale


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: how high it is, and whether it stays with the next one."""

    height: float
    kept: bool = False


def row(shown: Sequence[Column], values: Sequence[Cell]) -> int:
    """How high a row is: as its highest cell."""
    lines = max(
        -(-max(1, width(str(value or ""))) // column.width)
        for column, value in zip(shown, values, strict=True)
    )
    return LINE * lines + AROUND


def across(shown: Sequence[Column], text: str) -> int:
    """How high a line over all columns is: none runs off the page."""
    room = sum(column.width for column in shown)
    return LINE * -(-max(1, width(text)) // room)


def breaks(table: Table, paper: Paper) -> list[int]:
    """The lines of a sheet, from 0 for the title, with which pages begin."""
    above = sum(across(table.columns, text) for text in table.above)
    room = paper.room(table.columns) - HEADER
    lines = list(_lines(table))
    header = 1 + len(table.above)
    return [at + header + 1 for at in starts(lines, room - TITLE - above, room)]


def _lines(table: Table) -> Iterator[Line]:
    """What stands under the header."""
    groups = table.groups
    for group in groups:
        yield from _of_group(table, group, last=group is groups[-1])
    for at, text in enumerate(table.below, 1):
        yield Line(across(table.columns, text), at < len(table.below))


def _of_group(table: Table, group: Group, *, last: bool) -> Iterator[Line]:
    if group.heading:
        yield Line(HEADING, kept=True)
    kept = len(group.rows) - (_TOGETHER if last or group.below else 0)
    for at, values in enumerate(group.rows):
        yield Line(row(table.columns, values), at >= kept)
    for at, _ in enumerate(group.below, 1):
        yield Line(SIGNATURE, last or at < len(group.below))


def starts(lines: Sequence[Line], first: float, later: float) -> list[int]:
    """The lines, from 0, with which pages begin after the first page.

    ``first`` is the room on that one, ``later`` on the others.
    """
    found: list[int] = []
    used, room = 0.0, first
    for begin, end in _blocks(lines):
        block = sum(line.height for line in lines[begin:end])
        for at in range(begin, end):
            needed = block if at == begin and block <= later else lines[at].height
            if used and used + needed > room:
                found.append(at)
                used, room = 0.0, later
            used += lines[at].height
    return found


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines that stay together, each by its first and the one after it."""
    begin = 0
    for at, line in enumerate(lines, 1):
        if not line.kept or at == len(lines):
            yield begin, at
            begin = at
