"""5 申报: applications by round and stage; a step with day and reason; undo."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry.desk import rounds
from registry.desk.drafts.rounds import ApplicationDraft, RoundDraft, StepDraft
from registry.desk.office import Office, begin
from registry.store.transaction import Tx
from tests.tui.screen import LARGE, SMALL, Screen, golden, opened

RUNG = "市级智能制造标杆中小企业"
ENDS = {4: ("未通过", "评分不够"), 5: ("撤回申报", "来函撤回")}


@pytest.fixture(scope="session")
def applied(peopled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small registry with one round in which six enterprises applied."""
    path = tmp_path_factory.mktemp("rounds") / "applied.db"
    shutil.copy(peopled, path)
    with begin(Office(path, "王某"), "登记测试数据") as tx:
        held = rounds.open_round.within(
            tx, RoundDraft.read(rung=RUNG, year=2022, notice_days=5, quota=2)
        )
        for number in range(6):
            _application(tx, held, number)
    return path


def _application(tx: Tx, held: int, number: int) -> None:
    (row,) = tx.rows(
        "SELECT id FROM subject WHERE name = :name",
        {"name": f"示例企业{number + 1:03}制造有限公司"},
    )
    id_ = rounds.apply.within(
        tx,
        ApplicationDraft.read(
            round_id=held, subject_id=row[0], applied_on="2022-05-20"
        ),
    )
    if number > 0:
        _step(tx, id_, "初审", "2022-06-01", passed="是")
    if number in ENDS:
        stage, reason = ENDS[number]
        _step(tx, id_, stage, "2022-07-01", reason=reason)


def _step(tx: Tx, application: int, stage: str, on: str, **more: str) -> None:
    said: dict[str, object] = {"application_id": application, "stage": stage, "on": on}
    rounds.take_step.within(tx, StepDraft.read(**said | more))


@pytest.fixture
def file(applied: Path, tmp_path: Path) -> Path:
    """A copy that this test may write to."""
    path = tmp_path / "rounds.db"
    shutil.copy(applied, path)
    return path


def _stages(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT stage FROM application_step WHERE voided_by IS NULL ORDER BY id"
        )
        return [row[0] for row in found]


async def _choose(screen: Screen, words: str) -> None:
    """Type into the list of choices and take the first."""
    await screen.type(words)
    await screen.press("enter")


async def _fill(screen: Screen, stage: str, day: str, reason: str = "") -> None:
    """Fill in the form of a step and save it, up to its preview."""
    await screen.press("enter")
    await _choose(screen, stage)
    await screen.press("down")
    await screen.type(day)
    if reason:
        await screen.press(*["down"] * 6)
        await screen.type(reason)
    await screen.press("ctrl+s")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x45"])
async def test_applications_stand_with_stage_and_story(
    applied: Path, size: tuple[int, int]
) -> None:
    async with opened(applied, size, "5", "end") as screen:
        golden(f"rounds-{size[0]}x{size[1]}", screen.text())


async def test_the_list_says_how_many_stand_where(applied: Path) -> None:
    async with opened(applied, LARGE, "4", "\uff15") as screen:
        text = screen.text()
        assert "申报 6 · 在办 4 · 未通过或撤回 2" in text
        assert "接下来应办「初审」" in text


async def test_it_is_filtered_by_result_and_stage_and_cleared(applied: Path) -> None:
    async with opened(applied, LARGE, "5", "/") as screen:
        await _choose(screen, "未通过或撤回")
        assert "/ 2 项" in screen.status()
        assert "评分不够" in screen.text()
        await screen.press("/")
        await _choose(screen, "环节 撤回申报")
        assert "/ 1 项" in screen.status()
        await screen.press("escape")
        assert "/ 6 项" in screen.status()


