"""Figures as officials write them, never rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.ladder.amounts import amount, plain, recorded
from registry.ladder.policy import FactKey

UNITS = {"亿元": 10**8, "万元": 10**4, "元": 1}


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("200000000", "元", "2 亿元"),
        ("123456789.12", "元", "123456789.12 元"),
        ("15000000", "元", "1500 万元"),
        ("12345", "元", "1.2345 万元"),
        ("9999.5", "元", "9999.5 元"),
        ("-30000000", "元", "-3000 万元"),
        ("0", "元", "0 元"),
        ("80", "%", "80%"),
        ("3.50", "年", "3.5 年"),
        ("7", "", "7"),
        ("1E+3", "人", "1000 人"),
    ],
)
def test_an_amount_is_written(value: str, unit: str, text: str) -> None:
    assert amount(Decimal(value), unit) == text


@given(st.decimals(-(10**15), 10**15, places=2))
def test_no_yuan_is_lost_in_writing(value: Decimal) -> None:
    number, unit = amount(value, "元").split(" ")
    assert Decimal(number) * UNITS[unit] == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_a_plain_number_is_the_same_number(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


def test_a_recorded_number_is_at_its_scale() -> None:
    key = FactKey(key="revenue", name="主营业务收入", unit="元", scale=2)
    assert recorded(2_350_000_000, key) == "2350 万元"
