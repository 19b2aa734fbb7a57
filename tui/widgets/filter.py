"""The filter line: one line to type in, without a box."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from tui import texts
from tui.render.line import Role, Runs, cells, line
from tui.widgets.bars import Bar


class FilterInput(Input):
    """Text that filters as it is typed; Enter and ↓ go back to the rows."""

    BINDINGS = [
        Binding("down,enter,tab", "done", texts.CHOOSE, show=False),
        Binding("escape", "clear", texts.CLEAR_FILTER),
    ]

    def action_done(self) -> None:
        """Leave the text and go to the rows."""
        self.screen.focus_next()

    def action_clear(self) -> None:
        """Take the text away and go to the rows."""
        self.value = ""
        self.screen.focus_next()


class FilterLine(Horizontal):
    """The prompt, the text, and the day that everything is as of."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(id="filter")
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Prompt, text, day."""
        yield Bar(id="prompt")
        yield FilterInput(
            placeholder=self._placeholder, compact=True, select_on_focus=False
        )
        yield Bar(id="day")

    def on_mount(self) -> None:
        """Show the prompt."""
        self.query_one("#prompt", Bar).show(
            line(" " + texts.FILTER_PROMPT, Role.ACCENT)
        )

    @property
    def input(self) -> FilterInput:
        """The text."""
        return self.query_one(FilterInput)

    def show_day(self, runs: Runs) -> None:
        """Say as of which day."""
        bar = self.query_one("#day", Bar)
        bar.styles.width = cells(runs)
        bar.show(runs)
