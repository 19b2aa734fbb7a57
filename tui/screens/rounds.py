"""5 申报: applications by round and stage, what became of them, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget

from registry.desk.read.rounds_list import application_card, story
from registry.desk.read.session import Reading
from registry.desk.read.values import Card
from registry.errors import RegistryError
from tui import texts
from tui.messages import OpenEnterprise, StepFor
from tui.render import bars, card
from tui.render.line import Role, joined, run
from tui.screens.ask import Pick
from tui.screens.base import Area, titled
from tui.screens.export import ExportList
from tui.state.rounds import ORDER, ApplicationFeed, RoundsState, names
from tui.state.session import Session
from tui.table import PagedTable
from tui.widgets.lines import Lines
from tui.work import newest


class RoundsScreen(Area):
    """The applications above; the one under the cursor, and its round, below."""

    PLACE = texts.ROUNDS

    BINDINGS = [
        Binding(texts.SEARCH_KEYS, "filter", texts.FILTER),
        Binding("f2", "step", texts.TAKE_STEP),
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f6,d,D", "app.day", texts.DAY),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = RoundsState()
        self._shown = 0

    def body(self) -> Iterable[Widget]:
        """The list, and what became of the application under the cursor."""
        rows = PagedTable(
            self.session.rows, self.session.side, order=ORDER, marking=True
        )
        yield rows
        yield Lines(id="story").add_class("pane")

    @property
    def table(self) -> PagedTable:
        """The list."""
        return self.query_one(PagedTable)

    @property
    def story(self) -> Lines:
        """The pane below."""
        return self.query_one("#story", Lines)

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.table.focus()
        titled(self.story, texts.APPLICATION)

    def read(self, *, keep: bool) -> None:
        """Read the rows as they are asked for now."""
        feed = self.state.source()
        self._shown = 0
        self.table.empty = texts.NO_APPLICATIONS
        self.table.show(feed, keep=keep)
        titled(self.table, texts.COUNTING)
        self.looked()
        newest(self, "counts", self._count, feed)

    async def _count(self, feed: ApplicationFeed) -> None:
        try:
            self.state.known = await self.session.side.run(names)
            self.looked()
            total, counts = await self.session.side.run(feed.counts)
        except RegistryError as error:
            self.refuse(error)
            return
        titled(self.table, self.state.title(total, counts))

    def looked(self) -> None:
        """Say what is filtered by, and as of which day."""
        said = [
            (run(f"{name}:", Role.DIM), run(value))
            for name, value in self.state.words()
        ]
        prompt = (run(f" {texts.FILTER_PROMPT} ", Role.ACCENT),)
        day = bars.as_of(self.session.info)
        self.bar("filter").show((*prompt, *joined(said, "  ")), day)

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Say where one is, and what became of the application."""
        self.show_terms(self.table.state.terms)
        self.show_status(self.state.status(self.table.state))
        row = self.table.state.row
        if row is None:
            self.story.show(lambda _room: ())
        elif row.id != self._shown:
            self._shown = row.id
            newest(self, "story", self._tell, row.id)

    async def _tell(self, row: int) -> None:
        await self.session.rest()
        try:
            told = await self.session.side.run(partial(read_card, row))
        except RegistryError as error:
            self.refuse(error)
            return
        titled(self.story, texts.BETWEEN.join((told.title, told.subtitle)))
        self.story.show(lambda room: card.stacked(card.facts(told, room), room))

    @on(PagedTable.Opened)
    @work(exclusive=True, group="open")
    async def opened(self, event: PagedTable.Opened) -> None:
        """Open the enterprise of the row."""
        number = await self.found(partial(read_enterprise, event.row.id))
        if number is not None:
            self.post_message(OpenEnterprise(number))

    @work(exclusive=True, group="ask")
    async def action_filter(self) -> None:
        """Ask what to filter by; each choice is turned on or off."""
        chosen = await self.app.push_screen_wait(
            Pick(texts.FILTER, self.state.choices(), other=self.state.called)
        )
        if chosen:
            self.state.choose(chosen)
            self.read(keep=False)

    def action_step(self) -> None:
        """Move the marked applications on, else the one under the cursor."""
        row = self.table.state.row
        if row is not None:
            self.post_message(StepFor(*self.state.meant(self.table.state, row)))

    def action_export(self) -> None:
        """Write the applications as they are filtered; the marked ones only if any."""
        self.post_message(
            ExportList(texts.ROUNDS, self.state.exported(self.table.state))
        )

    async def action_back(self) -> None:
        """Clear the filter, or go back."""
        if self.session.trail or not self.state.narrowed:
            await super().action_back()
        else:
            self.state.clear()
            self.read(keep=False)


def read_card(row: int, reading: Reading) -> Card:
    """The card of an application."""
    return application_card(reading, row)


def read_enterprise(row: int, reading: Reading) -> int:
    """The enterprise that an application is of."""
    return story(reading, row).applied.enterprise_id
