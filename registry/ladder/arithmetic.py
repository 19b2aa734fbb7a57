"""Thresholds as exact whole numbers, small enough for 64-bit arithmetic in SQL.

A recorded value is an integer of at most 63 bits at its key's scale. A percentage
becomes a fraction whose terms stay below ``2**31``, so that a product with a
recorded value can be compared exactly by halves of 32 bits.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

LARGEST = 2**63 - 1
LARGEST_TERM = 2**31 - 1


def scaled(value: Decimal, scale: int) -> int:
    """The value times ``10 ** scale``.

    Raises:
        ValueError: ``finer_than_scale``, or ``too_large`` for 64 bits.
    """
    whole: Fraction = Fraction(value) * 10**scale
    if whole.denominator != 1:
        raise ValueError("finer_than_scale")
    return times(whole.numerator, 1)


def times(value: int, factor: int) -> int:
    """The product; ``ValueError`` ``too_large`` for 64 bits."""
    if abs(value * factor) > LARGEST:
        raise ValueError("too_large")
    return value * factor


def percentage(percent: Decimal) -> Fraction:
    """``percent`` / 100; ``ValueError`` ``too_fine`` where its terms grow too large."""
    return _small(Fraction(percent) / 100)


def growth_factor(percent: Decimal, years: int) -> Fraction:
    """(1 + ``percent`` / 100) to the ``years``: last value over first at this growth.

    Raises:
        ValueError: ``too_fine`` where its terms grow too large, ``below_zero`` for
            a growth under -100 %.
    """
    yearly = 1 + Fraction(percent) / 100
    if yearly < 0:
        raise ValueError("below_zero")
    return _small(Fraction(yearly**years))


def _small(fraction: Fraction) -> Fraction:
    if max(abs(fraction.numerator), fraction.denominator) > LARGEST_TERM:
        raise ValueError("too_fine")
    return fraction
