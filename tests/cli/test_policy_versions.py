"""Two versions of a policy side by side; a load that ends rules shows it first."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry.cli import consent
from registry.errors import FaultsError
from tests.cli.conftest import Said, Type
from tests.cli.test_whatif import CITY, LATER, NUMBER, SME, STRICTER, rewritten

Demo = Type


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A version of the city's measures that starts later and asks one level more."""
    return rewritten(tmp_path / "later.toml", STRICTER, LATER)


def head(path: Path) -> tuple[object, ...]:
    """The journal's head and how many policies are loaded."""
    with closing(sqlite3.connect(path)) as connection:
        sealed = connection.execute(
            "SELECT max(change_id), count(*) FROM seal"
        ).fetchone()
        (loaded,) = connection.execute("SELECT count(*) FROM policy").fetchone()
    return (*sealed, loaded)


def test_a_difference_is_told_condition_by_condition_and_for_whom(
    demo: Type, later: Path
) -> None:
    said = demo("policy", "diff", NUMBER, later, "--no-names")
    assert said.code == 0
    for words in (
        "施行自  2022-01-01",
        "成熟度达到二级  门槛",
        "成熟度 ≥ 二级（自评估或现场评估）  成熟度 ≥ 三级（自评估或现场评估）",
        "以新代旧",
        "可少支 240 万元",
    ):
        assert words in said.out


def test_a_difference_as_json_has_both_what_is_said_and_whom_it_moves(
    demo: Type, later: Path
) -> None:
    found = json.loads(demo("policy", "diff", NUMBER, later, "--to", SME, "--json").out)
    assert found["old"] == {"document": NUMBER, "since": "2022-01-01"}
    assert {one["change"] for one in found["differences"]} == {"other", "threshold"}
    (goal,) = found["goals"]
    assert len(found["moved"]) == goal["left"] > 0


def test_a_version_beside_itself_is_the_same(demo: Type) -> None:
    said = demo("policy", "diff", NUMBER, CITY)
    assert "两份政策内容相同" in said.out
    assert "没有进入，也没有退出" in said.out


def test_differences_as_csv_are_one_row_each(demo: Type, later: Path) -> None:
    said = demo("policy", "diff", later, NUMBER, "--format", "csv")
    rows = [*csv.DictReader(io.StringIO(said.out))]
    assert [row["变化"] for row in rows] == ["施行自", "门槛", "门槛"]
    assert all("≥ 三级" in row["原"] for row in rows[1:])


def test_loading_what_ends_loaded_rules_shows_it_and_without_a_terminal_writes_nothing(
    type_: Type, demo_file: Path, later: Path
) -> None:
    before = head(demo_file)
    said = type_("--registry", demo_file, "--as", "王某", "policy", "load", later)
    assert said.code == 1
    assert "成熟度达到二级  门槛" in said.out
    assert "可少支 240 万元" in said.out
    assert said.err.endswith("没有写入：这里没有终端可以询问；要写入请加 --yes\n")
    assert head(demo_file) == before


def test_programs_are_told_whether_it_was_written(
    type_: Type, demo_file: Path, later: Path
) -> None:
    at = ("--registry", demo_file, "--as", "王某", "policy", "load", later, "--json")
    unasked, written, again = type_(*at), type_(*at, "--yes"), type_(*at)
    assert [said.code for said in (unasked, written, again)] == [1, 0, 0]
    told = [json.loads(said.out) for said in (unasked, written, again)]
    assert [one["written"] for one in told] == [False, True, False]
    assert told[0]["ends"] == [{"document": NUMBER, "since": "2022-01-01"}]


