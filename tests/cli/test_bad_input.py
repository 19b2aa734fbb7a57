"""What is typed wrong gets one Chinese sentence, an exit code, and changes nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Type

WRONG = [
    (("recrod",), 2, "没有命令"),
    (("find",), 2, "还缺"),
    (("find", "甲", "乙"), 2, "含空格的要加引号"),
    (("find", "甲", "--limmit", "3"), 2, "--limit"),
    (("add", "enterprise", "某公司", "--uscc", "91430200MA4L16JQ9X"), 2, "校验位"),
    (("add", "enterprise", "某公司", "--uscc", "9143"), 2, "18 位"),
    (("add", "enterprise", "某公司", "--division", "火星区"), 4, "火星区"),
    (("add", "enterprise", "某公司", "--since", "2022-02-30"), 2, "没有这一天"),
    (("eligible", "--on", "2022-02-30"), 2, "没有这一天"),
    (("eligible", "--on", "2022-03"), 2, "写到日"),
    (("eligible", "--on", "9999-12-31"), 2, "请核对年份"),
    (("ladder", "--on", "0001-01-01"), 2, "请核对年份"),
    (("ladder", "--on", "1950-01-01"), 4, "没有已施行的政策"),
    (("forecast", "--on", "2022-03-01", "--until", "2022-02-01"), 2, "不在 2022-03-01"),
    (("forecast", "--on", "2022-03-01", "--within", "0d"), 2, "不在 2022-03-01"),
    (("forecast", "--until", "2180-01-01"), 2, "3660"),
    (("eligible", "--to", "宇宙级标杆"), 4, "tidu policy load"),
    (("eligible", "--outcome", "也许"), 2, "可晋级"),
    (("eligible", "--outcome", ","), 2, "可晋级（eligible）"),
    (("template", "月报", "--to", "x.xlsx"), 2, "企业、评估"),
    (("explain", "没有这家"), 4, "没有这家"),
    (("show", "没有这个"), 4, "tidu find"),
    (("list", "nonsense"), 2, "pool:"),
    (
        ("record", "assessment", "没有这家", "--on", "2022", "--level", "二级"),
        4,
        "没有",
    ),
    (("policy", "show", "无此文号"), 4, "policy list"),
    (("undo",), 5, "没有可以撤"),
    (("history", "没有这家"), 4, "没有"),
    (("backup", "--to", "/dev/null/x.db"), 6, "/dev/null"),
]


@pytest.mark.parametrize(("words", "code", "told"), WRONG, ids=lambda v: str(v)[:40])
def test_a_slip_is_told_and_nothing_changes(
    at: Type, registry_file: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    before = hashlib.sha256(registry_file.read_bytes()).hexdigest()
    said = at(*words)
    assert (said.code, told in said.err) == (code, True), said
    assert hashlib.sha256(registry_file.read_bytes()).hexdigest() == before


def test_all_problems_of_a_draft_are_told_at_once(at: Type) -> None:
    at("add", "enterprise", "某某机械有限公司")
    said = at("record", "assessment", "某某", "--on", "2022-02-30", "--level", "九级")
    assert said.code == 2
    assert "2022-02-30" in said.err
    assert "九级" in said.err


def test_a_policy_with_faults_names_file_line_and_remedy(
    at: Type, tmp_path: Path
) -> None:
    file = tmp_path / "错.toml"
    file.write_text('document = "某文"\ntitel = "某"\n', encoding="utf-8")
    said = at("policy", "check", file)
    assert said.code == 3
    assert f"{file} 第 2 行" in said.err
    assert "title" in said.err


def _not_a_registry(path: Path) -> None:
    path.write_bytes(b"this is no database" * 100)


def _another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")


def _from_the_future(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


@pytest.mark.parametrize(
    "spoil", [_not_a_registry, _another_database, _from_the_future]
)
def test_a_file_that_cannot_be_written_is_refused(
    at: Type, registry_file: Path, spoil: object
) -> None:
    assert callable(spoil)
    spoil(registry_file)
    before = registry_file.read_bytes()
    said = at("add", "enterprise", "某某机械有限公司")
    assert said.code == 6
    assert len(said.err.splitlines()) == 1
    assert registry_file.read_bytes() == before


def test_no_registry_at_all_says_how_to_get_one(type_: Type, tmp_path: Path) -> None:
    said = type_("--registry", tmp_path / "no.db", "find", "甲")
    assert said.code == 6
    assert "tidu init" in said.err


def test_a_locked_registry_is_said_to_be_locked(at: Type, registry_file: Path) -> None:
    with closing(sqlite3.connect(registry_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = at("add", "enterprise", "某某机械有限公司")
    assert (said.code, len(said.err.splitlines())) == (6, 1)
