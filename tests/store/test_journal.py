from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from registry.model.document import Document
from registry.store.engine import open_writable
from registry.store.transaction import transaction
from registry.store.triggers import (
    APPEND_ONLY,
    CLOCK,
    FIXED_COLUMN,
    NEVER_DELETED,
    NO_OPEN_CHANGE,
    OTHER_CHANGE,
    SEALED,
    triggers,
)
from registry.terms import DocumentKind

Record = Callable[..., int]
Image = dict[str, object]
INSERT = (
    "INSERT INTO document (ref, change_id, title, issuer, kind, path, sha256, source)"
    " VALUES (:ref, :change, :title, '', 'notice', '', '', '')"
)


def entries(path: Path, row_id: int) -> list[tuple[str, Image | None, Image | None]]:
    sql = (
        'SELECT operation, "before", "after" FROM journal'
        " WHERE table_name = 'document' AND row_id = ? ORDER BY id"
    )
    with closing(sqlite3.connect(path)) as connection:
        return [
            (operation, before and json.loads(before), after and json.loads(after))
            for operation, before, after in connection.execute(sql, (row_id,))
        ]


def test_a_row_added_through_the_orm_is_journalled_whole(
    registry_file: Path, record: Record
) -> None:
    row_id = record("认定通知", number="株工信发〔2022〕33号")
    [(operation, before, after)] = entries(registry_file, row_id)
    assert (operation, before) == ("insert", None)
    assert after is not None
    assert set(after) == {c.name for c in Document.__table__.columns}  # type: ignore[attr-defined]  # SQLModel hides it
    assert after["number"] == "株工信发〔2022〕33号"
    assert after["on"] is None


def test_bulk_statements_are_journalled_row_by_row(registry_file: Path) -> None:
    with transaction(registry_file, by="王某", action="批量登记") as tx:
        rows = [
            {
                "title": f"通知{n}",
                "kind": DocumentKind.NOTICE,
                "change_id": tx.change_id,
            }
            for n in range(3)
        ]
        tx.connection.execute(insert(Document), rows)
        raised = update(Document).values(
            issuer="市工信局", version=Document.version + 1
        )
        tx.connection.execute(raised.where(col(Document.title) != "通知0"))
    operations = [[e[0] for e in entries(registry_file, n)] for n in (1, 2, 3)]
    assert operations == [["insert"], ["insert", "update"], ["insert", "update"]]


def test_raw_sql_is_journalled(registry_file: Path) -> None:
    with transaction(registry_file, by="王某", action="登记") as tx:
        tx.rows(INSERT, {"ref": "r", "change": tx.change_id, "title": "甲"})
        tx.rows("UPDATE document SET title = '乙', version = version + 1")
    images = [
        (b and b["title"], a and a["title"]) for _, b, a in entries(registry_file, 1)
    ]
    assert images == [(None, "甲"), ("甲", "乙")]


@pytest.mark.parametrize(("old", "new"), [(None, "文一"), ("文一", None)])
def test_a_change_from_and_to_nothing_is_journalled(
    registry_file: Path, record: Record, old: str | None, new: str | None
) -> None:
    row_id = record(number=old)
    with transaction(registry_file, by="王某", action="改文号") as tx:
        row = tx.get(Document, row_id)
        row.number = new
        tx.touch(row)
    _, before, after = entries(registry_file, row_id)[-1]
    assert before is not None
    assert after is not None
    assert (before["number"], after["number"]) == (old, new)


def test_an_update_that_changes_nothing_leaves_no_entry(
    registry_file: Path, record: Record
) -> None:
    row_id = record()
    with transaction(registry_file, by="王某", action="原样") as tx:
        tx.rows("UPDATE document SET title = title")
    assert len(entries(registry_file, row_id)) == 1


