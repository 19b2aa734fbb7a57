"""The filter line of 企业库: expressions, as far as they have been typed."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste

from registry.desk.read.filtering import chosen
from registry.desk.read.session import open_reading
from tests.tui.screen import LARGE, SMALL, opened
from tui.widgets.filter import FilterInput

ASKED = "县市区=天元区 且 （等级≥三级 或 未评估）"


def _selected(path: Path, text: str) -> int:
    with open_reading(path) as reading:
        return len(chosen(reading, text))


async def test_an_expression_selects_the_same_as_everywhere(peopled: Path) -> None:
    async with opened(peopled, SMALL, "slash") as screen:
        await screen.type(ASKED)
        assert f"第 1 / {_selected(peopled, ASKED)} 家" in screen.status()
        assert "筛选「" in screen.status()


async def test_what_cannot_be_read_yet_is_told_and_leaves_the_rows(
    peopled: Path,
) -> None:
    async with opened(peopled, SMALL, "slash") as screen:
        await screen.type("007（")
        assert "括号没有配对" in screen.status()
        assert "示例企业007制造有限公司" in screen.text()


async def test_a_slip_is_placed_and_the_nearest_is_named(peopled: Path) -> None:
    async with opened(peopled, SMALL, "slash") as screen:
        await screen.type("等及=三级")
        assert "第 1 个字「等及」" in screen.status()
        assert "是不是：等级" in screen.status()


async def test_the_right_arrow_takes_what_is_suggested(peopled: Path) -> None:
    async with opened(peopled, SMALL, "slash") as screen:
        await screen.type("县")
        await screen.press("right")
        await screen.type("天")
        await screen.press("right")
        typing = screen.app.screen.query_one(FilterInput)
        assert typing.value == "县市区=天元区"
        asked = _selected(peopled, "县市区=天元区")
        assert f"第 1 / {asked} 家" in screen.status()


async def test_escape_takes_a_faulty_expression_away(peopled: Path) -> None:
    async with opened(peopled, SMALL, "slash") as screen:
        await screen.type("等级=")
        await screen.press("escape")
        assert "后应写值" not in screen.status()
        assert "第 1 / " in screen.status()


async def test_pasted_lines_follow_one_another(peopled: Path) -> None:
    async with opened(peopled, SMALL, "slash") as screen:
        typing = screen.app.screen.query_one(FilterInput)
        typing.post_message(Paste("县市区=天元区\n等级=三级\n"))
        await screen.settle()
        assert typing.value == "县市区=天元区 等级=三级"


async def test_a_value_typed_alone_is_told_what_was_meant(peopled: Path) -> None:
    async with opened(peopled, LARGE, "slash") as screen:
        await screen.type("天元区")
        assert "是不是：县市区=天元区" in screen.text()
