"""Who holds a rung on the day."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.binding import Binding
from textual.widget import Widget

from registry.desk.read.session import Reading
from registry.desk.read.titles import TitleSource
from tui import texts
from tui.render import bars
from tui.screens.base import Find, titled
from tui.screens.export import ExportList
from tui.screens.listed import Listed
from tui.state.enterprises import table_status
from tui.state.export import holders
from tui.state.session import Session
from tui.table import PagedTable

ORDER = ("enterprise", "subject", "unit", "recognised_on", "valid_until", "document")
"""The columns as the screen sets them; the rung's name is the title already."""


class HoldersScreen(Listed):
    """Titles of one rung, the latest first."""

    BINDINGS = [
        Binding("f2", "record", texts.RECORD),
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f6,d,D", "app.day", texts.DAY),
    ]

    def __init__(self, session: Session, rung: str, name: str) -> None:
        super().__init__(session)
        self.rung = rung
        self.rung_name = name

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield PagedTable(self.session.rows, self.session.side, order=ORDER)

    def places(self) -> tuple[str, ...]:
        """On the ladder, the holders of this rung."""
        return (texts.LADDER, self.rung_name, texts.HOLDERS_LIST)

    def enterprise_of(self, row: int) -> Find[int]:
        """Finds the enterprise that holds a title."""
        return lambda reading: self.source(reading).enterprise(row)

    def on_mount(self) -> None:
        """Say whose list it is."""
        titled(self.table, texts.HOLDERS_OF.format(rung=self.rung_name))

    def source(self, reading: Reading) -> TitleSource:
        """The rows."""
        return TitleSource(reading, self.rung)

    def read(self, *, keep: bool) -> None:
        """Read the rows."""
        self.table.empty = texts.NO_HOLDERS
        self.table.show(self.source, keep=keep)

    def looked(self) -> None:
        """Say as of which day."""
        self.bar("filter").show((), bars.as_of(self.session.info))

    @on(PagedTable.Moved)
    def moved(self) -> None:
        """Say where one is."""
        self.show_terms(self.table.state.terms)
        self.show_status(table_status(self.table.state, texts.ITEMS_UNIT))

    def action_export(self) -> None:
        """Write the list."""
        self.post_message(ExportList(self.rung_name, holders(self.rung)))
