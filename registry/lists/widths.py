"""How wide columns are on paper: what must not break first, the rest by its text."""

from __future__ import annotations

from collections.abc import Sequence

from registry.columns import Column, Kind
from registry.lists.table import Table
from registry.text import width

_CAPITALS = 1.25
"""Codes are of digits and capitals, which are wider than half a hanzi."""
_PADDING = 2
_SHORT = 6
_LEAST_TEXT = 0.4
"""So much of the page is left to columns of text at least."""


def shared(table: Table, room: int, cell: int) -> list[int]:
    """The width of each column where ``room`` is to be filled.

    ``cell`` is half a hanzi's width in the same unit. Where all need more than there
    is, codes, days and numbers get what they need not to be broken, and columns of text
    share what is left, by what is in them.
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
    texts = [need for need, firm in zip(needed, fixed, strict=True) if not firm]
    parts = iter(_filling(texts, room - round(taken)))
    return [
        round(need) if firm else next(parts)
        for need, firm in zip(needed, fixed, strict=True)
    ]


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
    header = max(min(width(column.header), _SHORT), -(-width(column.header) // 2))
    if column.kind is Kind.TEXT:
        return max(min(longest, column.width), header) + _PADDING
    wide = longest * _CAPITALS if column.kind is Kind.CODE else longest
    return max(wide, header) + _PADDING


def _filling(parts: Sequence[float], room: int) -> list[int]:
    total = sum(parts)
    return [int(room * part / total) for part in parts]
