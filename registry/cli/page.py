"""A card as one page of text: sections, labels, values, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from registry.cli import grid
from registry.cli.show import headed
from registry.desk.read.session import Reading
from registry.desk.read.values import Card, Line
from registry.text import fit, visible, width

_LABEL = 18
_BELOW = 4
_WIDE = 100_000


def lines(card: Card, room: int | None) -> Iterator[str]:
    """The page, each line in at most ``room`` cells; without it none is broken."""
    cells = room or _WIDE
    yield from grid.wrapped(visible(card.title), cells)
    if card.subtitle:
        yield from grid.wrapped(visible(card.subtitle), cells)
    for title, section in card.sections:
        if not section:
            continue
        yield f"\n【{visible(title)}】"
        label = min(_LABEL, max((width(one.label) for one in section), default=0))
        for one in section:
            yield from _line(one, label, cells)
    silent = "、".join(
        visible(title) for title, section in card.sections if not section
    )
    if silent:
        yield ""
        yield from grid.wrapped(f"没有登记：{silent}", cells)


def as_object(reading: Reading, card: Card) -> dict[str, object]:
    """The page as a JSON object; a section of which nothing is recorded is empty."""
    return headed(reading) | {
        "id": card.id,
        "name": card.title,
        "about": card.subtitle,
        "sections": [
            {"title": title, "lines": [asdict(line) for line in section]}
            for title, section in card.sections
        ],
    }


def _line(one: Line, label: int, room: int) -> Iterator[str]:
    """Label, value, then what it rests on: behind the value where it fits, else below.

    A label that does not fit its column stands on a line of its own.
    """
    name, value, rests = visible(one.label), visible(one.value), _rests_on(one)
    first, indent = fit(name, label) + "  ", " " * (label + 2)
    if width(name) > label:
        yield from grid.wrapped(name, room)
        first = indent = " " * _BELOW
    behind = " · ".join(rests)
    if width(indent) + 2 + width(value) + width(behind) <= room:
        yield f"{first}{value}{'  ' if value else ''}{behind}".rstrip()
        return
    for text in grid.wrapped(value, room - width(indent)):
        yield f"{first}{text}".rstrip()
        first = indent
    for text in _filled(rests, room - width(indent) - 2):
        yield f"{indent}  {text}"


def _rests_on(one: Line) -> list[str]:
    record = f"记录号 {one.record}" if one.record else ""
    return [visible(part) for part in (one.on, one.source, record) if part]


def _filled(parts: Sequence[str], room: int) -> Iterator[str]:
    """The parts with dots between them, broken between parts where they do not fit."""
    held = ""
    for part in parts:
        joined = f"{held} · {part}" if held else part
        if held and width(joined) > room:
            yield from grid.wrapped(held, room)
            joined = part
        held = joined
    if held:
        yield from grid.wrapped(held, room)
