"""A write names exactly, says what it recorded, and tells what could be typed."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from registry.desk.drafts import voidable
from tests.cli.conftest import Type
from tui.start import main

NAME = "某某机械有限公司"
LATIN = re.compile(r"[A-Za-z]{3,}")
OURS = re.compile(r"tidu( [a-z]+)*|--[a-z-]+|\b(table|json|csv)\b|IT|x+")


@pytest.fixture
def known(at: Type) -> Type:
    """A command line at a register with one enterprise and the city's rules."""
    policies = Path(__file__).parents[2] / "data" / "policies"
    at("policy", "load", policies / "zhuzhou-benchmark-2022.toml")
    at("add", "enterprise", NAME, "--division", "天元区", "--since", "2015")
    return at


def test_a_write_wants_the_whole_name_of_a_rung(known: Type) -> None:
    words = ("record", "title", NAME, "标杆中小企业", "--recognised-on", "2022-10-01")
    said = known(*words)
    assert said.code == 2
    assert "全称「市级智能制造标杆中小企业」或代码 benchmark/city-sme" in said.err
    assert known(*words[:3], "benchmark/city-sme", *words[4:]).code == 0


def test_what_was_recorded_is_told_with_its_number_and_the_way_back(
    known: Type,
) -> None:
    known(
        "add",
        "document",
        "--number",
        "某文〔2022〕1号",
        "--title",
        "某",
        "--kind",
        "通知",
    )
    said = known(
        *("record", "title", NAME, "市级智能制造标杆中小企业"),
        *("--recognised-on", "2022-10-01", "--document", "某文〔2022〕1号"),
    )
    change = re.search(r"第 (\d+) 次变更", said.err)
    assert change
    for told in (NAME, "市级智能制造标杆中小企业", "2022-10-01", "某文〔2022〕1号"):
        assert told in said.err
    assert f"tidu undo --change {change[1]}" in said.err
    assert known("undo", "--change", change[1]).code == 0


def test_a_day_is_told_as_precisely_as_it_was_typed(known: Type) -> None:
    said = known("record", "assessment", NAME, "--on", "2022-03", "--level", "二级")
    assert "日期 2022-03，" in said.err
    assert known("history", NAME, "--limit", "1").out.count("2022-03-01") == 0


def test_what_is_void_is_told_as_void(known: Type) -> None:
    known("record", "assessment", NAME, "--on", "2022-03", "--level", "规范级")
    said = known("correct", "void", "1", "--table", "成熟度评估")
    assert f"成熟度评估 #1「{NAME}」：作废" in said.err


def test_the_name_of_a_workshop_is_put_right(known: Type) -> None:
    known("add", "subject", NAME, "车间", "总庄车间")
    said = known("correct", "subject", f"{NAME}/总庄车间", "总装车间")
    assert "「总装车间」：名称 总庄车间 → 总装车间" in said.err
    assert known("correct", "subject", NAME, "别名").code == 2


def test_who_insists_on_a_name_alike_says_so_in_the_reason(known: Type) -> None:
    alike = "某某机械有限责任公司"
    assert known("add", "enterprise", alike).code == 5
    assert known("add", "enterprise", alike, "--anyway").code == 0
    assert "经核对仍登记" in known("history", "--limit", "1").out


def test_every_problem_names_the_option_it_is_typed_in(known: Type) -> None:
    said = known("record", "assessment", NAME, "--on", "2022-02-30")
    assert "没有这一天；请核对年月日（--on）" in said.err
    assert "还缺成熟度等级，请填写（--level）" in said.err


def test_a_change_with_nothing_says_what_can_be_changed(known: Type) -> None:
    said = known("change", "identity", NAME)
    assert (said.code, "可以改的有：统一社会信用代码" in said.err) == (2, True)


def test_help_lists_what_can_be_typed(type_: Type) -> None:
    page = type_("record", "assessment", "--help").out
    assert "自评估、现场评估" in page
    assert "2022年3月1日、2022-03" in page
    assert "安全生产事故" in type_("record", "event", "--help").out
    listed = "".join(type_("correct", "void", "--help").out.split())
    assert voidable.words() in listed


SLIPS = [
    ("record",),
    ("recrod",),
    ("record", "titel"),
    ("find",),
    ("find", "甲", "--limit", "x"),
    ("find", "甲", "--limit", "0"),
    ("find", "甲", "--format", "xx"),
    ("find", "甲", "--on"),
    ("find", "甲", "乙"),
    ("find", "甲", "--nonsense"),
    ("demo", "--to"),
    ("export", "pools", "--to", "a.csv", "--force=3"),
    ("undo", "--change", "x"),
    ("budget", "某", "--amount", "1", "--year", "9" * 25),
]


@pytest.mark.parametrize("words", SLIPS, ids=" ".join)
def test_a_slip_is_answered_without_a_word_of_english(
    at: Type, words: tuple[str, ...]
) -> None:
    said = at(*words)
    assert (said.code, said.out) == (2, "")
    rest = OURS.sub("", said.err)
    for typed in words:
        rest = rest.replace(typed, "")
    assert LATIN.findall(re.sub("(可用的有：|是不是).*", "", rest)) == []


def test_a_missing_subcommand_is_answered_with_all_of_them(type_: Type) -> None:
    said = type_("record").err
    assert "assessment（成熟度评估）" in said
    assert "用法见 tidu record --help" in said


@pytest.mark.parametrize("command", [["--help"], ["list", "enterprises"]])
def test_a_closed_pipe_ends_it_quietly(demo_template: Path, command: list[str]) -> None:
    code = "import sys; from tui.start import main; sys.exit(main())"
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", code, "--registry", str(demo_template), *command],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr.count(b"Error")) == (0, 0), done.stderr


def test_a_command_seldom_stops_to_look_for_cycles_and_never_at_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["tidu", "--version"])
    usual = gc.get_threshold()
    try:
        main()
        assert gc.get_threshold()[0] > 10 * usual[0]
        assert gc.get_freeze_count() > usual[0]
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
