"""The lines of a table: which columns fit, the header, a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.desk.read.values import Heading, Row
from registry.terms import ConditionOutcome, Outcome
from tui import texts
from tui.cells import left, right
from tui.render.line import BLANK, Role, Run, Runs, cut, run

GUTTER = 2
"""Cells before the first column: the cursor and the mark."""

GAP = 2
"""Cells between two columns."""

LEAST = 10
"""Cells below which a column is left out rather than cut."""

Sort = tuple[tuple[str, bool], ...]
"""Column keys in order of weight, each with whether it descends."""

OUTCOME_ROLES: Mapping[str, Role] = {
    Outcome.ELIGIBLE.label: Role.GOOD,
    Outcome.ONE_SHORT.label: Role.WARN,
    Outcome.PENDING.label: Role.ACCENT,
    Outcome.NOT_ELIGIBLE.label: Role.BAD,
    ConditionOutcome.MET.label: Role.GOOD,
    ConditionOutcome.UNMET.label: Role.BAD,
    ConditionOutcome.UNKNOWN.label: Role.ACCENT,
    ConditionOutcome.FOR_JUDGEMENT.label: Role.ACCENT,
    ConditionOutcome.NOT_APPLICABLE.label: Role.DIM,
}
"""How the words of outcomes are set; the word itself is always there."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column on screen: which one, and in how many cells."""

    column: int
    cells: int


def slots(headings: Sequence[Heading], room: int, skip: int = 0) -> tuple[Slot, ...]:
    """The columns that fit: the first always, then from ``skip`` on.

    Where not all fit the first is narrower and the last may be cut; room to spare
    goes to the first, so that names show whole, and then to the last.
    """
    if not headings:
        return ()
    first = _first(headings, room)
    used, fitting = GUTTER + first, []
    for column in range(1 + skip, len(headings)):
        free = room - used - GAP
        wide = min(headings[column].width, free)
        if wide < min(LEAST, headings[column].width):
            break
        fitting.append(Slot(column, wide))
        used += GAP + wide
    return _widened(Slot(0, first), fitting, room - used)


def _first(headings: Sequence[Heading], room: int) -> int:
    wide, everything = headings[0].width, sum(GAP + one.width for one in headings)
    return min(wide, room - GUTTER if everything <= room else max(room * 3 // 8, LEAST))


def _widened(first: Slot, rest: list[Slot], spare: int) -> tuple[Slot, ...]:
    if not rest:
        return (Slot(first.column, first.cells + spare),)
    longer = min(spare, first.cells // 4)
    last = Slot(rest[-1].column, rest[-1].cells + spare - longer)
    return (Slot(0, first.cells + longer), *rest[:-1], last)


def most_skipped(headings: Sequence[Heading], room: int) -> int:
    """How far the columns can be moved before the last one shows."""
    for skip in range(len(headings)):
        shown = slots(headings, room, skip)
        if not shown or shown[-1].column == len(headings) - 1:
            return skip
    return 0


def header(
    headings: Sequence[Heading], shown: Sequence[Slot], sort: Sort, room: int
) -> Runs:
    """The header: titles, the order in words, arrows where more columns are."""
    order = dict(sort)
    parts = [run(" " * GUTTER)]
    for slot in shown:
        heading = headings[slot.column]
        title = heading.title + texts.order_mark(order.get(heading.key))
        parts += [_cell(title, slot, right_side=heading.right), run(" " * GAP)]
    more = bool(shown) and shown[-1].column < len(headings) - 1
    skipped = len(shown) > 1 and shown[1].column > 1
    text = cut(tuple(part._replace(role=Role.STRONG) for part in parts[:-1]), room)
    return _arrows(text, room, more=more, skipped=skipped)


def _arrows(runs: Runs, room: int, *, more: bool, skipped: bool) -> Runs:
    if more:
        runs = (*cut(runs, room - 2), Run(" " + texts.MORE_RIGHT, Role.ACCENT))
    if skipped:
        runs = (Run(texts.MORE_LEFT + " ", Role.ACCENT), *runs[1:])
    return runs


def row(
    cells: Row | None,
    headings: Sequence[Heading],
    shown: Sequence[Slot],
    *,
    marked: bool,
    here: bool,
) -> Runs:
    """A row; one that is not at hand yet is a dim …."""
    mark = (texts.HERE if here else " ") + (texts.MARKED if marked else " ")
    parts = [run(mark, Role.ACCENT)]
    if cells is None:
        return (*parts, run("…", Role.DIM))
    for slot in shown:
        heading = headings[slot.column]
        text = cells.cells[slot.column]
        part = _cell(text, slot, right_side=heading.right)
        parts += [part._replace(role=_role(heading, text)), run(" " * GAP)]
    return tuple(parts[:-1]) if len(parts) > 1 else BLANK


def _cell(text: str, slot: Slot, *, right_side: bool) -> Run:
    place = right if right_side else left
    return Run(place(text, slot.cells), Role.PLAIN)


def _role(heading: Heading, text: str) -> Role:
    if heading.key == "outcome":
        return OUTCOME_ROLES.get(text, Role.PLAIN)
    return Role.PLAIN
