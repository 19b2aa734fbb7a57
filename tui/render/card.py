"""Everything about one enterprise as lines, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.desk.read.values import Card, Line
from registry.text import width
from tui import texts
from tui.cells import left
from tui.render.line import BLANK, Role, Run, Runs, apart, cells, cut, folded, line, run

LABEL = 16
"""Cells of a label, at most."""


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


def timeline(lines: Iterable[Line], room: int) -> Section:
    """What happened, day by day."""
    rows = [row for each in lines for row in _dated(each, room)]
    return Section(texts.TIMELINE, tuple(rows))


def fact(shown: Line, room: int) -> tuple[Runs, ...]:
    """One labelled line: the value, its day and its source at the right edge."""
    label = (Run("  " + left(shown.label, LABEL), Role.DIM), Run(" ", Role.PLAIN))
    return _with_source(
        label, shown.value or texts.NOTHING, (shown.on, shown.source), room
    )


def _dated(shown: Line, room: int) -> tuple[Runs, ...]:
    day = (Run("  " + left(shown.on, LABEL), Role.DIM), Run(" ", Role.PLAIN))
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
    """All sections one below the other."""
    rows: list[Runs] = []
    for section in sections:
        rows.append(heading(section.title, room))
        rows.extend(section.lines or (line("  " + texts.NOTHING_RECORDED, Role.DIM),))
        rows.append(BLANK)
    return tuple(rows[:-1])


def starts(sections: Sequence[Section]) -> list[int]:
    """The line on which each section begins, stacked."""
    lines, at = [], 0
    for section in sections:
        lines.append(at)
        at += max(1, len(section.lines)) + 2
    return lines


def heading(title: str, room: int) -> Runs:
    """── 称号 ─────."""
    before = (run("─ ", Role.DIM), run(title, Role.ACCENT), run(" ", Role.DIM))
    return (*before, run("─" * (room - cells(before)), Role.DIM))


def tabs(titles: Sequence[str], here: int, room: int) -> Runs:
    """The names of the sections in one line; the one in view stands out."""
    parts = [
        run(f" {title} ", Role.CURSOR if place == here else Role.DIM)
        for place, title in enumerate(titles)
    ]
    return cut((run(" "), *parts), room)
