"""What the recognition of a round does, as values for those who show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.dates import Day


@dataclass(frozen=True, slots=True)
class Proposed:
    """The subsidy proposed for a title, in fen; None with a note why there is none."""

    amount: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A title that is given: to whom, until when, and the subsidy proposed for it."""

    application_id: int
    title_id: int
    name: str
    valid_until: Day | None
    subsidy: Proposed


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An application that stays undecided, and why."""

    application_id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the recognition of a round does: titles given, applications passed over.

    ``before`` is how many the round had recognised already.
    """

    round: str
    on: date
    given: tuple[Given, ...]
    passed_over: tuple[PassedOver, ...]
    quota: int | None
    before: int
