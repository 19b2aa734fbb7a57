"""企业库: an official moves, filters, sorts and marks with the keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry.desk.drafts.pools import PoolDraft
from registry.desk.office import Office
from registry.desk.pools import open_pool
from registry.desk.read.history import history
from registry.desk.read.session import open_reading
from registry.text import width
from tests.tui.conftest import HOSTILE, PLAIN
from tests.tui.screen import LARGE, SMALL, Screen, opened
from tui.screens.enterprises import EnterprisesScreen
from tui.table import PagedTable

ALL = PLAIN + len(HOSTILE)
PLAINLY = re.compile(r"示例企业\d{3}制造")


def _table(screen: Screen) -> PagedTable:
    area = screen.app.area
    assert isinstance(area, EnterprisesScreen)
    return area.table


async def test_the_first_row_stands_under_the_cursor(peopled: Path) -> None:
    async with opened(peopled) as screen:
        assert f"第 1 / {ALL} 家" in screen.status()
        assert _table(screen).state.row is not None


async def test_end_shows_the_last_row_and_home_the_first(peopled: Path) -> None:
    async with opened(peopled) as screen:
        await screen.press("end")
        assert f"第 {ALL} / {ALL} 家" in screen.status()
        await screen.press("home")
        assert f"第 1 / {ALL} 家" in screen.status()


async def test_every_row_is_passed_by_paging_down(peopled: Path) -> None:
    async with opened(peopled) as screen:
        seen: set[str] = set()
        while f"第 {ALL} / {ALL} 家" not in screen.status():
            seen.update(PLAINLY.findall("\n".join(screen.lines())))
            await screen.press("pagedown")
        seen.update(PLAINLY.findall("\n".join(screen.lines())))
        assert len(seen) == PLAIN


@pytest.mark.parametrize("begin", ["slash", "ctrl+f", "、", "\uff0f"])
async def test_typing_in_the_filter_narrows_the_list(peopled: Path, begin: str) -> None:
    async with opened(peopled, SMALL, begin) as screen:
        await screen.type("007")
        assert "第 1 / 1 家 · 筛选「007」" in screen.status()
        assert any("示例企业007制造有限公司" in line for line in screen.lines())


async def test_hanzi_typed_on_the_list_go_to_the_filter(peopled: Path) -> None:
    async with opened(peopled) as screen:
        await screen.type("某某")
        assert "第 1 / 1 家 · 筛选「某某」" in screen.status()


async def test_letters_typed_on_the_list_do_not_filter(peopled: Path) -> None:
    async with opened(peopled) as screen:
        await screen.press("x", "z")
        assert f"第 1 / {ALL} 家" in screen.status()


async def test_escape_clears_the_filter(peopled: Path) -> None:
    async with opened(peopled) as screen:
        await screen.type("某")
        await screen.press("enter")
        assert "筛选" in screen.status()
        await screen.press("escape")
        assert f"第 1 / {ALL} 家" in screen.status()


async def test_an_empty_result_says_the_next_step(peopled: Path) -> None:
    async with opened(peopled) as screen:
        await screen.type("无此")
        assert "没有符合「无此」的企业" in screen.text()
        assert "Esc" in screen.text()


async def test_sorting_by_level_puts_the_assessed_in_order(peopled: Path) -> None:
    async with opened(peopled) as screen:
        for _ in range(2):
            await screen.press("f7")
            await screen.type("等级")
            await screen.press("enter")
        assert "排序 等级降、企业名称升" in screen.status()
        first = _table(screen).state.row
        assert first is not None
        assert "四级（优化级）" in first.cells


async def test_space_marks_and_goes_on(peopled: Path) -> None:
    async with opened(peopled, SMALL, "space", "space", "up", "space") as screen:
        assert "第 3 / " in screen.status()
        assert "已选 1" in screen.status()


async def test_shift_and_arrows_mark_a_range_and_take_it_back(peopled: Path) -> None:
    async with opened(peopled) as screen:
        await screen.press(*["shift+down"] * 4)
        assert "已选 5" in screen.status()
        await screen.press(*["shift+up"] * 2)
        assert "已选 3" in screen.status()


async def test_control_a_marks_all_that_match(peopled: Path) -> None:
    async with opened(peopled, SMALL, "ctrl+a", "space") as screen:
        assert f"已选 {ALL - 1}" in screen.status()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_hostile_names_neither_crash_nor_leak(
    peopled: Path, size: tuple[int, int]
) -> None:
    async with opened(peopled, size) as screen:
        for name in ("某某", "控制", "很长", "专精"):
            await screen.press("slash")
            await screen.type(name)
            await screen.press("enter")
            assert "第 1 / 1 家" in screen.status()
            for line in screen.lines():
                assert width(line) == size[0]
                assert line.isprintable()
            await screen.press("escape")


async def test_markup_in_a_name_is_shown_as_written(peopled: Path) -> None:
    async with opened(peopled) as screen:
        await screen.type("某某")
        assert "某某[/]公司[red]" in screen.text()


async def test_columns_that_do_not_fit_come_with_the_arrow(peopled: Path) -> None:
    async with opened(peopled) as screen:
        assert "统一社会信用代码" not in screen.text()
        await screen.press(*["right"] * 6)
        assert "统一社会信用代码" in screen.text()
        assert "企业名称" in screen.text()


async def test_a_wide_window_previews_the_enterprise(peopled: Path) -> None:
    async with opened(peopled, LARGE, "end") as screen:
        assert "─ 基本 ─" in screen.text()
        assert any(f"│ 示例企业{PLAIN}制造有限公司 " in line for line in screen.lines())


async def test_a_registry_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "no.db"
    path.write_text("这不是台账")
    async with opened(path) as screen:
        assert "不是台账文件" in screen.text()


async def test_what_another_window_wrote_comes_with_f5(office_file: Path) -> None:
    from registry.desk import enterprises  # noqa: PLC0415 - only this test writes
    from registry.desk.drafts.enterprises import EnterpriseDraft  # noqa: PLC0415
    from registry.desk.office import Office  # noqa: PLC0415

    async with opened(office_file) as screen:
        enterprises.add(Office(office_file, "李"), EnterpriseDraft(name="新来企业"))
        await screen.press("f5")
        assert f"第 1 / {ALL + 1} 家" in screen.status()


async def test_the_marked_rows_enter_a_pool_in_one_change(pooled: Path) -> None:
    async with opened(pooled, LARGE, "space", "space", "f8") as screen:
        await screen.type("入库")
        await screen.press("enter", "enter")
        await screen.type("某某培育库")
        await screen.press("enter", "down")
        await screen.type("2022-05-01")
        await screen.press("ctrl+s")
        assert "可办 2 条，跳过 0 条" in screen.text()
        await screen.press("ctrl+s")
    with open_reading(pooled) as reading:
        entries = reading.rows(
            "SELECT id FROM pool_entry WHERE admitted_on = '2022-05-01'"
        )
        assert len(entries) == 2
        assert history(reading)[0].action == "成批入库"


async def test_a_batch_needs_what_all_share(pooled: Path) -> None:
    async with opened(pooled, LARGE, "f8") as screen:
        await screen.type("入库")
        await screen.press("enter", "ctrl+s")
        assert "还没有填写" in screen.text()


@pytest.fixture
def pooled(office_file: Path) -> Path:
    """A registry with a pool of enterprises to come."""
    pool = PoolDraft.read(name="某某培育库", year="2022")
    open_pool(Office(office_file, "王某"), pool)
    return office_file
