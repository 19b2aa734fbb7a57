"""A value means the same in every writing that officials use."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry import columns, uscc
from tests.readers.habits import EXACT, MONTHS, wide

LEVELS = "零一二三四五"
ROMAN = ("0", *map(chr, range(0x2160, 0x2165)))
NAMES = ("未达一级", "规划级", "规范级", "集成级", "优化级", "引领级")


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
            float(level), str(level), f"{level}级", f"{level}.0", wide(f"{level} 级"),
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
        f"'{code}", f'="{code}"', wide(code), unicodedata.normalize("NFD", code),
    )  # fmt: skip
    assert {columns.USCC.read(one) for one in writings} == {code}
