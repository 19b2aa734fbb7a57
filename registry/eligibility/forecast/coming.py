"""What a forecast says, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.ladder.conditions import Condition
from registry.ladder.values import Anchor
from registry.terms import Outcome


class Cause(StrEnum):
    """What makes a standing another one, when no fact changes."""

    CONDITIONS = "conditions"
    CANDIDACY = "candidacy"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Coming:
    """A subject's outcome on a step changes on a day.

    ``step`` is bound to that day; the standing is None where the subject is no
    candidate. Where rules change that day, ``held`` is what the day would have brought
    under those before, if anything.
    """

    on: date
    step: BoundStep
    subject_id: int
    enterprise_id: int
    before: Standing | None
    after: Standing | None
    cause: Cause
    held: Coming | None = None

    @property
    def was(self) -> Outcome | None:
        """The outcome until that day; None where it was no candidate."""
        return None if self.before is None else self.before.outcome

    @property
    def becomes(self) -> Outcome | None:
        """The outcome from that day on; None where it is no candidate."""
        return None if self.after is None else self.after.outcome

    @property
    def turns(self) -> bool:
        """Whether eligibility is won or lost."""
        return Outcome.ELIGIBLE in {self.was, self.becomes}

    @property
    def decided(self) -> Coming:
        """The change that decides: the day's own, where other rules change no more."""
        if self.held is None:
            return self
        eligible = {one.becomes is Outcome.ELIGIBLE for one in (self, self.held)}
        return self.held if len(eligible) == 1 else self

    @property
    def deciding(self) -> tuple[Condition, ...]:
        """The conditions whose answers change on that day."""
        if self.cause is not Cause.CONDITIONS or not (self.before and self.after):
            return ()
        changed = _differing(self.before, self.after)
        clauses = self.step.step.condition
        return tuple(one for at, one in enumerate(clauses) if changed >> at & 1)


@dataclass(frozen=True, slots=True)
class Open:
    """A condition of a step that asks for a named day that is not known from a day."""

    since: date
    step: BoundStep
    condition: Condition
    day: Anchor


def _differing(one: Standing, other: Standing) -> int:
    """The bits of the conditions that the two standings answer differently."""
    return (
        (one.unmet ^ other.unmet)
        | (one.unknown ^ other.unknown)
        | (one.judged ^ other.judged)
    )


def change(
    step: BoundStep,
    was: Standing | None,
    now: Standing | None,
    cause: Cause,
    held: Coming | None = None,
) -> Iterator[Coming]:
    """One standing that becomes another, if its outcome is another one."""
    one = now or was
    if one is not None and (was and was.outcome) is not (now and now.outcome):
        subject, enterprise = one.subject_id, one.enterprise_id
        yield Coming(step.on, step, subject, enterprise, was, now, cause, held)
