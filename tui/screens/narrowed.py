"""A list narrowed by choices, above what is told of the row under the cursor."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on, work
from textual.widget import Widget

from registry.errors import RegistryError
from tui import texts
from tui.render import bars
from tui.render.line import Role, joined, run
from tui.screens.ask import Pick
from tui.screens.base import titled
from tui.screens.listed import Listed
from tui.state.choices import Other
from tui.state.narrowing import CountedFeed, Narrowing
from tui.state.session import Session
from tui.table import PagedTable
from tui.widgets.lines import Lines
from tui.work import newest


class Narrowed(Listed):
    """The list with its counts in the border; each choice is turned on or off."""

    ORDER: tuple[str, ...] = ()
    MARKING = False
    TOLD = ""
    EMPTY: tuple[str, ...] = ()

    def __init__(
        self, session: Session, state: Narrowing, other: Other | None = None
    ) -> None:
        super().__init__(session)
        self._narrowing = state
        self._other = other
        self._told_of = 0

    async def tell_of(self, row: int) -> None:
        """Tell in the pane below of the row under the cursor."""
        raise NotImplementedError

    def warning(self) -> str:
        """What must be known of the row under the cursor."""
        return ""

    def body(self) -> Iterable[Widget]:
        """The list, and the pane below."""
        yield PagedTable(
            self.session.rows,
            self.session.side,
            order=self.ORDER,
            marking=self.MARKING,
        )
        yield Lines(id="told").add_class("pane")

    @property
    def told(self) -> Lines:
        """The pane below."""
        return self.query_one("#told", Lines)

    def on_mount(self) -> None:
        """The pane says what it is for."""
        titled(self.told, self.TOLD)

    def read(self, *, keep: bool) -> None:
        """Read the rows as they are asked for now."""
        feed = self._narrowing.source()
        self._told_of = 0
        self.table.empty = self.EMPTY
        self.table.show(feed, keep=keep, count=False)
        titled(self.table, texts.COUNTING)
        self.looked()
        newest(self, "counts", self._count, feed)

    async def _count(self, feed: CountedFeed) -> None:
        try:
            await self.session.side.run(self._narrowing.learn)
            self.looked()
            counts = await self.session.side.run(feed.counts)
        except RegistryError as error:
            self.refuse(error)
            return
        self.table.counted(sum(counts.values()))
        titled(self.table, self._narrowing.title(counts))

    def looked(self) -> None:
        """Say what is filtered by, and as of which day."""
        said = [
            (run(f"{name}:", Role.DIM), run(value))
            for name, value in self._narrowing.words()
        ]
        prompt = (run(f" {texts.FILTER_PROMPT} ", Role.ACCENT),)
        day = bars.as_of(self.session.info)
        self.bar("filter").show((*prompt, *joined(said, "  ")), day)

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Say where one is, and tell of the row."""
        self.show_terms(self.table.state.terms)
        self.show_status(self._narrowing.status(self.table.state), self.warning())
        row = self.table.state.row
        if row is None:
            self.told.show(lambda _room: ())
        elif row.id != self._told_of:
            self._told_of = row.id
            newest(self, "told", self._tell_of, row.id)

    async def _tell_of(self, row: int) -> None:
        await self.session.rest()
        try:
            await self.tell_of(row)
        except RegistryError as error:
            self.refuse(error)

    @work(exclusive=True, group="ask")
    async def action_filter(self) -> None:
        """Ask what to filter by; each choice is turned on or off."""
        chosen = await self.app.push_screen_wait(
            Pick(texts.FILTER, self._narrowing.choices(), other=self._other)
        )
        if chosen:
            self._narrowing.choose(chosen)
            self.read(keep=False)

    async def action_back(self) -> None:
        """Clear the filter, or go back."""
        if self.session.trail or not self._narrowing.narrowed:
            await super().action_back()
        else:
            self._narrowing.clear()
            self.read(keep=False)