def test_it_is_loaded_where_that_was_said_or_is_answered(
    type_: Type, demo_file: Path, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*options: str) -> Said:
        typed = ("--registry", demo_file, "--as", "王某", "policy", "load")
        return type_(*typed, later, *options)

    monkeypatch.setattr(consent, "on_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("否\n是\n"))
    assert "没有写入" in load().err
    assert f"已载入 {NUMBER}" in load().err
    assert "早已载入，未变" in load("--yes").err
    shown = type_("--registry", demo_file, "policy", "show", f"{NUMBER}@2023-06-30")
    assert shown.out.strip() == CITY.read_text("utf-8").strip()


def test_the_list_says_how_each_version_stands_on_the_day(
    type_: Type, demo_file: Path, later: Path
) -> None:
    at = ("--registry", demo_file, "--as", "王某", "policy")
    type_(*at, "load", later, "--yes")
    for on, old, new in (
        ("2021-12-31", "未施行", "未施行"),
        ("2022-06-01", "施行中", "未施行"),
        ("2023-07-01", "已被代替", "施行中"),
    ):
        said = type_(*at, "list", "--on", on, "--format", "csv")
        rows = [*csv.DictReader(io.StringIO(said.out))]
        states = {(row["文号"], row["自"]): row["状态"] for row in rows}
        found = states[NUMBER, "2022-01-01"], states[NUMBER, "2023-07-01"]
        assert found == (old, new)
        ends = {
            row["自"]: (row["至"], row["由何代替"])
            for row in rows
            if row["文号"] == NUMBER
        }
        assert ends == {
            "2022-01-01": ("2023-07-01", f"{NUMBER}@2023-07-01"),
            "2023-07-01": ("", ""),
        }
    assert "tidu correct void 编号 --table 政策" in said.err


def test_policies_as_json_have_codes_with_their_names(
    demo: Type, tmp_path: Path
) -> None:
    listed = json.loads(demo("policy", "list", "--json").out)["policies"]
    (city,) = [one for one in listed if one["document"] == NUMBER]
    assert (city["scope"], city["scope_name"]) == ("430200", "株洲市")
    assert (city["state"], city["state_name"]) == ("in_force", "施行中")
    assert (city["until"], city["replaced_by"]) == (None, None)
    (old,) = [one for one in listed if one["document"] == "工信部企业〔2022〕63号"]
    by = {"document": "工信部企业〔2026〕2号", "since": "2026-04-01"}
    assert (old["until"], old["replaced_by"]) == ("2027-01-01", by)
    assert {"id": SME, "name": "市级智能制造标杆中小企业"} in city["rungs"]
    file = rewritten(tmp_path / "same.toml")
    checked = json.loads(demo("policy", "check", file, "--json").out)
    assert {key: checked[key] for key in ("document", "rungs", "faults")} == {
        "document": NUMBER,
        "rungs": city["rungs"],
        "faults": [],
    }
    file.write_text(file.read_text("utf-8").replace("level = ", "levle = "), "utf-8")
    wrong = demo("policy", "check", file, "--json")
    assert wrong.code == FaultsError.exit_code
    faults = json.loads(wrong.out)["faults"]
    assert {one["value"] for one in faults} == {"levle"}
    assert all(one["line"] and one["problem"] and one["remedy"] for one in faults)


def test_a_version_that_was_loaded_by_mistake_is_voided_by_its_number(
    type_: Type, demo_file: Path, later: Path
) -> None:
    at = ("--registry", demo_file, "--as", "王某")
    type_(*at, "policy", "load", later, "--yes")
    rows = json.loads(type_(*at, "policy", "list", "--json").out)["policies"]
    (number,) = [row["id"] for row in rows if row["since"] == "2023-07-01"]
    said = type_(*at, "correct", "void", number, "--table", "政策")
    assert (said.code, "作废" in said.err) == (0, True)
    assert "2023-07-01" not in type_(*at, "policy", "list").out


def test_an_older_version_that_a_newer_follows_is_loaded_and_moves_nobody(
    type_: Type, demo_file: Path, tmp_path: Path
) -> None:
    at = ("--registry", demo_file, "--as", "王某", "policy", "load")
    oldest = rewritten(tmp_path / "oldest.toml", (LATER[0], "since = 2019-01-01"))
    older = rewritten(
        tmp_path / "older.toml", STRICTER, (LATER[0], "since = 2020-01-01")
    )
    assert f"已载入 {NUMBER}" in type_(*at, oldest).err
    said = type_(*at, older, "--yes")
    assert "没有进入，也没有退出" in said.out
    assert f"已载入 {NUMBER}" in said.err


def test_a_version_that_has_ended_by_the_day_is_shown_to_end_its_ways(
    type_: Type, demo_file: Path, tmp_path: Path
) -> None:
    days = "since = 2022-03-01\nuntil = 2022-05-01"
    brief = rewritten(tmp_path / "brief.toml", (LATER[0], days))
    at = ("--registry", demo_file, "--as", "王某", "policy", "load")
    said = type_(*at, brief, "--yes")
    assert "每项 10 万元 → 不再认定" in said.out
    assert f"已载入 {NUMBER}" in said.err


GUIDE = (Path(__file__).parents[2] / "docs" / "POLICY.md").read_text("utf-8")
TYPED = [
    shlex.split(line.partition("#")[0])[1:]
    for block in re.findall(r"```sh\n(.+?)```", GUIDE, re.DOTALL)
    for line in block.splitlines()
]


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_what_the_guide_types_before_a_load_is_answered(
    demo: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str]
) -> None:
    (example,) = re.findall(r"```toml\n(.+?)```", GUIDE, re.DOTALL)
    (tmp_path / "my-policy.toml").write_text(example, "utf-8")
    monkeypatch.chdir(tmp_path)
    said = demo(*typed)
    assert (said.code, bool(said.out)) == (0, True)
