"""A page of lines to read: a card, the why-panel, help, a preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import texts
from tui.paint import strip
from tui.render.line import BLANK, Runs

Build = Callable[[int], tuple[Runs, ...]]
"""Makes the lines for a width in cells."""


def nothing(_room: int) -> tuple[Runs, ...]:
    """No lines."""
    return ()


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines made anew for every width, scrolled with the arrow keys."""

    DEFAULT_CSS = """
    Lines {
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    BINDINGS = [
        Binding("up", "scroll_up", texts.MOVE, show=False, system=True),
        Binding("down", "scroll_down", texts.MOVE, show=False, system=True),
        Binding("pageup", "page_up", texts.PAGE, show=False, system=True),
        Binding("pagedown", "page_down", texts.PAGE, show=False, system=True),
        Binding("home", "scroll_home", texts.ENDS, show=False, system=True),
        Binding("end", "scroll_end", texts.ENDS, show=False, system=True),
    ]

    @dataclass
    class Moved(Message):
        """Other lines are in view."""

        lines: Lines

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.lines: tuple[Runs, ...] = ()
        self._build: Build = nothing

    def show(self, build: Build, *, keep: bool = False) -> None:
        """Show other lines, from the top unless ``keep``."""
        self._build = build
        self._rebuild()
        if not keep:
            self.scroll_to(y=0, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Make the lines anew for the new width."""
        self._rebuild()

    def _rebuild(self) -> None:
        room = self.scrollable_content_region.width
        if room > 0:
            self.lines = self._build(room)
            self.virtual_size = Size(room, len(self.lines))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        index = self.scroll_offset.y + y
        runs = self.lines[index] if index < len(self.lines) else BLANK
        return strip(self, runs, self.scrollable_content_region.width)

    def go_to(self, index: int) -> None:
        """Bring a line to the top of the view."""
        self.scroll_to(y=index, animate=False, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that other lines are in view."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved(self))

    def action_scroll_up(self) -> None:
        """Scroll by a line, without animation: keys repeat."""
        self.go_to(self.scroll_offset.y - 1)

    def action_scroll_down(self) -> None:
        """Scroll by a line."""
        self.go_to(self.scroll_offset.y + 1)

    def action_page_up(self) -> None:
        """Scroll by a view."""
        self.go_to(self.scroll_offset.y - self.size.height + 1)

    def action_page_down(self) -> None:
        """Scroll by a view."""
        self.go_to(self.scroll_offset.y + self.size.height - 1)

    def action_scroll_home(self) -> None:
        """Go to the first line."""
        self.go_to(0)

    def action_scroll_end(self) -> None:
        """Go to the last line."""
        self.go_to(len(self.lines))
