"""Keys that work everywhere: areas, help, all actions, export, refresh, colour."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path

import pytest
from textual.filter import NoColor

from tests.tui.conftest import HOSTILE, PLAIN
from tests.tui.screen import LARGE, SMALL, opened
from tui import texts
from tui.render import bars
from tui.state.session import Session

AREAS = [("2", "企业库"), ("3", "梯度"), ("4", "资格"), ("\uff13", "梯度")]


@pytest.mark.parametrize(("key", "name"), AREAS)
async def test_digits_go_to_the_areas(peopled: Path, key: str, name: str) -> None:
    async with opened(peopled, SMALL, "4", key) as screen:
        assert name in screen.lines()[0]


@pytest.mark.parametrize("key", ["f1", "?", "？"])
async def test_help_lists_the_keys(peopled: Path, key: str) -> None:
    async with opened(peopled, LARGE, key) as screen:
        text = screen.text()
        assert "/ Ctrl+F 、" in text
        assert "Ctrl+Q" in text
        await screen.press("escape")
        assert "本画面" not in screen.text()


async def test_what_is_read_when_a_screen_is_gone_is_shown_nowhere(
    peopled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(peopled, LARGE) as screen:
        area = screen.app.area

        async def after_the_header(_: Session) -> None:
            while area.query("#header"):  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0)

        monkeypatch.setattr(Session, "look", after_the_header)
        await screen.send("f5")
        await asyncio.sleep(0.05)


async def test_every_action_is_in_chinese(peopled: Path) -> None:
    for key in "234":
        async with opened(peopled, LARGE, key) as screen:
            for active in screen.app.screen.active_bindings.values():
                said = active.binding.description
                assert not said or not said.isascii(), active.binding


async def test_an_action_is_found_and_done_by_its_name(peopled: Path) -> None:
    async with opened(peopled, SMALL, "ctrl+p") as screen:
        await screen.type("梯度")
        await screen.press("enter")
        assert "梯度" in screen.lines()[0]


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("key", ["2", "3", "4"])
async def test_at_most_eight_hints_and_all_of_them_whole(
    peopled: Path, size: tuple[int, int], key: str
) -> None:
    async with opened(peopled, size, key) as screen:
        hints = screen.hints()
        assert len(hints.split("  ")) <= bars.MOST_HINTS
        assert "F1 帮助" in hints
        assert "Ctrl+P" in hints
        assert "…" not in hints


async def test_the_header_says_whose_register_it_is_and_who_is_at_it(
    peopled: Path,
) -> None:
    async with opened(peopled) as screen:
        header = screen.lines()[0]
        assert header.startswith(" 株洲市工业和信息化局 · 430200 · peopled.db")
        assert header.rstrip().endswith("经办：王某")
        assert "演示数据" not in header


async def test_the_marked_rows_leave_as_a_file(peopled: Path, tmp_path: Path) -> None:
    to = tmp_path / "名单.csv"
    async with opened(peopled, SMALL, "space", "space", "ctrl+x", "ctrl+u") as screen:
        await screen.type(str(to))
        await screen.press("enter")
    told = list(csv.reader(to.read_text("utf-8-sig").splitlines()))
    numbered = [row for row in told if row and row[0].isdigit()]
    assert len(numbered) == 2
    (header,) = (row for row in told if row[:1] == ["序号"])
    assert {"地址", "成立日期", "成熟度等级"} <= set(header)


async def test_a_file_that_is_there_is_not_overwritten(
    peopled: Path, tmp_path: Path
) -> None:
    to = tmp_path / "名单.csv"
    to.write_text("旧")
    async with opened(peopled, SMALL, "4", "ctrl+x", "ctrl+u") as screen:
        await screen.type(str(to))
        await screen.press("enter")
        assert "「名单.csv」已存在，没有覆盖；按 Ctrl+X" in screen.text()
    assert to.read_text() == "旧"


async def test_without_colour_cursor_and_marks_are_still_seen(
    peopled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(peopled, SMALL, "space") as screen:
        assert any(isinstance(one, NoColor) for one in screen.app._filters)
        marked, here = screen.lines()[4:6]
        assert marked[1:3] == f" {texts.MARKED}"
        assert here[1] == texts.HERE


async def test_dark_and_light_take_turns(peopled: Path) -> None:
    async with opened(peopled) as screen:
        dark = screen.app.theme
        await screen.press("f9")
        assert screen.app.theme != dark
        await screen.press("f9")
        assert screen.app.theme == dark


async def test_quitting_works_from_inside_a_dialog(peopled: Path) -> None:
    async with opened(peopled, SMALL, "f1") as screen:
        await screen.pilot.press("ctrl+q")
        await screen.pilot.pause()
        assert not screen.app.is_running


async def test_a_window_that_grows_shows_more_rows(peopled: Path) -> None:
    async with opened(peopled) as screen:
        await screen.pilot.resize_terminal(140, 45)
        await screen.settle()
        shown = [line for line in screen.lines() if "制造有限公司" in line]
        assert len(shown) > 24
        assert len(screen.lines()) == 45


async def test_a_window_too_small_says_so_until_it_grows(peopled: Path) -> None:
    async with opened(peopled, (50, 8)) as screen:
        assert "窗口太小（50×8）" in screen.text()
        area = screen.app.area
        await screen.press("3")
        assert screen.app.area is area
        await screen.pilot.resize_terminal(30, 5)
        await screen.settle()
        assert "窗口太小（30×5）" in screen.text()
        await screen.pilot.resize_terminal(60, 12)
        await screen.settle()
        assert "窗口太小" not in screen.text()
        assert "企业名称" in screen.text()


def test_keys_are_named_as_on_the_keyboard() -> None:
    named = {"ctrl+x": "Ctrl+X", "shift+up": "Shift+↑", "f1": "F1", "d": "D"}
    assert {key: texts.key(key) for key in named} == named


async def test_a_session_counts_what_may_have_changed(peopled: Path) -> None:
    session = Session(peopled, "王某")
    session.reopen()
    assert session.generation == 1
    session.close()
    assert len(HOSTILE) < PLAIN
