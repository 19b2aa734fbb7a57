"""The lines of a list to choose from."""

from __future__ import annotations

from tui import texts
from tui.cells import safe
from tui.render.line import Role, Runs, apart, line, run
from tui.state.choices import Choice


def choice(shown: Choice, room: int, *, here: bool) -> Runs:
    """The cursor, the mark, the label; the note at the right edge."""
    mark = (texts.HERE if here else " ") + (texts.MARKED if shown.chosen else " ")
    left = (run(mark + " ", Role.ACCENT), run(safe(shown.label)))
    return apart(left, line(f"  {shown.note} " if shown.note else "", Role.DIM), room)
