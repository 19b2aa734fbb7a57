"""Figures with their units as officials write them: 2 亿元, 1500 万元, 3%, 4 项."""

from __future__ import annotations

from decimal import Decimal

from registry.ladder.policy import FactKey

_MONEY = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))
_MOST_DECIMALS = 4


def amount(value: Decimal, unit: str) -> str:
    """An exact figure with its unit; yuan in 亿元 or 万元 where that stays short.

    >>> amount(Decimal(200_000_000), "元"), amount(Decimal("12.5"), "%")
    ('2 亿元', '12.5%')
    """
    if unit == "元":
        for size, name in _MONEY:
            if abs(value) >= size and _decimals(value / size) <= _MOST_DECIMALS:
                return f"{plain(value / size)} {name}"
    gap = "" if unit in ("", "%") else " "
    return f"{plain(value)}{gap}{unit}"


def recorded(value: int, key: FactKey) -> str:
    """A stored integer of a fact, at its key's scale, with its unit."""
    return amount(Decimal(value).scaleb(-key.scale), key.unit)


def plain(value: Decimal) -> str:
    """A number without exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])
