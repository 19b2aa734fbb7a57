"""2 企业库: the register's enterprises, filtered as one types."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

from textual import events, on, work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from registry.desk.read.enterprises import words_only
from registry.desk.read.session import Reading
from registry.desk.read.values import Card
from registry.errors import RegistryError
from tui import texts
from tui.messages import BatchFor, OpenEnterprise, RecordAbout
from tui.render import bars
from tui.screens.base import Area
from tui.state.enterprises import ORDER, EnterprisesState
from tui.state.feed import Page
from tui.state.filter import fault, suggestion
from tui.state.session import Session
from tui.table import PagedTable
from tui.widgets.filter import FilterInput, FilterLine
from tui.widgets.lines import Lines
from tui.work import newest

PREVIEW_FROM = 120
"""Columns from which on the preview is shown beside the list."""

PATIENCE = 0.15
"""Seconds for which an empty screen waits for its first rows before it is painted."""


class EnterprisesScreen(Area):
    """A paged table over all enterprises, with a preview where there is room."""

    DEFAULT_CSS = """
    EnterprisesScreen #body { height: 1fr; }
    EnterprisesScreen #preview { width: 46; border: solid $line; padding: 0 1; }
    """

    PLACE = texts.ENTERPRISES

    BINDINGS = [
        Binding(texts.SEARCH_KEYS, "search", texts.SEARCH),
        Binding("f2", "record", texts.RECORD),
        Binding("f7,s,S", "sort", texts.SORT),
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f8,b,B", "batch", texts.BATCH, show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = EnterprisesState()
        self._previewed = 0
        self._unpainted = ExitStack()
        self._waiting = False
        self._first: Page | None = None

    def filter_line(self) -> Iterable[Widget]:
        """A line to type in."""
        yield FilterLine(texts.FIND_ENTERPRISE, self._suggest)

    def body(self) -> Iterable[Widget]:
        """The table, and the preview beside it."""
        yield Horizontal(
            PagedTable(
                self.session.rows,
                self.session.side,
                order=ORDER,
                marking=True,
                rest=self.session.rest,
            ),
            id="body",
        )

    @property
    def table(self) -> PagedTable:
        """The list."""
        return self.query_one(PagedTable)

    def on_mount(self) -> None:
        """Keys go to the list; nothing is painted until the first rows are there."""
        self.table.focus()
        self._first = self.session.arrived()
        if self._first is not None:
            self.looked()
            return
        self._waiting = True
        self._unpainted.enter_context(self.app.batch_update())
        self.set_timer(PATIENCE, self._unpainted.close)

    def read(self, *, keep: bool) -> None:
        """Read the rows as they are asked for now."""
        self.table.empty = self.state.empty()
        first, self._first = self._first, None
        self.table.show(self.state.source(), self.state.sort, keep=keep, first=first)
        self.moved()

    def looked(self) -> None:
        """Say as of which day."""
        self.query_one(FilterLine).show_day(bars.as_of(self.session.info))

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Say where one is, and show it."""
        if self.table.state.loaded and not gc.isenabled():
            gc.freeze()
            gc.enable()
        if self.table.state.loaded and self._waiting:
            self._waiting = False
            self._unpainted.close()
            self.refresh(layout=True)  # now, not with the next tick of the screen
        self.show_status(self.state.status(self.table.state))
        self.show_terms(self.table.state.terms if self.state.text else "")
        self.preview()

    @on(PagedTable.Opened)
    def opened(self, event: PagedTable.Opened) -> None:
        """Open the enterprise."""
        self.post_message(OpenEnterprise(event.row.id))

    # Preview

    async def on_resize(self) -> None:
        """Show the preview where there is room."""
        wide = self.size.width >= PREVIEW_FROM
        if wide and not self.query(Lines):
            await self.query_one("#body").mount(Lines(id="preview"))
        self.query(Lines).set(display=wide)
        self.preview()

    def preview(self) -> None:
        """Read the card of the enterprise under the cursor, once the keys rest."""
        row = self.table.state.row
        if row is None or self.size.width < PREVIEW_FROM:
            return
        if row.id != self._previewed:
            self._previewed = row.id
            newest(self, "preview", self._preview, row.id)

    async def _preview(self, number: int) -> None:
        await self.session.rest()
        try:
            known = await self.session.side.run(partial(read_card, number))
        except RegistryError:
            return  # gone meanwhile: the list says so when it is read anew
        from tui.render import card as render  # noqa: PLC0415 - rows first

        for lines in self.query(Lines):
            lines.show(lambda room: render.preview(known, room))

    def action_record(self) -> None:
        """Record something about the enterprise under the cursor."""
        row = self.table.state.row
        if row is not None:
            self.post_message(RecordAbout(row.id, row.cells[0]))

    def action_export(self) -> None:
        """Write the list as it is filtered and sorted, the marked rows only if any."""
        from tui.screens.export import ExportList  # noqa: PLC0415 - rows first
        from tui.state.export import enterprises  # noqa: PLC0415 - as above

        write = enterprises(*self.state.exported(self.table.state))
        self.post_message(ExportList(texts.ENTERPRISES, write))

    def action_batch(self) -> None:
        """Do something for the marked rows, else for all that match, else this one."""
        row = self.table.state.row
        if row is not None:
            whom, find = self.state.meant(self.table.state, row)
            self.post_message(BatchFor(whom, find))

    # Sorting

    @work(exclusive=True, group="ask")
    async def action_sort(self) -> None:
        """Ask which column to sort by; the first one again turns the order."""
        from tui.screens.ask import Pick  # noqa: PLC0415 - rows first
        from tui.state.sorting import sort_choices  # noqa: PLC0415 - as above

        choices = sort_choices(self.state.sort, self.table.state.headings)
        chosen = await self.app.push_screen_wait(Pick(texts.SORT, choices))
        if chosen:
            self.state.sort_by(chosen)
            self.read(keep=False)

    # Filter

    @on(Input.Changed)
    def filter(self, event: Input.Changed) -> None:
        """Filter as one types."""
        if event.value != self.state.typed:
            self.state.typed = event.value
            newest(self, "filter", self._filter, event.value)

    async def _filter(self, text: str) -> None:
        """Show what the text selects; rows stay where it cannot be read."""
        why = "" if words_only(text) else await self._fault(text)
        if why:
            self.state.fault = why
            self.moved()
        else:
            self.state.take(text)
            self.read(keep=False)

    async def _fault(self, text: str) -> str:
        try:
            return await self.session.away(partial(fault, *self._at, text))
        except RegistryError as error:
            return str(error)

    async def _suggest(self, text: str) -> str | None:
        await self.session.rest()
        if text != self.state.typed:
            return None  # the keys have gone on
        return await self.session.away(partial(suggestion, *self._at, text))

    @property
    def _at(self) -> tuple[Path, date | None]:
        """Which registry is asked, and as of when."""
        return self.session.path, self.session.on

    async def on_key(self, event: events.Key) -> None:
        """Hanzi typed on the list go to the filter."""
        typed = event.character or ""
        if event.is_printable and typed.isalnum() and ord(typed) >= FIRST_HANZI:
            event.stop()
            await self.action_search()
            self.query_one(FilterInput).insert_text_at_cursor(typed)

    async def action_search(self) -> None:
        """Go to the filter."""
        typing = await self.query_one(FilterLine).open()
        typing.focus()

    async def action_back(self) -> None:
        """Clear the filter, or go back."""
        if self.state.typed:
            self.query_one(FilterLine).clear()
        else:
            await super().action_back()


def read_card(number: int, reading: Reading) -> Card:
    """Read an enterprise's card."""
    from registry.desk.read.card import card  # noqa: PLC0415 - imports pydantic

    return card(reading, number)


FIRST_HANZI = 0x3400
"""The first character that an input method commits and no key of ours is."""
