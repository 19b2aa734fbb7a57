"""A value means the same in every writing that officials use."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry import columns, uscc
from registry.readers.raw import Raw

ONES = "一二三四五六七八九"
LEVELS = "零一二三四五"
ROMAN = ("0", *map(chr, range(0x2160, 0x2165)))
NAMES = ("未达一级", "规划级", "规范级", "集成级", "优化级", "引领级")


def _count(number: int) -> str:
    """A number of a month or a day as it is spoken: 3 is 三, 12 is 十二, 20 is 二十."""
    tens, ones = divmod(number, 10)
    before = f"{ONES[tens - 1] if tens > 1 else ''}十" if tens else ""
    return before + (ONES[ones - 1] if ones else "")


def _year(year: int, zero: str) -> str:
    """A year digit by digit."""
    return "".join((zero + ONES)[int(digit)] for digit in str(year))


def _wide(text: str) -> str:
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
    lambda d: _wide(f"{d.year}年{d.month}月"),
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
    lambda d: _wide(f"{d.year}．{d.month}．{d.day}"),  # noqa: RUF001 - full width
    lambda d: f"{d.year}年{d.month}月{d.day}号",
    lambda d: f"{d.year}年 {_count(d.month)}月{_count(d.day)}日",
    lambda d: f"{_year(d.year, '0')}年{_count(d.month)}月{d.day}日",
    lambda d: f"{_year(d.year, _wide('O'))}年{_count(d.month)}月{_count(d.day)}日",
)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_a_day_means_the_same_in_every_writing(on: date) -> None:
    read = columns.ASSESSED_ON.read
    assert {str(read(write(on))) for write in EXACT} == {on.isoformat()}
    assert {str(read(write(on))) for write in MONTHS} == {on.isoformat()[:7]}


def test_a_level_means_the_same_in_every_writing() -> None:
    for level, (hanzi, roman, name) in enumerate(
        zip(LEVELS, ROMAN, NAMES, strict=True)
    ):
        writings = (
            float(level), str(level), f"{level}级", f"{level}.0", _wide(f"{level} 级"),
            f"L{level}", f"Level {level}", f"CMMM{level}级", f"{hanzi}级", roman,
            f"{roman}级", f" {hanzi} 级", f"等级{hanzi}", f"{hanzi}级（{name}）",
            f"智能制造能力成熟度{hanzi}级", f"成熟度等级：第{hanzi}级", name,
        )  # fmt: skip
        assert {columns.LEVEL.read(one) for one in writings} == {level}


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
def test_a_code_means_the_same_in_every_writing(tail: str) -> None:
    body = f"91430200{tail}"
    code = body + uscc.check_character(body)
    writings = (
        code, code.lower(), f" {code[:2]} {code[2:8]} {code[8:]} ", f"{code}\u00a0",
        f"'{code}", f'="{code}"', _wide(code), unicodedata.normalize("NFD", code),
    )  # fmt: skip
    assert {columns.USCC.read(one) for one in writings} == {code}
