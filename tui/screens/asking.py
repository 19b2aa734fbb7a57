"""What is asked: one of the questions that are always asked, or any in its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from tui import texts
from tui.render.line import Role, line
from tui.screens.ask import Pick
from tui.state.choices import Choice
from tui.widgets.bars import Bar
from tui.widgets.choices import Choices

_WRITTEN = frozenset(":=;<>≥≤")
"""What is in words that name a list or a filter, and in no question's own."""


class AskList(Pick):
    """Pick a question; what is typed and is no part of one is asked as it stands."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(texts.ASK_LIST, choices)
        self._moved = False

    def below(self) -> Iterable[Widget]:
        """How the question under the cursor is asked by a command."""
        yield Bar(id="words")

    def called(self, words: str) -> str:
        """The question that the words answer, if it is one of them."""
        return next((one.label for one in self._choices if one.key == words), "")

    def action_move(self, by: int) -> None:
        """Move through the questions: the one under the cursor is meant now."""
        self._moved = True
        super().action_move(by)

    def action_choose(self) -> None:
        """Ask what is under the cursor, or what is typed."""
        words = self._typed_words()
        if words:
            self.dismiss(words)
        else:
            super().action_choose()

    def _typed_words(self) -> str:
        """What is typed, where no question is meant by it."""
        typed = self.choices.state.text.strip()
        half = unicodedata.normalize("NFKC", typed)
        written = not self._moved and not _WRITTEN.isdisjoint(half)
        return typed if written or self.choices.state.current is None else ""

    @on(Choices.Moved)
    def say_words(self) -> None:
        """Say how the same is asked by a command, so that it is learnt."""
        current = self.choices.state.current
        words = self._typed_words() or (current.key if current else "")
        said = texts.ASKED_AS.format(words=words) if words else texts.ASK_LIST_HELP
        self.query_one("#words", Bar).show(line(f" {said}", Role.DIM))
