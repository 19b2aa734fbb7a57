"""Thresholds as exact integers: facts are stored scaled, and so is what they meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from registry.eligibility.asked import Asked, CompileError
from registry.eligibility.sql import Sql, every, sql, written
from registry.ladder.arithmetic import LARGEST, LARGEST_TERM
from registry.ladder.policy import FactKey
from registry.ladder.sentences import CODES


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the greatest number that satisfy, each where there is one."""

    least: Fraction | None
    most: Fraction | None = None

    def each(self, change: Callable[[Fraction], Fraction]) -> Limits:
        """The limits after a change of what is compared."""
        return Limits(
            None if self.least is None else change(self.least),
            None if self.most is None else change(self.most),
        )


def limits(
    at_least: Decimal | None,
    at_most: Decimal | None,
    exact: Callable[[Decimal], int | Fraction],
) -> Limits:
    """A policy's thresholds as exact numbers.

    Raises:
        CompileError: one of them is too fine or too large to be compared exactly.
    """
    try:
        return Limits(
            None if at_least is None else Fraction(exact(at_least)),
            None if at_most is None else Fraction(exact(at_most)),
        )
    except ValueError as error:
        raise CompileError("；".join(CODES[str(error)])) from None


def reaches(value: Sql, asked: Limits) -> Sql:
    """The stored integer satisfies whole limits; NULL where it is NULL."""
    parts = []
    if asked.least is not None:
        parts.append(sql("{value} >= {least}", value=value, least=_held(asked.least)))
    if asked.most is not None:
        parts.append(sql("{value} <= {most}", value=value, most=_held(asked.most)))
    return every(*parts)


def reaches_share(value: Sql, whole: Sql, asked: Limits) -> Sql:
    """The stored integer as a share of ``whole`` (> 0) satisfies the limits."""
    parts = []
    if asked.least is not None:
        least = _times(whole, asked.least, up=True)
        parts.append(sql("{value} >= {least}", value=value, least=least))
    if asked.most is not None:
        most = _times(whole, asked.most, up=False)
        parts.append(sql("{value} <= {most}", value=value, most=most))
    return every(*parts)


def key(asked: Asked, name: str) -> FactKey:
    """The declared fact key.

    Raises:
        CompileError: there is no such key.
    """
    if (found := asked.facts.get(name)) is None:
        raise CompileError(f"指标「{name}」未在 facts.toml 中登记")
    return found


def _held(limit: Fraction) -> Sql:
    """A whole limit as a 64-bit integer."""
    if abs(limit.numerator) > LARGEST:
        raise CompileError("；".join(CODES["too_large"]))
    return written(int(limit))


def _times(whole: Sql, factor: Fraction, *, up: bool) -> Sql:
    """``whole * factor`` rounded up or down, never leaving 64 bits on the way.

    Division of integers cuts towards zero, so a negative remainder is carried the
    other way.
    """
    over, under = factor.numerator, factor.denominator
    if max(abs(over), under) > LARGEST_TERM:
        raise CompileError("；".join(CODES["too_fine"]))
    carry = (under - 1 if up else 0) if over >= 0 else (0 if up else 1 - under)
    return sql(
        "({whole} / {under} * {over}"
        " + ({whole} % {under} * {over} + {carry}) / {under})",
        whole=whole,
        under=written(under),
        over=written(over),
        carry=written(carry),
    )
