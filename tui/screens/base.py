"""What every screen has: header, filter line, body, status line, hints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from registry.desk.read.session import Reading
from registry.errors import RegistryError
from tui import texts
from tui.messages import RecordAbout
from tui.render import bars
from tui.render.line import Role, line
from tui.state.session import Session
from tui.widgets.bars import PANES, Bar, Hints, Note
from tui.work import Leaving, newest

T = TypeVar("T")
Find = Callable[[Reading], T]
"""Finds something in the register."""


class Area(Leaving, Screen[None]):
    """One screen of the registry in its session."""

    BINDINGS = [
        *PANES,
        Binding("escape", "back", texts.BACK, show=False),
        Binding("f5", "renew", texts.REFRESH, show=False),
    ]

    PLACE = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._seen = -1

    def compose(self) -> ComposeResult:
        """Header, filter line, body, status line, hints."""
        yield Bar(id="header")
        yield from self.filter_line()
        yield from self.body()
        yield Note(Role.DIM, indent=1, id="terms")
        yield Bar(id="status")
        yield Hints(bars.SWITCH)

    # What each screen says for itself

    def filter_line(self) -> Iterable[Widget]:
        """The filter line; a bar by default."""
        yield Bar(id="filter")

    def body(self) -> Iterable[Widget]:
        """What the screen is for."""
        raise NotImplementedError

    def places(self) -> tuple[str, ...]:
        """Where one is, from the outside in."""
        return (self.PLACE,)

    def read(self, *, keep: bool) -> None:
        """Ask for what is shown; ``keep`` stays where one is."""

    async def take_file(self, _path: str) -> bool:
        """Look at another ledger, where the screen is for that; whether it does."""
        return False

    async def may_leave(self) -> bool:
        """Whether nothing is lost by leaving, or may be: that is asked."""
        return True

    def looked(self) -> None:
        """The session knows now whose registry it is and as of which day."""

    # The bars

    def bar(self, name: str) -> Bar:
        """One of the bars."""
        return self.query_one(f"#{name}", Bar)

    def show_header(self) -> None:
        """Say whose register it is and where one is."""
        self.bar("header").show(
            bars.header(self.session.info), bars.where(self.places(), self.session.by)
        )

    def show_status(self, parts: Iterable[str], warning: str = "") -> None:
        """Say where one is and what has been done; ``warning`` is never cut off."""
        self.bar("status").show(bars.status(parts), bars.warning(warning))

    def show_terms(self, terms: str) -> None:
        """Say on which terms things are listed and counted."""
        self.query_one("#terms", Note).show(terms and texts.TERMS.format(terms=terms))

    # Reading

    def on_mount(self) -> None:
        """Read for the first time."""
        self._catch_up(keep=False)

    def on_screen_resume(self) -> None:
        """Read anew what has changed while another screen was in front."""
        if self._seen not in {-1, self.session.generation}:
            self._catch_up(keep=True)

    def _catch_up(self, *, keep: bool) -> None:
        self._seen = self.session.generation
        self.show_header()
        self.read(keep=keep)
        newest(self, "look", self._look)

    async def _look(self) -> None:
        try:
            await self.session.look()
        except RegistryError as error:
            self.refuse(error)
            return
        self.show_header()
        self.looked()

    async def found(self, find: Find[T]) -> T | None:
        """What is found in the register; where it is refused, it is said why."""
        try:
            return await self.session.rows.run(find)
        except RegistryError as error:
            self.refuse(error)
            return None

    async def record_about(self, find: Find[int]) -> None:
        """Record something about the enterprise that is found."""
        whom = await self.found(lambda reading: _named(reading, find(reading)))
        if whom is not None:
            self.post_message(RecordAbout(*whom))

    # What happened

    def refuse(self, error: RegistryError) -> None:
        """Say why not, in a toast and, until something else is said, below."""
        self.bar("status").show(line(" " + str(error), Role.BAD))
        self.notify(str(error), severity="error", timeout=12, markup=False)

    def tell(self, sentence: str) -> None:
        """Say what happened."""
        self.notify(sentence, timeout=8, markup=False)

    def action_renew(self) -> None:
        """Read everything anew."""
        self.session.reopen()
        self.changed()

    def changed(self) -> None:
        """Something was written, or the day is another: read anew."""
        self._catch_up(keep=True)

    async def action_back(self) -> None:
        """Go back to where one came from."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            await self.app.run_action("back_area")


def _named(reading: Reading, enterprise: int) -> tuple[int, str]:
    from registry.desk.read.card import card  # noqa: PLC0415 - imports pydantic

    return enterprise, card(reading, enterprise).title


def titled(widget: Widget, title: str) -> None:
    """Set the title in a pane's border, as text and never as markup."""
    widget.border_title = Content(title)
