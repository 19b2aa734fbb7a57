"""Ctrl+O 导入: a ledger is looked at, decided on, written, taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from registry.desk.imports import Request, preview
from registry.desk.office import Office
from registry.errors import ConflictError
from tests.intake.ledgers import WHO, party, write_csv, write_xlsx
from tests.tui.screen import LARGE, SMALL, opened
from tui.importing import Meter, look, write
from tui.screens.files import ChooseFile
from tui.screens.imports import ImportScreen
from tui.state.import_items import Part
from tui.state.imports import ImportState

KNOWN = "示例企业001制造有限公司"
HEADER = (*WHO, "自评估等级", "自评估日期", "分值")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with a good row, a faulty one, one in doubt, and a strange header."""
    rows = [
        HEADER,
        (1, KNOWN, "", "", "二级", "2022-03-01", "2.5"),
        (2, "示例企业002制造有限公司", "", "", "九级", "2022-03-01", ""),
        (3, "没有登记的陶瓷有限公司", "", "天元区", "三级", "2022-03-01", ""),
    ]
    return write_csv(tmp_path / "县里报来的.csv", rows)


async def test_keys_that_come_at_once_choose_the_file_that_they_name(
    office_file: Path, tmp_path: Path
) -> None:
    row = (1, KNOWN, "", "", "二级", "2022-03-01", "2.5")
    for name in ("min2.csv", "n2.csv"):
        write_csv(tmp_path / name, [HEADER, row])
    async with opened(office_file, LARGE, "ctrl+o") as screen:
        await screen.type(f"{tmp_path}{os.sep}")
        for char in "n2.csv":
            screen.app.post_message(Key(char, char))
        screen.app.post_message(Key("enter", "\r"))
        await screen.settle()
        assert screen.lines()[1].strip().startswith("n2.csv")


async def test_a_ledger_is_decided_on_row_by_row_written_and_taken_back(
    office_file: Path, ledger: Path
) -> None:
    async with opened(office_file, LARGE, "ctrl+o") as screen:
        await screen.type(str(ledger))
        await screen.press("enter")
        assert "新增 1，变更 0，未变 0，存疑 1，错误 1" in screen.text()
        assert "「九级」不是成熟度等级" in screen.text()
        await screen.press("down", "enter", "enter")
        assert "新增 2，变更 0，未变 0，存疑 0，错误 1" in screen.text()
        await screen.press("enter")
        await screen.type("得分")
        await screen.press("enter")
        assert "没有认出这一列" not in screen.text()
        await screen.press("ctrl+s")
        assert "写入台账？" not in screen.text()
        await screen.press("f7", "down", "down", "down", "down")
        await screen.press("right", "ctrl+s", "ctrl+s")
        assert "0 行存疑、1 处错误留下不写" in screen.text()
        await screen.press("enter")
        assert "已写入，Ctrl+Z 可撤回" in screen.text()
        request = Request(ledger, maps=("分值=得分",), newcomers=True)
        assert preview(Office(office_file, "王某"), request).unchanged == 2
        await screen.press("ctrl+z")
        assert "教会的表头和地名也一并忘记：分值" in screen.text()
        await screen.press("enter")
        assert "尚未写入" in screen.text()
        assert preview(Office(office_file, "王某"), request).new == 2


async def test_a_header_of_strange_names_is_told_name_by_name(
    office_file: Path, tmp_path: Path
) -> None:
    rows = [
        ("单位名", "评估等级", "评估日子", "评估方式"),
        (KNOWN, "三级", "2023-05-05", "自评估"),
    ]
    file = write_csv(tmp_path / "a.csv", rows)
    async with opened(office_file, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter")
        assert "表头没有认全" in screen.text()
        assert "最像表头的是第 1 行" in screen.text()
        await screen.press("enter")
        assert "「单位名」是哪一栏？" in screen.text()
        await screen.press("enter")
        assert "评估台账还缺：评估日期" in screen.text()
        await screen.press("enter", "enter")
        assert "新增 1，变更 0，未变 0，存疑 0，错误 0" in screen.text()


async def test_parts_are_listed_alone_and_what_is_wrong_goes_back(
    office_file: Path, ledger: Path
) -> None:
    async with opened(office_file, SMALL, "ctrl+o") as screen:
        await screen.type(str(ledger))
        await screen.press("enter", "/", "down", "down", "enter")
        assert "没有登记的陶瓷" in screen.text()
        assert "九级" not in screen.text()
        await screen.press("ctrl+x", "enter")
    assert ledger.with_name("县里报来的-退回.xlsx").is_file()


async def test_a_strange_place_is_told_once_where_it_stands(
    peopled: Path, tmp_path: Path
) -> None:
    row = (1, KNOWN, "", "老城片区", "二级", "2022-03-01", "")
    file = write_csv(tmp_path / "a.csv", [HEADER[:-1], row[:-1]])
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter", "enter")
        assert "「老城片区」是哪个上报单位？" in screen.text()
        await screen.type("荷塘")
        await screen.press("enter")
        assert "新增 1，变更 0，未变 0，存疑 0，错误 0" in screen.text()
        assert "已定：读作「荷塘区」" in screen.text()
        await screen.press("f4", "home", "enter")
        await screen.type("收回")
        await screen.press("enter")
        assert "新增 0，变更 0，未变 0，存疑 0，错误 1" in screen.text()


async def test_a_file_that_is_no_ledger_is_refused_and_the_last_one_stays(
    peopled: Path, ledger: Path
) -> None:
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(ledger.parent / "没有.csv"))
        await screen.press("enter")
        assert "打不开" in screen.status()
        await screen.press("ctrl+o")
        await screen.type(str(ledger))
        await screen.press("enter", "f7", "down", "down", "down")
        await screen.type("九月")
        await screen.press("ctrl+s")
        assert "九月" in screen.status()
        assert "九级" in screen.text()
        area = screen.app.area
        assert isinstance(area, ImportScreen)
        assert area.state.options == {}


