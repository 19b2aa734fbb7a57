"""4 资格: who may come up, who lacks one thing, and why."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget

from registry.errors import RegistryError
from tui import texts
from tui.messages import OpenEnterprise
from tui.render import bars, why
from tui.render.line import Role, joined, run
from tui.screens.ask import Pick
from tui.screens.base import Area, titled
from tui.screens.export import ExportList
from tui.state.eligibility import ORDER, EligibilityFeed, EligibilityState, names
from tui.state.export import candidates
from tui.state.session import Session
from tui.table import PagedTable
from tui.widgets.lines import Lines
from tui.work import newest


class EligibilityScreen(Area):
    """The list above, the clauses of the row under the cursor below."""

    PLACE = texts.ELIGIBILITY

    BINDINGS = [
        Binding(texts.SEARCH_KEYS, "filter", texts.FILTER),
        Binding("f2", "record", texts.RECORD),
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f6,d,D", "app.day", texts.DAY),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = EligibilityState()
        self._explained = 0

    def body(self) -> Iterable[Widget]:
        """The list, and the why-panel below."""
        yield PagedTable(self.session.rows, self.session.side, order=ORDER)
        yield Lines(id="why").add_class("pane")

    @property
    def table(self) -> PagedTable:
        """The list."""
        return self.query_one(PagedTable)

    @property
    def why(self) -> Lines:
        """The why-panel."""
        return self.query_one("#why", Lines)

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.table.focus()
        titled(self.why, texts.WHY)

    def on_screen_resume(self) -> None:
        """Take up what another screen asked for."""
        super().on_screen_resume()
        if self.session.wish is not None:
            self.state.ask(*self.session.wish)
            self.session.wish = None
            self.read(keep=False)

    def read(self, *, keep: bool) -> None:
        """Read the rows as they are asked for now."""
        feed = self.state.source()
        self._explained = 0
        self.table.empty = texts.NO_ELIGIBLE
        self.table.show(feed, keep=keep, count=False)
        titled(self.table, texts.COUNTING)
        self._show_filter()
        newest(self, "counts", self._count, feed)

    async def _count(self, feed: EligibilityFeed) -> None:
        try:
            self.state.know(await self.session.side.run(names))
            self._show_filter()
            counts = await self.session.side.run(feed.counts)
        except RegistryError as error:
            self.refuse(error)
            return
        self.table.counted(sum(counts.values()))
        titled(self.table, self.state.title(counts))

    def looked(self) -> None:
        """Say as of which day."""
        self._show_filter()

    def _show_filter(self) -> None:
        said = [
            (run(f"{name}:", Role.DIM), run(value))
            for name, value in self.state.words()
        ]
        prompt = (run(f" {texts.FILTER_PROMPT} ", Role.ACCENT),)
        day = bars.as_of(self.session.info)
        self.bar("filter").show((*prompt, *joined(said, "  ")), day)

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Say where one is, and why."""
        self.show_terms(self.table.state.terms)
        warning = texts.SAMPLE_BASIS if self.state.sample else ""
        self.show_status(self.state.status(self.table.state), warning)
        row = self.table.state.row
        if row is None:
            self.why.show(lambda _room: ())
        elif row.id != self._explained:
            self._explained = row.id
            newest(self, "why", self._explain, row.id)

    async def _explain(self, row: int) -> None:
        await self.session.rest()
        feed = self.state.source()
        try:
            answer = await self.session.side.run(lambda reading: feed(reading).why(row))
        except RegistryError as error:
            self.refuse(error)
            return
        self.state.answer = answer
        titled(self.why, why.title(answer, self.state.rungs))
        self.why.border_subtitle = why.basis(answer)
        self.why.show(lambda room: why.clauses(answer, room))
        self.moved()

    @on(PagedTable.Opened)
    @work(exclusive=True, group="open")
    async def opened(self, event: PagedTable.Opened) -> None:
        """Open the enterprise of the row."""
        feed, row = self.state.source(), event.row.id
        number = await self.found(lambda r: feed(r).enterprise(row))
        if number is not None:
            self.post_message(OpenEnterprise(number))

    @work(exclusive=True, group="open")
    async def action_record(self) -> None:
        """Record something about the enterprise of the row."""
        feed, row = self.state.source(), self.table.state.row
        if row is not None:
            await self.record_about(lambda r: feed(r).enterprise(row.id))

    @work(exclusive=True, group="ask")
    async def action_filter(self) -> None:
        """Ask what to filter by; each choice is turned on or off."""
        chosen = await self.app.push_screen_wait(
            Pick(texts.FILTER, self.state.choices())
        )
        if chosen:
            self.state.choose(chosen)
            self.read(keep=False)

    def action_export(self) -> None:
        """Write the list as it is filtered."""
        state = self.state
        write = candidates(state.to, state.outcomes, state.unit)
        self.post_message(ExportList(texts.ELIGIBILITY, write))

    async def action_back(self) -> None:
        """Clear the filter, or go back."""
        if self.session.trail or not self.state.narrowed:
            await super().action_back()
        else:
            self.state.clear()
            self.read(keep=False)
