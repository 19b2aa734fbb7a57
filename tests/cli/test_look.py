"""Finding, showing, listing: what is printed where."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from registry.cli import answers
from registry.cli.main import build
from registry.cli.show import Format
from registry.desk.read import catalogue
from registry.eligibility.answer import Answer, Party, Thing
from registry.terms import Outcome
from registry.text import width
from tests.cli.conftest import Type, no_screens

ROUND = "2022年株洲市智能制造标杆车间认定"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 by 24."""
    monkeypatch.setattr("registry.cli.show.on_terminal", lambda: True)
    size = os.terminal_size((80, 24))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_: size)


def test_the_mark_of_demonstration_stands_in_the_table_itself(demo: Type) -> None:
    for words in (("eligible", "--limit", "1"), ("explain", "时代新材"), ("ladder",)):
        assert demo(*words).out.startswith("演示数据，株洲市工业和信息化局，截至 2022")
    listed = demo("list", "titles:市级标杆车间").out
    assert "演示数据" in listed.splitlines()[0]


def test_every_row_of_the_eligible_says_whether_it_rests_on_a_sample(
    demo: Type,
) -> None:
    table = demo("eligible", "--to", "市级标杆车间", "--limit", "2").out
    assert table.count("样例条件") == 3
    said = demo("eligible", "--to", "市级标杆车间", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(said)))
    assert {row["依据"] for row in rows} == {"样例条件"}
    assert {row["政策"] for row in rows} == {"株工信发〔2022〕33号"}
    for row in rows:
        assert (row["备注"] == "样例") is row["企业"].startswith("示例")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    "words",
    [("eligible",), ("find", "示例"), ("list", "enterprises"), ("list", "eligible:")],
)
def test_a_terminal_gets_a_screenful_and_hears_of_the_rest(
    demo: Type, words: tuple[str, ...]
) -> None:
    said = demo(*words)
    assert "行，用 --limit 或 export" in said.out + said.err
    assert all(width(line) <= 80 for line in said.out.splitlines())
    assert len(said.out.splitlines()) < 60


def test_a_file_gets_every_row_unless_told(demo: Type) -> None:
    everybody = demo("list", "enterprises", "--format", "csv").out.splitlines()
    assert len(everybody) > 200
    assert len(demo("find", "示例", "--limit", "3").out.splitlines()) == 4
    told = json.loads(demo("eligible", "--json", "--limit", "3").out)
    assert len(told["answers"]) == 3 < told["total"]
    listed = json.loads(demo("list", "titles", "--json", "--limit", "3").out)
    assert len(listed["rows"]) == 3 < listed["total"]


@pytest.mark.parametrize(
    "word", ["批次", "rounds", "预算项目", "名册", "documents", "梯度", "培育库"]
)
def test_what_there_is_of_a_kind_is_listed_in_both_languages(
    demo: Type, word: str
) -> None:
    assert len(demo("list", word, "--format", "csv").out.splitlines()) > 1


def test_programs_are_told_budgets_in_fen_and_officials_in_yuan(demo: Type) -> None:
    told = json.loads(demo("list", "budgets", "--json").out)["budgets"]
    assert [one["amount_fen"] for one in told] == [200_000_000, 60_000_000]
    assert [one["paid_fen"] for one in told] == [200_000_000, 56_150_000]
    (_, first, second) = demo("list", "budgets", "--format", "csv").out.splitlines()
    assert first.endswith(",2022,2000000,2000000")
    assert second.endswith(",2022,600000,561500")


def test_a_list_that_is_not_there_is_refused_with_all_there_are(demo: Type) -> None:
    said = demo("list", "什么")
    assert said.code == 2
    for named in ("pool:", "titles:市级标杆车间", "enterprises:", "批次", "名册"):
        assert named in said.err


def test_a_page_shows_what_a_correction_calls_its_records(demo: Type) -> None:
    page = demo("show", "时代新材").out
    assert "记录号 称号 " in page
    assert "记录号 简称 " in page


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    "thing",
    ["时代新材", "株工信发〔2022〕33号", "智能制造专项", "市级智能制造标杆车间"],
)
def test_a_page_fits_the_terminal(demo: Type, thing: str) -> None:
    said = demo("show", thing)
    assert said.code == 0
    assert max(map(width, said.out.splitlines())) <= 80


def test_a_ladder_before_its_rules_has_nothing_to_draw(demo: Type) -> None:
    said = demo("ladder", "--programme", "智能工厂", "--on", "2020-01-01")
    assert said.code == 4
    assert "2020-01-01 没有已施行的方向「智能工厂」" in said.err


def test_an_explanation_is_table_csv_or_json(demo: Type) -> None:
    asked = ("explain", "时代新材", "--to", "省级标杆企业")
    rows = list(csv.DictReader(io.StringIO(demo(*asked, "--format", "csv").out)))
    (told,) = json.loads(demo(*asked, "--json").out)["answers"]
    assert [row["要求"] for row in rows] == [c["required"] for c in told["conditions"]]
    assert {row["晋级至"] for row in rows} == {"省级智能制造标杆企业"}
    none = demo("explain", "时代新材", "--on", "1999-01-01")
    assert "自 2022-01-01 起才有" in none.err


def test_a_workshop_is_headed_by_whose_it_is(demo: Type) -> None:
    said = demo("explain", "时代新材", "--to", "省级标杆车间")
    assert "时代新材/标杆车间（报告未载名称） → 省级智能制造标杆车间：" in said.out


