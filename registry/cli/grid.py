"""Rows as lines of text in columns, measured in terminal cells.

A wide character is never split, nor is a date, a number or a code as long as its
column holds it. Where there is no width to fit, values stay whole: a long one pushes
on the rest of its own row, and no other row pays for it with blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from registry.text import width

_GAP = 2
_LEAST = 4
_PADDED = 36
_PIECE = re.compile(r"[!-~]+|.")

Cells = Sequence[str]


def lines(header: Cells, rows: Sequence[Cells], room: int | None) -> Iterator[str]:
    """Header (where it says anything) and rows, line by line; see ``blocks``."""
    for block in blocks(header, rows, room):
        yield from block


def blocks(
    header: Cells, rows: Sequence[Cells], room: int | None
) -> Iterator[list[str]]:
    """The lines of the header (none where it says nothing), then those of each row.

    A line has at most ``room`` cells; without it lines are as long as they are.
    """
    shown = [header, *rows]
    kept = [at for at in range(len(header)) if any(row[at] for row in shown)]
    table = [[row[at] for at in kept] for row in shown]
    natural = [max(width(row[at]) for row in table) for at in range(len(kept))]
    if room is None:
        cells = [min(wide, _PADDED) for wide in natural]
        found = ([_joined(row, cells)] for row in table)
    else:
        cells = _fitted(natural, room)
        found = (list(_wrapped_row(row, cells)) for row in table)
    head = next(found)
    yield head if any(header) else []
    yield from found


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most ``cells`` cells (2 at least)."""
    found = [""]
    for piece in _PIECE.findall(text):
        if width(found[-1]) + width(piece) > cells and found[-1]:
            found.append("")
        for char in piece if width(piece) > cells else (piece,):
            if width(found[-1]) + width(char) > cells and found[-1]:
                found.append("")
            found[-1] += char if found[-1] or char != " " else ""
    return [line.rstrip() for line in found]


def _wrapped_row(row: Cells, cells: Sequence[int]) -> Iterator[str]:
    parts = [wrapped(text, wide) for text, wide in zip(row, cells, strict=True)]
    for line in zip_longest(*parts, fillvalue=""):
        yield _joined(line, cells)


def _joined(row: Cells, cells: Sequence[int]) -> str:
    line = "".join(
        text + " " * (max(wide - width(text), 0) + _GAP)
        for text, wide in zip(row, cells, strict=True)
    )
    return line.rstrip()


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """Widths within the room: only the widest columns give way, all to one width."""
    free = room - _GAP * (len(natural) - 1)
    widest = max(natural, default=0)
    while widest > _LEAST and sum(min(wide, widest) for wide in natural) > free:
        widest -= 1
    cells = [min(wide, widest) for wide in natural]
    for at in sorted(range(len(cells)), key=lambda one: -natural[one]):
        if natural[at] > cells[at] and sum(cells) < free:
            cells[at] += min(natural[at] - cells[at], free - sum(cells))
    return cells
