"""Numbers, money and shares as ledgers write them; nothing is rounded silently."""

from __future__ import annotations

import re
from decimal import Decimal

from registry.errors import InputError
from registry.readers.raw import TYPED, Raw, RepairError, Setting, compact, shown

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(\D|$))")
_GREATEST = Decimal(10) ** 13
_WHOLE_SHARE = 100
UNITS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10**4),
    "万": Decimal(10**4),
    "百万元": Decimal(10**6),
    "亿元": Decimal(10**8),
    "亿": Decimal(10**8),
}
"""What units of money multiply a number by to give yuan."""

_MONEY = re.compile(r"[¥￥]?(?P<plain>.*?)(?P<unit>千元|百万元|万元|亿元|元|万|亿)?")


def number(raw: Raw) -> Decimal:
    """A plain decimal number, grouped by commas or not; nothing is rounded.

    >>> number("1,234.50"), number(0.1 + 0.2)
    (Decimal('1234.50'), Decimal('0.3'))
    """
    plain = _GROUPED.sub("", compact(raw))
    if isinstance(raw, float):
        plain = format(Decimal(shown(raw)), "f")
    if isinstance(raw, bool) or not _NUMBER.fullmatch(plain):
        raise InputError(f"「{shown(raw)}」不是数；请只写数字")
    found = Decimal(plain)
    if abs(found) >= _GREATEST:
        raise InputError(f"「{shown(raw)}」太大；请核对位数")
    return found


def whole(raw: Raw) -> int:
    """A whole number; ``InputError`` where there is a fraction."""
    found = number(raw)
    if found != found.to_integral_value():
        raise InputError(f"「{shown(raw)}」不是整数；请核对")
    return int(found)


def yuan(raw: Raw, times: Decimal = Decimal(1)) -> Decimal:
    """Money in yuan, 10万 or 1.5亿元 among others, exact to the fen.

    ``times`` is what a number without a unit of its own is multiplied by.

    >>> yuan("1.5亿元"), yuan("300", Decimal(10000))
    (Decimal('150000000'), Decimal('3000000'))
    """
    if isinstance(raw, float):
        return _to_the_fen(raw, number(raw) * times)
    said = _MONEY.fullmatch(compact(raw))
    if said is None:
        raise InputError(f"「{shown(raw)}」不是金额；请只写数字")
    by = UNITS[said["unit"]] if said["unit"] else times
    return _to_the_fen(raw, number(said["plain"]) * by)


def _to_the_fen(raw: Raw, amount: Decimal) -> Decimal:
    scaled(amount, 2, f"「{shown(raw)}」")
    return number(format(amount.normalize(), "f"))


def percent(raw: Raw) -> Decimal:
    """A share in percent: 12.5% or 12.5.

    A spreadsheet keeps 12.5% as the number 0.125, and its text is often 0.125 too,
    which could also be 0.125%: below 1, only what has its sign is read.
    """
    text = compact(raw)
    found = number(text.removesuffix("%") if isinstance(raw, str) else raw)
    if 0 < abs(found) < 1 and not text.endswith("%"):
        raise InputError(
            f"「{text}」分不清是 {text}% 还是 {found * 100:f}%；请写上百分号"
        )
    if not 0 <= found <= _WHOLE_SHARE:
        raise InputError(f"「{text}」不在 0 到 100% 之间；请核对")
    return found


def scaled(value: Decimal, scale: int, named: str = "") -> int:
    """The value times ``10 ** scale`` as an integer.

    Raises:
        RepairError: it has more decimals; the rounded value is proposed.
    """
    raised = value.scaleb(scale)
    if raised != raised.to_integral_value():
        raise RepairError(
            f"{named or value}的小数多于 {scale} 位",
            f"{raised.to_integral_value().scaleb(-scale):f}",
        )
    return int(raised)


def points(raw: Raw) -> Decimal:
    """A score with at most two decimals, not negative."""
    found = number(raw)
    scaled(found, 2, f"「{shown(raw)}」")
    if found < 0:
        raise InputError(f"「{shown(raw)}」是负数；请核对分数")
    return found


def hundredths(raw: Raw, setting: Setting = TYPED) -> int:
    """A score in hundredths, with or without 分 behind it."""
    del setting
    text = shown(raw)
    return scaled(points(text[:-1] if text.endswith("分") else raw), 2)
