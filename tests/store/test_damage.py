"""A registry that is not whole: said in one sentence, listed, and restored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry.desk.read.session import open_reading
from registry.errors import StoreError
from registry.model.tables import METADATA
from registry.store.backup import backup
from registry.store.reader import open_reader
from registry.store.restore import restore
from registry.store.transaction import transaction
from registry.store.verify import verify

Record = Callable[..., int]


def spoil(path: Path, sql: str) -> None:
    """Run SQL on a file with its walls taken away."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        found = connection.execute(
            "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
        ).fetchall()
        if sql.startswith(("DROP TABLE", "ALTER")):
            for kind, name in found:
                connection.execute(f"DROP {kind} {name}")
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute(sql)


def findings(path: Path) -> list[str]:
    verdict = verify(path)
    return [str(finding) for finding in verdict.findings if finding.damage]


def write(path: Path) -> None:
    with transaction(path, by="王某", action="登记") as tx:
        tx.rows("SELECT 1")


@pytest.fixture
def saved(registry_file: Path, record: Record, tmp_path: Path) -> Path:
    """A backup made when the registry held 甲; it has 乙 since."""
    record("甲")
    path = tmp_path / "backup.db"
    backup(registry_file, path)
    record("乙")
    return path


@pytest.mark.parametrize("table", ["change", "journal", "seal", "lost_head", "unit"])
def test_a_table_that_is_gone_is_named_and_the_backup_restored(
    registry_file: Path, saved: Path, table: str
) -> None:
    spoil(registry_file, f"DROP TABLE {table}")
    assert any(f"表 {table}（" in line for line in findings(registry_file))
    for use in (open_reader, write):
        with pytest.raises(StoreError, match=r"已损坏（缺「.*tidu verify.*restore"):
            use(registry_file)
    assert restore(registry_file, saved, "李某").verdict.ok


def test_all_tables_that_are_gone_are_listed(registry_file: Path) -> None:
    tables = [str(table.name) for table in METADATA.tables.values()]
    for table in tables:
        spoil(registry_file, f"DROP TABLE {table}")
    found = findings(registry_file)
    assert all(any(f"表 {table}（" in line for line in found) for table in tables)


COLUMNS = (
    ("change", "action"),
    ("journal", "after"),
    ("document", "title"),
    ("document", "ref"),
)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_that_was_renamed_is_named_and_the_backup_restored(
    registry_file: Path, saved: Path, table: str, column: str
) -> None:
    spoil(registry_file, f'ALTER TABLE "{table}" RENAME "{column}" TO another')
    found = findings(registry_file)
    assert any("缺列" in line and column in line for line in found)
    assert any("多出列 another" in line for line in found)
    assert restore(registry_file, saved, "李某").verdict.ok


def test_a_question_about_a_column_that_is_gone_is_answered_in_a_sentence(
    registry_file: Path,
) -> None:
    spoil(registry_file, "ALTER TABLE document RENAME title TO another")
    with (
        pytest.raises(StoreError, match="台账已损坏（缺「标题」）"),
        open_reading(registry_file) as reading,
    ):
        reading.rows("SELECT d.title FROM document d")


def test_a_slip_of_the_program_is_not_taken_for_damage(registry_file: Path) -> None:
    with (
        pytest.raises(sqlite3.OperationalError, match="no such column"),
        open_reading(registry_file) as reading,
    ):
        reading.rows("SELECT nonsense FROM document")


def test_a_verdict_on_damage_says_so_and_what_to_do(registry_file: Path) -> None:
    spoil(registry_file, "DROP TABLE seal")
    verdict = verify(registry_file)
    assert verdict.damaged
    assert verdict.sentences()[-1].startswith("台账已损坏")
    assert "tidu restore" in verdict.sentences()[-1]


def test_a_backup_that_is_not_whole_is_not_restored(
    registry_file: Path, saved: Path
) -> None:
    spoil(saved, "DROP TABLE journal")
    before = registry_file.read_bytes()
    with pytest.raises(StoreError, match="备份已损坏（表 journal（变更明细）：不见了"):
        restore(registry_file, saved, "李某")
    assert registry_file.read_bytes() == before


@pytest.mark.parametrize("kept", [0.01, 0.9])
def test_a_file_cut_short_is_damaged_and_reading_leaves_nothing_beside_it(
    registry_file: Path, saved: Path, kept: float
) -> None:
    whole = registry_file.read_bytes()
    registry_file.write_bytes(whole[: int(len(whole) * kept)])
    for use in (open_reader, write, verify):
        with pytest.raises(StoreError, match="台账已损坏（文件不完整"):
            use(registry_file)
    beside = {path.name for path in registry_file.parent.iterdir()}
    assert beside == {registry_file.name, saved.name}
    assert restore(registry_file, saved, "李某").lost is None


def test_a_page_that_was_overwritten_is_found_and_restored_over(
    registry_file: Path, saved: Path
) -> None:
    with closing(sqlite3.connect(registry_file)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'journal'"
        ((page,),) = connection.execute(sql).fetchall()
        ((size,),) = connection.execute("PRAGMA page_size").fetchall()
    whole = bytearray(registry_file.read_bytes())
    whole[(page - 1) * size : page * size] = b"\xff" * size
    registry_file.write_bytes(bytes(whole))
    assert any("SQLite" in line for line in findings(registry_file))
    assert restore(registry_file, saved, "李某").verdict.ok


WALLS = {
    "a view replaced": (
        "DROP VIEW v_title; CREATE VIEW v_title AS SELECT 1 AS x",
        "视图 v_title：被改过",
    ),
    "a view dropped": ("DROP VIEW v_title", "视图 v_title：不见了"),
    "a view added": ("CREATE VIEW v_mine AS SELECT 1", "视图 v_mine：不是本程序建立的"),
    "a trigger replaced": (
        (
            "DROP TRIGGER refuse_delete_title; CREATE TRIGGER refuse_delete_title"
            " BEFORE DELETE ON title BEGIN SELECT 1; END"
        ),
        "触发器 refuse_delete_title：被改过",
    ),
    "a trigger dropped": (
        "DROP TRIGGER journal_update_title",
        "触发器 journal_update_title：不见了",
    ),
    "a trigger added": (
        "CREATE TRIGGER mine AFTER INSERT ON title BEGIN SELECT 1; END",
        "触发器 mine：不是本程序建立的",
    ),
    "an index dropped": (
        "DROP INDEX uq_change_open",
        "索引 uq_change_open：不见了",
    ),
    "an index added": (
        "CREATE INDEX mine ON title (stage)",
        "索引 mine：不是本程序建立的",
    ),
    "a table added": ("CREATE TABLE mine (x)", "表 mine：不是本程序建立的"),
}


@pytest.mark.parametrize("cheat", WALLS)
def test_walls_and_views_that_the_program_did_not_make_are_found(
    registry_file: Path, cheat: str
) -> None:
    script, expected = WALLS[cheat]
    with closing(sqlite3.connect(registry_file)) as connection:
        connection.executescript(script)
    verdict = verify(registry_file)
    assert [expected in str(finding) for finding in verdict.findings] == [True]
    assert not verdict.damaged
