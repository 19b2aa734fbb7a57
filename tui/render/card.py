"""Everything about one enterprise as lines, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from registry.desk.read.values import Card, Line
from registry.text import width
from tui import texts
from tui.cells import left
from tui.render.line import BLANK, Role, Run, Runs, apart, cells, folded, line, run

LABEL = 16
"""Cells of a label, at most."""

NARROW = 56
"""Cells below which labels are cut shorter."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the lines below it."""

    title: str
    lines: tuple[Runs, ...]


def facts(card: Card, room: int) -> tuple[Section, ...]:
    """The sections of a card."""
    return tuple(
        Section(title, tuple(row for each in lines for row in fact(each, room)))
        for title, lines in card.sections
    )


def _label_room(room: int) -> int:
    return LABEL if room >= NARROW else LABEL * 3 // 4


def timeline(lines: Iterable[Line], room: int) -> Section:
    """What happened, day by day."""
    rows = [row for each in lines for row in _dated(each, room)]
    return Section(texts.TIMELINE, tuple(rows))


def fact(shown: Line, room: int) -> tuple[Runs, ...]:
    """One labelled line: the value, its day and its source at the right edge.

    A label that does not fit its column stands on lines of its own.
    """
    after = (shown.on, shown.source)
    if width(shown.label) > _label_room(room):
        above = folded(shown.label, room - 1)
        value = _with_source((run("   "),), shown.value or texts.NOTHING, after, room)
        return (*((run(" "), *part) for part in above), *value)
    name = left(shown.label, _label_room(room))
    label = (Run(" " + name, Role.DIM), Run(" ", Role.PLAIN))
    return _with_source(label, shown.value or texts.NOTHING, after, room)


def _dated(shown: Line, room: int) -> tuple[Runs, ...]:
    day = (Run(" " + left(shown.on, LABEL), Role.DIM), Run(" ", Role.PLAIN))
    said = texts.DOT.join(part for part in (shown.label, shown.value) if part)
    return _with_source(day, said, (shown.source,), room)


def _with_source(
    before: Runs, value: str, after: Sequence[str], room: int
) -> tuple[Runs, ...]:
    indent = cells(before)
    source = line(" " + texts.DOT.join(part for part in after if part) + " ", Role.DIM)
    if indent + width(value) + cells(source) <= room:
        return (apart((*before, run(value)), source, room),)
    parts = folded(value, room - indent)
    blank = run(" " * indent)
    rows = [(*before, *parts[0]), *((blank, *part) for part in parts[1:])]
    if len(source[0].text.strip()):
        rows += [
            (blank, *part)
            for part in folded(source[0].text.strip(), room - indent, Role.DIM)
        ]
    return tuple(rows)


def stacked(sections: Sequence[Section], room: int) -> tuple[Runs, ...]:
    """The sections that say something one below the other, then which say nothing."""
    rows: list[Runs] = []
    for section in sections:
        if section.lines:
            rows += [heading(section.title, room), *section.lines, BLANK]
    silent = "、".join(section.title for section in sections if not section.lines)
    if silent:
        rows += folded(texts.NOTHING_RECORDED.format(what=silent), room, Role.DIM)
    return tuple(rows)


def starts(sections: Sequence[Section]) -> list[int]:
    """The line on which each section begins that says something, stacked."""
    lines, at = [], 0
    for section in sections:
        if section.lines:
            lines.append(at)
            at += len(section.lines) + 2
    return lines


def heading(title: str, room: int) -> Runs:
    """── 称号 ─────."""
    before = (run("─ ", Role.DIM), run(title, Role.ACCENT), run(" ", Role.DIM))
    return (*before, run("─" * (room - cells(before)), Role.DIM))


def tabs(titles: Sequence[str], here: int, room: int) -> Runs:
    """Names in one line, the one in view standing out and never cut off."""
    first, last = 0, len(titles)
    while last - first > 1 and _wide(titles[first:last]) + 4 > room:
        if here - first > last - 1 - here:
            first += 1
        else:
            last -= 1
    before = run(texts.MORE_LEFT if first else " ", Role.ACCENT)
    after = run(texts.MORE_RIGHT if last < len(titles) else " ", Role.ACCENT)
    shown = (
        run(f" {titles[place]} ", Role.CURSOR if place == here else Role.DIM)
        for place in range(first, last)
    )
    return (before, *shown, after)


def _wide(titles: Sequence[str]) -> int:
    return sum(width(title) + 2 for title in titles)


def preview(shown: Card, room: int) -> tuple[Runs, ...]:
    """The enterprise in short: what is recorded, without sources and changes."""
    head = (*folded(shown.title, room, Role.STRONG), line(shown.subtitle, Role.DIM))
    brief = tuple(
        (title, tuple(replace(each, source="") for each in lines))
        for title, lines in shown.sections
        if lines and title != texts.CHANGES
    )
    told = facts(replace(shown, sections=brief), room)
    return (*head, BLANK, *stacked(told, room))
