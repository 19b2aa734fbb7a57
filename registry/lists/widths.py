"""How wide columns are on paper: what must not break first, the rest by its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from registry.columns import Column, Kind
from registry.lists.table import Table
from registry.text import width

_CAPITALS = 1.25
"""Codes are of digits and capitals, which are wider than half a hanzi."""
_PADDING = 2
_SHORT = 6
_LEAST_TEXT, _MOST_KEPT = 0.4, 0.5
"""So much of the page is left to columns of text at least; so much of that is kept, at
most, for those whose entries are not to be broken."""


def shared(table: Table, room: int, cell: int) -> list[int]:
    """The width of each column where ``room`` is to be filled.

    ``cell`` is half a hanzi's width in the same unit. Where all need more than there
    is, codes, days and numbers get what they need not to be broken, and columns of text
    share what is left, by what is in them; short ones and days are not broken either.
    """
    longest = [_longest(table, at) for at in range(len(table.columns))]
    needed = [
        _needed(*pair) * cell for pair in zip(table.columns, longest, strict=True)
    ]
    fixed = [one.kind is not Kind.TEXT for one in table.columns]
    taken = sum(need for need, firm in zip(needed, fixed, strict=True) if firm)
    fits = sum(needed) <= room
    if fits or all(fixed) or taken > room * (1 - _LEAST_TEXT):
        return _filling(needed, room)
    texts = [at for at, firm in enumerate(fixed) if not firm]
    least = [_unbroken(table, at, longest[at]) * cell for at in texts]
    parts = iter(_sharing([needed[at] for at in texts], least, room - round(taken)))
    return [
        round(need) if firm else next(parts)
        for need, firm in zip(needed, fixed, strict=True)
    ]


def _sharing(parts: Sequence[float], least: Sequence[float], room: int) -> list[int]:
    """The room by what is in each part; who would get too little has its least.

    Where that is too much together, those have it who need least.
    """
    given: dict[int, int] = {}
    while rest := [at for at in range(len(parts)) if at not in given]:
        left = room - sum(given.values())
        shares = _filling([parts[at] for at in rest], left)
        most = room * _MOST_KEPT - sum(given.values())
        short = [
            at for at, one in zip(rest, shares, strict=True) if one < least[at] <= most
        ]
        if not short:
            found = given | dict(zip(rest, shares, strict=True))
            return [found[at] for at in range(len(parts))]
        at = min(short, key=least.__getitem__)
        given[at] = round(least[at])
    return _filling(parts, room)


def fitted(table: Table) -> list[float]:
    """The width of each column of a sheet, by what is in it, in digits of its font."""
    return [
        _FRAMED + _WIDER[column.kind is Kind.TEXT] * _held(column, _longest(table, at))
        for at, column in enumerate(table.columns)
    ]


_WIDER = {True: 1.06, False: _CAPITALS}
"""How much wider two cells of text are than two digits; what is not text may not wrap,
whichever font stands in."""
_FRAMED = 1.5


def _held(column: Column, longest: int) -> int:
    """In cells: the longest entry, as far as the column goes, or the header."""
    header = max(min(width(column.header), _SHORT), 2 * -(-width(column.header) // 4))
    return max(min(longest, column.width), header)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PIECE = re.compile(r"〔\d{4}〕\d+号|（[^（）]{1,3}）")
_ENTRY, _WHOLE = 10, 20
"""An entry no wider than this, in cells, stands on a line; one with a day in it may be
wider."""


def _unbroken(table: Table, at: int, longest: int) -> int:
    """What a column of text needs where its entries are short or end with a day.

    Of several in one cell each does. A document's number stays whole from its year on,
    and so does what a level is called in brackets.
    """
    cells = [str(row[at] or "") for row in table.rows]
    each = max((width(one) for cell in cells for one in cell.split(_AND)), default=0)
    if each <= _ENTRY or (longest <= _WHOLE and any(map(_DAY.search, cells))):
        return min(each + width(_AND), longest) + _PADDING
    pieces = [width(one) for cell in cells for one in _PIECE.findall(cell)]
    return max(pieces) + _PADDING if pieces else 0


def _longest(table: Table, at: int) -> int:
    cells = (str(row[at]) for row in table.rows if row[at] is not None)
    if table.columns[at].kind is Kind.DATE:
        cells = (day for cell in cells for day in _days(cell))
    return max(map(width, cells), default=0)


def _days(cell: str) -> list[str]:
    """Several days in one cell: a line may end after each."""
    return cell.replace(_AND, f"{_AND}\n").split("\n")


_AND = "；"


def _needed(column: Column, longest: int) -> float:
    """In cells: the longest entry, or the header, on two lines unless it is short."""
    if column.kind is Kind.TEXT:
        return _held(column, longest) + _PADDING
    header = _held(column, 0)
    wide = longest * _CAPITALS if column.kind is Kind.CODE else longest
    return max(wide, header) + _PADDING


def _filling(parts: Sequence[float], room: int) -> list[int]:
    total = sum(parts)
    return [int(room * part / total) for part in parts]
