"""How far a figure is from what is asked, in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from registry.eligibility.details.detail import NOT_RECORDED
from registry.ladder.amounts import amount, plain
from registry.ladder.figures import Bound

HUNDREDTH = Decimal("0.01")


def shortfall(value: Decimal, bound: Bound, shown: Callable[[Decimal], str]) -> str:
    """How far a figure is below or above what is asked; empty where it is neither."""
    if bound.at_least is not None and value < bound.at_least:
        return f"差 {shown(bound.at_least - value)}"
    if bound.at_most is not None and value > bound.at_most:
        return f"超出 {shown(value - bound.at_most)}"
    return ""


def of_unit(unit: str) -> Callable[[Decimal], str]:
    """How a gap is shown in a unit: rounded up, so that none is shown as nothing."""
    if unit == "%":
        return points
    return lambda gap: amount(_cut(gap, ROUND_UP), unit)


def points(gap: Decimal) -> str:
    """A gap between percentages, rounded up likewise.

    >>> points(Decimal("0.001"))
    '0.01 个百分点'
    """
    return f"{plain(_cut(gap, ROUND_UP))} 个百分点"


def percent(share: Decimal) -> str:
    """A percentage cut, not rounded, to two decimals.

    >>> percent(Decimal("4.999"))
    '4.99%'
    """
    return f"{plain(_cut(share, ROUND_DOWN))}%"


def cut(value: Decimal) -> Decimal:
    """A mean cut to two decimals, for showing."""
    return _cut(value, ROUND_DOWN)


def missing(years: Iterable[int], recorded: Collection[str]) -> str:
    """Which of the years have no record; the plain word where none has one."""
    absent = [str(year) for year in years if str(year) not in recorded]
    return f"缺 {'、'.join(absent)} 年" if recorded and absent else NOT_RECORDED


def _cut(value: Decimal, rounding: str) -> Decimal:
    exact = value == value.quantize(HUNDREDTH, ROUND_DOWN)
    return value if exact else value.quantize(HUNDREDTH, rounding)