async def test_a_choice_taken_again_is_taken_back(applied: Path) -> None:
    async with opened(applied, LARGE, "5") as screen:
        for _ in range(2):
            await screen.press("/")
            await _choose(screen, "批次 标杆")
        assert "批次:全部" in screen.text()
        for words in ("在办", "在办", "环节 初审", "环节 初审", "结论 已认定"):
            await screen.press("/")
            await _choose(screen, words)
        assert "按现在的筛选没有申报" in screen.text()
        await screen.press("/")
        await _choose(screen, "清除")
        assert "/ 6 项" in screen.status()


async def test_one_application_is_moved_on_and_that_is_undone(file: Path) -> None:
    before = _stages(file)
    async with opened(file, LARGE, "5", "f2") as screen:
        await _fill(screen, "初审", "2022-06-01")
        assert "已申报" in screen.text()
        assert "初审 2022-06-01" in screen.text()
        await screen.press("enter")
        assert _stages(file) == [*before, "county_check"]
        told = [one.message for one in screen.app._notifications]
        assert "已写入：办环节" in told[-1]
        await screen.press("ctrl+z", "enter")
    assert _stages(file) == before


async def test_a_step_out_of_turn_asks_for_a_reason(file: Path) -> None:
    before = _stages(file)
    async with opened(file, LARGE, "5", "f2") as screen:
        await _fill(screen, "评审", "2022-06-01")
        assert "还没有办「初审」「推荐」" in screen.text()
        assert _stages(file) == before
    async with opened(file, LARGE, "5", "f2") as screen:
        await _fill(screen, "评审", "2022-06-01", "补登")
        await screen.press("enter")
    assert _stages(file) == [*before, "expert_review"]


async def test_marked_applications_move_on_in_one_change(file: Path) -> None:
    before = _stages(file)
    async with opened(file, LARGE, "5", "down", "space", "space", "f2") as screen:
        assert "选定 2 项" in screen.text()
        await _fill(screen, "推荐", "2022-06-02")
        assert "可办 2 条，跳过 0 条" in screen.text()
        await screen.press("enter")
    assert _stages(file) == [*before, "recommended", "recommended"]
    with closing(sqlite3.connect(file)) as connection:
        made = connection.execute(
            "SELECT count(DISTINCT change_id) FROM application_step"
            " WHERE stage = 'recommended'"
        )
        assert made.fetchone() == (1,)


async def test_those_that_cannot_go_are_named_and_left(file: Path) -> None:
    before = _stages(file)
    async with opened(file, LARGE, "5", "ctrl+a", "f2") as screen:
        await _fill(screen, "推荐", "2022-06-02")
        assert "可办 3 条，跳过 3 条" in screen.text()
        assert "还没有办「初审」" in screen.text()
        await screen.press("enter")
    assert len(_stages(file)) == len(before) + 3


async def test_a_day_that_is_none_is_said_at_its_field(file: Path) -> None:
    async with opened(file, LARGE, "5", "f2") as screen:
        await _fill(screen, "初审", "去年")
        assert "「去年」不是日期" in screen.text()


async def test_enter_opens_the_enterprise(applied: Path) -> None:
    async with opened(applied, SMALL, "5", "enter") as screen:
        assert "示例企业001制造有限公司" in screen.lines()[0]


async def test_a_register_without_applications_says_what_to_do(peopled: Path) -> None:
    async with opened(peopled, SMALL, "5", "f2", "escape") as screen:
        assert "tidu apply" in screen.text()


async def test_applications_are_found_by_name_and_leave_as_a_file(
    applied: Path, tmp_path: Path
) -> None:
    to = tmp_path / "申报.csv"
    async with opened(applied, SMALL, "5", "/") as screen:
        await _choose(screen, "示例企业002")
        assert "名称:示例企业002" in screen.lines()[1]
        assert screen.status() == "第 1 / 1 项"
        await screen.press("ctrl+x", "ctrl+u")
        await screen.type(str(to))
        await screen.press("enter")
    told = list(csv.reader(to.read_text("utf-8-sig").splitlines()))
    (one,) = [row for row in told if row and row[0] == "1"]
    assert one[1].startswith("示例企业002")
    assert "名称含「示例企业002」" in "".join(told[1])
