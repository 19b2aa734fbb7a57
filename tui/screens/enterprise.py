"""企业: everything about one enterprise, and what it may come up to."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget

from registry.errors import RegistryError
from tui import texts
from tui.messages import RecordAbout
from tui.render import bars, card
from tui.render import enterprise as render
from tui.render.line import Runs, cells
from tui.screens.base import Area, titled
from tui.state import enterprise
from tui.state.enterprise import EnterpriseState
from tui.state.session import Session
from tui.widgets.lines import Lines
from tui.work import newest

BESIDE_FROM = 120
"""Columns from which on the next steps stand beside the card."""


class EnterpriseScreen(Area):
    """One enterprise; the next steps come when they are worked out."""

    DEFAULT_CSS = """
    EnterpriseScreen #body { height: 1fr; }
    EnterpriseScreen #card { width: 3fr; }
    EnterpriseScreen #steps { width: 2fr; }
    """

    BINDINGS = [
        Binding("left", "section(-1)", texts.SECTION, show=False),
        Binding("right", "section(1)", texts.SECTION),
        Binding("f2", "record", texts.RECORD),
    ]

    def __init__(self, session: Session, number: int) -> None:
        super().__init__(session)
        self.state = EnterpriseState(number)

    def body(self) -> Iterable[Widget]:
        """The card, and the next steps beside it where there is room."""
        yield Horizontal(
            Lines(id="card").add_class("pane"),
            Lines(id="steps").add_class("pane"),
            id="body",
        )

    def places(self) -> tuple[str, ...]:
        """In the register, this one."""
        return (texts.ENTERPRISES, self.state.name)

    @property
    def card(self) -> Lines:
        """The card."""
        return self.query_one("#card", Lines)

    @property
    def steps(self) -> Lines:
        """The next steps."""
        return self.query_one("#steps", Lines)

    def on_mount(self) -> None:
        """Keys go to the card."""
        self.card.focus()
        titled(self.steps, texts.NEXT_STEPS)

    def read(self, *, keep: bool) -> None:  # noqa: ARG002 - one always stays
        """Read the card, then work out the next steps."""
        newest(self, "card", self._read)
        newest(self, "steps", self._work_out)

    async def _read(self) -> None:
        number = self.state.enterprise
        try:
            known = await self.session.rows.run(lambda r: enterprise.read(r, number))
        except RegistryError as error:
            self.refuse(error)
            return
        self.state.known = known
        titled(self.card, known.card.title)
        self.show_header()
        self.settle()

    async def _work_out(self) -> None:
        number = self.state.enterprise
        try:
            steps = await self.session.side.run(
                lambda r: enterprise.read_steps(r, number)
            )
        except RegistryError as error:
            self.refuse(error)
            return
        self.state.steps = steps
        self.settle()

    @property
    def _beside(self) -> bool:
        return self.size.width >= BESIDE_FROM

    def on_resize(self) -> None:
        """Put the next steps beside the card, or into it."""
        self.steps.display = self._beside
        self.settle()

    def settle(self) -> None:
        """Bring the pictures up to what is known."""
        self.card.show(self._card, keep=True)
        self.steps.show(self._steps, keep=True)
        self.moved()

    def _card(self, room: int) -> tuple[Runs, ...]:
        sections = render.sections(self.state, room, steps=not self._beside)
        self.state.titles = [section.title for section in sections if section.lines]
        self.state.starts = card.starts(sections)
        return card.stacked(sections, room)

    def _steps(self, room: int) -> tuple[Runs, ...]:
        return render.next_steps(self.state.steps, room).lines

    @on(Lines.Moved)
    def moved(self) -> None:
        """Say which section is in view."""
        here = self.state.section(self.card.scroll_offset.y)
        day = bars.as_of(self.session.info)
        room = self.size.width - cells(day) - 1
        self.bar("filter").show(card.tabs(self.state.titles, here, room), day)
        warning = texts.SAMPLE_BASIS if self.state.sample else ""
        self.show_status(self.state.status(), warning)

    def action_record(self) -> None:
        """Record something about it."""
        self.post_message(RecordAbout(self.state.enterprise, self.state.name))

    def action_section(self, by: int) -> None:
        """Go to the next or previous section."""
        self.card.go_to(self.state.neighbour(self.card.scroll_offset.y, by))
