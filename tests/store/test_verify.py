from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import StoreError
from registry.store.verify import verify
from tests.store.walls import walls_down

OPEN_CHANGE = (
    'INSERT INTO change (id, at, "by", action, document, reason,'
    " revision, stepped_back, lasting, open)"
    " VALUES (5, '9999', '某', '事', '', '', '0001', 0, 0, 1)"
)


def findings(path: Path) -> list[str]:
    return [str(finding) for finding in verify(path).findings]


def test_a_registry_written_by_the_program_agrees(kept: Path) -> None:
    verdict = verify(kept)
    assert verdict.findings == ()
    assert (verdict.ok, verdict.changes) == (True, 4)


CHEATS = {
    "a row edited": (
        "UPDATE document SET title = '改' WHERE id = 1",
        ["文件 #1：现有内容与变更记录不符"],
    ),
    "a row edited to nothing": (
        "UPDATE document SET number = NULL WHERE id = 1",
        ["文件 #1：现有内容与变更记录不符"],
    ),
    "a row deleted": (
        "DELETE FROM document WHERE id = 1",
        ["文件 #1：变更记录里有，表里却没有"],
    ),
    "a row added": (
        "INSERT INTO unit (ref, change_id, name) VALUES ('r', 1, '某区')",
        ["县市区（园区） #{last}：没有任何变更记录"],
    ),
    "an entry edited": (
        (
            "UPDATE journal SET \"after\" = json_set(\"after\", '$.title', '改')"
            " WHERE change_id = 2"
        ),
        ["第 2 次变更：变更记录的内容与封存不符", "文件 #1：现有内容与变更记录不符"],
    ),
    "an entry and its row edited": (
        (
            "UPDATE document SET title = '改' WHERE id = 1; UPDATE journal"
            " SET \"after\" = json_set(\"after\", '$.title', '改') WHERE change_id = 2"
        ),
        ["第 2 次变更：变更记录的内容与封存不符"],
    ),
    "an earlier entry edited": (
        (
            "UPDATE journal SET \"after\" = json_set(\"after\", '$.title', '改')"
            " WHERE change_id = 3"
        ),
        ["第 3 次变更：变更记录的内容与封存不符", "文件 #2：变更明细前后不衔接"],
    ),
    "an entry removed": (
        "DELETE FROM journal WHERE change_id = 4",
        [
            "第 4 次变更：封存时有 1 条变更明细，现有 0 条",
            "第 4 次变更：变更记录的内容与封存不符",
            "文件 #2：现有内容与变更记录不符",
        ],
    ),
    "an entry for another row": (
        "UPDATE journal SET row_id = 1 WHERE change_id = 3",
        ["第 3 次变更：变更记录的内容与封存不符", "文件 #1：变更明细前后不衔接"],
    ),
    "the reason of a change edited": (
        "UPDATE change SET reason = '补' WHERE id = 3",
        ["第 3 次变更：变更记录的内容与封存不符"],
    ),
    "the name of an official edited": (
        "UPDATE change SET \"by\" = '张某' WHERE id = 3",
        ["第 3 次变更：变更记录的内容与封存不符"],
    ),
    "a seal edited": (
        "UPDATE seal SET head = printf('%064d', 7) WHERE change_id = 3",
        [
            "第 3 次变更：变更记录的内容与封存不符",
            "第 4 次变更：封存与前一次变更的链头不衔接",
        ],
    ),
    "a seal removed": (
        "DELETE FROM seal WHERE change_id = 4",
        ["第 4 次变更：没有封存"],
    ),
    "a change removed": (
        "DELETE FROM change WHERE id = 3; DELETE FROM seal WHERE change_id = 3",
        ["第 3 次变更：有变更明细，却没有这次变更", "第 4 次变更：变更号不连续"],
    ),
    "a change left open": (
        "UPDATE change SET open = 1 WHERE id = 4",
        ["第 4 次变更：仍处于打开状态"],
    ),
    "time turned back": (
        "UPDATE change SET at = '2001-01-01T00:00:00.000000Z' WHERE id = 3",
        ["第 3 次变更：时间早于前一次变更"],
    ),
    "a value taken out from under its rule": (
        """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT NOT NULL', 'title TEXT')
        WHERE name = 'document';
        PRAGMA writable_schema = RESET;
        UPDATE document SET title = NULL WHERE id = 1;
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT', 'title TEXT NOT NULL')
        WHERE name = 'document';
        PRAGMA writable_schema = RESET""",
        ["文件：SQLite 完整性检查：NULL value in document.title"],
    ),
    "a reference to nothing": (
        "UPDATE document SET replaces_id = 99 WHERE id = 1",
        ["文件 #1：引用了不存在的文件", "文件 #1：现有内容与变更记录不符"],
    ),
}


