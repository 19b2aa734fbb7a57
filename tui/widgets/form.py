"""The fields of a form: a label, what is typed or chosen, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui import texts
from tui.paint import strip
from tui.render import form as render
from tui.render.line import Role
from tui.state.forms import Field
from tui.widgets.bars import Bar, Note


class Chooser(Widget, can_focus=True):
    """A value out of several: arrows take the next one, Enter lists them all."""

    DEFAULT_CSS = "Chooser { height: 1; width: 1fr; }"

    BINDINGS = [
        Binding("left", "turn(-1)", texts.SELECT, show=False, system=True),
        Binding("right", "turn(1)", texts.SELECT, system=True),
        Binding("enter,space", "list", texts.LIST_ALL),
    ]

    @dataclass
    class Wanted(Message):
        """All choices should be listed, narrowed by what was typed."""

        chooser: Chooser
        typed: str = ""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def action_turn(self, by: int) -> None:
        """Take the next or previous choice."""
        self.field.turn(by)
        self.refresh()

    def action_list(self) -> None:
        """List all choices."""
        self.post_message(self.Wanted(self))

    def on_key(self, event: events.Key) -> None:
        """What is typed narrows the list."""
        typed = event.character or ""
        if event.is_printable and not typed.isspace():
            event.stop()
            self.post_message(self.Wanted(self, typed))

    def on_click(self) -> None:
        """List all choices."""
        self.action_list()

    def render_line(self, _y: int) -> Strip:
        """The value between two arrows."""
        room = self.size.width
        return strip(
            self, render.chosen(self.field.shown, focused=self.has_focus), room
        )


class FieldRow(Vertical):
    """One field with its label, and below it what is wrong."""

    DEFAULT_CSS = """
    FieldRow, FieldRow > Horizontal { height: auto; }
    FieldRow .label { width: 18; }
    """

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        """Label and value side by side, what is wrong below."""
        with Horizontal():
            label = Bar()
            label.add_class("label")
            label.show(render.label(self.field))
            yield label
            yield self._editor()
        yield Note(Role.BAD, indent=render.LABEL)

    def _editor(self) -> Widget:
        if self.field.choices:
            return Chooser(self.field)
        return Input(self.field.value, placeholder=self.field.hint, compact=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take in what was typed."""
        self.field.value = event.value

    def settle(self) -> None:
        """Show what is wrong."""
        self.query_one(Note).show(self.field.fault)
        for chooser in self.query(Chooser):
            chooser.refresh()
