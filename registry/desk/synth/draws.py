"""Chances that a seed decides: the same seed draws the same."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from registry.dates import Precision

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shares(Generic[T]):
    """Values and how often each comes: ``steps`` rise, the last one is the whole."""

    values: tuple[T, ...]
    steps: tuple[float, ...]


def shares(weights: Mapping[T, float]) -> Shares[T]:
    """Values that come as often as their weights say."""
    return Shares(tuple(weights), tuple(accumulate(weights.values())))


PRECISIONS = shares({Precision.DAY: 88, Precision.MONTH: 9, Precision.YEAR: 3})
"""How precisely days of old records are known."""
PRECISE = 2026
"""From this year on days are known to the day."""


class Draw:
    """A stream of draws that ``seed`` alone decides."""

    def __init__(self, *seed: int) -> None:
        self._next = Random(repr(seed)).random  # noqa: S311  # play, not secrets

    def chance(self, of: float) -> bool:
        """Happens in this share of all cases."""
        return self._next() < of

    def share(self) -> float:
        """A number from 0 to below 1."""
        return self._next()

    def one(self, values: Sequence[T]) -> T:
        """One of the values, each as often."""
        return values[int(self._next() * len(values))]

    def pick(self, among: Shares[T]) -> T:
        """One of the values, as often as its share says."""
        return among.values[bisect(among.steps, self._next() * among.steps[-1])]

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included, each as often."""
        return least + int(self._next() * (most - least + 1))

    def spread(self, least: float, most: float) -> float:
        """A positive number, as often below as above the ends' geometric mean."""
        return least * math.pow(most / least, self._next())

    def day(self, first: date, last: date) -> date:
        """A day, both ends included."""
        return date.fromordinal(self.between(first.toordinal(), last.toordinal()))

    def known(self, on: date) -> tuple[str, str]:
        """A day as a register has it: old ones at times to the month or year only."""
        precision = self.pick(PRECISIONS) if on.year < PRECISE else Precision.DAY
        match precision:
            case Precision.DAY:
                return on.isoformat(), "day"
            case Precision.MONTH:
                return on.replace(day=1).isoformat(), "month"
            case Precision.YEAR:
                return f"{on.year}-01-01", "year"
