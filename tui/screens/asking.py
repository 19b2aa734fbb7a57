"""What is asked: one of the questions that are always asked, or any in its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget

from tui import texts
from tui.render.line import Role, line
from tui.screens.ask import Pick
from tui.state.choices import Choice
from tui.widgets.bars import Bar
from tui.widgets.choices import Choices


class AskList(Pick):
    """Pick a question, or ask what is typed as it stands."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(texts.ASK_LIST, choices, other=_typed)

    def below(self) -> Iterable[Widget]:
        """How the question under the cursor is asked by a command."""
        yield Bar(id="words")

    @on(Choices.Moved)
    def say_words(self, event: Choices.Moved) -> None:
        """Say how the same is asked by a command, so that it is learnt."""
        words = event.choice.key if event.choice else ""
        said = texts.ASKED_AS.format(words=words) if words else texts.ASK_LIST_HELP
        self.query_one("#words", Bar).show(line(f" {said}", Role.DIM))


def _typed(words: str) -> Choice:
    return Choice(words, texts.TYPED.format(words=words))