async def test_esc_stops_what_is_under_way(peopled: Path, ledger: Path) -> None:
    async with opened(peopled, SMALL, "ctrl+o") as screen:
        await screen.type(str(ledger))
        await screen.press("enter")
        area = screen.app.area
        assert isinstance(area, ImportScreen)
        area.meter = meter = Meter()
        await screen.press("escape")
        assert meter.stopped
        area.meter = None
        await screen.press("escape")
        assert screen.app.area is not area


async def test_what_is_typed_right_after_the_key_goes_to_the_dialog(
    peopled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    async with opened(peopled, SMALL) as screen:
        area = screen.app.area
        for key in ("ctrl+o", *"3月", "ctrl+o"):
            await screen.send(key)
        await screen.settle()
        assert isinstance(screen.app.screen, ChooseFile)
        assert screen.app.screen.query_one(Input).value == "3月"
        assert "没有这样的文件夹或台账文件；" in screen.text()
        await screen.press("backspace", "backspace")
        assert "请写路径，如 ~/台账.xlsx" in screen.text()
        await screen.press("escape")
        assert len(screen.app.screen_stack) == 1
        assert screen.app.area is area


async def test_enter_right_after_typing_opens_what_was_typed(
    peopled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at, stem in enumerate(("荷塘区台账", "天元区台账")):
        file = write_csv(tmp_path / f"{stem}.csv", [HEADER])
        os.utime(file, (at, at))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    async with opened(peopled, SMALL, "ctrl+o") as screen:
        for key in (*"荷塘", "enter"):
            await screen.send(key)
        await screen.settle()
        assert "荷塘区台账.csv" in screen.text()


def test_what_was_said_of_rows_goes_when_the_file_is_another(
    office_file: Path, ledger: Path
) -> None:
    state = ImportState()
    state.open(str(ledger))
    state.take(look(office_file, "王某", state, Meter()))
    state.said = {("", 4): "skip"}
    assert look(office_file, "王某", state, Meter()).in_doubt == 0
    write_csv(ledger, [HEADER, (1, KNOWN, "", "", "二级", "2022-03-01", "")])
    with pytest.raises(ConflictError, match="在预览之后改动过"):
        write(office_file, "王某", state, Meter())
    assert look(office_file, "王某", state, Meter()).new == 1
    assert state.said == {}


def test_every_row_of_a_ledger_can_be_looked_at_before_it_is_written(
    peopled: Path, tmp_path: Path
) -> None:
    rows = [WHO, *(party(number) for number in range(151, 371))]
    state = ImportState()
    state.open(str(write_csv(tmp_path / "a.csv", rows)))
    state.take(look(peopled, "王某", state, Meter()))
    state.part = Part.NEW
    assert len(state.shown) == state.counts()[Part.NEW] == 220


async def test_what_was_decided_holds_when_other_rows_of_the_file_are_corrected(
    peopled: Path, tmp_path: Path
) -> None:
    near = (1, "示例企业001制作有限公司", "", "", "二级", "2022-03-01")
    wrong, right = ((2, KNOWN, "", "", one, "2022-04-01") for one in ("九级", "三级"))
    file = write_csv(tmp_path / "a.csv", [HEADER[:-1], near, wrong])
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter", "down", "s")
        assert "新增 1，变更 0，未变 0，存疑 0，错误 1" in screen.text()
        write_csv(file, [HEADER[:-1], right, near])
        await screen.press("f5")
        assert "新增 2，变更 0，未变 0，存疑 0，错误 0" in screen.text()
        assert "1 行照改表前的决定办" in screen.text()


async def test_what_a_stopped_file_found_is_not_said_of_the_next(
    peopled: Path, ledger: Path
) -> None:
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(ledger))
        await screen.press("enter", "ctrl+o")
        assert "新增 1" in screen.text()
        await screen.type(str(ledger.parent / "没有.csv"))
        await screen.press("enter")
        assert "打不开" in screen.status()
        assert "新增 1" not in screen.text()


async def test_a_near_name_is_told_to_be_the_same_and_folders_are_gone_into(
    office_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    near = (1, "示例企业001制作有限公司", "", "", "二级", "2022-03-01", "")
    sheet = [HEADER[:-1], near[:-1]]
    write_xlsx(folder / "报来.xlsx", {"县里的企业表": sheet, "乙": [HEADER[:-1]]})
    async with opened(office_file, LARGE, "ctrl+o") as screen:
        await screen.type(str(tmp_path / "收"))
        await screen.press("tab", "enter")
        assert "相近" in screen.text()
        assert "县里的…!2" in screen.text()
        await screen.press("enter", "enter")
        assert "新增 1，变更 0，未变 0，存疑 0，错误 0" in screen.text()
        await screen.press("ctrl+x", "ctrl+s", "escape", "ctrl+s", "enter")
        assert "已写入" in screen.text()
        await screen.press("ctrl+s", "f5")
        assert "未变 1" in screen.text()


async def test_a_level_in_a_ledger_of_enterprises_is_told_with_what_records_it(
    peopled: Path, tmp_path: Path
) -> None:
    rows = [(*WHO, "成熟度等级", "行业"), (1, KNOWN, "", "荷塘区", "五级", "")]
    file = write_csv(tmp_path / "企业.csv", rows)
    async with opened(peopled, LARGE, "ctrl+o") as screen:
        await screen.type(str(file))
        await screen.press("enter")
        assert "错误 0，另报 1" in screen.text()
        assert "核实后到企业画面按 F2 登记" in screen.text()
