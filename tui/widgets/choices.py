"""A list to choose from with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import texts
from tui.paint import strip
from tui.render import choices as render
from tui.render.line import BLANK, Role, line
from tui.state.choices import Choice, ChoicesState, Other


class Choices(ScrollView):
    """The choices; the keys come from the dialog, so that one can type meanwhile."""

    DEFAULT_CSS = """
    Choices {
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Chosen(Message):
        """One of them was chosen."""

        choice: Choice

    @dataclass
    class Moved(Message):
        """Another one is under the cursor, or none."""

        choice: Choice | None

    def __init__(self, choices: Sequence[Choice], other: Other | None = None) -> None:
        super().__init__()
        self.empty: Sequence[str] = (texts.NO_CHOICE,)
        self.state = ChoicesState(choices, other=other)

    def on_mount(self) -> None:
        """Show the choices."""
        self.settle()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.settle()

    def settle(self) -> None:
        """Bring the picture up to the state."""
        room = self.scrollable_content_region
        self.virtual_size = Size(room.width, len(self.state.shown))
        top = min(self.scroll_offset.y, self.state.cursor)
        top = max(top, self.state.cursor - max(1, room.height) + 1)
        self.scroll_to(y=top, animate=False, immediate=True)
        self.refresh()
        self.post_message(self.Moved(self.state.current))

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.state.move(by)
        self.settle()

    def narrow(self, text: str) -> None:
        """Keep the choices that contain what was typed."""
        self.state.narrow(text)
        self.settle()

    def renew(self, choices: Sequence[Choice]) -> None:
        """Show the same choices, marked otherwise."""
        self.state.renew(choices)
        self.settle()

    def choose(self) -> None:
        """Choose what is under the cursor."""
        if self.state.current is not None:
            self.post_message(self.Chosen(self.state.current))

    def render_line(self, y: int) -> Strip:
        """One choice."""
        index, room = self.scroll_offset.y + y, self.scrollable_content_region.width
        if index < len(self.empty) and not self.state.shown:
            return strip(self, line(f"   {self.empty[index]}", Role.DIM), room)
        if index >= len(self.state.shown):
            return strip(self, BLANK, room)
        here = index == self.state.cursor
        runs = render.choice(self.state.shown[index], room, here=here)
        return strip(self, runs, room, Role.CURSOR if here else None)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        self.state.cursor = min(
            self.scroll_offset.y + event.y, max(0, len(self.state.shown) - 1)
        )
        self.choose()
