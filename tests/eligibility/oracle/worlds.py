"""Days not known to the day, and answers that must hold in every possible world.

A date is a span of days it may be. A question is asked once in every world, that
is for every choice of one day from every span; where the worlds disagree the answer
is unknown.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from itertools import product
from typing import TypeVar

from dateutil.relativedelta import relativedelta

T = TypeVar("T")
ONE_DAY = timedelta(days=1)
BEGINNING = date(2, 1, 1)
"""A day before all records, with days before it."""
Possibly = frozenset[bool]
"""The truth values that a statement has in one world or another."""

SURELY: Possibly = frozenset({True})
NEVER: Possibly = frozenset({False})
PERHAPS: Possibly = frozenset({True, False})


class Says(IntEnum):
    """An answer, in the order in which answers are combined."""

    UNMET = 0
    UNKNOWN = 1
    FOR_JUDGEMENT = 2
    MET = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A date that is some day from ``first`` to ``last``."""

    first: date
    last: date

    def readings(self, matters: Collection[date]) -> list[date]:
        """The days it may be that can be told apart by comparing with ``matters``.

        Those are its ends, the days that matter, and their neighbours.
        """
        near = {day + timedelta(days=n) for day in matters for n in (-1, 0, 1)}
        inside = {day for day in near if self.first <= day <= self.last}
        return sorted(inside | {self.first, self.last})


def span(on: date, precision: str) -> Span:
    """The span of a stored day: itself, its month or its year."""
    match precision:
        case "day":
            return Span(on, on)
        case "month":
            days = calendar.monthrange(on.year, on.month)[1]
            return Span(on.replace(day=1), on.replace(day=days))
        case "year":
            return Span(date(on.year, 1, 1), date(on.year, 12, 31))
        case _:
            raise ValueError(precision)


def readings(when: Span | None, matters: Collection[date]) -> list[date | None]:
    """The readings of a date that may be missing: a missing one is read as such."""
    return [None] if when is None else [*when.readings(matters)]


def worlds(options: Iterable[Collection[T]]) -> Iterator[tuple[T, ...]]:
    """Every way to choose one from each collection."""
    return product(*options)


def agreed(answers: Iterable[Says]) -> Says:
    """The answer that all worlds give; unknown where they differ."""
    seen: set[Says] = set()
    for answer in answers:
        seen.add(answer)
        if len(seen) > 1:
            return Says.UNKNOWN
    return seen.pop()


def both(one: Possibly, other: Possibly) -> Possibly:
    """What "one and other" may be, the two being independent."""
    return frozenset(a and b for a, b in worlds((one, other)))


def either(many: Iterable[Possibly]) -> Possibly:
    """What "at least one of them" may be, all being independent."""
    return frozenset(any(world) for world in worlds(many))


def last_start(on: date, months: int) -> date:
    """The last day from which ``months`` months are over on ``on``."""
    day = on - relativedelta(months=months) + timedelta(days=5)
    while day + relativedelta(months=months) > on:
        day -= ONE_DAY
    return day
