"""A line of text in parts, each with the role it plays; colour comes later."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from registry.text import fit, width
from tui.cells import safe, wrap


class Role(StrEnum):
    """What a part of a line is; no meaning rests on its colour alone."""

    PLAIN = "plain"
    DIM = "dim"
    STRONG = "strong"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    CURSOR = "cursor"


class Run(NamedTuple):
    """A part of a line: text that is safe to show, and its role."""

    text: str
    role: Role


Runs = tuple[Run, ...]
"""One line."""

BLANK: Runs = ()


def run(text: str, role: Role = Role.PLAIN) -> Run:
    """A part of a line, made safe to show."""
    return Run(safe(text), role)


def line(text: str, role: Role = Role.PLAIN) -> Runs:
    """A line of one part."""
    return (run(text, role),)


def plain(runs: Runs) -> str:
    """The line's text."""
    return "".join(part.text for part in runs)


def cells(runs: Runs) -> int:
    """How many cells the line takes."""
    return width(plain(runs))


def cut(runs: Runs, room: int) -> Runs:
    """The line in exactly ``room`` cells: cut with … or padded with blanks."""
    kept: list[Run] = []
    for part in runs:
        wide = width(part.text)
        if wide > room:
            return (*kept, Run(_fitted(part.text, room), part.role))
        kept.append(part)
        room -= wide
    return (*kept, Run(" " * room, Role.PLAIN)) if room else tuple(kept)


def _fitted(text: str, room: int) -> str:
    trimmed = text.rstrip(" ")
    return fit(trimmed, room)


def apart(left: Runs, right: Runs, room: int) -> Runs:
    """Two texts at the two ends of a line; the left one gives way."""
    right = cut(right, min(cells(right), room))
    rest = room - cells(right)
    return (*cut(cut(left, max(0, rest - 1)), rest), *right)


def joined(parts: Iterable[Runs], between: str) -> Runs:
    """Lines set one after the other with a dim text between."""
    runs: list[Run] = []
    for part in parts:
        if runs and part:
            runs.append(run(between, Role.DIM))
        runs.extend(part)
    return tuple(runs)


def folded(text: str, room: int, role: Role = Role.PLAIN) -> tuple[Runs, ...]:
    """The text folded into lines of at most ``room`` cells."""
    return tuple((Run(part, role),) for part in wrap(text, max(room, 2)))


def side_by_side(columns: Iterable[tuple[tuple[Runs, ...], int]]) -> tuple[Runs, ...]:
    """Blocks of lines set beside one another, each in its own width."""
    blocks = list(columns)
    height = max((len(lines) for lines, _ in blocks), default=0)
    return tuple(
        tuple(
            part
            for lines, room in blocks
            for part in cut(lines[y] if y < len(lines) else BLANK, room)
        )
        for y in range(height)
    )
