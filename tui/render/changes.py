"""What a write changes, before it is written or undone: field, old → new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from registry.desk.read.history import Changed
from registry.text import fit
from tui import texts
from tui import texts_imports as imports
from tui.render.line import BLANK, Role, Runs, folded, line, run

_FIELD = 18
"""Cells of a field's name."""

_MOST = 40
"""Edits shown; a bulk change has thousands."""

Edit = tuple[str, str, str]
"""Field, old, new."""


def edits(shown: Iterable[Edit], room: int) -> tuple[Runs, ...]:
    """One line for each field: old → new."""
    changed = (edit for edit in shown if edit[1] != edit[2])
    return tuple(row for edit in changed for row in _edit(edit, room))


def preview(
    shown: Iterable[Edit], warnings: Iterable[str], room: int
) -> tuple[Runs, ...]:
    """What would be written, what to think of, and how to go on."""
    warned = [row for said in warnings for row in folded(said, room, Role.WARN)]
    asked = folded(texts.PREVIEW_ASK, room, Role.DIM)
    return (*edits(shown, room), BLANK, *warned, *asked)


def _edit(edit: Edit, room: int) -> tuple[Runs, ...]:
    field, old, new = edit
    head = folded(field, _FIELD)
    said = folded(f"{old or texts.NOTHING} → {new or texts.NOTHING}", room - _FIELD - 2)
    rows = max(len(head), len(said))
    return tuple(_row(head, said, at) for at in range(rows))


def _row(head: Sequence[Runs], said: Sequence[Runs], at: int) -> Runs:
    name = head[at][0].text if at < len(head) else ""
    value = said[at] if at < len(said) else BLANK
    return (run("  " + fit(name, _FIELD), Role.DIM), *value)


def change(shown: Changed, room: int) -> tuple[Runs, ...]:
    """A change as undo tells it: when, who, what, and what it wrote."""
    head = texts.DOT.join(part for part in (shown.at, shown.by, shown.action) if part)
    rest = texts.DOT.join(part for part in (shown.document, shown.reason) if part)
    rows = [*folded(head, room, Role.STRONG), *folded(rest, room, Role.DIM)]
    if shown.taught:
        names = imports.AND.join(shown.taught)
        rows += folded(imports.FORGOTTEN.format(names=names), room, Role.WARN)
    told = ("", 0)
    for each in shown.edits[:_MOST]:
        if (each.record, each.row) != told:
            told = (each.record, each.row)
            about = texts.DOT.join(part for part in (each.record, each.whom) if part)
            rows += [BLANK, *folded(about, room)]
        rows += _edit((each.column, each.old, each.new), room)
    if len(shown.edits) > _MOST:
        rows.append(line(texts.MORE.format(count=len(shown.edits) - _MOST), Role.DIM))
    return tuple(rows)
