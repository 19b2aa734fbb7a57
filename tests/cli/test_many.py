"""One command for many: a filter or a file, a preview, a question, one change."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Type

A, B = "甲机械有限公司", "乙机械有限公司"
LEVEL = ("record", "assessment", "--on", "2022-05-06", "--level", "二级")


@pytest.fixture
def two(at: Type) -> Type:
    """A command line at a register with two enterprises in two districts."""
    at("add", "enterprise", A, "--division", "天元区", "--since", "2015")
    at("add", "enterprise", B, "--division", "荷塘区", "--since", "2015")
    return at


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A file that names both."""
    path = tmp_path / "名单.csv"
    path.write_text(f"企业名称\n{A}\n{B}\n", encoding="gb18030")
    return path


def _answers(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """Let a terminal stand where the question is asked, and answer it."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(f"{word}\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


def _changes(at: Type) -> int:
    return len(at("history", "--format", "csv").out.splitlines())


def test_without_a_terminal_it_is_only_shown(two: Type, sheet: Path) -> None:
    before = _changes(two)
    said = two(*LEVEL, "--from", sheet)
    assert said.code == 1
    assert said.err.endswith("没有写入：这里没有终端可以询问；要写入请加 --yes\n")
    assert [line.split() for line in said.out.splitlines()] == [
        ["行", "对象", "原为", "现为"],
        ["2", A, "未评估", "二级（规范级）", "2022-05-06"],
        ["3", B, "未评估", "二级（规范级）", "2022-05-06"],
    ]
    assert _changes(two) == before


def test_who_is_asked_decides(
    two: Type, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answers(monkeypatch, "否")
    assert "没有写入" in two(*LEVEL, "--from", sheet).err
    assert two("show", A).out.count("二级（规范级）") == 0
    _answers(monkeypatch, "是")
    said = two(*LEVEL, "--from", sheet)
    assert "写入以上 2 条？（是/否）" in said.err
    change = re.search(r"tidu undo --change (\d+)", said.err)
    assert change
    assert "二级（规范级）" in two("show", A).out
    assert two("undo", "--change", change[1]).code == 0
    assert "二级（规范级）" not in two("find", A).out


def test_a_filter_selects_whom_it_is_about(two: Type) -> None:
    said = two(*LEVEL, "--filter", "县市区=天元区", "--yes")
    assert (said.code, A in said.out, B in said.out) == (0, True, False)
    assert "成批登记评估" in two("history", "--limit", "1").out


def test_a_filter_is_read_as_of_the_day_that_is_recorded(two: Type) -> None:
    said = two("change", "place", A, "--division", "荷塘区", "--since", "2022-05-07")
    assert said.code == 0
    of = ("--filter", "县市区=天元区")
    shown = two(*LEVEL, *of)
    assert A in shown.out
    assert "可办 1 条；筛选「县市区=天元区」，截至 2022-05-06" in shown.err
    later = two(*LEVEL[:2], "--on", "2022-05-07", "--level", "二级", *of)
    assert "筛选「县市区=天元区」，截至 2022-05-07，没有选中企业" in later.err


def test_who_should_hardly_be_in_a_batch_is_pointed_out(two: Type, sheet: Path) -> None:
    two("change", "attribute", A, "状态", "迁出", "--since", "2021-03")
    two("add", "enterprise", "株洲某某学院", "--since", "2015")
    with sheet.open("a", encoding="gb18030") as more:
        more.write("株洲某某学院\n")
    said = two(*LEVEL, "--from", sheet)
    assert "可办，但请留意的 2 条" in said.err
    assert f"  {A}：2021-03 已迁出\n  株洲某某学院：从名称看不是企业" in said.err
    alone = two(*LEVEL[:2], A, *LEVEL[2:])
    assert (alone.code, "请留意：2021-03 已迁出" in alone.err) == (0, True)


def test_rows_that_cannot_go_stop_all_unless_it_is_said(two: Type, sheet: Path) -> None:
    two("record", "assessment", A, "--on", "2022-05-06", "--level", "一级")
    for words in ((), ("--yes",)):
        said = two(*LEVEL, "--from", sheet, *words)
        assert said.code == 3
        assert f"名单.csv 第 2 行：「{A}」" in said.err
        assert "已登记，编号 1" in said.err
    assert "未评估" in two("find", B).out
    said = two(*LEVEL, "--from", sheet, "--yes", "--accept-good")
    assert (said.code, "1 条" in said.err) == (3, True)
    assert "二级（规范级）" in two("find", B).out


def test_a_program_is_told_what_a_batch_would_do_and_what_it_did(
    two: Type, sheet: Path
) -> None:
    asked = (*LEVEL, "--from", sheet, "--json")
    shown, done, again = two(*asked), two(*asked, "--yes"), two(*asked, "--yes")
    would, did = json.loads(shown.out), json.loads(done.out)
    assert (shown.code, would["written"], would["change"]) == (1, False, None)
    assert shown.err == "没有写入：--json 时不询问；要写入请加 --yes\n"
    assert [(one["row"], one["who"]) for one in would["moves"]] == [(2, A), (3, B)]
    assert did == would | {"written": True, "change": did["change"]}
    assert two("undo", "--change", str(did["change"])).code == 0
    faults = json.loads(again.out)["faults"]
    assert (again.code, [one["value"] for one in faults]) == (3, [A, B])
    assert all(one["problem"] and one["remedy"] for one in faults)


WRONG: list[tuple[tuple[str, ...], str]] = [
    ((*LEVEL, "--filter", "县市区=火星区"), "火星区"),
    ((*LEVEL, "--filter", "名称=没有这家"), "截至 2022-05-06，没有选中企业"),
    ((*LEVEL, "--filter", "县市区="), "「县市区」后应写值"),
    ((*LEVEL, "--from", "/nowhere/x.csv"), "/nowhere/x.csv"),
    ((*LEVEL, "--from", "x", "--filter", "y"), "只能用一个"),
    ((*LEVEL, A, "--yes"), "只用于成批办理"),
    ((*LEVEL, A, "--json"), "只用于成批办理"),
    ((*LEVEL,), "还缺「对象」，或用 --filter、--from 成批办理"),
    ((*LEVEL, A, "--filter", "县市区=天元区"), f"多出「{A}」"),
    (("record", "assessment", "--filter", "县市区=天元区"), "（--on）"),
    (("record", "coverage", "--filter", "县市区=天元区"), "--filter"),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=lambda v: str(v)[:60])
def test_a_batch_that_is_typed_wrongly_is_refused(
    two: Type, words: tuple[str, ...], told: str
) -> None:
    before = _changes(two)
    said = two(*words)
    assert said.code in (2, 4)
    assert told in said.err
    assert _changes(two) == before


def test_rows_that_are_about_nobody_come_from_a_file(two: Type, tmp_path: Path) -> None:
    path = tmp_path / "覆盖.csv"
    path.write_text(
        "事件类别,覆盖至,来源\n税收违法,2022-12-31,税务局函\n失信记录,2022-12-31,函\n",
        encoding="utf-8",
    )
    said = two("record", "coverage", "--from", path, "--yes")
    assert (said.code, "2 条" in said.err) == (0, True)


def test_events_are_lifted_by_their_numbers(two: Type, tmp_path: Path) -> None:
    for name in (A, B):
        two("record", "event", name, "税收违法", "--on", "2021-03")
    path = tmp_path / "移出.csv"
    path.write_text(
        "编号,移出或修复日期\n1,2022-01-05\n2,2022-01-06\nx,2022\n", encoding="utf-8"
    )
    said = two("record", "lift", "--from", path, "--yes", "--accept-good")
    assert said.code == 3
    assert "「x」不是记录编号" in said.err
    assert said.out.count("移出") == 4


def test_what_is_shared_may_be_typed_in_place_or_as_an_option(
    two: Type, sheet: Path
) -> None:
    two("pool", "new", "库", "--year", "2022")
    first = two("pool", "admit", "库", "--from", sheet, "--admitted-on", "2022-05-10")
    again: Said = two(
        *("pool", "admit", "--pool", "库", "--from", str(sheet)),
        *("--admitted-on", "2022-05-10"),
    )
    assert (first.code, first.out) == (1, again.out)
    assert "不在库" in first.out


def test_the_page_says_how_it_is_done_for_many(type_: Type) -> None:
    page = type_("pool", "admit", "--help").out
    assert "成批：不写对象" in page
    assert "--filter 表达式" in page
    assert "--filter" not in type_("record", "coverage", "--help").out
    assert "入库" in type_("pool", "--help").out
