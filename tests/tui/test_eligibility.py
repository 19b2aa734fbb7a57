"""资格: who may come up, by which filter, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.screen import LARGE, SMALL, Screen, opened
from tui.screens.eligibility import EligibilityScreen


def _screen(screen: Screen) -> EligibilityScreen:
    area = screen.app.area
    assert isinstance(area, EligibilityScreen)
    return area


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_list_and_the_reasons_stand_together(
    peopled: Path, size: tuple[int, int]
) -> None:
    async with opened(peopled, size, "4") as screen:
        text = screen.text()
        assert "可晋级" in text
        assert "为什么：" in text
        assert "要求" in text
        assert "现状" in text
        assert "截至 2022-12-31" in text


async def test_the_reasons_follow_the_cursor(peopled: Path) -> None:
    async with opened(peopled, LARGE, "4") as screen:
        first = _screen(screen).state.answer
        await screen.press("end")
        last = _screen(screen).state.answer
        assert first is not None
        assert last is not None
        assert first.subject.id != last.subject.id
        assert last.enterprise.name in screen.text()


async def test_what_stands_in_the_way_comes_first(peopled: Path) -> None:
    async with opened(peopled, LARGE, "4", "end") as screen:
        shown = _screen(screen).told.lines
        words = [line[1].text.strip() for line in shown[2:] if line[1].text.strip()]
        order = ["不符", "缺数据", "待人工认定", "符合", "不适用"]
        assert words == sorted(words, key=order.index)


async def test_it_is_told_since_when_and_how_long_it_is_so(peopled: Path) -> None:
    async with opened(peopled, LARGE, "4") as screen:
        first = "自 2022-03-01 起；现有记录和政策不变的，至少保持到 2033-01-07"
        assert first in screen.text()


async def test_a_unit_is_chosen_by_typing_its_name(peopled: Path) -> None:
    async with opened(peopled, SMALL, "4") as screen:
        total = _screen(screen).table.state.window.total
        await screen.press("slash")
        await screen.type("天元")
        await screen.press("enter")
        state = _screen(screen).table.state
        assert state.window.total is not None
        assert total is not None
        assert 0 < state.window.total < total
        assert all("天元区" in row.cells for row in state.window.rows)


async def test_those_of_whom_no_unit_is_recorded_are_a_choice_as_well(
    peopled: Path,
) -> None:
    async with opened(peopled, LARGE, "4") as screen:
        await screen.press("slash")
        await screen.type("未登记")
        await screen.press("enter")
        assert "单位:未登记" in screen.text()
        state = _screen(screen).table.state
        assert not [row for row in state.window.rows if "天元区" in row.cells]


async def test_an_outcome_is_turned_off_and_on(peopled: Path) -> None:
    async with opened(peopled, LARGE, "4") as screen:
        for _ in range(2):
            before = screen.lines()[2]
            await screen.press("slash")
            await screen.type("待核")
            await screen.press("enter")
            assert screen.lines()[2] != before
        assert "待核" in screen.lines()[1]


async def test_escape_takes_the_filter_away(peopled: Path) -> None:
    async with opened(peopled, SMALL, "4", "slash") as screen:
        await screen.type("攸县")
        await screen.press("enter")
        assert _screen(screen).state.narrowed
        await screen.press("escape")
        assert not _screen(screen).state.narrowed


async def test_a_filter_that_leaves_nobody_says_the_next_step(
    registry_file: Path,
) -> None:
    async with opened(registry_file, SMALL, "4") as screen:
        assert "放宽结论、称号或上报单位" in screen.text()


async def test_enter_opens_the_enterprise_of_the_row(peopled: Path) -> None:
    async with opened(peopled, LARGE, "4", "down", "enter") as screen:
        assert "企业库 \u203a 示例企业" in screen.lines()[0]


@pytest.mark.parametrize("key", ["f6", "d", "D"])
async def test_another_day_is_asked_about(peopled: Path, key: str) -> None:
    async with opened(peopled, SMALL, "4", key, "ctrl+u") as screen:
        await screen.type("2022-03-05")
        await screen.press("enter")
        assert "截至 2022-03-05" in screen.lines()[1]
        await screen.press("2")
        assert "截至 2022-03-05" in screen.lines()[1]


async def test_a_day_that_no_calendar_has_is_refused(peopled: Path) -> None:
    async with opened(peopled, SMALL, "f6", "ctrl+u") as screen:
        await screen.type("2022-02-30")
        await screen.press("enter")
        assert "日历上没有这一天" in screen.status()
        assert "截至 2022-12-31" in screen.lines()[1]
