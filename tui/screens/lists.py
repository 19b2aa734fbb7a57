"""6 名单: any list the register can make, asked for by its words."""

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
from tui.screens.ask import Ask
from tui.screens.base import Area
from tui.screens.export import ExportList
from tui.state.enterprises import table_status
from tui.state.lists import ListState
from tui.state.session import Session
from tui.table import PagedTable


class ListsScreen(Area):
    """The list in a paged table; what it counts and on what terms stand above."""

    PLACE = texts.LISTS

    BINDINGS = [
        Binding(texts.SEARCH_KEYS, "ask", texts.ASK_LIST),
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f6,d", "app.day", texts.DAY),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = ListState()

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield PagedTable(self.session.rows, self.session.side)

    @property
    def table(self) -> PagedTable:
        """The list."""
        return self.query_one(PagedTable)

    def on_mount(self) -> None:
        """Keys go to the list; which one is asked at once."""
        self.table.focus()
        self.call_after_refresh(self.action_ask)

    def read(self, *, keep: bool) -> None:
        """Make the list that was asked for."""
        self.table.empty = texts.NO_LIST if not self.state.what else texts.EMPTY_LIST
        if self.state.what:
            self.table.show(self.state.source, keep=keep)

    def looked(self) -> None:
        """Say which list it is, and as of which day."""
        day = bars.as_of(self.session.info)
        title = self.state.title or texts.ASK_LIST_HINT
        self.bar("filter").show(line(f" {title}", Role.ACCENT), day)

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Say where one is, and the terms of the list."""
        self.looked()
        terms = (self.state.terms,) if self.state.terms else ()
        self.show_status((*table_status(self.table.state, texts.ITEMS_UNIT), *terms))

    @work(exclusive=True, group="ask")
    async def action_ask(self) -> None:
        """Ask which list."""
        asked = Ask(texts.ASK_LIST, self.state.what, texts.ASK_LIST_HINT)
        typed = await self.app.push_screen_wait(asked)
        if typed and typed.strip():
            self.state.what = typed.strip()
            self.read(keep=False)

    def action_export(self) -> None:
        """Write the list as it is shown."""
        if self.state.what:
            self.post_message(ExportList(self.state.title, self.state.write))

    @on(PagedTable.Opened)
    @work(exclusive=True, group="open")
    async def opened(self, event: PagedTable.Opened) -> None:
        """Open the enterprise of the row, where it is about one."""
        row = event.row.id
        try:
            number = await self.session.rows.run(
                lambda reading: self.state.enterprise(reading, row)
            )
        except RegistryError as error:
            self.refuse(error)
            return
        self.post_message(OpenEnterprise(number))
