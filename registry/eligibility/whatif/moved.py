"""What other rules would make of a subject, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.ladder.conditions import Condition
from registry.terms import ApplicationKind, Outcome


class Cause(StrEnum):
    """What wins or loses eligibility: conditions, candidacy, that there is a way."""

    CONDITIONS = "conditions"
    CANDIDACY = "candidacy"
    WAY = "way"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is applied for: a rung's code, anew or to renew it."""

    to: str
    kind: ApplicationKind


@dataclass(frozen=True, slots=True)
class Side:
    """A subject under one of the two sets of rules: the step it is asked of.

    Neither step nor standing where no way leads to the rung; no standing where the
    subject is no candidate.
    """

    step: BoundStep | None
    standing: Standing | None

    @property
    def outcome(self) -> Outcome | None:
        """How it stands; None where it is no candidate."""
        return None if self.standing is None else self.standing.outcome


@dataclass(frozen=True, slots=True)
class Deciding:
    """A condition that makes the difference, as it was and as it would be.

    Either may be missing: a condition that comes or goes with the rules.
    """

    old: Condition | None
    new: Condition | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A subject that would come to be eligible, or would no more be."""

    subject_id: int
    enterprise_id: int
    before: Side
    after: Side

    @property
    def enters(self) -> bool:
        """Whether it would come to be eligible."""
        return self.after.outcome is Outcome.ELIGIBLE

    @property
    def barred(self) -> Side:
        """The side on which it is not eligible."""
        return self.before if self.enters else self.after

    @property
    def cause(self) -> Cause:
        """What makes the difference."""
        if self.barred.standing is not None:
            return Cause.CONDITIONS
        return Cause.WAY if self.barred.step is None else Cause.CANDIDACY

    @property
    def deciding(self) -> tuple[Deciding, ...]:
        """The conditions that it does not meet on the side where it is not eligible."""
        standing = self.barred.standing
        if standing is None:
            return ()
        lacking = standing.unmet | standing.unknown | standing.judged
        old, new = _clauses(self.before), _clauses(self.after)
        barring = old if self.enters else new
        named = [id_ for at, id_ in enumerate(barring) if lacking >> at & 1]
        return tuple(Deciding(old.get(id_), new.get(id_)) for id_ in named)


@dataclass(frozen=True, slots=True)
class Change:
    """A goal under both sets of rules: the ways to it, how many reach it, who moves."""

    goal: Goal
    old: tuple[BoundStep, ...]
    new: tuple[BoundStep, ...]
    before: int
    after: int
    moved: tuple[Moved, ...]


def _clauses(side: Side) -> dict[str, Condition]:
    """The conditions of a side's step by id, in their order."""
    return {} if side.step is None else {c.id: c for c in side.step.step.condition}
