"""企业, and the first two edits: what changes is shown, written, and undone."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from registry.desk.read.history import history
from registry.desk.read.session import open_reading
from tests.tui.screen import LARGE, SMALL, Screen, opened

NAME = "示例企业001制造有限公司"


@asynccontextmanager
async def at_enterprise(
    path: Path, size: tuple[int, int] = SMALL
) -> AsyncIterator[Screen]:
    """The screen of one enterprise."""
    async with opened(path, size, "slash") as screen:
        await screen.type("001")
        await screen.press("enter", "enter")
        yield screen


def last_action(path: Path) -> str:
    """What the last change of a registry did."""
    with open_reading(path) as reading:
        return history(reading, limit=1)[0].action


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_card_and_the_next_steps_are_there(
    peopled: Path, size: tuple[int, int]
) -> None:
    async with at_enterprise(peopled, size) as screen:
        text = screen.text()
        assert NAME in screen.lines()[0]
        assert "─ 基本 ─" in text
        assert "下一步" in text
        assert "→ " in text
        assert "依据为样例条件" in screen.status()


async def test_the_arrow_keys_go_from_section_to_section(peopled: Path) -> None:
    async with at_enterprise(peopled) as screen:
        await screen.press("right")
        assert screen.lines()[3].startswith("│─ 下一步 ")
        await screen.press("left")
        assert screen.lines()[3].startswith("│─ 基本 ")


async def test_an_assessment_is_previewed_written_and_undone(
    office_file: Path,
) -> None:
    async with at_enterprise(office_file, LARGE) as screen:
        await screen.press("f2", "enter", "down", "down")
        await screen.type("2022-06-01")
        await screen.press("down", "right", "right", "ctrl+s")
        assert "自评估等级        无 → 三级（集成级）" in screen.text()
        assert last_action(office_file) == "登记测试数据"
        await screen.press("enter")
        assert "三级（集成级）" in screen.text()
        assert last_action(office_file) == "登记评估"

    async with at_enterprise(office_file, LARGE) as screen:
        await screen.press("ctrl+z")
        assert "登记评估" in screen.text()
        await screen.press("enter")
        assert "三级（集成级）" not in screen.text()
        assert last_action(office_file).startswith("撤回")


async def test_a_title_is_previewed_and_written(office_file: Path) -> None:
    async with at_enterprise(office_file, LARGE) as screen:
        await screen.press("f2", "down", "enter", "down", "enter")
        await screen.type("市级智能制造标杆中小")
        await screen.press("enter", "down")
        await screen.type("2022-10-20")
        await screen.press("ctrl+s")
        assert "无 → 2022-10-20 认定" in screen.text()
        await screen.press("ctrl+s")
        assert "市级智能制造标杆中小企业" in screen.text()
        assert last_action(office_file) == "登记称号"


async def test_a_contact_is_recorded_masked_seen_for_a_reason_and_erased(
    office_file: Path,
) -> None:
    async with at_enterprise(office_file, LARGE) as screen:
        await screen.press("f2")
        await _asked(screen, "登记联系人")
        await screen.type("张三丰")
        await screen.press("down", "down")
        await screen.type("13812345678")
        await screen.press("ctrl+s")
        assert "无 → 张** 138****5678" in screen.text()
        await screen.press("enter")
        assert "张**" in screen.text()
        assert "13812345678" not in screen.text()
        await screen.press("f2")
        await _asked(screen, "删除联系人")
        await screen.press("enter", "enter", "escape")
        assert last_action(office_file) == "登记联系人"
        await screen.press("f2")
        await _asked(screen, "查看完整")
        await screen.type("催报")
        await screen.press("enter")
        assert "张三丰  13812345678" in screen.text()
        assert last_action(office_file) == "查看联系人"
        await screen.press("escape", "f2")
        await _asked(screen, "更正联系人")
        await _asked(screen, "电话")
        await _asked(screen, "0731-28000000")
        await _asked(screen, "换号")
        assert "073****0000" in screen.text()
        assert last_action(office_file) == "更正联系人"
        await screen.press("f2")
        await _asked(screen, "删除联系人")
        await screen.press("enter")
        await screen.type("离职")
        await screen.press("enter")
        assert "不可恢复" in screen.text()
        await screen.press("enter")
        assert "张**" not in screen.text()
        assert last_action(office_file) == "删除联系人"


async def _asked(screen: Screen, what: str) -> None:
    """Choose what is to be recorded, by its name."""
    await screen.type(what)
    await screen.press("enter")


async def test_what_is_wrong_stands_under_its_field_and_nothing_is_written(
    office_file: Path,
) -> None:
    async with at_enterprise(office_file) as screen:
        await screen.press("f2", "enter", "down", "down")
        await screen.type("2022-02-30")
        await screen.press("ctrl+s")
        lines = screen.lines()
        at = next(i for i, line in enumerate(lines) if "评估日期" in line)
        assert "日历上没有这一天" in lines[at + 1]
        assert last_action(office_file) == "登记测试数据"


async def test_what_the_desk_refuses_is_said_in_the_form(office_file: Path) -> None:
    async with at_enterprise(office_file) as screen:
        await screen.press("f2", "enter", "down", "down")
        await screen.type("2099-01-01")
        await screen.press("ctrl+s")
        assert "登记评估" in screen.text()
        assert "评估日期" in screen.text().split("变更原因")[1]
        assert last_action(office_file) == "登记测试数据"


async def test_leaving_a_filled_form_asks_first(office_file: Path) -> None:
    async with at_enterprise(office_file) as screen:
        await screen.press("f2", "enter", "down", "down", "2", "escape")
        assert "不保存就离开" in screen.text()
        await screen.press("escape")
        assert "登记评估：" in screen.text()
        await screen.press("escape", "enter")
        assert "登记评估：" not in screen.text()


async def test_leaving_an_untouched_form_asks_nothing(office_file: Path) -> None:
    async with at_enterprise(office_file) as screen:
        await screen.press("f2", "enter", "escape")
        assert "登记评估：" not in screen.text()


async def test_a_choice_is_found_by_typing_hanzi(office_file: Path) -> None:
    async with at_enterprise(office_file) as screen:
        await screen.press("f2", "enter", "down")
        await screen.type("现场")
        await screen.press("enter")
        assert "\u2039 现场评估 \u203a" in screen.text()


async def test_with_nothing_written_there_is_nothing_to_undo(
    registry_file: Path,
) -> None:
    async with opened(registry_file, SMALL, "ctrl+z") as screen:
        assert "没有可以撤回的变更" in screen.status()


async def test_a_changed_attribute_keeps_what_it_was(office_file: Path) -> None:
    async with opened(office_file, LARGE, "enter", "f2") as screen:
        await screen.type("变更规上")
        await screen.press("enter")
        await screen.press("right", "tab")
        await screen.type("2022-07-01")
        await screen.press("ctrl+s")
        assert "规上" in screen.text()
        assert "2022-07-01" in screen.text()
        await screen.press("ctrl+s")
        assert screen.app.screen.query("#card")
    with closing(sqlite3.connect(office_file)) as rows:
        spells = rows.execute(
            "SELECT since FROM designated_spell WHERE since = '2022-07-01'"
        ).fetchall()
    assert len(spells) == 1
