"""An area that is a list: its rows are about enterprises."""

from __future__ import annotations

from textual import on, work

from tui.messages import OpenEnterprise
from tui.screens.base import Area, Find
from tui.table import PagedTable


class Listed(Area):
    """A paged table; Enter opens the enterprise of a row, F2 records about it."""

    def enterprise_of(self, row: int) -> Find[int]:
        """Finds the enterprise that a row is about."""
        raise NotImplementedError

    @property
    def table(self) -> PagedTable:
        """The list."""
        return self.query_one(PagedTable)

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.table.focus()

    @on(PagedTable.Opened)
    @work(exclusive=True, group="open")
    async def opened(self, event: PagedTable.Opened) -> None:
        """Go behind the row."""
        await self.go_behind(event.row.id)

    async def go_behind(self, row: int) -> None:
        """Open the enterprise of the row."""
        number = await self.found(self.enterprise_of(row))
        if number is not None:
            self.post_message(OpenEnterprise(number))

    @work(exclusive=True, group="open")
    async def action_record(self) -> None:
        """Record something about the enterprise of the row."""
        row = self.table.state.row
        if row is not None:
            await self.record_about(self.enterprise_of(row.id))
