"""Where each rung of a programme stands in its drawing: columns rise, rows follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from registry.ladder.picture import RungShape, StepShape
from registry.terms import ApplicationKind, Tier

Spot = tuple[int, int]
"""Column and row, from 0."""

_TIERS = {tier.value: place for place, tier in enumerate(Tier)}


def ways(rungs: Sequence[RungShape], steps: Sequence[StepShape]) -> list[StepShape]:
    """The steps that lead from one of these rungs up to another."""
    known = {rung.id for rung in rungs}
    return [
        step
        for step in steps
        if step.from_ in known
        and step.to in known
        and step.kind == ApplicationKind.NEW.value
    ]


def spots(rungs: Sequence[RungShape], steps: Sequence[StepShape]) -> dict[str, Spot]:
    """Each rung's spot: columns by tier and what leads to what, rows from below."""
    below: dict[str, list[str]] = {rung.id: [] for rung in rungs}
    for step in ways(rungs, steps):
        below[step.to].append(step.from_ or "")
    heights = _heights(rungs, below)
    columns = sorted(set(heights.values()))
    placed: dict[str, Spot] = {}
    for rung in sorted(rungs, key=lambda rung: heights[rung.id]):
        column = columns.index(heights[rung.id])
        placed[rung.id] = (column, _row(column, below[rung.id], placed))
    return placed


def _heights(
    rungs: Sequence[RungShape], below: Mapping[str, Sequence[str]]
) -> dict[str, tuple[int, int]]:
    """For each rung its tier, and how many steps inside that tier lead to it."""
    tiers = {rung.id: _TIERS[rung.tier] for rung in rungs}

    def depth(rung: str, above: frozenset[str]) -> int:
        inside = [b for b in below[rung] if tiers[b] == tiers[rung] and b not in above]
        return max((1 + depth(b, above | {rung}) for b in inside), default=0)

    return {id_: (tier, depth(id_, frozenset())) for id_, tier in tiers.items()}


def _row(column: int, below: Sequence[str], placed: Mapping[str, Spot]) -> int:
    """The row of what leads here where that is free, else the next free one."""
    taken = {row for at, row in placed.values() if at == column}
    row = min((placed[rung][1] for rung in below if rung in placed), default=0)
    while row in taken:
        row += 1
    return row
