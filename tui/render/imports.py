"""An import as lines: what was found, one item of it in full, how far it is."""

from __future__ import annotations

from registry.intake.preview import Preview
from tui import texts
from tui import texts_imports as words
from tui.render.line import BLANK, Role, Runs, folded, line, run
from tui.state.import_items import Item
from tui.state.imports import ImportState

_BAR = 20
_FULL, _EMPTY = "█", "░"


def going(said: str, share: float) -> Runs:
    """How far it is, with a bar where rows are counted."""
    full = round(share * _BAR)
    bar = f" {_FULL * full}{_EMPTY * (_BAR - full)} " if share else " "
    return (run(bar, Role.ACCENT), run(said), run(f"  {words.MAY_STOP}", Role.DIM))


def counts(found: Preview, decided: int = 0) -> str:
    """How many rows become what; ``decided`` no longer wait, and are not counted in."""
    said = words.COUNTS.format(
        new=found.new,
        changed=found.changed,
        unchanged=found.unchanged,
        doubts=found.in_doubt - decided,
        faults=len(found.faults),
    )
    done = words.DECIDED_ROWS.format(count=decided) if decided else ""
    more = words.OTHERWISE.format(count=found.otherwise) if found.otherwise else ""
    return f"{said}{done}{more}"


def title(state: ImportState) -> str:
    """How many rows become what; that the header is strange, where it is."""
    if state.found is None:
        return words.STRANGE_HEADER
    return counts(state.found, state.decided)


def about(state: ImportState, room: int) -> tuple[Runs, ...]:
    """What the file is, and what the eye would miss; or why it cannot be read."""
    found = state.found
    if found is None:
        return tuple(part for one in state.why for part in folded(one, room, Role.DIM))
    names = words.AND.join(one.name for one in found.sheets if one.name)
    told = [
        words.LEDGER.format(
            kind=found.kind.label, rows=found.rows, header=found.sheets[0].first
        ),
        words.SHEETS.format(names=names) if names else "",
        words.RECALLED.format(count=state.recalled) if state.recalled else "",
        *found.notes,
    ]
    if found.elsewhere:
        told.append(words.ELSEWHERE.format(names=words.AND.join(found.elsewhere)))
    return folded(texts.DOT.join(filter(None, told)), room, Role.DIM)


def item(state: ImportState, one: Item | None, room: int) -> tuple[Runs, ...]:
    """One item in full, under what the file is."""
    head = about(state, room)
    if one is None:
        return head
    return (*head, BLANK, *_said(one, room), *_doubt(state, one, room))


def _said(one: Item, room: int) -> tuple[Runs, ...]:
    title = texts.DOT.join(filter(None, (one.part.label, one.place, one.name)))
    change = " → ".join(filter(None, (one.old, one.new)))
    said = texts.DOT.join(filter(None, (one.field, change)))
    return (
        *folded(title, room, Role.STRONG),
        *folded(said, room),
        *folded(one.remedy, room, Role.ACCENT),
    )


def _doubt(state: ImportState, one: Item, room: int) -> tuple[Runs, ...]:
    if one.doubt is None:
        return ()
    lines: list[Runs] = []
    for who in one.doubt.candidates:
        lines += folded("  ".join((who.name, *who.told)), room)
    said = state.said.get((one.doubt.sheet, one.doubt.line))
    if said:
        told = words.ANSWERS.get(said, said)
        lines.append(line(words.DECIDED.format(said=told), Role.GOOD))
    return tuple(lines)
