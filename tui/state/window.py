"""A window of pages around the view: constant memory for any number of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from registry.desk.read.values import Cursor, Row, Source

PAGE = 100
"""Rows read at a time."""

KEPT = 6 * PAGE
"""Most rows kept in memory."""

AHEAD = PAGE
"""Rows kept ready before and behind the view."""


class How(Enum):
    """Which way a page is read."""

    FIRST = auto()
    LAST = auto()
    AFTER = auto()
    BEFORE = auto()
    AT = auto()


@dataclass(frozen=True, slots=True)
class Want:
    """A page to read: which way, from which cursor or position."""

    how: How
    cursor: Cursor | None = None
    index: int = 0


def read(source: Source, want: Want) -> list[Row]:
    """Read the page that is wanted."""
    match want.how:
        case How.AT:
            return source.at(want.index, limit=PAGE)
        case How.LAST | How.BEFORE:
            return source.page(after=want.cursor, back=True, limit=PAGE)
        case How.FIRST | How.AFTER:
            return source.page(after=want.cursor, limit=PAGE)


@dataclass(slots=True)
class Window:
    """The rows ``[first, first + len(rows))`` of a list of ``total`` rows.

    ``total`` is None until it has been counted or the end has been seen.
    """

    first: int = 0
    rows: list[Row] = field(default_factory=list)
    total: int | None = None
    empty: bool = False

    @property
    def end(self) -> int:
        """The index after the last row at hand."""
        return self.first + len(self.rows)

    @property
    def length(self) -> int:
        """How many rows there are as far as is known."""
        return self.end if self.total is None else self.total

    def row(self, index: int) -> Row | None:
        """The row at an index, None where it is not at hand."""
        inside = self.first <= index < self.end
        return self.rows[index - self.first] if inside else None

    def want(self, top: int, height: int) -> Want | None:
        """The page to read next so that ``[top, top + height)`` can be shown."""
        if self.empty:
            return None
        bottom = top + height
        if self.total is not None:
            bottom = min(bottom, self.total)
        if not self.rows or top >= self.end + PAGE or bottom <= self.first - PAGE:
            return self._jump(top, height)
        return self._beside(top, bottom)

    def _jump(self, top: int, height: int) -> Want:
        if top < PAGE - height:
            return Want(How.FIRST)
        if self.total is not None and self.total - top <= PAGE:
            return Want(How.LAST)
        return Want(How.AT, index=max(0, top - (PAGE - height) // 2))

    def _beside(self, top: int, bottom: int) -> Want | None:
        below = self.end < (bottom + AHEAD) and not self._ended()
        above = self.first > max(0, top - AHEAD)
        if above and (self.first > top or not below):
            return Want(How.BEFORE, cursor=self.rows[0].cursor)
        return Want(How.AFTER, cursor=self.rows[-1].cursor) if below else None

    def _ended(self) -> bool:
        return self.total is not None and self.end >= self.total

    def fill(self, want: Want, rows: list[Row]) -> int:
        """Take in a page; gives by how much the indexes have shifted.

        They shift when the list grew or shrank under the view between two reads.
        """
        match want.how:
            case How.AFTER:
                return self._append(want, rows)
            case How.BEFORE:
                return self._prepend(want, rows)
            case _:
                return self._replace(want, rows)

    def _replace(self, want: Want, rows: list[Row]) -> int:
        short = len(rows) < PAGE
        self.rows = rows
        match want.how:
            case How.LAST:
                self.first = 0 if short else max(0, self.length - len(rows))
                self.total = self.end
            case How.AT if not rows:
                self.total = min(self.length, want.index)
            case _:
                self.first = want.index
                if short:
                    self.total = self.end
        self.empty = not rows and self.first == 0 and not self.total
        return 0

    def _append(self, want: Want, rows: list[Row]) -> int:
        if not self.rows or self.rows[-1].cursor != want.cursor:
            return 0
        self.rows.extend(rows)
        if len(rows) < PAGE:
            self.total = self.end
        elif self.total is not None:
            self.total = max(self.total, self.end)
        surplus = max(0, len(self.rows) - KEPT)
        del self.rows[:surplus]
        self.first += surplus
        return 0

    def _prepend(self, want: Want, rows: list[Row]) -> int:
        if not self.rows or self.rows[0].cursor != want.cursor:
            return 0
        self.rows[:0] = rows
        at_start = len(rows) < PAGE
        first = 0 if at_start else max(self.first - len(rows), 0)
        shift = first + len(rows) - self.first
        self.first = first
        if self.total is not None:
            self.total += shift
        del self.rows[KEPT:]
        return shift
