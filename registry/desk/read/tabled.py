"""A finished list as rows that a screen pages through."""

from __future__ import annotations

from registry.columns import Kind
from registry.desk.read.values import Cursor, Heading, Row
from registry.lists.table import Table


class TableSource:
    """The rows of a list, in its own order; a row's id is its place from 1."""

    def __init__(self, table: Table) -> None:
        self.table = table

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The columns."""
        return tuple(
            Heading(one.key, one.label, one.width, right=one.kind is Kind.NUMBER)
            for one in self.table.columns
        )

    def count(self) -> int:
        """How many rows there are."""
        return len(self.table.rows)

    def page(
        self, *, after: Cursor | None = None, back: bool = False, limit: int = 100
    ) -> list[Row]:
        """Rows after (``back``: before) a cursor, always in the list's order."""
        here = None if after is None else int(after[0] or 0)
        if back:
            end = self.count() if here is None else here - 1
            return self._rows(max(0, end - limit), end)
        start = here or 0
        return self._rows(start, start + limit)

    def at(self, index: int, limit: int = 100) -> list[Row]:
        """Rows from a position."""
        return self._rows(index, index + limit)

    def enterprise(self, row: int) -> str:
        """The credit code, else the name, of the enterprise a row is about; or ""."""
        keys = [column.key for column in self.table.columns]
        cells = dict(zip(keys, self.table.rows[row - 1], strict=True))
        return str(cells.get("uscc") or cells.get("enterprise") or "")

    def _rows(self, start: int, end: int) -> list[Row]:
        return [
            Row(place, (place,), tuple("" if c is None else str(c) for c in cells))
            for place, cells in enumerate(self.table.rows[start:end], start + 1)
        ]
