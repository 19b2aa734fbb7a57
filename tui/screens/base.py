"""What every screen has: header, filter line, body, status line, hints."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from registry.errors import RegistryError
from tui import texts
from tui.render import bars
from tui.state.session import Session
from tui.widgets.bars import Bar, Hints


class Area(Screen[None]):
    """One screen of the registry in its session."""

    BINDINGS = [
        Binding("escape", "back", texts.BACK, show=False),
        Binding("f5", "renew", texts.REFRESH, show=False),
    ]

    PLACE = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Header, filter line, body, status line, hints."""
        yield Bar(id="header")
        yield from self.filter_line()
        yield from self.body()
        yield Bar(id="status")
        yield Hints()

    def filter_line(self) -> Iterable[Widget]:
        """The filter line; a bar by default."""
        yield Bar(id="filter")

    def body(self) -> Iterable[Widget]:
        """What the screen is for."""
        raise NotImplementedError

    def places(self) -> tuple[str, ...]:
        """Where one is, from the outside in."""
        return (self.PLACE,)

    def bar(self, name: str) -> Bar:
        """One of the bars."""
        return self.query_one(f"#{name}", Bar)

    def show_header(self) -> None:
        """Say whose register it is and where one is."""
        self.bar("header").show(
            bars.header(self.session.info), bars.where(self.places(), self.session.by)
        )

    def show_status(self, parts: Iterable[str], warnings: Iterable[str] = ()) -> None:
        """Say where one is in the list and what has been done to it."""
        self.bar("status").show(bars.status(parts, warnings))

    async def on_mount(self) -> None:
        """Begin."""
        self.show_header()
        self.start()
        self.run_worker(self._look(), group="look")

    async def _look(self) -> None:
        try:
            await self.session.look()
        except RegistryError as error:
            self.refuse(error)
            return
        self.show_header()
        self.looked()

    def looked(self) -> None:
        """The session knows now whose registry it is and as of which day."""

    def start(self) -> None:
        """Ask for what is shown first."""

    def renew(self) -> None:
        """Ask anew for what is shown."""

    def refuse(self, error: RegistryError) -> None:
        """Say why not."""
        self.notify(str(error), severity="error", timeout=12, markup=False)

    def tell(self, sentence: str) -> None:
        """Say what happened."""
        self.notify(sentence, timeout=6, markup=False)

    def action_renew(self) -> None:
        """Read everything anew."""
        self.session.reopen()
        self.renew()

    def action_back(self) -> None:
        """Go back to where one came from."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
