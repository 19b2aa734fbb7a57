"""How high the lines of a sheet are, and where its printed pages begin.

No heading and no signature stands alone. How much a sheet is scaled to fit the width
of a page depends on the program and its fonts; where it is scaled down further than is
reckoned here, pages hold more, and still begin where they should. Lengths are in
points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.columns import Cell
from registry.lists.table import Group, Table
from registry.text import width

LINE, AROUND, HEADING = 15, 6, 22
"""A line of text, the blank in a cell, the heading of a group."""
TITLE, HEADER, SIGNATURE = 40, 2 * LINE, 2 * LINE
_TOGETHER, _FEW = 2, 4
"""So many of a group's first rows stay with its heading, and of its last ones with what
stands under them; so few are not torn apart."""
_BESIDE, _ABOVE = 50.4, 54.0
"""The margins at each side, and above and below."""
_CELL, _PADDING = 5.25, 3.75
"""The width of a digit of a sheet's font, and what every column has beside them."""
_HALF = 5.5
"""The width of half a hanzi of 11 points."""
_WORDS = 3
"""So many letters take a cell more: words are not broken."""
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

    def room(self, widths: Sequence[float]) -> float:
        """How high the rows of a page can be where all columns fit on it."""
        needed = sum(one * _CELL + _PADDING for one in widths)
        scale = min(1, (self.across - 2 * _BESIDE) / needed)
        return _SURE * (self.down - 2 * _ABOVE) / scale


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: how high it is, and whether it stays with the next one."""

    height: float
    kept: bool = False


def row(widths: Sequence[float], values: Sequence[Cell]) -> int:
    """How high a row is: as its highest cell."""
    lines = max(
        _lines_of(str(value or ""), room)
        for room, value in zip(widths, values, strict=True)
    )
    return LINE * lines + AROUND


def across(widths: Sequence[float], text: str) -> int:
    """How high a line over all columns is: none runs off the page."""
    return LINE * _lines_of(text, sum(widths))


def _lines_of(text: str, room: float) -> int:
    """How many lines a text takes: each holds whole hanzi only."""
    cells = int(room * _CELL / _HALF) // 2 * 2
    letters = sum(one.isascii() and one.isalpha() for one in text)
    return -(-max(1, width(text) + letters // _WORDS) // max(2, cells))


def breaks(table: Table, widths: Sequence[float], paper: Paper) -> list[int]:
    """The lines of a sheet, from 0 for the title, with which pages begin."""
    above = sum(across(widths, text) for text in table.above)
    room = paper.room(widths) - HEADER
    lines = list(_lines(table, widths))
    header = 1 + len(table.above)
    return [at + header + 1 for at in starts(lines, room - TITLE - above, room)]


def _lines(table: Table, widths: Sequence[float]) -> Iterator[Line]:
    """What stands under the header."""
    groups = table.groups
    for group in groups:
        yield from _of_group(widths, group, last=group is groups[-1])
    for at, text in enumerate(table.below, 1):
        yield Line(across(widths, text), at < len(table.below))


def _of_group(widths: Sequence[float], group: Group, *, last: bool) -> Iterator[Line]:
    if group.heading:
        yield Line(HEADING, kept=True)
    for at, values in enumerate(group.rows):
        yield Line(row(widths, values), stays(group, at, last=last))
    for at, _ in enumerate(group.below, 1):
        yield Line(SIGNATURE, last or at < len(group.below))


def stays(group: Group, at: int, *, last: bool) -> bool:
    """Whether a row of a group stays on one page with the line after it.

    The ``last`` group stays with what stands under the table.
    """
    after = len(group.rows) - 1 - at
    signed = after < _TOGETHER and (last or bool(group.below))
    begun = bool(group.heading) and (at < _TOGETHER - 1 or after + at < _FEW)
    return signed or (begun and after > 0)


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
