"""History, undo and verify as they are typed."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Type

AsNobody = Callable[[Callable[[], Said]], Said]
HUGE = "9" * 30


@pytest.fixture
def assessed(at: Type) -> Type:
    """A registry where 王某 added an enterprise, then recorded its assessment."""
    at("add", "enterprise", "某某机械有限公司")
    at("record", "assessment", "某某机械", "--on", "2022-03-01", "--level", "二级")
    return at


def test_undo_says_what_it_took_back_and_how_to_get_it_again(assessed: Type) -> None:
    said = assessed("undo")
    assert said.code == 0
    assert "已撤回第 3 次变更：" in said.err
    assert "王某  登记评估　某某机械有限公司" in said.err
    assert "记为第 4 次变更；要恢复请用 tidu undo --change 4" in said.err


@pytest.mark.usefixtures("assessed")
def test_undo_of_a_colleagues_change_asks_for_its_number(
    type_: Type, registry_file: Path
) -> None:
    other = ("--registry", registry_file, "--as", "李某", "undo")
    said = type_(*other)
    assert said.code == 5
    assert "是 王某 登记的" in said.err
    assert type_(*other, "--change", "3").code == 0


def test_history_shows_the_record_that_a_correction_names(assessed: Type) -> None:
    shown = assessed("history").out.splitlines()[1]
    assert "某某机械有限公司" in shown
    assert "成熟度评估 #1" in shown
    assert assessed("correct", "void", "1", "--table", "成熟度评估").code == 0


def test_history_of_one_change_lists_old_and_new(assessed: Type) -> None:
    said = assessed("history", "--change", "3")
    assert "等级" in said.out
    assert "二级（规范级）" in said.out
    assert "成熟度评估 #1" in said.out
    told = json.loads(assessed("history", "--change", "3", "--format", "json").out)
    (change,) = told["changes"]
    rows = assessed("history", "--change", "3", "--format", "csv").out.splitlines()
    assert rows[0] == "记录,对象,项目,原为,现为"
    assert "成熟度评估 #1,某某机械有限公司,等级,—,二级（规范级）" in rows
    assert (change["id"], change["about"]) == (3, ["某某机械有限公司"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("history", "--before", HUGE), 0),
        (("history", "--before", f"-{HUGE}"), 0),
        (("history", "--change", HUGE), 4),
        (("undo", "--change", HUGE), 4),
        (("undo", "--change", f"-{HUGE}"), 4),
        (("correct", "void", HUGE, "--table", "称号"), 4),
        (("correct", "void", "²", "--table", "称号"), 2),
    ],
)
def test_numbers_beyond_all_records_are_just_not_there(
    assessed: Type, words: tuple[str, ...], code: int
) -> None:
    assert assessed(*words).code == code


def test_a_registry_that_lost_a_table_is_said_to_be_damaged(
    assessed: Type, registry_file: Path
) -> None:
    with closing(sqlite3.connect(registry_file)) as connection:
        connection.execute("DROP VIEW v_judgement")
        connection.execute("DROP TABLE judgement")
    read = assessed("find", "某某")
    assert (read.code, len(read.err.splitlines())) == (6, 1)
    assert "台账已损坏（缺「人工认定」）" in read.err
    checked = assessed("verify")
    assert checked.code == 6
    assert "表 judgement（人工认定）：不见了" in checked.out


def test_what_verification_finds_is_told_to_programs_too(
    assessed: Type, registry_file: Path
) -> None:
    sound = json.loads(assessed("verify", "--json").out)
    assert (sound["ok"], sound["findings"], sound["notes"]) == (True, [], [])
    with closing(sqlite3.connect(registry_file, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO kept_step (document, place, binding, settled_on)"
            " VALUES ('某文件', 0, 'x', '2022-12-31')"
        )
    said = assessed("verify", "--json")
    assert said.code == 7
    (found,) = json.loads(said.out)["findings"]
    assert found["about"] == "derived"
    assert found["place"] == "留存的结论（某文件 第 1 条晋级）"
    assert found["problem"].endswith("请用 tidu refresh 重新推算")


@pytest.fixture
def as_nobody(tmp_path: Path) -> Iterator[AsNobody]:
    """Type something as someone who may not read what is not his."""

    def call(act: Callable[[], Said]) -> Said:
        if os.geteuid() == 0:
            for folder in (tmp_path, *list(tmp_path.parents)[:-2]):
                folder.chmod(0o755)
            os.seteuid(NOBODY)
        return act()

    yield call
    if os.getuid() == 0:
        os.seteuid(0)


NOBODY = 65534


def test_what_may_not_be_read_is_said_in_chinese(
    at: Type, type_: Type, registry_file: Path, tmp_path: Path, as_nobody: AsNobody
) -> None:
    locked, policy = tmp_path / "locked.db", tmp_path / "rules.toml"
    at("backup", "--to", locked)
    policy.write_text("", encoding="utf-8")
    for path in (locked, policy):
        path.chmod(0)
    registry_file.chmod(0o644)

    def refused(code: int, *words: str | Path) -> None:
        said = as_nobody(lambda: type_(*words))
        assert (said.code, "没有权限" in said.err) == (code, True), said

    refused(6, "--registry", locked, "find", "甲")
    refused(6, "--registry", locked, "verify")
    refused(6, "--registry", registry_file, "--as", "王某", "restore", locked)
    refused(
        6,
        "--registry",
        registry_file,
        "--as",
        "王某",
        "backup",
        "--to",
        tmp_path / "x.db",
    )
    refused(2, "policy", "check", policy)


def test_a_file_that_cannot_be_written_says_why(demo: Type, tmp_path: Path) -> None:
    to = tmp_path / "没有" / "名单.csv"
    said = demo("export", "titles:市级智能制造标杆车间", "--to", to)
    assert (said.code, "（不存在）" in said.err) == (6, True)
