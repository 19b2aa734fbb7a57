"""6 名单: any question to the register, asked by choosing it or in its words."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget

from registry.errors import RegistryError
from tui import texts
from tui.messages import OpenEnterprise
from tui.render import bars
from tui.render.line import Role, line
from tui.screens.asking import AskList
from tui.screens.base import Find
from tui.screens.export import ExportList
from tui.screens.listed import Listed
from tui.state.enterprises import table_status
from tui.state.lists import ListState
from tui.state.session import Session
from tui.table import PagedTable

ORDER = (
    *("ordinal", "changed_on", "change", "kind", "enterprise", "old", "new"),
    *("touched", "result", "why", "target", "outcome", "gap", "rung", "amount"),
    *("status", "recognised_on", "valid_until", "days_left", "subject", "unit"),
)
"""The columns as the screen sets them: what is asked for right after the name."""


class ListsScreen(Listed):
    """The answer in a paged table, its terms below; Enter goes behind a row."""

    PLACE = texts.LISTS

    BINDINGS = [
        Binding(texts.SEARCH_KEYS, "ask", texts.ASK_LIST),
        Binding("f2", "record", texts.RECORD),
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f6,d,D", "app.day", texts.DAY),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = ListState()

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield PagedTable(self.session.rows, self.session.side, order=ORDER)

    def enterprise_of(self, row: int) -> Find[int]:
        """Finds the enterprise that a row is about."""
        return lambda reading: self.state.enterprise(reading, row)

    def on_mount(self) -> None:
        """Ask at once what is asked."""
        self.call_after_refresh(self.action_ask)

    def read(self, *, keep: bool) -> None:
        """Make the list that was asked for."""
        self.table.empty = texts.EMPTY_LIST
        if self.state.what:
            self.table.show(self.state.source, keep=keep)
        else:
            self.table.show_nothing(texts.NO_LIST)

    def looked(self) -> None:
        """Say which list it is, and as of which day."""
        day = bars.as_of(self.session.info)
        title = self.state.title or texts.ASK_LIST_HELP
        self.bar("filter").show(line(f" {title}", Role.ACCENT), day)

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Say where one is, the terms of the list, and how it is asked for."""
        self.looked()
        asked = texts.ASKED_AS.format(words=self.state.what) if self.state.what else ""
        self.show_status((*table_status(self.table.state, texts.ITEMS_UNIT), asked))
        self.show_terms(self.table.state.terms)

    @work(exclusive=True, group="ask")
    async def action_ask(self) -> None:
        """Ask what is asked."""
        try:
            choices = await self.session.side.run(self.state.questions)
        except RegistryError as error:
            self.refuse(error)
            return
        words = await self.app.push_screen_wait(AskList(choices))
        if words:
            called = {choice.key: choice.label for choice in choices}
            self.state.ask(words, called.get(words, words))
            self.read(keep=False)

    def action_export(self) -> None:
        """Write the list as it is shown."""
        if self.state.what:
            self.post_message(ExportList(self.state.title, self.state.write))

    async def go_behind(self, row: int) -> None:
        """Open the enterprise of the row, or the list of those behind it."""
        found = await self.found(lambda reading: self.state.behind(reading, row))
        if isinstance(found, int):
            self.post_message(OpenEnterprise(found))
        elif found is not None:
            self.state.go_on(found)
            self.read(keep=False)

    async def action_back(self) -> None:
        """Go back to the list one came from, or where one was before."""
        if self.state.before:
            self.state.go_back()
            self.read(keep=False)
        else:
            await super().action_back()
