"""梯度: the drawn ladder, and walking on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk.read.pictures import (
    PoolPicture,
    ProgrammePicture,
    RungPicture,
    StepPicture,
)
from registry.terms import Outcome
from tests.tui.screen import LARGE, SMALL, opened
from tui import texts
from tui.render.canvas import Canvas
from tui.render.ladder import documents, picture
from tui.render.line import cells, plain
from tui.state.ladder import LadderState, grid

POLICY = "湘工信装备〔2022〕305号"


def _rung(code: str, tier: str, eligible: int = 0) -> RungPicture:
    counts = {Outcome.ELIGIBLE: eligible, Outcome.ONE_SHORT: 1}
    return RungPicture(code, f"{code}级", tier, "workshop", 10, 0, 0, counts)


def _step(start: str | None, to: str) -> StepPicture:
    return StepPicture(start, to, "new", POLICY, "sample", {Outcome.ELIGIBLE: 2})


LADDER = ProgrammePicture(
    "benchmark",
    "标杆",
    (("株工信发〔2022〕33号", "sample"), (POLICY, "text")),
    (PoolPicture("培育名单", 2022, 82, "甲"),),
    (
        _rung("甲", "city", 6),
        _rung("乙", "city"),
        _rung("丙", "province", 3),
        _rung("丁", "province"),
        _rung("戊", "nation"),
        _rung("己", "nation"),
    ),
    (
        _step(None, "甲"),
        _step("甲", "丙"),
        _step("乙", "丁"),
        _step("丙", "戊"),
        _step("丁", "戊"),
        _step("戊", "己"),
        _step("甲", "戊"),
        _step("丙", "丙"),
    ),
)


def test_tiers_go_from_left_to_right_and_steps_inside_a_tier_go_on() -> None:
    shown = grid(LADDER)
    assert shown.heads == ("培育库", "市级", "省级", "国家级", "国家级")
    assert shown.spots == {
        "甲": (1, 0),
        "乙": (1, 1),
        "丙": (2, 0),
        "丁": (2, 1),
        "戊": (3, 0),
        "己": (4, 0),
    }


@pytest.mark.parametrize("room", [50, 76, 134, 200])
def test_the_picture_is_as_wide_as_its_room_and_names_every_rung(room: int) -> None:
    lines = picture(LADDER, room, "丙", counted=True)
    assert all(cells(line) == room for line in lines)
    drawn = "\n".join(plain(line) for line in lines)
    for name in "甲乙丙丁戊己":
        assert f"{name}级" in drawn
    assert f"{texts.HERE} 丙级" in drawn


def test_an_arrow_says_how_many_may_come_up() -> None:
    drawn = [plain(line) for line in picture(LADDER, 134, "丙", counted=True)]
    row = next(line for line in drawn if "丙级" in line)
    assert row.index("培育名单") < row.index("6▸") < row.index("甲级")
    assert row.index("甲级") < row.index("3▸") < row.index("丙级")


def test_without_counts_the_arrow_stands_alone() -> None:
    drawn = "\n".join(plain(line) for line in picture(LADDER, 134, "", counted=False))
    assert "▸" in drawn
    assert "3▸" not in drawn
    assert "差一" not in drawn


def test_a_ring_of_steps_is_drawn_all_the_same() -> None:
    ring = ProgrammePicture(
        "ring",
        "环",
        (),
        (),
        (_rung("甲", "city"), _rung("乙", "city")),
        (_step("甲", "乙"), _step("乙", "甲")),
    )
    assert picture(ring, 80, "甲", counted=True)


def test_the_basis_stands_beside_the_document() -> None:
    assert documents(LADDER) == f"株工信发〔2022〕33号 · 样例条件 → {POLICY}"


def test_lines_join_where_they_meet() -> None:
    canvas = Canvas(5, 3)
    canvas.across(0, 4, 1)
    canvas.down(2, 0, 2)
    assert [plain(line) for line in canvas.lines()] == ["  ╷  ", "╶─┼─╴", "  ╵  "]


def test_the_arrow_keys_walk_from_rung_to_rung_and_on_to_the_next_programme() -> None:
    other = ProgrammePicture("other", "别的", (), (), (_rung("庚", "city"),), ())
    state = LadderState()
    state.take((other, LADDER), counted=True)
    walked = []
    for move in [(1, 0), (0, 1), (-1, 0), (-1, 0), (-1, 0), (1, 0)]:
        state.step(*move)
        assert state.rung is not None
        walked.append(state.rung.name)
    assert walked == ["丙级", "丁级", "乙级", "庚级", "己级", "庚级"]


def test_programmes_without_steps_in_force_come_last() -> None:
    idle = ProgrammePicture("idle", "将来", (), (), (_rung("庚", "city"),), ())
    state = LadderState()
    state.take((idle, LADDER), counted=False)
    assert state.programme is LADDER


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_ladder_shows_holders_and_who_may_come_up(
    peopled: Path, size: tuple[int, int]
) -> None:
    async with opened(peopled, size, "3") as screen:
        text = screen.text()
        assert "市级" in text
        assert "省级" in text
        assert "在库 12" in text
        assert "持有 2" in screen.status()
        assert "依据为样例条件" in screen.status()


async def test_before_all_policies_the_ladder_says_that_of_the_day(
    peopled: Path,
) -> None:
    async with opened(peopled, SMALL, "3", "f6", "ctrl+u") as screen:
        await screen.type("1999-01-01")
        await screen.press("enter")
        assert "当天没有施行的政策" in screen.text()


async def test_enter_lists_those_who_may_come_up(peopled: Path) -> None:
    async with opened(peopled, SMALL, "3", "enter", "enter") as screen:
        assert "资格" in screen.lines()[0]
        assert "晋级至:市级智能制造标杆车间" in screen.lines()[1]
        await screen.press("escape")
        assert "梯度" in screen.lines()[0]


async def test_enter_lists_the_holders(peopled: Path) -> None:
    async with opened(peopled, SMALL, "3", "enter") as screen:
        await screen.type("持有")
        await screen.press("enter")
        assert "第 1 / 2 项" in screen.status()
        assert "总装1车间" in screen.text()
        await screen.press("enter")
        assert "企业库 \u203a 示例企业" in screen.lines()[0]


@pytest.mark.parametrize("key", ["pagedown", "]", "】"])
async def test_programmes_are_turned_over(peopled: Path, key: str) -> None:
    async with opened(peopled, SMALL, "3") as screen:
        before = screen.status()
        await screen.press(key)
        await screen.press("pageup")
        assert screen.status() == before


async def test_without_policies_the_next_step_is_said(registry_file: Path) -> None:
    async with opened(registry_file, SMALL, "3") as screen:
        assert "tidu policy load" in screen.text()
