"""Writings of days that officials use, from a day to what stands in a cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from registry.readers.raw import Raw

ONES = "一二三四五六七八九"


def _count(number: int) -> str:
    """A number of a month or a day as it is spoken: 3 is 三, 12 is 十二, 20 is 二十."""
    tens, ones = divmod(number, 10)
    before = f"{ONES[tens - 1] if tens > 1 else ''}十" if tens else ""
    return before + (ONES[ones - 1] if ones else "")


def _year(year: int, zero: str) -> str:
    """A year digit by digit."""
    return "".join((zero + ONES)[int(digit)] for digit in str(year))


def wide(text: str) -> str:
    """The text in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


MONTHS: tuple[Callable[[date], Raw], ...] = (
    lambda d: f"{d.year}-{d.month:02}",
    lambda d: f"{d.year}.{d.month}",
    lambda d: f"{d.year}/{d.month}",
    lambda d: f"{d.year}。{d.month}",
    lambda d: f"{d.year} {d.month}",
    lambda d: f"{d.year}{d.month:02}",
    lambda d: f"{d.year}.{d.month:02}月",
    lambda d: f" {d.year} 年{d.month}月份 ",
    lambda d: wide(f"{d.year}年{d.month}月"),
    lambda d: f"{d.year}年{_count(d.month)}月",
    lambda d: f"{_year(d.year, '〇')}年{d.month}月",
    lambda d: f"{_year(d.year, 'O')}年{_count(d.month)}月",
    lambda d: f"{_year(d.year, '○')}年{_count(d.month)}月",
    lambda d: f"{_year(d.year, '零')}年{_count(d.month)}月。",
)
EXACT: tuple[Callable[[date], Raw], ...] = (
    lambda d: d,
    lambda d: float(d.toordinal() - date(1899, 12, 30).toordinal()),
    lambda d: d.isoformat(),
    lambda d: f"{d.isoformat()}T00:00:00",
    lambda d: f"{d.year}/{d.month}/{d.day} 8:30",
    lambda d: f"{d.year}.{d.month}.{d.day}日",
    lambda d: f"{d.year}、{d.month}、{d.day}",
    lambda d: f"{d.year}。{d.month}。{d.day}",
    lambda d: f"{d.year} {d.month} {d.day}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: float(f"{d:%Y%m%d}"),
    lambda d: wide(f"{d.year}．{d.month}．{d.day}"),  # noqa: RUF001 - full width
    lambda d: f"{d.year}年{d.month}月{d.day}号",
    lambda d: f"{d.year}年 {_count(d.month)}月{_count(d.day)}日",
    lambda d: f"{_year(d.year, '0')}年{_count(d.month)}月{d.day}日",
    lambda d: f"{_year(d.year, wide('O'))}年{_count(d.month)}月{_count(d.day)}日",
)
