"""From every list something is recorded, opened, frozen or written to a file."""

from __future__ import annotations

from pathlib import Path

from registry.desk.read.catalogue import read
from registry.desk.read.history import history
from registry.desk.read.session import open_reading
from registry.desk.rosters import freeze
from tests.tui.screen import LARGE, SMALL, opened

PATHS = (
    ("4",),
    ("3", "enter", "enter"),
    ("6", "「企业:示例企业001」", "enter"),
    ("2", "/", "「qy001」", "enter"),
)
"""Ways to an enterprise in a list: eligible, holders, any list, by sound."""


async def test_what_is_recorded_is_about_the_enterprise_of_the_row(
    peopled: Path,
) -> None:
    async with opened(peopled, LARGE) as screen:
        for path in PATHS:
            for key in (*path, "f2"):
                if key.startswith("「"):
                    await screen.type(key[1:-1])
                else:
                    await screen.press(key)
            assert "登记：示例企业0" in screen.text()
            assert "登记评估" in screen.text()
            await screen.press("escape")


async def test_a_number_is_no_enterprise_to_record_about(peopled: Path) -> None:
    async with opened(peopled, LARGE, "6", "enter", "f2") as screen:
        assert "这一行不是一家企业" in screen.text()


async def test_who_is_filtered_is_frozen_as_a_roster_after_a_preview(
    office_file: Path,
) -> None:
    async with opened(office_file, LARGE, "/") as screen:
        await screen.type("上报单位=天元区")
        await screen.press("enter", "f8")
        await screen.type(freeze.label)
        await screen.press("enter", "ctrl+s")
        assert "名册名称" in screen.text()
        await screen.type("天元名册")
        await screen.press("ctrl+s")
        assert "家，2022-12-31 冻结" in screen.text()
        await screen.press("enter")
    with open_reading(office_file) as reading:
        rows = read(reading, "rosters").rows
        assert [row[0] for row in rows] == ["天元名册"]
        assert "筛选「上报单位=天元区」全部" in str(rows[0][3])
        assert int(str(rows[0][2])) > 1
        assert history(reading)[0].action == freeze.label


async def test_a_programme_of_the_ladder_leaves_as_a_file(
    peopled: Path, tmp_path: Path
) -> None:
    to = tmp_path / "梯度.csv"
    async with opened(peopled, SMALL, "3", "ctrl+x", "ctrl+u") as screen:
        await screen.type(str(to))
        await screen.press("enter")
    assert "市级智能制造标杆车间" in to.read_text("utf-8-sig")


async def test_an_attribute_is_changed_for_the_marked_in_one_change(
    office_file: Path,
) -> None:
    async with opened(office_file, LARGE, "/") as screen:
        await screen.type("qy01")
        await screen.press("enter", "space", "space", "f8")
        await screen.type("变更")
        await screen.press("enter", "enter")
        await screen.type("规模")
        await screen.press("enter", "down")
        await screen.type("中型")
        await screen.press("down")
        await screen.type("2022-07-01")
        await screen.press("ctrl+s")
        assert "可办 2 条，跳过 0 条" in screen.text()
        await screen.press("enter", "ctrl+z")
        assert "撤回这一笔" in screen.text()
        await screen.press("escape", "escape", "/", "ctrl+u")
        await screen.type("规模=中型")
        assert "第 1 / 2 家" in screen.status()
