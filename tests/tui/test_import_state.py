"""What the import screen knows: files to choose from, what was said of rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.state.files import completed, files
from tui.state.import_items import Part
from tui.state.imports import ImportState
from tui.state.sheets import SheetSeen, SheetsMarked


def test_files_are_found_by_path_by_part_of_a_name_and_by_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "下载"
    folder.mkdir()
    for name in ("天元区台账.xlsx", "荷塘区台账.csv", "照片.png"):
        (folder / name).write_text("x")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    names = [Path(one.key).name for one in files("", [folder / "荷塘区台账.csv"])]
    assert names == ["荷塘区台账.csv", "天元区台账.xlsx"]
    assert [one.note for one in files(f"{folder}/天", [])] != [""]
    assert [Path(one.key).name for one in files("荷塘", [])] == ["荷塘区台账.csv"]
    (inside,) = files(str(tmp_path) + "/下", [])
    assert completed(inside) == f"{folder}/"
    assert files(str(tmp_path / "没有" / "a"), []) == []


def test_decisions_are_those_that_a_command_takes() -> None:
    state = ImportState()
    state.said = {("", 3): "new", ("表1", 4): "same"}
    assert state.decisions == ("3=new", "表1!4=same")
    assert (state.may_write, state.counts(), state.shown) == (False, {}, [])
    assert Part.DOUBT.label == "存疑"


def test_sheets_of_one_shape_are_marked_together_and_others_alone() -> None:
    levels, names = frozenset({"等级"}), frozenset({"名称"})
    sheets = SheetsMarked(
        [
            SheetSeen("名单", "企业", 3, names),
            SheetSeen("自评", "评估", 4, levels),
            SheetSeen("补报", "评估", 5, levels, visible=False),
        ]
    )
    marked = []
    for name in ("补报", "自评", "名单", "名单", "补报"):
        sheets.mark(name)
        marked.append(sheets.marked)
    assert marked == [("补报",), ("自评", "补报"), ("名单",), (), ("补报",)]
    assert sheets.choices()[2].note == "评估台账 · 约 5 行 · 隐藏"
    assert [one.chosen for one in sheets.choices()] == [False, False, True]


def test_another_file_is_taken_without_what_was_said_of_the_last(
    tmp_path: Path,
) -> None:
    state = ImportState()
    state.open(str(tmp_path / "a.csv"))
    state.options, state.sheets = {"unit": "天元区"}, ("甲",)
    state.maps = {"分值": "得分"}
    assert state.unwritten == 1
    state.open(str(tmp_path / "b.csv"))
    assert {*state.options, *state.sheets, *state.maps} == set()
    assert state.unwritten == 0
