"""6 名单: any list by its words, the same that is printed and exported."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from registry.desk.listing import listed
from registry.desk.read.session import open_reading
from tests.tui.screen import LARGE, SMALL, opened
from tui import texts


@pytest.mark.parametrize("words", ["count:;县市区,等级", "企业:示例企业00"])
async def test_a_list_on_the_screen_is_the_list(
    peopled: Path, tmp_path: Path, words: str
) -> None:
    with open_reading(peopled) as reading:
        table = listed(reading, words)
    to = tmp_path / "名单.csv"
    async with opened(peopled, LARGE, "6") as screen:
        await screen.type(words)
        await screen.press("enter")
        assert f"/ {len(table.rows)} " in screen.status()
        assert table.title in screen.lines()[1]
        await screen.press("ctrl+x", "ctrl+u")
        await screen.type(str(to))
        await screen.press("enter")
    written = list(csv.reader(to.read_text("utf-8-sig").splitlines()))
    assert [column.header for column in table.columns] in written


async def test_enter_opens_the_enterprise_of_a_row(peopled: Path) -> None:
    async with opened(peopled, SMALL, "6") as screen:
        await screen.type("企业:示例企业001")
        await screen.press("enter", "enter")
        assert "示例企业001" in screen.lines()[0]


async def test_an_unknown_list_is_refused_and_another_can_be_asked(
    peopled: Path,
) -> None:
    async with opened(peopled, SMALL, "6") as screen:
        await screen.type("没有这样的")
        await screen.press("enter")
        assert "没有名单" in screen.text()
        await screen.press("/", "ctrl+u")
        await screen.type("企业:")
        await screen.press("enter")
        assert "第 1 /" in screen.status()


async def test_a_question_is_asked_again_and_enter_goes_behind_its_numbers(
    peopled: Path,
) -> None:
    async with opened(peopled, SMALL, "6") as screen:
        assert "各县市区各等级多少家" in screen.text()
        assert "同 tidu list count:;县市区,等级" in screen.text()
        await screen.press("enter")
        assert "企业统计" in screen.lines()[1]
        assert "口径：截至 2022-12-31；按企业计" in screen.text()
        await screen.press("end", "enter")
        assert "企业名单" in screen.lines()[1]
        await screen.press("escape")
        assert "企业统计" in screen.lines()[1]
        await screen.press("/")
        await screen.type("企业:示例企业001")
        assert "查「企业:示例企业001」" in screen.text()
        await screen.press("enter", "/")
        asked = [line for line in screen.lines() if "示例企业001" in line]
        assert f"{texts.HERE}  企业:示例企业001" in asked[0]


async def test_nothing_asked_says_what_to_do(peopled: Path) -> None:
    async with opened(peopled, SMALL, "6", "escape", "ctrl+x") as screen:
        assert "还没有问" in screen.text()
        assert "按 / 选一问" in screen.text()


async def test_a_question_is_found_by_the_initials_of_its_words(peopled: Path) -> None:
    async with opened(peopled, SMALL, "6") as screen:
        await screen.type("gxsq dj")
        assert f"{texts.HERE}  各县市区各等级多少家" in screen.text()
        await screen.press("enter")
        assert "企业统计" in screen.lines()[1]


async def test_a_list_of_choices_without_a_match_says_so(peopled: Path) -> None:
    async with opened(peopled, SMALL, "4", "/") as screen:
        await screen.type("没有这样的")
        assert texts.NO_CHOICE in screen.text()
        await screen.press("enter", "escape")
        assert texts.NO_CHOICE not in screen.text()
