"""The filter line: one line to type in, without a box."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.suggester import Suggester

from tui import texts
from tui.render.line import BLANK, Role, Runs, cells, run
from tui.widgets.bars import Bar
from tui.widgets.oneline import OneLine

Suggest = Callable[[str], Awaitable[str | None]]
"""Says how a text may go on."""


class Suggestions(Suggester):
    """Shows behind the cursor how the text may go on; → takes it."""

    def __init__(self, suggest: Suggest) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._suggest = suggest

    async def get_suggestion(self, value: str) -> str | None:
        """The whole text as it may go on."""
        return await self._suggest(value) if value.strip() else None


class FilterInput(OneLine):
    """Text that filters as it is typed; Enter and ↓ go back to the rows."""

    DEFAULT_CSS = """
    FilterInput { width: 1fr; background: $background; }
    FilterInput:focus { background: $panel; background-tint: transparent; }
    """

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
    """The prompt, the text, and the day that everything is as of.

    The input is made when it is first typed in: the first rows do not wait for it.
    """

    DEFAULT_CSS = """
    FilterLine { height: 1; }
    FilterLine #prompt { width: 1fr; }
    FilterLine #day { width: 1; }
    """

    def __init__(self, placeholder: str, suggest: Suggest | None = None) -> None:
        super().__init__(id="filter")
        self._placeholder = placeholder
        self._suggest = suggest
        self._prompt = run(f" {texts.FILTER_PROMPT} ", Role.ACCENT)
        self._day: Runs = BLANK

    def compose(self) -> ComposeResult:
        """What to type, and the day."""
        yield Bar(id="prompt")

    def on_mount(self) -> None:
        """Say what can be typed."""
        self._settle()

    def show_day(self, day: Runs) -> None:
        """Say as of which day."""
        self._day = day
        if self.is_mounted:
            self._settle()

    def _settle(self) -> None:
        prompt = self.query_one("#prompt", Bar)
        if self.query(FilterInput):
            prompt.show((self._prompt,))
            self.query_one("#day", Bar).show(BLANK, self._day)
        else:
            hint = run(self._placeholder, Role.DIM)
            prompt.show((self._prompt, hint), self._day)

    async def open(self) -> FilterInput:
        """The input, made now if it is not there yet."""
        if not self.query(FilterInput):
            typing = FilterInput(
                placeholder=self._placeholder,
                compact=True,
                select_on_focus=False,
                suggester=self._suggest and Suggestions(self._suggest),
            )
            day = Bar(id="day")
            await self.mount(typing, day)
            self.query_one("#prompt", Bar).styles.width = cells((self._prompt,))
            day.styles.width = cells(self._day) + 1
            self._settle()
        return self.query_one(FilterInput)

    def clear(self) -> None:
        """Take the text away."""
        for typing in self.query(FilterInput):
            typing.value = ""
