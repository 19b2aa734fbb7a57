"""The city's round of 2022, replayed from its sheets in fewer than fifteen commands."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry import paths
from registry.desk.demo.build import build
from tests.cli.conftest import Type

Row = dict[str, str]
WORKSHOPS = "2022年株洲市智能制造标杆车间认定"
ENTERPRISES = "2022年株洲市智能制造标杆中小企业认定"
ROUNDS = {WORKSHOPS, ENTERPRISES}
RUNGS = {"市级智能制造标杆车间", "市级智能制造标杆中小企业"}
DOCUMENT = "株工信发〔2022〕33号"
COUNTY = {"退回补正", "初审", "推荐", "撤回申报"}
REVIEW = {"评审", "现场核查"}
NOTICE = {"审定", "拟认定", "公示", "异议"}

FACTS = {
    "applications": """SELECT r.name, s.name, a.applied_on, u.name, a.note, a.sample
        FROM application a JOIN round r ON r.id = a.round_id
        JOIN subject s ON s.id = a.subject_id LEFT JOIN unit u ON u.id = a.unit_id""",
    "steps": """SELECT r.name, s.name, p.stage, p."on", p.on_precision, p.passed,
          p.score, p.reason, d.outcome
        FROM application_step p JOIN application a ON a.id = p.application_id
        JOIN round r ON r.id = a.round_id JOIN subject s ON s.id = a.subject_id
        LEFT JOIN decision d ON d.step_id = p.id""",
    "titles": """SELECT t.rung, s.name, r.name, t.recognised_on, t.valid_until,
          t.recognised_precision, d.number, t.stage, t.end_kind
        FROM title t JOIN subject s ON s.id = t.subject_id
        JOIN round r ON r.id = t.round_id LEFT JOIN document d ON d.id = t.document_id
        WHERE t.rung LIKE 'benchmark/city-%'""",
    "subsidies": """SELECT s.name, y.kind, y.amount, b.name, y.approved_on, y.paid_on,
          y.source, p.amount, p."on", p.payee
        FROM subsidy y JOIN title t ON t.id = y.title_id
        JOIN subject s ON s.id = t.subject_id
        JOIN budget_line b ON b.id = y.budget_line_id
        LEFT JOIN payment p ON p.subsidy_id = y.id""",
}


def _sheet(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(
    path: Path, rows: list[Row], encoding: str = "utf-8", like: Row | None = None
) -> Path:
    with path.open("w", encoding=encoding, newline="") as lines:
        writer = csv.DictWriter(lines, like or rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration without the city's two rounds and what came of them."""
    folder = tmp_path_factory.mktemp("sheets")
    shutil.copytree(paths.data() / "zhuzhou-2022", folder, dirs_exist_ok=True)
    gone: dict[str, Callable[[Row], bool]] = {
        "rounds": lambda row: row["批次名称"] in ROUNDS,
        "applications": lambda row: row["批次"] in ROUNDS,
        "steps": lambda row: row["批次"] in ROUNDS,
        "titles": lambda row: row["批次"] in ROUNDS,
        "subsidies": lambda row: row["称号"] in RUNGS,
    }
    for name, is_gone in gone.items():
        rows = _sheet(folder, name)
        kept = [row for row in rows if not is_gone(row)]
        _write(folder / f"{name}.csv", kept, like=rows[0])
    registry = tmp_path_factory.mktemp("before") / "before.db"
    build(registry, by="王某", folder=folder)
    return registry


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """What the county, the departments, the experts and the report send in."""
    sheets = paths.data() / "zhuzhou-2022"
    steps = [row for row in _sheet(sheets, "steps") if row["批次"] in ROUNDS]
    decided = [row for row in steps if row["环节"] == "未通过"]
    late = {row["日期"] for row in decided if row["日期"] > "2022-09-15"}
    early = [row for row in decided if row["日期"] not in late]
    known = [row for row in steps if row["日期"] != "2022"]
    by_report = [row for row in steps if row["日期"] == "2022"]
    yield "申报", _write(folder / "申报.csv", _sheet(sheets, "applications"), "gb18030")
    county = [row for row in known if row["环节"] in COUNTY]
    yield "县市区", _write(folder / "县市区.csv", county, "utf-8-sig")
    joint = [
        {key: text for key, text in row.items() if key != "环节"}
        for row in known
        if row["环节"] == "部门联审"
    ]
    yield "部门联审", _write(folder / "部门联审.csv", joint)
    review = [row for row in known if row["环节"] in REVIEW]
    yield "评审", _write(folder / "评审.csv", review + early)
    notice = [row for row in known if row["环节"] in NOTICE]
    notice += [row for row in decided if row["日期"] in late]
    yield "公示", _write(folder / "公示.csv", notice)
    yield "报告环节", _write(folder / "报告环节.csv", by_report)
    titles = [
        row
        for row in _sheet(sheets, "titles")
        if row["批次"] in ROUNDS and row["认定日期"] == "2022"
    ]
    yield "报告称号", _write(folder / "报告称号.csv", titles)
    yield "奖补", _write(folder / "奖补.csv", _sheet(sheets, "subsidies"))


def _commands(files: dict[str, Path]) -> list[tuple[str | Path, ...]]:
    workshop, enterprise = sorted(RUNGS, reverse=True)
    new = ("--year", "2022", "--amount", "10万", "--document", DOCUMENT)
    day = ("--document", DOCUMENT, "--on", "2022-10-12")
    return [
        ("round", "new", "--rung", workshop, "--name", WORKSHOPS, *new),
        ("round", "new", "--rung", enterprise, "--name", ENTERPRISES, *new),
        ("apply", "--from", files["申报"], "--yes"),
        ("step", "--from", files["县市区"], "--yes"),
        ("step", "--stage", "部门联审", "--from", files["部门联审"], "--yes"),
        ("step", "--from", files["评审"], "--yes"),
        ("step", "--from", files["公示"], "--yes"),
        ("recognise", WORKSHOPS, *day, "--budget", "智能制造专项", "--yes"),
        ("recognise", ENTERPRISES, *day, "--budget", "智能制造专项", "--yes"),
        ("step", "--from", files["报告环节"], "--yes"),
        ("record", "title", "--from", files["报告称号"], "--yes"),
        ("subsidy", "approve", "--from", files["奖补"], "--yes"),
        ("subsidy", "pay", "--from", files["奖补"], "--yes"),
    ]


def _facts(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(sql).fetchall(), key=repr)


def test_the_round_is_replayed_in_fewer_than_fifteen_commands(
    type_: Type, before: Path, demo_template: Path, tmp_path: Path
) -> None:
    registry = tmp_path / "again.db"
    shutil.copy(before, registry)
    commands = _commands(dict(_files(tmp_path)))
    assert len(commands) < 15
    for words in commands:
        said = type_("--registry", registry, "--as", "王某", *words)
        assert said.code == 0, (words, said.err[-3000:])
    for what, sql in FACTS.items():
        assert _facts(registry, sql) == _facts(demo_template, sql), what
    assert type_("--registry", registry, "verify").code == 0
