"""2 企业库: the register's enterprises, filtered as one types."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from tui import texts
from tui.render import bars
from tui.screens.base import Area
from tui.state.enterprises import ORDER, EnterprisesState
from tui.state.session import Session
from tui.table import PagedTable
from tui.widgets.filter import FilterLine
from tui.widgets.lines import Lines

PREVIEW_FROM = 120
"""Columns from which on the preview is shown beside the list."""


class EnterprisesScreen(Area):
    """A paged table over all enterprises, with a preview where there is room."""

    PLACE = texts.ENTERPRISES

    BINDINGS = [
        Binding(
            "slash,ctrl+f,ideographic_comma,fullwidth_solidus", "search", texts.SEARCH
        ),
        Binding("f7,s", "sort", texts.SORT),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = EnterprisesState()

    def filter_line(self) -> Iterable[Widget]:
        """A line to type in."""
        yield FilterLine(texts.FIND_ENTERPRISE)

    def body(self) -> Iterable[Widget]:
        """The table, and the preview beside it."""
        yield Horizontal(
            PagedTable(self.session.rows, self.session.side, order=ORDER),
            Lines(id="preview"),
            id="body",
        )

    @property
    def table(self) -> PagedTable:
        """The list."""
        return self.query_one(PagedTable)

    def start(self) -> None:
        """Read the first rows."""
        self.table.focus()
        self.read()

    def read(self, *, keep: bool = False) -> None:
        """Read the rows as they are asked for now."""
        self.table.empty = self.state.empty()
        self.table.show(self.state.source(), self.state.sort, keep=keep)
        self.moved()

    def looked(self) -> None:
        """Say as of which day."""
        self.query_one(FilterLine).show_day(bars.as_of(self.session.info))

    def renew(self) -> None:
        """Read the same rows anew."""
        self.read(keep=True)

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Say where one is."""
        self.show_status(self.state.status(self.table.state))

    @on(PagedTable.Refused)
    def refused(self, event: PagedTable.Refused) -> None:
        """Say why the rows cannot be read."""
        self.refuse(event.error)

    # Filter

    @on(Input.Changed)
    def filter(self, event: Input.Changed) -> None:
        """Filter as one types."""
        if event.value != self.state.text:
            self.state.text = event.value
            self.read()

    def on_key(self, event: events.Key) -> None:
        """Hanzi typed on the list go to the filter."""
        typed = event.character or ""
        if event.is_printable and typed.isalnum() and ord(typed) >= FIRST_HANZI:
            event.stop()
            self.action_search()
            self.query_one(FilterLine).input.insert_text_at_cursor(typed)

    def action_search(self) -> None:
        """Go to the filter."""
        self.query_one(FilterLine).input.focus()

    def action_back(self) -> None:
        """Clear the filter, or go back."""
        if self.state.text:
            self.query_one(FilterLine).input.value = ""
        else:
            super().action_back()


FIRST_HANZI = 0x3400
"""The first character that an input method commits and no key of ours is."""
