"""A table as the keys move it: cursor, view, marks, over a window of rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from registry.desk.read.values import Heading, Row
from tui.state.marks import Marks
from tui.state.window import Want, Window


@dataclass(slots=True)
class TableState:
    """Cursor and view are indexes into the whole list, at hand or not.

    ``terms`` say what is listed. ``height`` is how many rows the view shows. ``asked``
    is the page under way.
    """

    headings: tuple[Heading, ...] = ()
    terms: str = ""
    window: Window = field(default_factory=Window)
    marks: Marks = field(default_factory=Marks)
    cursor: int = 0
    top: int = 0
    height: int = 1
    skip: int = 0
    loaded: bool = False
    _anchor: int | None = None
    _kept: set[int] = field(default_factory=set)
    _to_end: bool = False

    @property
    def row(self) -> Row | None:
        """The row under the cursor, None while it is not at hand."""
        return self.window.row(self.cursor)

    @property
    def last(self) -> int:
        """The index of the last row that is known."""
        return max(0, self.window.length - 1)

    def renew(self, *, keep: bool = False) -> None:
        """Forget the rows; ``keep`` leaves the cursor and the marks where they are."""
        self.window = Window()
        self.loaded = False
        self._anchor = None
        if not keep:
            self.cursor = self.top = 0
            self.marks.clear()

    def want(self) -> Want | None:
        """The page to read next."""
        return self.window.want(self.top, self.height)

    def fill(self, want: Want, rows: list[Row]) -> None:
        """Take in a page."""
        shift = self.window.fill(want, rows)
        self.loaded = True
        self.cursor += shift
        self.top += shift
        self._clamp()

    def refused(self) -> None:
        """Nothing can be read."""
        self.window = Window(total=0, empty=True)
        self.loaded = True
        self.terms = ""

    def counted(self, total: int) -> None:
        """Take in how many rows there are."""
        if self.window.empty:
            return
        self.window.total = max(total, self.window.end)
        if self._to_end:
            self._to_end = False
            self.cursor = self.last
        self._clamp()

    def _clamp(self) -> None:
        if self.window.total is not None:
            self.cursor = min(self.cursor, self.last)
        self.show_cursor()

    def show_cursor(self) -> None:
        """Move the view by as little as shows the cursor."""
        self.top = min(self.top, self.cursor)
        self.top = max(self.top, self.cursor - self.height + 1)
        self.top = max(0, self.top)

    def scrolled(self, top: int) -> None:
        """The view was scrolled by mouse: the cursor stays inside it."""
        self.top = top
        self.cursor = min(max(self.cursor, top), top + self.height - 1, self.last)

    def move(self, by: int, *, mark: bool = False) -> None:
        """Move the cursor, marking what it passes where ``mark``."""
        target = min(max(self.cursor + by, 0), self.last)
        if mark:
            self._extend(target)
        else:
            self._anchor = None
        self.cursor = target
        self.show_cursor()

    def home(self) -> None:
        """Go to the first row."""
        self.move(-self.cursor)

    def end(self) -> None:
        """Go to the last row, as soon as it is known which that is."""
        self._to_end = self.window.total is None
        self.move(self.last - self.cursor)

    def toggle(self) -> None:
        """Mark the row under the cursor, or unmark it, and go on to the next."""
        if self.row is not None:
            self.marks.toggle(self.row.id)
            self.move(1)

    def _extend(self, target: int) -> None:
        """Mark from where the range began to ``target``, as a spreadsheet does."""
        if self._anchor is None:
            self._anchor = self.cursor
            self._kept = {row.id for row in self.window.rows if row.id in self.marks}
        low, high = sorted((self._anchor, target))
        for index in self._passed(target):
            row = self.window.row(index)
            if row is not None:
                inside = low <= index <= high
                self.marks.set(row.id, marked=inside or row.id in self._kept)

    def _passed(self, target: int) -> range:
        low, high = sorted((self.cursor, target))
        return range(low, high + 1)
