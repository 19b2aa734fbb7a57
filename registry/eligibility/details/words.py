"""How far a figure is from what is asked, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from registry.dates import Precision, whole_months
from registry.eligibility.details.detail import NOT_RECORDED
from registry.ladder.amounts import amount, plain
from registry.ladder.figures import Bound

HUNDREDTH = Decimal("0.01")


def shortfall(value: Decimal, bound: Bound, unit: str) -> str:
    """How far a figure as shown is below or above a bound; empty where it is neither.

    >>> shortfall(Decimal("75.289"), Bound(at_least=Decimal(80)), "%")
    '差 4.72 个百分点'
    """
    shown = rounded(value, bound)
    if bound.at_least is not None and value < bound.at_least:
        return f"差 {_gap(bound.at_least - shown, unit)}"
    if bound.at_most is not None and value > bound.at_most:
        return f"超出 {_gap(shown - bound.at_most, unit)}"
    return ""


def lasted(months: int) -> str:
    """Whole months in years and months.

    >>> lasted(104), lasted(120), lasted(0)
    ('8 年 8 个月', '10 年', '不满 1 个月')
    """
    counted = zip(divmod(months, 12), ("年", "个月"), strict=True)
    return " ".join(f"{count} {unit}" for count, unit in counted if count) or _NEW


_NEW = "不满 1 个月"


def time_short(months: int, on: date, since: str, precision: str) -> str:
    """What is missing on a day of so many months; at least, since a day half known.

    >>> time_short(240, date(2022, 12, 31), "2014-04-05", "day")
    '差 11 年 4 个月'
    """
    lapsed = whole_months(date.fromisoformat(since), on)
    least = "" if precision == Precision.DAY else "至少"
    return f"{least}差 {lasted(months - max(lapsed, 0))}"


def _gap(gap: Decimal, unit: str) -> str:
    return f"{plain(gap)} 个百分点" if unit == "%" else amount(gap, unit)


def rounded(value: Decimal, bound: Bound) -> Decimal:
    """A figure to two decimals, cut, but up where it is too great.

    So none that fails is shown as if it did not, and it and its gap come to the bound.

    >>> str(rounded(Decimal("4.999"), Bound(at_least=Decimal(5))))
    '4.99'
    >>> str(rounded(Decimal("70.001"), Bound(at_most=Decimal(70))))
    '70.01'
    """
    exact = value == value.quantize(HUNDREDTH, ROUND_DOWN)
    above = bound.at_most is not None and value > bound.at_most
    towards = ROUND_UP if above else ROUND_DOWN
    return value if exact else value.quantize(HUNDREDTH, towards)


def percent(share: Decimal, bound: Bound) -> str:
    """A percentage so rounded."""
    return f"{plain(rounded(share, bound))}%"


def missing(years: Iterable[int], recorded: Collection[str]) -> str:
    """Which of the years have no record; the plain word where none has one."""
    absent = [str(year) for year in years if str(year) not in recorded]
    return f"缺 {'、'.join(absent)} 年" if recorded and absent else NOT_RECORDED
