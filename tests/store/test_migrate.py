"""The recipe, tried with a second migration that rebuilds a table full of rows."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Column, Integer, MetaData

from registry import paths
from registry.errors import StoreError
from registry.model.tables import METADATA, recorded
from registry.store import upcast
from registry.store.backup import backup
from registry.store.identity import Edition, identify
from registry.store.migrate import migrate
from registry.store.replay import relation
from registry.store.restore import restore
from registry.store.schema import Schema, shipped
from registry.store.transaction import transaction
from registry.store.upcast import Upcast
from registry.store.upgrade import upgrade
from registry.store.verify import verify

Record = Callable[..., int]
SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
STRICT = {"sqlite_strict": True}


def upgrade():
    with op.batch_alter_table("document", table_kwargs=STRICT) as batch:
        batch.add_column(
            sa.Column("pages", sa.Integer(), nullable=False, server_default="0")
        )
        batch.create_check_constraint("ck_document_pages", "pages >= 0")


def downgrade():
    with op.batch_alter_table("document", table_kwargs=STRICT) as batch:
        batch.drop_constraint("ck_document_pages", type_="check")
        batch.drop_column("pages")


def data(tx):
    tx.rows("UPDATE document SET pages = 3, version = version + 1 WHERE title = '甲'")
"""
UPCAST = Upcast("0002", "document", "json_insert(image, '$.pages', 0)")


def with_script(folder: Path, text: str) -> Path:
    scripts = folder / "migrations"
    shutil.copytree(paths.migrations(), scripts)
    second = scripts / "versions" / "0002_pages.py"
    second.write_text(text, encoding="utf-8")
    return scripts


def with_pages() -> MetaData:
    metadata = MetaData()
    for table in METADATA.sorted_tables:
        table.to_metadata(metadata)
    pages = Column("pages", Integer, nullable=False, server_default="0")
    metadata.tables["document"].append_column(pages)
    check = CheckConstraint("pages >= 0", name="ck_document_pages")
    metadata.tables["document"].append_constraint(check)
    return metadata


@pytest.fixture
def older(registry_file: Path, record: Record) -> Path:
    """A registry with two documents, one of them referring to the other."""
    record("甲", number="文一")
    record("乙", number="文二")
    with transaction(registry_file, by="王某", action="替代") as tx:
        tx.rows("UPDATE document SET replaces_id = 1, version = 2 WHERE title = '乙'")
    return registry_file


@pytest.fixture
def newer(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Schema]:
    """A program one revision further, with this second migration script."""
    del older  # made by the program of today

    def programme(script: str) -> Schema:
        scripts = with_script(tmp_path, script)
        schema = Schema(scripts, with_pages(), recorded())
        monkeypatch.setattr(paths, "migrations", lambda: scripts)
        monkeypatch.setattr(upcast, "UPCASTS", (UPCAST,))
        monkeypatch.setattr("registry.store.verify.shipped", lambda: schema)
        return schema

    return programme


