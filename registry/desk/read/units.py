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


def in_yuan(fen: int) -> int | str:
    """Money in a column of yuan: whole yuan as a number; with fen, as text.

    >>> in_yuan(10_000_000), in_yuan(105)
    (100000, '1.05')
    """
    whole, rest = divmod(fen, _FEN)
    return f"{whole}.{rest:02}" if rest else whole


_FEN = 100


def points(hundredths: int | None) -> str:
    """A score; empty where there is none.

    >>> points(355), points(None)
    ('3.55 分', '')
    """
    return "" if hundredths is None else amount(Decimal(hundredths).scaleb(-2), "分")
