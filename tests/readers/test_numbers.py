"""Numbers, money and shares in cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import InputError
from registry.readers.numbers import hundredths, number, percent, scaled, whole, yuan
from registry.readers.raw import Raw, RepairError

WAN = Decimal(10_000)


@pytest.mark.parametrize(
    ("cell", "times", "fen"),
    [
        ("300", WAN, 300_000_000),
        (300.0, WAN, 300_000_000),
        ("１２３４．５", WAN, 1_234_500_000),  # noqa: RUF001 - full width on purpose
        ("1,234.5", Decimal(1), 123_450),
        ("1.5亿元", WAN, 15_000_000_000),
        ("20万", Decimal(1), 20_000_000),
        ("¥12.30", Decimal(1), 1_230),
        ("-5万元", Decimal(1), -5_000_000),
        ("3千元", Decimal(1), 300_000),
    ],
)
def test_money_is_exact_and_its_own_unit_comes_first(
    cell: Raw, times: Decimal, fen: int
) -> None:
    assert scaled(yuan(cell, times), 2) == fen


@pytest.mark.parametrize(
    "cell", ["约300", "12,34", "1e5", "", "三百", True, "99999999999999"]
)
def test_what_is_no_number_is_refused(cell: Raw) -> None:
    with pytest.raises(InputError):
        number(cell)


def test_more_decimals_than_can_be_kept_are_rounded_only_by_proposal() -> None:
    with pytest.raises(RepairError) as proposed:
        yuan(0.123456789, WAN)
    assert proposed.value.proposed == "1234.57"


def test_a_share_that_could_be_two_is_refused() -> None:
    assert percent("12.5%") == percent("１２．５％") == percent(12.5) == Decimal("12.5")  # noqa: RUF001 - full width on purpose
    assert percent("0.5%") == Decimal("0.5")
    assert percent(0) == 0
    for cell in (0.125, "0.125", "-0.65"):
        with pytest.raises(InputError, match="分不清"):
            percent(cell)


def test_a_share_is_no_more_than_the_whole() -> None:
    assert percent("100%") == percent(100) == 100
    for cell in ("100.01", "120%", 120, "-5%"):
        with pytest.raises(InputError, match="不在 0 到 100%"):
            percent(cell)


def test_a_score_is_hundredths_and_not_negative() -> None:
    assert hundredths("2.55") == 255
    assert hundredths(0.1 + 0.2) == 30
    for cell in ("-1", "2.555"):
        with pytest.raises(InputError):
            hundredths(cell)


def test_a_whole_number_has_no_fraction() -> None:
    assert whole("1,200") == 1200
    with pytest.raises(InputError):
        whole(1.5)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_every_amount_is_read_back(amount: Decimal) -> None:
    assert yuan(f"{amount}元") == amount
