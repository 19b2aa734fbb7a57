"""A finished list as rows that a screen pages through."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from registry.columns import Kind
from registry.desk.read.values import Cursor, Heading, Row
from registry.lists.table import Table
from registry.text import width


class Whole(ABC):
    """Rows that are all there: a page is a stretch of them, a cursor a place from 1."""

    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def stretch(self, start: int, end: int) -> list[Row]:
        """The rows from one place to another, from 0."""

    def page(
        self, *, after: Cursor | None = None, back: bool = False, limit: int = 100
    ) -> list[Row]:
        """Rows after (``back``: before) a cursor, always in their own order."""
        here = None if after is None else int(after[0] or 0)
        if back:
            end = self.count() if here is None else here - 1
            return self.stretch(max(0, end - limit), end)
        start = here or 0
        return self.stretch(start, start + limit)

    def at(self, index: int, limit: int = 100) -> list[Row]:
        """Rows from a position."""
        return self.stretch(index, index + limit)


class TableSource(Whole):
    """The rows of a list, in its own order; a row's id is its place from 1."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._headings = tuple(self._measured())

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The columns, none wider than what stands in it."""
        return self._headings

    def _measured(self) -> Iterator[Heading]:
        for at, column in enumerate(self.table.columns):
            cells = (str(row[at]) for row in self.table.rows if row[at] is not None)
            wide = max(map(width, cells), default=0)
            room = max(width(column.label), min(column.width, wide))
            number = column.kind is Kind.NUMBER
            yield Heading(column.key, column.label, room, right=number)

    @property
    def terms(self) -> str:
        """The terms of the list, and what it rests on."""
        return "；".join(self.table.above).removeprefix("口径：")

    def count(self) -> int:
        """How many rows there are."""
        return len(self.table.rows)

    def stretch(self, start: int, end: int) -> list[Row]:
        """The rows from one place to another, from 0."""
        return [
            Row(place, (place,), tuple("" if c is None else str(c) for c in cells))
            for place, cells in enumerate(self.table.rows[start:end], start + 1)
        ]
