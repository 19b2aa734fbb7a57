"""One programme of the ladder, drawn; the arrow keys walk on its rungs."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message

from registry.desk.read.pictures import RungPicture
from tui import texts
from tui.render.ladder import picture
from tui.render.line import Role, Runs, line
from tui.state.ladder import LadderState
from tui.widgets.lines import Lines


class Ladder(Lines):
    """The picture of the state's programme."""

    BINDINGS = [
        Binding("left", "step(-1, 0)", texts.MOVE, show=False, system=True),
        Binding("right", "step(1, 0)", texts.MOVE, show=False, system=True),
        Binding("up", "step(0, -1)", texts.MOVE, show=False, system=True),
        Binding("down", "step(0, 1)", texts.MOVE, show=False, system=True),
        Binding("enter", "open", texts.OPEN_LIST),
        Binding(texts.NEXT_KEYS, "turn(1)", texts.PROGRAMME),
        Binding(
            texts.PREVIOUS_KEYS, "turn(-1)", texts.PROGRAMME, show=False, system=True
        ),
    ]

    @dataclass
    class Stepped(Message):
        """One stands on another rung."""

    @dataclass
    class Opened(Message):
        """A rung was opened."""

        rung: RungPicture

    def __init__(self, state: LadderState) -> None:
        super().__init__(id="ladder")
        self.state = state
        self.add_class("pane")

    def settle(self) -> None:
        """Draw what the state says."""
        self.show(self._picture, keep=True)
        self._show_cursor()
        self.post_message(self.Stepped())

    def _picture(self, room: int) -> tuple[Runs, ...]:
        programme, rung = self.state.programme, self.state.rung
        if programme is None or rung is None:
            return tuple(line("  " + text, Role.DIM) for text in ("", *texts.NO_LADDER))
        return picture(programme, room, rung.id, counted=self.state.counted)

    def _show_cursor(self) -> None:
        at = next(
            (y for y, runs in enumerate(self.lines) if _stands_in(runs)),
            0,
        )
        top, height = self.scroll_offset.y, self.size.height
        if not top + 2 <= at < top + height - 4:
            self.go_to(max(0, at - 2))

    def action_step(self, across: int, down: int) -> None:
        """Go to the rung that way."""
        self.state.step(across, down)
        self.settle()

    def action_turn(self, by: int) -> None:
        """Go to the next or previous programme."""
        self.state.turn(by)
        self.settle()

    def action_open(self) -> None:
        """Open the rung one stands on."""
        if self.state.rung is not None:
            self.post_message(self.Opened(self.state.rung))


def _stands_in(runs: Runs) -> bool:
    return any(part.role is Role.CURSOR for part in runs)
