"""The ladder as reading gives it back: programmes, rungs, steps and pools as drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from registry.terms import Outcome


@dataclass(frozen=True, slots=True)
class RungPicture:
    """One rung as drawn: holders, who may come up to it, and who may renew it."""

    id: str
    name: str
    tier: str
    subject: str
    holders: int
    taken_up: int
    accepted: int
    counts: dict[Outcome, int] = field(default_factory=dict)
    renewals: dict[Outcome, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepPicture:
    """One arrow as drawn: from a rung (or the pool) to a rung."""

    from_: str | None
    to: str
    kind: str
    policy: str
    basis: str
    counts: dict[Outcome, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PoolPicture:
    """A pool as drawn: how many are in it, and the rung it is aimed at."""

    name: str
    year: int
    members: int
    rung: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammePicture:
    """One programme of the ladder, city to nation, with its documents and basis."""

    id: str
    name: str
    documents: tuple[tuple[str, str], ...]
    pools: tuple[PoolPicture, ...]
    rungs: tuple[RungPicture, ...]
    steps: tuple[StepPicture, ...]