@pytest.mark.parametrize(
    "sql",
    [
        INSERT,
        "UPDATE document SET title = '改', version = version + 1",
        "DELETE FROM document",
        "REPLACE INTO document SELECT * FROM document",
        (
            "INSERT INTO journal (change_id, table_name, row_id, operation)"
            " VALUES (1, 'document', 1, 'insert')"
        ),
        "UPDATE journal SET row_id = 2",
        "DELETE FROM journal",
        "UPDATE change SET reason = '补'",
        "UPDATE change SET open = 1",
        "DELETE FROM change",
        "UPDATE seal SET head = ''",
        "DELETE FROM seal",
        "INSERT INTO seal (change_id, previous, head, entries) VALUES (9, '', '', 0)",
    ],
)
def test_the_shell_can_change_nothing(
    shell: sqlite3.Connection, record: Record, sql: str
) -> None:
    record()
    before = list(shell.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        shell.execute(sql, {"ref": "r", "change": 2, "title": "甲"})
    assert list(shell.iterdump()) == before


def test_a_write_without_an_open_change_is_refused_in_words(
    shell: sqlite3.Connection,
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=NO_OPEN_CHANGE):
        shell.execute(INSERT, {"ref": "r", "change": 1, "title": "甲"})


def test_an_open_change_without_a_seal_cannot_commit(registry_file: Path) -> None:
    with closing(open_writable(registry_file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        open_change(connection, 2)
        connection.execute(INSERT, {"ref": "r", "change": 2, "title": "甲"})
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("COMMIT")
        connection.execute("ROLLBACK")
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (0,)


def test_a_commit_inside_the_block_cannot_slip_past_the_seal(
    registry_file: Path,
) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        commit_too_soon(registry_file)


def commit_too_soon(path: Path) -> None:
    with transaction(path, by="王某", action="登记") as tx:
        tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
        tx.connection.commit()


def test_a_second_change_cannot_be_open(registry_file: Path) -> None:
    with closing(open_writable(registry_file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        open_change(connection, 2)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            open_change(connection, 3)
        connection.execute("ROLLBACK")


def open_change(connection: sqlite3.Connection, number: int, at: str = "9999") -> None:
    connection.execute(
        'INSERT INTO change (id, at, "by", action, document, reason,'
        " revision, stepped_back, lasting, open)"
        " VALUES (?, ?, '某', '事', '', '', '0001', 0, 0, 1)",
        (number, at),
    )


@pytest.mark.parametrize(
    ("sql", "refusal"),
    [
        ("UPDATE document SET title = '改'", "版本号没有增加"),
        ("UPDATE document SET ref = 'x', version = version + 1", FIXED_COLUMN),
        ("UPDATE document SET id = 99, version = version + 1", FIXED_COLUMN),
        ("UPDATE document SET change_id = 1, version = version + 1", FIXED_COLUMN),
        ("UPDATE document SET voided_by = 1, version = version + 1", OTHER_CHANGE),
        (
            (
                "INSERT INTO subject_kind (ref, change_id, code, name)"
                " VALUES ('r', 1, 'c', '某')"
            ),
            OTHER_CHANGE,
        ),
        ("DELETE FROM document", NEVER_DELETED),
        ("REPLACE INTO document SELECT * FROM document", NEVER_DELETED),
        ("UPDATE change SET reason = '补' WHERE open = 1", APPEND_ONLY),
        ("UPDATE change SET open = 0 WHERE open = 1", APPEND_ONLY),
        ("DELETE FROM journal", APPEND_ONLY),
        (
            (
                "INSERT INTO journal (change_id, table_name, row_id, operation)"
                " VALUES (1, 'document', 1, 'insert')"
            ),
            NO_OPEN_CHANGE,
        ),
    ],
)
def test_an_open_change_opens_no_other_door(
    registry_file: Path, record: Record, sql: str, refusal: str
) -> None:
    record()
    with closing(open_writable(registry_file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        open_change(connection, 3)
        with pytest.raises(sqlite3.IntegrityError, match=refusal):
            connection.execute(sql)
        connection.execute("ROLLBACK")


def test_an_update_that_replaces_another_row_is_refused(
    registry_file: Path, record: Record
) -> None:
    record("甲", number="文一")
    record("乙", number="文二")
    with closing(open_writable(registry_file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        open_change(connection, 4)
        with pytest.raises(sqlite3.IntegrityError, match=NEVER_DELETED):
            connection.execute(
                "UPDATE OR REPLACE document SET number = '文一', version = version + 1"
                " WHERE number = '文二'"
            )
        connection.execute("ROLLBACK")


def test_nothing_can_be_added_to_a_sealed_change(registry_file: Path) -> None:
    with closing(open_writable(registry_file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        open_change(connection, 2)
        connection.execute("INSERT INTO seal VALUES (2, '', '', 0)")
        with pytest.raises(sqlite3.IntegrityError, match=SEALED):
            connection.execute(INSERT, {"ref": "r", "change": 2, "title": "甲"})
        connection.execute("ROLLBACK")


def test_text_that_an_image_cannot_hold_is_refused(registry_file: Path) -> None:
    with closing(open_writable(registry_file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        open_change(connection, 2)
        with pytest.raises(sqlite3.IntegrityError, match="空字符"):
            connection.execute(INSERT, {"ref": "r", "change": 2, "title": "甲\0乙"})
        connection.execute("ROLLBACK")


def test_a_change_cannot_be_older_than_the_last(registry_file: Path) -> None:
    with closing(open_writable(registry_file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.IntegrityError, match=CLOCK):
            open_change(connection, 2, at="2001-01-01T00:00:00.000000Z")
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("action", ["CASCADE", "SET NULL"])
@pytest.mark.parametrize("event", ["DELETE FROM parent", "UPDATE parent SET id = 2"])
def test_a_cascade_hits_the_wall_of_the_table_it_reaches(
    shell: sqlite3.Connection, action: str, event: str
) -> None:
    columns = ("id", "ref", "version", "change_id", "voided_by", "parent_id")
    shell.execute("PRAGMA foreign_keys = ON")
    shell.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    shell.execute(
        "CREATE TABLE child (id INTEGER PRIMARY KEY, ref TEXT, version INTEGER,"
        " change_id INTEGER, voided_by INTEGER, parent_id INTEGER"
        f" REFERENCES parent (id) ON DELETE {action} ON UPDATE {action})"
    )
    shell.execute("INSERT INTO parent VALUES (1)")
    shell.execute("INSERT INTO child VALUES (1, 'r', 1, 1, NULL, 1)")
    made = triggers({"child": columns})
    for name in [name for name in made if name.endswith("_child")]:
        shell.execute(made[name])
    with pytest.raises(
        sqlite3.IntegrityError, match=f"{NEVER_DELETED}|{NO_OPEN_CHANGE}"
    ):
        shell.execute(event)