@pytest.mark.parametrize(("cheat", "expected"), CHEATS.values(), ids=CHEATS)
def test_what_was_changed_behind_the_walls_is_found(
    kept: Path, cheat: str, expected: list[str]
) -> None:
    with walls_down(kept) as connection:
        connection.executescript(cheat)
        last = connection.execute("SELECT max(id) FROM unit").fetchone()[0]
    found = findings(kept)
    for sentence in expected:
        wanted = sentence.format(last=last)
        assert any(line.startswith(wanted) for line in found), found


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        ("DROP TRIGGER journal_insert_document", "不见了"),
        ("DROP TRIGGER refuse_delete_journal", "不见了"),
        (
            "CREATE TRIGGER mine AFTER INSERT ON change BEGIN SELECT 1; END",
            "不是本程序建立的",
        ),
        (
            (
                "DROP TRIGGER refuse_delete_seal; CREATE TRIGGER refuse_delete_seal"
                " BEFORE DELETE ON seal BEGIN SELECT 1; END"
            ),
            "被改过",
        ),
    ],
)
def test_a_wall_that_is_not_as_made_is_found(
    kept: Path, spoil: str, problem: str
) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.executescript(spoil)
    [finding] = findings(kept)
    assert finding.startswith("触发器 ")
    assert problem in finding


def test_a_table_that_is_not_as_made_is_found(kept: Path) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE document ADD COLUMN secret TEXT")
    assert "表 document（文件）：多出列 secret" in findings(kept)


def test_a_shell_that_switches_keys_off_and_commits_unsealed_is_found(
    kept: Path,
) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        connection.execute(OPEN_CHANGE)
        connection.execute("UPDATE document SET title = '改', version = 2 WHERE id = 1")
        connection.execute("COMMIT")
    found = findings(kept)
    assert "第 5 次变更：仍处于打开状态" in found
    assert "第 5 次变更：没有封存" in found


def test_a_replaced_row_is_found_where_delete_triggers_slept(kept: Path) -> None:
    """With recursive_triggers off REPLACE deletes without asking the triggers."""
    with closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute(OPEN_CHANGE)
        connection.execute(
            "REPLACE INTO document (id, ref, change_id, title, issuer, kind, path,"
            " sha256, source) VALUES (1, 'r', 5, '改', '', 'notice', '', '', '')"
        )
        connection.execute("COMMIT")
    assert "文件 #1：变更明细前后不衔接" in findings(kept)


def test_what_is_found_is_said_with_what_to_do(kept: Path) -> None:
    with walls_down(kept) as connection:
        connection.execute("UPDATE document SET title = '改' WHERE id = 1")
    first, *told, last = verify(kept).sentences()
    assert first.startswith("发现 1 处不符")
    assert told == ["记录 1 处", "【记录】", "  文件 #1：现有内容与变更记录不符"]
    assert "请先备份" in last


def test_records_are_told_before_what_guards_them(kept: Path) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("DROP VIEW v_judgement")
        connection.execute("UPDATE document SET title = '改' WHERE id = 1")
    _, counts, *told, _ = verify(kept).sentences()
    assert counts.startswith("记录 1 处，触发器、视图、索引 ")
    assert told[:2] == ["【记录】", "  文件 #1：现有内容与变更记录不符"]
    assert told[2] == "【触发器、视图、索引】"
    assert " 个：不见了：写入可能没有变更记录" in told[3]
    assert told[4:] == ["  视图 v_judgement：不见了"]


def test_verifying_changes_nothing(kept: Path) -> None:
    before = kept.read_bytes()
    verify(kept)
    assert kept.read_bytes() == before


def test_a_file_that_is_no_registry_cannot_be_verified(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("记事", encoding="utf-8")
    with pytest.raises(StoreError, match="不是台账文件"):
        verify(path)
