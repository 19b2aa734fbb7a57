"""The paged table: constant memory, one row or a million, never waiting on SQL."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from registry.desk.read.values import Row
from registry.errors import RegistryError
from tui import texts
from tui.lane import Lane
from tui.paint import strip
from tui.render import table as lines
from tui.render.line import BLANK, Role, line
from tui.state.feed import Feed, Make, Page
from tui.state.table import TableState
from tui.state.window import Want
from tui.work import newest

Rest = Callable[[], Awaitable[None]]
"""Waits until the keys rest."""


class PagedTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of a ``Source``, read page by page in a lane of their own.

    ``lane`` reads the pages, ``side`` counts, so that a count never holds up a page;
    not before the keys ``rest``, where that is given.
    """

    DEFAULT_CSS = """
    PagedTable {
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    BINDINGS = [
        Binding("up", "move(-1)", texts.MOVE, show=False, system=True),
        Binding("down", "move(1)", texts.MOVE, show=False, system=True),
        Binding("pageup", "page(-1)", texts.PAGE, show=False, system=True),
        Binding("pagedown", "page(1)", texts.PAGE, show=False, system=True),
        Binding("home", "home", texts.ENDS, show=False, system=True),
        Binding("end", "end", texts.ENDS, show=False, system=True),
        Binding("left", "columns(-1)", texts.COLUMNS, show=False, system=True),
        Binding("right", "columns(1)", texts.COLUMNS, show=False, system=True),
        Binding("shift+up", "range(-1)", texts.RANGE, show=False, system=True),
        Binding("shift+down", "range(1)", texts.RANGE, show=False, system=True),
        Binding("ctrl+a", "mark_all", texts.MARK_ALL, show=False),
        Binding("enter", "open", texts.OPEN),
        Binding(texts.MARK_KEYS, "mark", texts.MARK, show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another row, or the rows have changed."""

        table: PagedTable

    @dataclass
    class Opened(Message):
        """A row was opened."""

        table: PagedTable
        row: Row

    def __init__(
        self,
        lane: Lane,
        side: Lane,
        *,
        order: tuple[str, ...] = (),
        marking: bool = False,
        rest: Rest | None = None,
    ) -> None:
        super().__init__()
        self._rest = rest
        self._marking = marking
        self.state = TableState()
        self.sort: lines.Sort = ()
        self.empty: tuple[str, ...] = ()
        self._lane, self._side = lane, side
        self._order = order
        self._feed: Feed | None = None
        self._asked: Want | None = None
        self._counting = False
        self._shown: tuple[lines.Slot, ...] = ()
        self._arranged = 0

    def show(
        self,
        make: Make,
        sort: lines.Sort = (),
        *,
        keep: bool = False,
        count: bool = True,
        first: Page | None = None,
    ) -> None:
        """Show other rows, or (``keep``) the same ones read anew.

        Without ``count`` the screen counts them, and says so by ``counted``. ``first``
        is their first page, where that has been read ahead.
        """
        self.workers.cancel_node(self)
        self.state.renew(keep=keep)
        self.sort = sort
        self._feed = Feed(make, self._order)
        self._asked = None
        self._counting = count
        want = self.state.want()
        if first is None or want is None:
            self._load()
        else:
            self._take(self._feed, want, first)

    def show_nothing(self, why: tuple[str, ...]) -> None:
        """Show no rows, and say why."""
        self.workers.cancel_node(self)
        self._feed, self.empty = None, why
        self.state.refused()
        self._settle()

    # Loading

    def _load(self) -> None:
        """Ask for the next page that the view needs, unless it is under way."""
        want = self.state.want()
        if self._feed is None or want is None or want == self._asked:
            return
        self._asked = want
        newest(self, "page", self._read, self._feed, want)

    async def _read(self, feed: Feed, want: Want) -> None:
        try:
            page = await self._lane.run(lambda reading: feed.read(reading, want))
        except RegistryError as error:
            self.empty = tuple(str(error).split("；"))
            self.state.refused()
            self._settle()
            return
        self._asked = None
        self._take(feed, want, page)

    def _take(self, feed: Feed, want: Want, page: Page) -> None:
        """Take a page in, and count the rows where that is still to be done."""
        self.state.headings, self.state.terms = page.headings, page.terms
        self.state.fill(want, page.rows)
        self._settle()
        if self._counting and self.state.window.total is None:
            newest(self, "count", self._count, feed)
        self._counting = False

    async def _count(self, feed: Feed) -> None:
        if self._rest is not None:
            await self._rest()
        try:
            total = await self._side.run(feed.count)
        except RegistryError:
            return  # the page says it
        self.counted(total)

    def counted(self, total: int) -> None:
        """Take in how many rows there are."""
        self.state.counted(total)
        self._settle()

    def _settle(self) -> None:
        """Bring the picture up to what the state now knows."""
        self._arrange()
        self.virtual_size = Size(self._room, self.state.window.length + 1)
        self.scroll_to(y=self.state.top, animate=False, immediate=True)
        self.refresh()
        self.post_message(self.Moved(self))
        if self._arranged:  # rows further on are read once these are painted
            self._load()

    def _arrange(self) -> None:
        headings, room = self.state.headings, self._room
        self.state.skip = min(self.state.skip, lines.most_skipped(headings, room))
        self._shown = lines.slots(headings, room, self.state.skip)
        self._arranged = room

    # The view

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    def on_resize(self) -> None:
        """Fit columns and rows to the new size."""
        self.state.height = max(1, self.scrollable_content_region.height - 1)
        self.state.show_cursor()
        self._settle()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the scrollbar and the wheel."""
        super().watch_scroll_y(old_value, new_value)
        if round(new_value) != self.state.top:
            self.state.scrolled(round(new_value))
            self._settle()

    def render_line(self, y: int) -> Strip:
        """The header, then the rows of the view."""
        room, state = self._room, self.state
        if not state.loaded or state.window.empty:
            return self._instead(y)
        if room != self._arranged:  # laid out just now: it is told after it is painted
            self._arrange()
        if y == 0:
            runs = lines.header(state.headings, self._shown, self.sort, room)
            return strip(self, runs, room)
        index = state.top + y - 1
        if index >= state.window.length:
            return strip(self, BLANK, room)
        row, here = state.window.row(index), index == state.cursor
        marked = row is not None and row.id in state.marks
        runs = lines.row(row, state.headings, self._shown, marked=marked, here=here)
        return strip(self, runs, room, Role.CURSOR if here else None)

    def _instead(self, y: int) -> Strip:
        said = self.empty if self.state.loaded else ("", texts.LOADING)
        text = said[y - 1] if 1 <= y <= len(said) else ""
        return strip(self, line("  " + text, Role.DIM), self._room)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marking only where something is done with the marks."""
        if action in {"mark", "mark_all", "range"} and not self._marking:
            return False
        return super().check_action(action, parameters)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.state.move(by)
        self._settle()

    def action_page(self, pages: int) -> None:
        """Move the cursor by a view."""
        self.action_move(pages * max(1, self.state.height - 1))

    def action_range(self, by: int) -> None:
        """Move the cursor and mark what it passes."""
        self.state.move(by, mark=True)
        self._settle()

    def action_home(self) -> None:
        """Go to the first row."""
        self.state.home()
        self._settle()

    def action_end(self) -> None:
        """Go to the last row."""
        self.state.end()
        self._settle()

    def action_columns(self, by: int) -> None:
        """Bring the columns to the right or left into view."""
        self.state.skip = max(0, self.state.skip + by)
        self._settle()

    def action_mark(self) -> None:
        """Mark the row, or unmark it."""
        self.state.toggle()
        self._settle()

    def action_mark_all(self) -> None:
        """Mark all that match, or unmark all."""
        if self.state.marks.everything:
            self.state.marks.clear()
        else:
            self.state.marks.all()
        self._settle()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.state.row is not None:
            self.post_message(self.Opened(self, self.state.row))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a second click opens it."""
        if event.y < 1:
            return
        self.state.move(self.state.top + event.y - 1 - self.state.cursor)
        self._settle()
        if event.chain > 1:
            self.action_open()
