"""Choosing a file: type a part of its path, Tab completes, Enter opens."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from tui import texts_imports as texts
from tui.render.line import Role, line
from tui.screens.ask import Pick
from tui.state.choices import Choice
from tui.state.files import completed, files, nothing
from tui.widgets.bars import Bar
from tui.widgets.choices import Choices
from tui.work import newest

_HIGH = 20


class ChooseFile(Pick):
    """Recent files first; folders are gone into, a file is the answer."""

    BINDINGS = [Binding("tab", "complete", texts.FILE_HELP, show=False)]

    def __init__(self, recent: Sequence[Path]) -> None:
        super().__init__(texts.FILE_ASK, ())
        self._recent = recent
        self._listed: str | None = None

    def below(self) -> Iterable[Widget]:
        """What to type."""
        yield Bar(id="words")

    def on_mount(self) -> None:
        """Take the keys at once; list recent files as soon as they are found."""
        self.set_focus(self.query_one(Input))
        self.choices.empty = texts.SEARCHING
        self.query_one("#words", Bar).show(line(f" {texts.FILE_HELP}", Role.DIM))
        newest(self, "files", self._list, "")

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """List what can be meant by what is typed."""
        event.prevent_default()
        newest(self, "files", self._list, event.value)

    async def _list(self, typed: str) -> None:
        self._show(typed, await asyncio.to_thread(files, typed, self._recent))

    def _show(self, typed: str, found: Sequence[Choice]) -> None:
        self._listed = typed
        self.box.styles.height = _HIGH
        self.choices.empty = nothing(typed)
        self.choices.state.choices = found
        self.choices.narrow("")

    def _catch_up(self) -> None:
        """List what is typed now: keys may be faster than the list."""
        typed = self.query_one(Input).value
        if typed != self._listed:
            self._show(typed, files(typed, self._recent))

    def action_move(self, by: int) -> None:
        """Move through what can be meant."""
        self._catch_up()
        super().action_move(by)

    def action_complete(self) -> None:
        """Write what is under the cursor."""
        self._catch_up()
        current = self.choices.state.current
        if current is not None:
            self._type(current)

    def _type(self, choice: Choice) -> None:
        typed = self.query_one(Input)
        typed.value = completed(choice)
        typed.cursor_position = len(typed.value)

    @on(Choices.Chosen)
    def chosen(self, event: Choices.Chosen) -> None:
        """Go into a folder; give a file as the answer."""
        event.prevent_default()
        if Path(event.choice.key).is_dir():
            self._type(event.choice)
        else:
            self.dismiss(event.choice.key)

    def action_choose(self) -> None:
        """Take what is under the cursor, or what is typed where nothing is."""
        self._catch_up()
        typed = self.query_one(Input).value.strip()
        if self.choices.state.current is None and typed:
            self.dismiss(typed)
        else:
            super().action_choose()
