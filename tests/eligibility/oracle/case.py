"""Who is asked, on which day, and what may be said of days, spells and owners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from registry.ladder.values import Anchor
from registry.ladder.versions import ActiveStep
from tests.eligibility.oracle.rows import Book, Spell
from tests.eligibility.oracle.worlds import (
    BEGINNING,
    NEVER,
    SURELY,
    Possibly,
    Says,
    Span,
    agreed,
    last_start,
    readings,
    worlds,
)


@dataclass(frozen=True, slots=True)
class Case:
    """The subject S and its owner E before a condition of a step, on the day D."""

    book: Book
    step: ActiveStep
    on: date
    subject: int
    enterprise: int
    condition: str

    def named(self, day: Anchor) -> date:
        """The named day A."""
        return named_day(self.book, self.step.step.to, day, self.on)

    def known(self, day: Anchor) -> date:
        """B: the named day, or D where that is earlier."""
        return min(self.named(day), self.on)


def named_day(book: Book, target: str, day: Anchor, on: date) -> date:
    """The day an anchor names, seen from the day ``on``."""
    rounds = [round_ for round_ in book.rounds if round_.rung == target]
    match day:
        case Anchor.AS_OF:
            return on
        case Anchor.DEADLINE:
            return _earliest((round_.closes for round_ in rounds), on)
        case Anchor.NOTICE_END:
            return _earliest((round_.notice_through for round_ in rounds), on)
        case Anchor.YEAR_END:
            return date(on.year - 1, 12, 31)


def _earliest(days: Iterable[date | None], on: date) -> date:
    return min((day for day in days if day is not None and day >= on), default=on)


def started(since: date | None, on: date) -> bool:
    """Whether a start has come; an unrecorded one came before all records."""
    return since is None or since <= on


def lasts(until: date | None, on: date) -> bool:
    """Whether an end has not come; without an end nothing ends."""
    return until is None or until > on


def in_force(since: Span | None, until: Span | None, on: date) -> Possibly:
    """Whether ``[since, until)`` holds the day, in each reading of its ends."""
    return frozenset(
        started(first, on) and lasts(last, on)
        for first in readings(since, [on])
        for last in readings(until, [on])
    )


def of(spells: Iterable[Spell], whose: int) -> list[Spell]:
    """The spells of one subject or enterprise."""
    return [spell for spell in spells if spell.whose == whose]


def values(spells: Sequence[Spell], on: date) -> set[str | int | None]:
    """The values that may be in force on a day; None: in some world there is none."""
    found: set[str | int | None] = set()
    for world in worlds([in_force(s.since, s.until, on) for s in spells]):
        here = {s.value for s, there in zip(spells, world, strict=True) if there}
        found |= here or {None}
    return found


def recorded(spells: Sequence[Spell], on: date, holds: Callable[[str], bool]) -> Says:
    """Whether the value in force on a day has a property; not recorded: unknown."""
    return agreed(
        Says.UNKNOWN if value is None else yes_no(holds(str(value)))
        for value in values(spells, on)
    )


def yes_no(holds: bool) -> Says:
    """Met or unmet."""
    return Says.MET if holds else Says.UNMET


def window_start(on: date, months: int | None) -> date:
    """The day before the first day of a window of months that ends on ``on``."""
    return BEGINNING if months is None else last_start(on, months)


def is_enterprise(book: Book, subject: int) -> bool:
    """Whether the subject is an enterprise, which owns itself."""
    return any(enterprise.id == subject for enterprise in book.enterprises)


def owned(book: Book, subject: int, enterprise: int, on: date) -> Possibly:
    """Whether the enterprise owns the subject on a day."""
    if not any(known.id == subject for known in book.subjects):
        return NEVER
    if is_enterprise(book, subject):
        return frozenset({subject == enterprise})
    return frozenset(
        enterprise in world_values
        for world_values in _owners(of(book.owners, subject), on)
    )


def _owners(spells: Sequence[Spell], on: date) -> list[set[str | int]]:
    options = [in_force(spell.since, spell.until, on) for spell in spells]
    return [
        {s.value for s, there in zip(spells, world, strict=True) if there}
        for world in worlds(options)
    ]


def owned_here(case: Case, subject: int) -> Possibly:
    """Whether a subject is E's on D; the subject that is asked for surely is."""
    if subject == case.subject:
        return SURELY
    return owned(case.book, subject, case.enterprise, case.on)


def owner(book: Book, subject: int, on: date) -> int | None:
    """The owner of a subject on a day, None where it has none.

    Of several that may own it: one that surely does, then the one since latest, then
    the one recorded last.
    """
    if is_enterprise(book, subject):
        return subject
    may = [
        spell
        for spell in of(book.owners, subject)
        if True in in_force(spell.since, spell.until, on)
    ]
    best = max(may, key=lambda spell: _claim(spell, on), default=None)
    return None if best is None else int(best.value)


def _claim(spell: Spell, on: date) -> tuple[bool, date, int]:
    surely = in_force(spell.since, spell.until, on) == SURELY
    since = BEGINNING if spell.since is None else spell.since.first
    return surely, since, spell.id
