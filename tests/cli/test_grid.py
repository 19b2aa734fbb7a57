"""Tables in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.cli import grid
from registry.text import width
from tests.cli.conftest import Type

HEADER = ("企业", "结论")
TEXTS = st.text(st.sampled_from("a1-中车㛃 é，"), max_size=30)


def test_a_file_gets_whole_values_and_no_row_pays_for_a_long_one() -> None:
    long = "很长的名称" * 30
    first, second, third = grid.lines(
        HEADER, [(long, "可晋级"), ("甲", "差一项")], None
    )
    assert second == f"{long}  可晋级"
    assert width(first) < 50
    assert third.startswith("甲 ")
    assert third.endswith("差一项")
    assert width(third) < 50


def test_a_terminal_gets_lines_that_fit_and_lose_nothing() -> None:
    rows = [
        ("示例企业021轨道交通装备有限公司", "缺数据：上年度主营业务收入、智能制造投入")
    ]
    found = list(grid.lines(HEADER, rows, 30))
    assert max(map(width, found)) <= 30
    assert sorted("".join(found).replace(" ", "")) == sorted(
        "".join((*HEADER, *rows[0]))
    )


def test_a_date_is_kept_whole_where_it_fits() -> None:
    assert grid.wrapped("始于2022-12-31起", 12) == ["始于", "2022-12-31起"]


def test_columns_that_say_nothing_take_no_room() -> None:
    assert list(grid.lines(("", "", ""), [("甲", "", "乙")], None)) == ["甲  乙"]


@given(TEXTS, st.integers(2, 12))
def test_wrapping_loses_no_letter_and_splits_no_wide_one(text: str, cells: int) -> None:
    found = grid.wrapped(text, cells)
    assert all(width(line) <= cells for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4), st.integers(20, 90))
def test_every_line_fits_the_room(rows: list[tuple[str, ...]], room: int) -> None:
    header = ("企业", "", "还差")
    assert all(width(line) <= room for line in grid.lines(header, rows, room))


def test_columns_says_how_wide_a_file_is(
    demo: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    printed = demo("list", "rounds").out
    assert max(map(width, printed.splitlines())) <= 72
    monkeypatch.delenv("COLUMNS")
    assert (
        "国家第五批智能制造系统解决方案供应商规范条件企业" in demo("list", "rounds").out
    )
