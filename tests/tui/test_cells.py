"""Text on a terminal is exactly as wide as it is counted, and never a command."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from registry.text import width
from tests.tui.conftest import HOSTILE
from tui.cells import left, right, safe, wrap
from tui.render.line import (
    Role,
    Runs,
    apart,
    cells,
    cut,
    line,
    plain,
    run,
    side_by_side,
)

ANY = st.text(st.characters(codec="utf-8"), max_size=60)


def test_every_character_is_counted_alike_by_us_and_by_the_renderer() -> None:
    for code in range(0, sys.maxunicode, 1):
        if 0xD800 <= code < 0xE000 or 0x20000 <= code < 0xE0000:
            continue
        shown = safe(chr(code))
        assert width(shown) == cell_len(shown), hex(code)


@given(ANY)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for char in safe(text):
        assert unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Mn", "Me"}


@given(ANY)
def test_the_renderer_counts_a_whole_text_as_we_do(text: str) -> None:
    assert cell_len(safe(text)) == width(safe(text))


@given(ANY, st.integers(2, 40))
def test_a_text_is_set_in_exactly_its_cells(text: str, room: int) -> None:
    assert width(left(text, room)) == room
    assert width(right(text, room)) == room
    assert cells(cut(line(text), room)) == room
    assert cells(apart(line(text), line(text), room)) == room


@given(ANY, st.integers(2, 40))
def test_folding_loses_nothing_and_splits_no_wide_character(
    text: str, room: int
) -> None:
    folded = wrap(text, room)
    assert all(width(part) <= room for part in folded)
    assert "".join(folded).replace(" ", "") == safe(text).replace(" ", "")


def test_numbers_stay_whole_and_lines_begin_with_nothing_that_closes() -> None:
    assert wrap("投入合计 ≥ 3000 万元", 14) == ("投入合计 ≥ ", "3000 万元")
    assert wrap("合计（2020 年）；2021", 8) == ("合计", "（2020 ", "年）；", "2021")
    assert wrap("安全、环保、税收", 8) == ("安全、环", "保、税收")
    assert wrap("安全环保、税收", 8) == ("安全环", "保、税收")
    assert wrap("0" * 9, 4) == ("0000", "0000", "0")


def test_a_cut_text_says_that_it_is_cut() -> None:
    assert left("中车株洲电力机车", 9) == "中车株洲…"
    assert left("中车株洲电力机车", 10) == "中车株洲… "


def test_blanks_that_are_cut_off_are_not_announced() -> None:
    assert plain(cut(line("中车          "), 6)) == "中车  "


def test_hostile_names_are_set_in_their_cells() -> None:
    for name in HOSTILE:
        assert width(left(name, 30)) == 30


def test_blocks_stand_side_by_side_each_in_its_width() -> None:
    one: tuple[Runs, ...] = (line("甲"), line("乙"))
    two: tuple[Runs, ...] = ((run("丙", Role.STRONG),),)
    rows = side_by_side([(one, 4), (two, 3)])
    assert [plain(row) for row in rows] == ["甲  丙 ", "乙     "]
