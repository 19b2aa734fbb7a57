"""Building the demonstration: whole or not at all, sealed, and with a lively spread."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from registry import paths
from registry.desk.demo.build import build
from registry.eligibility.bind import bound_steps
from registry.eligibility.evaluate import counts
from registry.errors import FaultsError, StoreError
from registry.store.verify import verify
from registry.terms import Outcome
from tests.demo.asking import rows, value

ON = date(2022, 12, 31)


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    folder = tmp_path / "sheets"
    shutil.copytree(paths.data() / "zhuzhou-2022", folder)
    return folder


def _damage(sheet: Path, line: int, old: str, new: str) -> None:
    text = sheet.read_text("utf-8").splitlines()
    assert old in text[line - 1]
    text[line - 1] = text[line - 1].replace(old, new)
    sheet.write_text("\n".join(text), "utf-8")


def test_the_journal_vouches_for_all_of_it(demo_template: Path) -> None:
    verdict = verify(demo_template)
    assert verdict.ok, verdict.sentences()
    assert verdict.changes < 20


def test_every_change_says_who_and_why(demo: sqlite3.Connection) -> None:
    told = rows(demo, 'SELECT "by", reason FROM change WHERE id > 1')
    assert all(by == "演示" and reason for by, reason in told)


def test_it_never_overwrites_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("mine")
    with pytest.raises(StoreError, match="已经"):
        build(path, by="演示")
    assert path.read_text() == "mine"


def test_faults_name_every_line_and_nothing_is_left_behind(
    tmp_path: Path, sheets: Path
) -> None:
    _damage(sheets / "enterprises.csv", 20, "91000000DEMX", "91000000DEMY")
    _damage(sheets / "enterprises.csv", 30, "在营", "在赢")
    path = tmp_path / "new" / "demo.db"
    with pytest.raises(FaultsError) as refused:
        build(path, by="演示", folder=sheets)
    found = [(fault.file, fault.line) for fault in refused.value.faults]
    assert found[:2] == [("enterprises.csv", 20), ("enterprises.csv", 30)]
    assert "校验位" in str(refused.value.faults[0])
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda sheet: sheet.unlink(), "没有这份表"),
        (lambda sheet: sheet.write_bytes("标题\n".encode("gb18030")), "不是 UTF-8"),
        (lambda sheet: sheet.write_text("标题,来源\n一,二,三\n", "utf-8"), "列数"),
        (lambda sheet: sheet.write_text("标题,种类\n一,通知\n", "utf-8"), "不认识"),
    ],
)
def test_a_sheet_that_is_no_sheet_is_told(
    tmp_path: Path, sheets: Path, spoil: object, problem: str
) -> None:
    assert callable(spoil)
    spoil(sheets / "documents.csv")
    with pytest.raises(FaultsError, match=problem):
        build(tmp_path / "demo.db", by="演示", folder=sheets)


@pytest.mark.parametrize(
    ("rung", "outcomes"),
    [
        ("benchmark/city-workshop", set(Outcome)),
        ("benchmark/city-sme", set(Outcome)),
        ("benchmark/province-workshop", set(Outcome)),
        ("benchmark/province-enterprise", set(Outcome)),
        ("benchmark/nation-factory", set(Outcome)),
        ("provider/province", set(Outcome)),
    ],
)
def test_on_the_last_day_of_2022_every_answer_occurs(
    demo: sqlite3.Connection, rung: str, outcomes: set[Outcome]
) -> None:
    occurring = {
        outcome
        for bound in bound_steps(demo, ON)
        if bound.active.step.to == rung
        for outcome, count in counts(demo, bound).items()
        if count
    }
    assert occurring == outcomes


def test_city_workshops_have_a_short_list_and_a_long_one(
    demo: sqlite3.Connection,
) -> None:
    (bound,) = (
        bound
        for bound in bound_steps(demo, ON)
        if bound.active.step.to == "benchmark/city-workshop"
    )
    found = counts(demo, bound)
    assert 10 <= found[Outcome.ELIGIBLE] <= 20
    assert 15 <= found[Outcome.ONE_SHORT] <= 30


def test_whoever_was_recognised_was_eligible_on_that_day(
    demo: sqlite3.Connection,
) -> None:
    frozen = rows(
        demo,
        "SELECT d.outcome, count(*) FROM decision d"
        " JOIN application_step s ON s.id = d.step_id"
        " WHERE s.stage = 'recognised' GROUP BY d.outcome",
    )
    assert frozen == [("eligible", 18)]


def test_who_was_turned_down_in_2022_may_come_up_in_the_next_round(
    demo: sqlite3.Connection,
) -> None:
    grown = value(
        demo,
        "SELECT count(DISTINCT a.subject_id) FROM application a"
        " JOIN application_step s ON s.application_id = a.id AND s.stage = 'rejected'"
        " JOIN owner_spell o ON o.subject_id = a.subject_id"
        " JOIN assessment e ON e.subject_id = o.enterprise_id"
        ' AND e."on" > s."on" AND e.level = 2',
    )
    assert grown == 6