def test_a_renewal_is_called_so(capsys: pytest.CaptureFixture[str]) -> None:
    firm, policy = Party(1, None, "甲", ""), "工信部企业〔2026〕2号"
    step = ("sme/specialised", "sme/specialised", "renewal", Outcome.ELIGIBLE)
    answer = Answer(firm, Thing(1, "enterprise", "甲"), policy, "text", *step, ())
    names = {"sme/specialised": "专精特新中小企业"}
    answers.print_clauses([answer], names, Format.TABLE, [None])
    assert "甲 → 专精特新中小企业（复核）：可晋级" in capsys.readouterr().out


def test_of_a_round_one_applicant_is_shown_with_its_reason(demo: Type) -> None:
    round_ = "2022年株洲市智能制造标杆中小企业认定"
    said = demo("show", round_, "--of", "示例企业087").out
    assert said == demo("round", "show", round_, "--of", "示例企业087").out
    assert "未进入本批前 10 名" in said
    refused = demo("show", "时代新材", "--of", "示例企业087")
    assert (refused.code, refused.out) == (4, "")
    assert "没有批次「时代新材」" in refused.err


@pytest.mark.parametrize("thing", ["时代新材", "株工信发〔2022〕33号", ROUND])
def test_a_page_as_json_has_every_line_of_the_page(demo: Type, thing: str) -> None:
    told = json.loads(demo("show", thing, "--json").out)
    assert (told["demonstration"], told["on"]) == (True, "2022-12-31")
    page = demo("show", thing).out
    assert told["name"] in page
    lines = [line for one in told["sections"] for line in one["lines"]]
    assert lines
    assert all(line["label"] in page for line in lines)
    assert all(one["title"] in page for one in told["sections"])


ASKING = [
    ("find", "示例企业01"),
    ("overview",),
    ("count",),
    ("eligible", "--limit", "1"),
    ("gaps",),
    ("path", "时代新材", "--to", "省级标杆企业"),
    ("forecast",),
    ("whatif", "株工信发〔2022〕33号"),
    ("policy", "diff", "株工信发〔2022〕33号", "株工信发〔2022〕33号"),
    ("policy", "list"),
    ("ladder",),
    ("changes", "--kind", "认定"),
    ("due",),
    ("subsidies",),
    ("history",),
    ("contact", "show", "时代新材"),
    ("show", "时代新材"),
    ("roster", "show", "规上名册"),
    *(("list", kind) for kind in ("企业", *catalogue.WORDS, "published")),
    ("list", "titles:市级标杆车间"),
    ("list", "gaps:市级标杆车间;条件"),
    ("list", "subsidies:2022"),
    ("list", f"applications:{ROUND}"),
    ("round", "list"),
    ("roster", "list"),
    ("calendar", "list"),
    ("round", "show", ROUND),
    ("round", "show", ROUND, "--of", "中车时代电气"),
    ("explain", "时代新材"),
]
FILE = Path(__file__).parents[2] / "data" / "policies" / "hunan-benchmark-2022.toml"
HEAD = ["registry", "demonstration", "made_up", "on", "known_on", "known_through"]
DOING = [
    ("verify",),
    ("policy", "check", str(FILE)),
    ("import", "LEDGER", "--dry-run"),
    ("export", "企业", "--to", "OUT"),
    ("publish", "titles", "--document", "株工信发〔2022〕33号", "--on", "2022-12-31"),
]


@pytest.mark.parametrize("words", ASKING, ids=" ".join)
def test_an_answer_to_a_program_is_an_object_with_a_head_and_english_keys(
    demo: Type, words: tuple[str, ...]
) -> None:
    said = demo(*words, "--json")
    told = json.loads(said.out)
    assert isinstance(told, dict)
    assert list(told)[:6] == HEAD
    assert told["registry"] == "株洲市工业和信息化局"
    assert len(told) > len(HEAD)
    assert all(key.isascii() for key in _keys(told))


@pytest.mark.parametrize("words", DOING, ids=" ".join)
def test_what_was_done_is_told_to_a_program_as_an_object_too(
    type_: Type, demo_file: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ledger = tmp_path / "企业.csv"
    ledger.write_text("企业名称,县市区\n示例新企业,天元区\n", encoding="utf-8")
    files = {"LEDGER": ledger, "OUT": tmp_path / "企业.xlsx"}
    typed = [files.get(word, word) for word in words]
    said = type_("--registry", demo_file, "--as", "王某", *typed, "--json")
    told = json.loads(said.out)
    assert isinstance(told, dict), said
    assert all(key.isascii() for key in _keys(told))


def test_every_command_that_answers_programs_is_held_to_it() -> None:
    root = typer.main.get_command(build(no_screens))
    held = {words[:length] for words in (*ASKING, *DOING) for length in (1, 2)}
    for path, options in _commands(root):
        told = [one for one in options if "--json" in one.opts]
        previews = "written" in "".join(str(one.help) for one in told)
        assert not told or previews or path in held, path


def _commands(root: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in root.commands.items():
        for sub, inside in getattr(command, "commands", {"": command}).items():
            yield tuple(filter(None, (name, sub))), inside.params


def _keys(told: object) -> Iterator[str]:
    if isinstance(told, dict):
        yield from told
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from _keys(one)


def test_one_applicant_of_a_round_as_json(demo: Type) -> None:
    said = demo("show", ROUND, "--of", "中车时代电气", "--json")
    (story,) = json.loads(said.out)["applications"]
    assert (story["round"], story["result"]) == (ROUND, "认定")


def test_a_rung_that_nobody_knows_is_refused_with_those_that_have_rules(
    demo: Type,
) -> None:
    for command in ("eligible", "gaps", "forecast"):
        said = demo(command, "--to", "宇宙级标杆")
        assert said.code == 4
        assert (
            "这一天有政策可依的称号（2022-12-31）：省级智能制造标杆车间、" in said.err
        )
