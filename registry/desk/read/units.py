"""Stored integers with their units: fen as yuan, hundredths as points."""

from __future__ import annotations

from decimal import Decimal

from registry.ladder.amounts import amount


def yuan(fen: int) -> str:
    """Money as officials write it.

    >>> yuan(10_000_000)
    '10 万元'
    """
    return amount(Decimal(fen).scaleb(-2), "元")


def points(hundredths: int | None) -> str:
    """A score; empty where there is none.

    >>> points(355), points(None)
    ('3.55 分', '')
    """
    return "" if hundredths is None else amount(Decimal(hundredths).scaleb(-2), "分")
