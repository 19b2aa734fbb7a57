"""Leaves about recorded figures: numbers, ratios, grades, series, scores."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from registry.ladder.values import (
    Amount,
    Digits,
    FactName,
    Industry,
    Leaf,
    Months,
    Of,
    Reduce,
    Value,
    Words,
    Years,
)


class Bound(Value):
    """Thresholds in the fact's own unit (yuan, percent, count); both inclusive."""

    at_least: Amount | None = None
    at_most: Amount | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Bound:
        if self.at_least is None and self.at_most is None:
            raise ValueError("at_least_or_at_most")
        if self.at_least is not None and self.at_most is not None:
            _ordered(self.at_least, self.at_most)
        return self


def _ordered(low: Decimal, high: Decimal) -> None:
    if low > high:
        raise ValueError("at_least_above_at_most")


class Threshold(Bound):
    """A threshold of its own for some divisions or industries (code prefixes).

    Where both are given both must fit. The first that fits E on D replaces both
    bounds of the leaf; where it cannot be told whether one fits before one surely
    does, the answer is unknown.
    """

    divisions: tuple[Digits, ...] = ()
    industries: tuple[Industry, ...] = ()

    @model_validator(mode="after")
    def _names_some(self) -> Threshold:
        if not self.divisions and not self.industries:
            raise ValueError("divisions_or_industries")
        return self


class _Reduced(Leaf, Bound):
    period: Literal["latest", "last_year"] | None = None
    reduce: Reduce | None = None
    years: Years | None = None
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE

    @model_validator(mode="after")
    def _one_way(self) -> _Reduced:
        if (self.reduce is None) != (self.years is None):
            raise ValueError("reduce_with_years")
        if self.reduce is not None and self.period is not None:
            raise ValueError("period_or_reduce")
        return self


class Number(_Reduced):
    """A number fact against a threshold.

    Facts visible: ``until <= B + 1 day``. ``period = latest`` (the default): the
    visible fact with the greatest ``(until, since, id)``; with ``within_months``
    only if its last day is in the window that ends on A. ``last_year``: the fact
    of exactly the whole year before A's year. ``reduce`` takes the ``years`` whole
    years up to and with that year: ``sum`` and ``mean`` are unknown unless all are
    there; ``each`` is unmet where one fails, else unknown where one is missing;
    ``growth`` is the compound yearly growth in percent over ``years`` years, from
    the value ``years`` before last year (unknown unless both are there and the
    first is > 0). No value: unknown. All is compared exactly, never rounded.
    """

    fact: FactName
    within_months: Months | None = None
    by: tuple[Threshold, ...] = ()

    @model_validator(mode="after")
    def _window_of_latest(self) -> Number:
        latest = self.reduce is None and self.period != "last_year"
        if self.within_months is not None and not latest:
            raise ValueError("within_months_of_latest")
        return self


class Ratio(_Reduced):
    """``fact`` in percent of ``to``; periods and visibility as in ``number``.

    ``latest``: the visible period with the greatest ``(until, since)`` for which
    both are recorded; no other takes its place. ``sum``: sum over sum. ``each``:
    each year's own. ``mean`` and ``growth`` are faults. ``to`` <= 0 or either
    missing: unknown for that period; for ``sum``, for all.
    """

    fact: FactName
    to: FactName

    @model_validator(mode="after")
    def _sum_or_each(self) -> Ratio:
        if self.reduce in (Reduce.MEAN, Reduce.GROWTH):
            raise ValueError("ratio_reduce")
        return self


class Grade(Leaf):
    """The latest visible grade of ``fact`` is ``at_least`` in the key's order.

    None, or a grade that the key does not list: unknown.
    """

    fact: FactName
    at_least: str
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE


class Series(Leaf):
    """Last year's (or the latest) ``fact`` in percent of a dated series' value.

    The series row: ``since <= first day of the fact's period < until``; among rows
    whose ``scope`` is a prefix of E's industry or division (``by``) on B, or empty,
    the longest scope wins, then the latest ``since``; without ``by`` only an empty
    scope counts. No row or no fact, or a series value <= 0: unknown.
    """

    fact: FactName
    series: Words
    period: Literal["latest", "last_year"] = "last_year"
    by: Literal["industry", "division"] | None = None
    at_least: Amount
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE


class Part(Value):
    """The minimum of one part of a scored evaluation."""

    fact: FactName
    at_least: Amount


class Score(Leaf):
    """A scored evaluation: the latest ``total`` and each part reach their minimum.

    The least of the answers of ``number`` (period latest) on each.
    """

    total: FactName
    at_least: Amount
    parts: tuple[Part, ...] = ()
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE
