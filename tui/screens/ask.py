"""Small dialogs: pick one of many, type one line, read and confirm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from tui import texts
from tui.render.line import Role, line
from tui.state.choices import Choice, Other
from tui.widgets.bars import PANES, Bar, Hints
from tui.widgets.choices import Choices
from tui.widgets.lines import Build, Lines
from tui.widgets.oneline import OneLine
from tui.work import Leaving


class Dialog(Leaving, ModalScreen[str | None]):
    """A box over the screen; Esc leaves it without an answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog .dialog {
        width: 75%;
        min-width: 60;
        max-width: 110;
        height: 16;
        border: solid $primary;
        border-title-color: $primary;
        background: $background;
        padding: 0 1;
    }
    Dialog .dialog:nocolor { border: heavy ansi_default; }
    Dialog .dialog Input { margin: 0 0 1 0; background: $panel; }
    Dialog .dialog Choices, Dialog .dialog Lines { height: 1fr; }
    Dialog .dialog Hints { margin: 1 0 0 0; }
    """

    BINDINGS = [*PANES, Binding("escape", "cancel", texts.CANCEL)]

    def __init__(self, title: str) -> None:
        super().__init__()
        self.box = Vertical(classes="dialog")
        self.box.border_title = Content(title)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class Narrowed(OneLine):
    """The line over the choices: Enter there takes one of them, and says so."""

    BINDINGS = [Binding("enter", "submit", texts.CHOOSE)]


class Pick(Dialog):
    """Pick one of many: type to narrow, arrows to move, Enter to take."""

    BINDINGS = [
        Binding("up", "move(-1)", texts.MOVE, show=False),
        Binding("down", "move(1)", texts.MOVE, show=False),
        Binding("pageup", "move(-10)", texts.PAGE, show=False),
        Binding("pagedown", "move(10)", texts.PAGE, show=False),
        Binding("enter", "choose", texts.CHOOSE),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        typed: str = "",
        *,
        other: Other | None = None,
    ) -> None:
        super().__init__(title)
        self._choices = choices
        self._typed = typed
        self._other = other
        self._below: tuple[Widget, ...] = ()

    def compose(self) -> ComposeResult:
        """A line to type in, over the choices."""
        self._below = tuple(self.below())
        with self.box:
            yield Narrowed(
                self._typed,
                placeholder=texts.TYPE_HELP,
                compact=True,
                select_on_focus=False,
            )
            yield Choices(self._choices, self._other)
            yield from self._below
            yield Hints()

    def below(self) -> Iterable[Widget]:
        """What stands under the choices."""
        return ()

    def on_mount(self) -> None:
        """Be as high as the choices need."""
        self.box.styles.height = min(len(self._choices), 12) + 6 + len(self._below)

    @property
    def choices(self) -> Choices:
        """The list."""
        return self.query_one(Choices)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Narrow the list as one types."""
        self.choices.narrow(event.value)

    @on(Choices.Chosen)
    def chosen(self, event: Choices.Chosen) -> None:
        """Give the answer."""
        self.dismiss(event.choice.key)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Take what is under the cursor, after all that was typed before."""
        self.action_choose()

    def action_move(self, by: int) -> None:
        """Move through the list."""
        self.choices.move(by)

    def action_choose(self) -> None:
        """Take what is under the cursor."""
        self.choices.choose()


class Ask(Dialog):
    """Ask for one line of text."""

    def __init__(self, title: str, value: str, hint: str) -> None:
        super().__init__(title)
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """A line to type in, and what to write there."""
        with self.box:
            yield OneLine(self._value, compact=True)
            yield Bar(id="hint")
            yield Hints()

    def on_mount(self) -> None:
        """Say what to write."""
        self.box.styles.height = 7
        self.query_one("#hint", Bar).show(line(" " + self._hint, Role.DIM))

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Give the answer."""
        self.dismiss(event.value)


class Read(Dialog):
    """Something to read."""

    BINDINGS = [Binding("escape", "cancel", texts.CLOSE)]

    def __init__(self, title: str, build: Build) -> None:
        super().__init__(title)
        self._build = build

    def compose(self) -> ComposeResult:
        """The lines, and the keys."""
        with self.box:
            yield Lines()
            yield Hints()

    def on_mount(self) -> None:
        """Show the lines, in a box as high as they need."""
        lines = self.query_one(Lines)
        lines.show(self._build)
        lines.focus()
        size = self.app.size
        wanted = len(self._build(max(40, size.width * 3 // 4 - 6))) + 5
        self.box.styles.height = min(wanted, size.height - 4)


class Confirm(Read):
    """Something to read, and to say yes to."""

    BINDINGS = [
        Binding("enter,ctrl+s", "confirm", texts.CONFIRM),
        Binding("escape", "cancel", texts.CANCEL),
    ]

    def action_confirm(self) -> None:
        """Say yes."""
        self.dismiss(texts.CONFIRM)
