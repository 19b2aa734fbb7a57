"""Thresholds are exact, and small enough for 64 bits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.ladder.arithmetic import (
    LARGEST,
    LARGEST_TERM,
    growth_factor,
    percentage,
    scaled,
    times,
)

DECIMALS = st.decimals(-(10**9), 10**9, places=2)


@given(st.integers(-LARGEST, LARGEST), st.integers(0, 4))
def test_what_is_stored_comes_back_exactly(value: int, scale: int) -> None:
    assert scaled(Decimal(value) / 1, 0) == value or abs(value) >= 10**28
    written = Decimal(f"{value}E-{scale}")
    assert scaled(written, scale) == value


@given(DECIMALS, st.integers(0, 1))
def test_what_is_finer_than_its_scale_is_refused(value: Decimal, scale: int) -> None:
    whole = Fraction(value) * 10**scale
    if whole.denominator == 1:
        assert scaled(value, scale) == whole
    else:
        with pytest.raises(ValueError, match="finer_than_scale"):
            scaled(value, scale)


def test_the_largest_stored_number_is_64_bits_signed() -> None:
    assert scaled(Decimal(LARGEST), 0) == times(LARGEST, 1) == LARGEST
    with pytest.raises(ValueError, match="too_large"):
        scaled(Decimal(LARGEST + 1), 0)
    with pytest.raises(ValueError, match="too_large"):
        times(LARGEST // 2 + 1, 2)


@given(st.decimals(0, 1000, places=2), st.integers(1, 5))
def test_a_growth_is_exact_or_refused(percent: Decimal, years: int) -> None:
    exact = (1 + Fraction(percent) / 100) ** years
    if max(exact.numerator, exact.denominator) <= LARGEST_TERM:
        assert growth_factor(percent, years) == exact
    else:
        with pytest.raises(ValueError, match="too_fine"):
            growth_factor(percent, years)


def test_a_growth_of_five_percent_in_two_years() -> None:
    assert growth_factor(Decimal(5), 2) == Fraction(441, 400)
    assert growth_factor(Decimal(-100), 3) == 0


def test_nothing_shrinks_by_more_than_all_of_it() -> None:
    with pytest.raises(ValueError, match="below_zero"):
        growth_factor(Decimal("-100.01"), 1)


def test_a_percentage_is_a_fraction() -> None:
    assert percentage(Decimal("2.5")) == Fraction(1, 40)
    assert percentage(Decimal(-3)) == Fraction(-3, 100)
    with pytest.raises(ValueError, match="too_fine"):
        percentage(Decimal("0.00000000001"))