Newer = Callable[[str], Schema]


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def everything(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def touch_units(path: Path) -> None:
    with transaction(path, by="王某", action="改") as tx:
        tx.rows("UPDATE unit SET version = version + 1")


def test_an_older_file_asks_for_an_upgrade(older: Path, newer: Newer) -> None:
    schema = newer(SECOND)
    assert identify(older, schema.revisions).edition is Edition.OLDER
    with pytest.raises(StoreError, match="请先运行 tidu upgrade"):
        touch_units(older)


def test_an_upgrade_keeps_every_row_and_every_wall(older: Path, newer: Newer) -> None:
    upgrade(older, "李某", newer(SECOND))
    rows = "SELECT title, number, replaces_id, pages, version FROM document"
    assert asked(older, rows) == [("甲", "文一", None, 3, 2), ("乙", "文二", 1, 0, 2)]
    assert verify(older).findings == ()
    touch_units(older)
    assert verify(older).ok


def test_what_a_migration_fills_in_is_one_journalled_change(
    older: Path, newer: Newer
) -> None:
    upgrade(older, "李某", newer(SECOND))
    sql = 'SELECT id, "by", action, revision FROM change ORDER BY id DESC LIMIT 1'
    assert asked(older, sql) == [(5, "李某", "升级台账 0001 → 0002", "0002")]
    entries = asked(older, "SELECT row_id FROM journal WHERE change_id = 5")
    assert entries == [(1,)]


def test_images_from_before_a_migration_are_read_as_images_of_today(
    older: Path, newer: Newer
) -> None:
    upgrade(older, "李某", newer(SECOND))
    with closing(sqlite3.connect(older)) as connection:
        replayed = relation("document", ("title", "pages"))
        rows = connection.execute(replayed).fetchall()
    assert sorted(rows) == [("乙", 0), ("甲", 3)]


def test_a_migration_goes_down_again_without_losing_a_row(
    older: Path, newer: Newer
) -> None:
    today = shipped()
    schema = newer(SECOND)
    before = asked(older, "SELECT title, number, replaces_id FROM document")
    migrate(older, schema, "0002", "李某")
    migrate(older, Schema(schema.scripts, METADATA, recorded()), "0001")
    assert asked(older, "SELECT title, number, replaces_id FROM document") == before
    made = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    assert sorted(asked(older, made)) == sorted(today.triggers().items())


def test_an_upgrade_leaves_a_proven_backup_of_the_old_file(
    older: Path, newer: Newer
) -> None:
    schema = newer(SECOND)
    kept = upgrade(older, "李某", schema)
    assert kept is not None
    assert identify(kept, schema.revisions).revision == "0001"
    assert asked(kept, "SELECT count(*) FROM document") == [(2,)]


def test_an_older_backup_is_brought_up_when_it_is_restored(
    older: Path, newer: Newer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.db"
    backup(older, kept)
    schema = newer(SECOND)
    monkeypatch.setattr("registry.store.restore.shipped", lambda: schema)
    done = restore(older, kept, "李某")
    assert done.verdict.ok
    assert asked(older, "SELECT title, pages FROM document") == [("甲", 3), ("乙", 0)]


def test_a_current_file_is_left_alone(registry_file: Path) -> None:
    before = registry_file.read_bytes()
    assert upgrade(registry_file, "李某") is None
    assert registry_file.read_bytes() == before


def test_a_newer_file_is_not_upgraded(registry_file: Path) -> None:
    with closing(sqlite3.connect(registry_file, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="更新版本的程序"):
        upgrade(registry_file, "李某")


@pytest.mark.parametrize(
    ("spoiled", "refusal"),
    [
        ("    1 / 0", "division"),
        ("    op.execute('DELETE FROM unit')", "表 unit 少了"),
        ("    op.execute('DROP TABLE coverage')", "coverage"),
        ("    op.execute('UPDATE document SET replaces_id = 99')", "处引用落空"),
        ("    op.execute('ALTER TABLE unit ADD COLUMN more TEXT')", "表 unit 的列"),
    ],
)
def test_a_migration_that_goes_wrong_changes_nothing(
    older: Path, newer: Newer, spoiled: str, refusal: str
) -> None:
    schema = newer(SECOND.replace("\n\ndef downgrade", f"\n{spoiled}\n\ndef downgrade"))
    before = everything(older)
    with pytest.raises((StoreError, ZeroDivisionError), match=refusal):
        upgrade(older, "李某", schema)
    assert everything(older) == before


def test_a_trigger_that_a_migration_leaves_behind_is_refused(
    older: Path, newer: Newer
) -> None:
    more = "CREATE TRIGGER more AFTER INSERT ON unit BEGIN SELECT 1; END"
    schema = newer(f"{SECOND}    tx.rows('{more}')\n")
    before = everything(older)
    with pytest.raises(StoreError, match="触发器与程序不符"):
        upgrade(older, "李某", schema)
    assert everything(older) == before
