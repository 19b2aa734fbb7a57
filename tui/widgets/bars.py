"""Bars of one line: header, status, hints."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui import texts
from tui.paint import strip
from tui.render import bars
from tui.render.line import BLANK, Role, Runs, apart, cells, cut, folded, run

PANES = (
    Binding("tab", "app.focus_next", texts.PANE, show=False, system=True),
    Binding("shift+tab", "app.focus_previous", texts.PANE, show=False, system=True),
    Binding("ctrl+c,super+c", "screen.copy_text", texts.COPY, show=False, system=True),
)
"""What Textual's own screens do, in Chinese."""


class Bar(Widget):
    """One line with a text at each end; the left one gives way."""

    DEFAULT_CSS = "Bar { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.left: Runs = BLANK
        self.right: Runs = BLANK

    def show(self, left: Runs, right: Runs = BLANK) -> None:
        """Show other texts."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The two texts, apart."""
        room = self.size.width
        return strip(
            self, apart(self.left, self.right, room) if y == 0 else BLANK, room
        )


class Note(Widget):
    """A sentence folded to the width there is; nothing where there is none."""

    DEFAULT_CSS = """
    Note { height: auto; max-height: 4; }
    Note.-silent { display: none; }
    """

    def __init__(
        self,
        role: Role,
        *,
        indent: int = 0,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id, classes="-silent")
        self._role = role
        self._indent = indent
        self._sentence = ""

    def show(self, sentence: str) -> None:
        """Show another sentence."""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self.set_class(not sentence, "-silent")
        self.refresh(layout=True)

    def _lines(self, room: int) -> tuple[Runs, ...]:
        return folded(self._sentence, room - self._indent, self._role)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """As many lines as the sentence takes."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One line of the sentence."""
        lines, room = self._lines(self.size.width), self.size.width
        shown = lines[y] if y < len(lines) else BLANK
        return strip(self, (run(" " * self._indent), *shown), room)


class Hints(Widget):
    """What the keys do here: at most eight, read from the active bindings."""

    DEFAULT_CSS = "Hints { height: 1; }"

    def __init__(self, *more: bars.Hint) -> None:
        super().__init__()
        self._more = more

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    def _hints(self) -> tuple[bars.Hint, ...]:
        active = self.screen.active_bindings.values()
        found = [
            bars.Hint(each.binding.key, each.binding.description, each.binding.action)
            for each in active
            if each.binding.show
        ]
        return bars.hints([*found, *self._more])

    def render_line(self, _y: int) -> Strip:
        """As many hints as fit."""
        room = self.size.width
        return strip(self, cut(bars.hint_line(self._hints(), room), room), room)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        end = 0
        for hint in bars.fitting(self._hints(), self.size.width):
            end += cells(bars.hint_runs(hint)) + bars.HINT_GAP
            if event.x < end:
                self.app.simulate_key(hint.key)
                return
