"""A programme of the ladder as it stands on a day, drawn: boxes and the ways between.

Plain values, so that a published list keeps its picture as it keeps its rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.ladder.draw import counted, held, renewed
from registry.ladder.layout import spots, ways
from registry.ladder.picture import ProgrammeShape, RungShape
from registry.terms import Tier
from registry.text import visible


@dataclass(frozen=True, slots=True)
class Box:
    """One rung: where it stands, from 0, and its lines, the first its name."""

    column: int
    row: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """One programme: its boxes, and ways as pairs of places among them."""

    name: str
    boxes: tuple[Box, ...]
    ways: tuple[tuple[int, int], ...]


def ladder(programme: ProgrammeShape) -> Ladder:
    """The picture of a programme, lower tiers first."""
    at = spots(programme.rungs, programme.steps)
    place = {rung.id: number for number, rung in enumerate(programme.rungs)}
    led = ways(programme.rungs, programme.steps)
    pairs = dict.fromkeys((place[way.from_ or ""], place[way.to]) for way in led)
    return Ladder(
        visible(programme.name),
        tuple(Box(*at[rung.id], _lines(rung)) for rung in programme.rungs),
        tuple(pairs),
    )


def _lines(rung: RungShape) -> tuple[str, ...]:
    tier = Tier.read(rung.tier).label
    lines = (visible(rung.name), f"{tier} · {held(rung)}", counted(rung), renewed(rung))
    return tuple(filter(None, lines))
