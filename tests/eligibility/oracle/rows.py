"""The live rows of a registry as plain values; voided rows never count.

What hangs on a voided row (an entry on its pool, a subsidy on its title, an
application on its round) is gone with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.eligibility.oracle.worlds import Span


@dataclass(frozen=True, slots=True)
class Spell:
    """A value of ``whose`` on ``[since, until)``; no day: from ever, for ever."""

    id: int
    whose: int
    value: str | int
    since: Span | None
    until: Span | None
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that can hold a title."""

    id: int
    kind: str


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An organisation; ``merged`` says that it is a tombstone."""

    id: int
    kind: str
    established: Span | None
    merged: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """A maturity assessment."""

    id: int
    subject: int
    kind: str
    on: Span
    level: int
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or grade for ``[since, until)``."""

    id: int
    subject: int
    key: str
    since: date
    until: date
    value: int | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """A dated reference value."""

    series: str
    scope: str
    since: date
    until: date
    value: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that can bar a title."""

    enterprise: int
    kind: str
    severity: str | None
    on: Span
    removed: Span | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a source of events covers; ``through`` is the last covered day."""

    kind: str
    division: str
    since: date | None
    through: date


@dataclass(frozen=True, slots=True)
class Judgement:
    """An official's verdict."""

    id: int
    subject: int
    policy: str
    rung: str
    condition: str
    verdict: str
    on: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Title:
    """A recognition held."""

    id: int
    subject: int
    rung: str
    recognised: Span
    valid_until: Span | None
    stage: str | None
    accepted: date | None
    ended: Span | None


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a rung."""

    id: int
    rung: str
    closes: date | None
    notice_through: date | None


@dataclass(frozen=True, slots=True)
class Application:
    """An application in a round, with the days it was rejected or withdrawn."""

    round: int
    subject: int
    applied: date | None
    dropped: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PoolEntry:
    """A stay in a pool."""

    subject: int
    pool: str
    rung: str | None
    admitted: date
    left: date | None


@dataclass(frozen=True, slots=True)
class Subsidy:
    """Money for a title of a subject."""

    subject: int
    rung: str
    kind: str
    approved: Span | None
    recovered: date | None


@dataclass(frozen=True, slots=True)
class Book:
    """All live rows that eligibility may ask for."""

    subjects: tuple[Subject, ...]
    enterprises: tuple[Enterprise, ...]
    owners: tuple[Spell, ...]
    divisions: tuple[Spell, ...]
    industries: tuple[Spell, ...]
    sizes: tuple[Spell, ...]
    designated: tuple[Spell, ...]
    statuses: tuple[Spell, ...]
    parents: tuple[Spell, ...]
    addresses: tuple[Spell, ...]
    assessments: tuple[Assessment, ...]
    facts: tuple[Fact, ...]
    series: tuple[SeriesValue, ...]
    events: tuple[Event, ...]
    coverage: tuple[Coverage, ...]
    judgements: tuple[Judgement, ...]
    titles: tuple[Title, ...]
    rounds: tuple[Round, ...]
    applications: tuple[Application, ...]
    pool_entries: tuple[PoolEntry, ...]
    subsidies: tuple[Subsidy, ...]
