"""The parts of a form."""

from __future__ import annotations

from registry.text import width
from tui import texts
from tui.render.line import Role, Runs, run
from tui.state.forms import Field

LABEL = 18
"""Cells of a label with the gap after it."""


def label(field: Field) -> Runs:
    """The label against the right edge, marked where the field must be filled."""
    mark = texts.REQUIRED_MARK if field.required else " "
    blank = " " * max(0, LABEL - 3 - width(field.label))
    return (run(blank + field.label, Role.DIM), run(mark + " ", Role.WARN))


def chosen(value: str, *, focused: bool) -> Runs:
    """A chosen value between two arrows."""
    arrow = Role.ACCENT if focused else Role.DIM
    return (
        run(texts.MORE_LEFT + " ", arrow),
        run(value or texts.CHOOSE_ONE, Role.CURSOR if focused else Role.PLAIN),
        run(" " + texts.MORE_RIGHT, arrow),
    )
