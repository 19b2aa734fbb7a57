"""Steps as somebody may take them, one after another: what a way up is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepNode:
    """A step of one document."""

    document: str
    key: str


@dataclass(frozen=True, slots=True)
class Leg:
    """A step that somebody's subject may take, with how many conditions it lacks.

    ``lacking`` where the rung before is held, or none is asked for; ``after`` where
    another leg leads to it: what that leg brings is not lacking then.
    """

    step: StepNode
    from_: str | None
    to: str
    subject: int
    lacking: int
    after: int


Held = tuple[str, int]
"""A rung and the subject that holds it."""
Climb = tuple[Leg, ...]
"""Legs from what is held, or from an entry, to the top."""


def cost(way: Climb) -> tuple[int, int]:
    """How many conditions a way lacks, and how many legs it has."""
    return sum(lacked(way)), len(way)


def lacked(way: Climb) -> tuple[int, ...]:
    """How many conditions each leg of a way lacks."""
    return tuple(leg.after if at else leg.lacking for at, leg in enumerate(way))
