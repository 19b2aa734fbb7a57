"""3 梯度: city, province, nation, programme by programme."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget

from registry.desk.read.ladder import programmes
from registry.desk.read.pictures import ProgrammePicture
from registry.errors import RegistryError
from registry.terms import Basis
from tui import texts
from tui.messages import ShowCandidates, ShowHolders
from tui.render import bars
from tui.render import ladder as render
from tui.render.card import tabs
from tui.render.line import cells
from tui.screens.ask import Pick
from tui.screens.base import Area, titled
from tui.screens.export import ExportList
from tui.state.export import ladder
from tui.state.ladder import HOLDERS, LadderState
from tui.state.session import Session
from tui.widgets.ladder import Ladder
from tui.widgets.lines import Lines
from tui.work import newest


class LadderScreen(Area):
    """The picture first, then its counts when they are worked out."""

    DEFAULT_CSS = """
    LadderScreen #ladder { height: 1fr; }
    LadderScreen #ways { height: 7; }
    """

    PLACE = texts.LADDER

    BINDINGS = [
        Binding("ctrl+x", "export", texts.EXPORT),
        Binding("f6,d,D", "app.day", texts.DAY),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = LadderState()

    def body(self) -> Iterable[Widget]:
        """The picture, and the ways up to the rung one stands on."""
        yield Ladder(self.state)
        yield Lines(id="ways").add_class("pane")

    @property
    def ladder(self) -> Ladder:
        """The picture."""
        return self.query_one(Ladder)

    def on_mount(self) -> None:
        """Keys go to the picture."""
        self.ladder.focus()
        self.query_one("#ways", Lines).can_focus = False

    def read(self, *, keep: bool) -> None:  # noqa: ARG002 - one always stays
        """Draw the ladder, then count."""
        newest(self, "ladder", self._read)

    async def _read(self) -> None:
        try:
            drawn = await self.session.rows.run(lambda r: programmes(r, counts=False))
            self._take(drawn, counted=False)
            self._take(await self.session.side.run(programmes), counted=True)
        except RegistryError as error:
            self.refuse(error)

    def _take(self, drawn: tuple[ProgrammePicture, ...], *, counted: bool) -> None:
        self.state.take(drawn, counted=counted)
        self.ladder.settle()

    def looked(self) -> None:
        """Say as of which day."""
        self.stepped()

    @on(Ladder.Stepped)
    def stepped(self) -> None:
        """Say where one stands."""
        programme = self.state.programme
        names = [one.name for one in self.state.programmes]
        day = bars.as_of(self.session.info)
        room = self.size.width - cells(day) - 1
        self.bar("filter").show(tabs(names, self.state.index, room), day)
        if programme is not None:
            titled(self.ladder, render.documents(programme))
            self._show_ways()
        self.show_status(self.state.status(), self._sample())

    def _sample(self) -> str:
        programme = self.state.programme
        steps = programme.steps if programme else ()
        sample = any(step.basis == Basis.SAMPLE for step in steps)
        return texts.SAMPLE_BASIS if sample else ""

    def _show_ways(self) -> None:
        programme, rung = self.state.programme, self.state.rung
        if programme is None or rung is None:
            return
        counted, ways = self.state.counted, self.query_one("#ways", Lines)
        titled(ways, texts.WAYS.format(rung=rung.name))
        ways.show(
            lambda room: render.steps_into(programme, rung, room, counted=counted)
        )

    def action_export(self) -> None:
        """Write the programme as a list: every rung, who holds it, who may come up."""
        programme = self.state.programme
        if programme is not None:
            self.post_message(ExportList(programme.name, ladder(programme.name)))

    @on(Ladder.Opened)
    @work(exclusive=True, group="ask")
    async def opened(self, event: Ladder.Opened) -> None:
        """Ask which of the rung's lists to open."""
        rung = event.rung
        choices = self.state.lists(rung)
        chosen = await self.app.push_screen_wait(Pick(rung.name, choices))
        if chosen == HOLDERS:
            self.post_message(ShowHolders(rung.id, rung.name))
        elif chosen:
            self.post_message(ShowCandidates(rung.id, self.state.outcomes(chosen)))
