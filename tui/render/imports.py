"""An import as lines: what was found, one item of it in full, how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap

from registry.intake.doubts import Doubt
from registry.intake.preview import Preview
from registry.terms import Ledger
from tui import texts
from tui import texts_imports as words
from tui.render.line import BLANK, Role, Runs, folded, line, run
from tui.state.import_items import Item, Part
from tui.state.imports import KIND, YES, ImportState

_BAR = 10
_FULL, _EMPTY = "█", "░"


def going(said: str, share: float) -> tuple[Runs, Runs]:
    """How far it is, with a bar where rows are counted; and the key that stops it."""
    full = round(share * _BAR)
    bar = f" {_FULL * full}{_EMPTY * (_BAR - full)} " if share else " "
    return (run(bar, Role.ACCENT), run(said)), line(f" {words.MAY_STOP} ", Role.DIM)


def counts(found: Preview, doubts: int, decided: str = "") -> str:
    """How many rows become what; ``doubts`` still wait."""
    said = words.COUNTS.format(
        new=found.new,
        changed=found.changed,
        unchanged=found.unchanged,
        doubts=doubts,
        faults=len(found.faults),
    )
    more = words.OTHERWISE.format(count=found.otherwise) if found.otherwise else ""
    return f"{said}{decided}{more}"


def title(state: ImportState) -> str:
    """How many rows become what; that the header is strange, where it is."""
    if state.found is None:
        return words.STRANGE_HEADER
    done = words.DECIDED_ROWS.format(count=state.decided) if state.decided else ""
    later = words.COMPARED_LATER if state.waiting else ""
    notes = state.counts()[Part.NOTE]
    said = words.NOTES.format(count=notes) if notes else ""
    return counts(state.found, state.undecided, done + later) + said


def asking(found: Preview, room: int) -> tuple[Runs, ...]:
    """What is asked before a file is written."""
    left = words.WRITE_LEFT.format(count=found.in_doubt, faults=len(found.faults))
    waits = found.in_doubt or found.faults
    return (
        *folded(counts(found, found.in_doubt), room, Role.STRONG),
        *(folded(_added(found), room) if found.added else ()),
        *(folded(left, room, Role.WARN) if waits else ()),
        *folded(words.WRITE_NOTE, room, Role.DIM),
    )


def _added(found: Preview) -> str:
    return words.ADDED.format(count=found.added) if found.added else ""


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
        _added(found),
        words.RECALLED.format(count=state.recalled) if state.recalled else "",
    ]
    return (
        *_done(state, found, room),
        *folded(texts.DOT.join(filter(None, told)), room, Role.DIM),
    )


def _done(state: ImportState, found: Preview, room: int) -> Iterator[Runs]:
    """What was written, what was not and where it is: what to do next."""
    if found.written:
        said = words.WRITTEN.format(new=found.new, changed=found.changed)
        yield from folded(said, room, Role.GOOD)
        others = words.AND.join(state.unread)
        if others:
            yield from folded(words.MORE_SHEETS.format(names=others), room, Role.ACCENT)
    if state.back is not None:
        yield from folded(words.SENT_BACK.format(path=state.back), room, Role.GOOD)
    elif found.written and (found.in_doubt or found.faults):
        count = {"doubts": found.in_doubt, "faults": len(found.faults)}
        yield from folded(words.LEFT_OUT.format(**count), room, Role.WARN)


def looked(state: ImportState) -> tuple[Runs, Runs]:
    """Which file it is, which part is shown and how it is taken; if it is written."""
    name = state.path.name if state.path else ""
    left = (
        run(f" {name}", Role.ACCENT),
        run(f"  {words.SHOW_PART}：{state.part.label}"),
        run(_in_force(state), Role.WARN),
    )
    if state.found is None:
        return left, BLANK
    written = state.found.written
    said = words.WAS_WRITTEN if written else words.NOT_WRITTEN
    return left, line(f"{said} ", Role.GOOD if written else Role.WARN)


def _in_force(state: ImportState) -> str:
    """The options that were chosen for the file."""
    told = words.AND.join(starmap(_option, state.options.items()))
    return words.IN_FORCE.format(said=told) if told else ""


def _option(key: str, value: str) -> str:
    if key == KIND:
        value = Ledger.read(value).label
    said = words.OPTION_NAMES[key]
    return said if value == YES else f"{said} {value}"


def item(state: ImportState, one: Item | None, room: int) -> tuple[Runs, ...]:
    """One item in full, under what the file is."""
    head = about(state, room)
    if one is None:
        return head
    return (*head, BLANK, *_said(one, room), *_doubt(state, one, room))


def _said(one: Item, room: int) -> tuple[Runs, ...]:
    title = texts.DOT.join(filter(None, (one.part.label, one.place, one.name)))
    new = one.doubt.reason if one.doubt else one.new
    change = " → ".join(filter(None, (one.old, new)))
    said = texts.DOT.join(filter(None, (one.field, change)))
    return (
        *folded(title, room, Role.STRONG),
        *folded(said, room),
        *(folded(one.remedy, room, Role.ACCENT) if one.remedy else ()),
    )


def _doubt(state: ImportState, one: Item, room: int) -> tuple[Runs, ...]:
    if one.doubt is None:
        return ()
    lines: list[Runs] = []
    for who in one.doubt.candidates:
        lines += folded("  ".join((who.name, *who.told)), room)
    answered = state.answer(one.doubt)
    if answered:
        told = words.ANSWERS.get(answered, answered)
        lines += folded(words.DECIDED.format(said=told), room, Role.GOOD)
    if state.may_decide:
        lines += folded(_keys(one.doubt, answered=answered), room, Role.ACCENT)
    return tuple(lines)


def _keys(doubt: Doubt, *, answered: str) -> str:
    """The keys that decide on a row."""
    may = {one.value for one in doubt.answers} | ({words.BACK} if answered else set())
    pressed = [
        f"{key.upper()} {told}" for key, said, told in words.ANSWER_KEYS if said in may
    ]
    asked = words.KEYS_NOW if answered else words.KEYS_ASK
    return asked + "  ".join((*pressed, words.KEY_OTHER))
