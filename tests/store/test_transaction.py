from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from registry import dates
from registry.errors import ConflictError, InputError, NotFoundError, RegistryError
from registry.model.document import Document
from registry.model.place import Division
from registry.model.subject import Subject
from registry.store import seal
from registry.store.engine import open_writable
from registry.store.reader import open_reader
from registry.store.transaction import transaction
from registry.terms import DocumentKind

Record = Callable[..., int]
SEALED_ENTRIES = "SELECT entries FROM seal WHERE change_id = 2"


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(open_reader(path)) as connection:
        return [tuple(row) for row in connection.execute(sql)]


def add(path: Path, title: str, number: str | None = None) -> None:
    with transaction(path, by="王某", action=f"登记{title}") as tx:
        tx.add(Document(title=title, number=number, kind=DocumentKind.NOTICE))


def test_a_change_says_who_did_what_on_what_document_and_why(
    registry_file: Path,
) -> None:
    with transaction(
        registry_file, by="王某", action="登记", document="文一", reason="补录"
    ) as tx:
        tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
    sql = 'SELECT id, "by", action, document, reason, revision, open FROM change'
    assert asked(registry_file, sql)[-1] == (
        2,
        "王某",
        "登记",
        "文一",
        "补录",
        "0001",
        0,
    )


@pytest.mark.parametrize("nobody", ["", "  "])
def test_a_change_by_nobody_is_refused(registry_file: Path, nobody: str) -> None:
    with (
        pytest.raises(InputError, match="没有写明经办人"),
        transaction(registry_file, by=nobody, action="登记"),
    ):
        pass


def test_every_change_is_sealed_over_the_one_before(
    registry_file: Path, record: Record
) -> None:
    record()
    record()
    seals = asked(registry_file, "SELECT previous, head FROM seal ORDER BY change_id")
    assert [previous for previous, _ in seals] == [
        seal.GENESIS,
        *(head for _, head in seals[:-1]),
    ]


def test_a_row_knows_its_change_and_its_reference(registry_file: Path) -> None:
    with transaction(registry_file, by="王某", action="登记") as tx:
        row = tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
        assert (row.id, row.change_id, row.version) == (1, tx.change_id, 1)
    assert len(row.ref) == 36


def test_touching_raises_the_version_and_voiding_keeps_the_row(
    registry_file: Path, record: Record
) -> None:
    row_id = record()
    with transaction(registry_file, by="王某", action="作废") as tx:
        row = tx.get(Document, row_id)
        row.title = "乙"
        tx.touch(row)
        tx.void(row)
    sql = "SELECT title, version, voided_by FROM document"
    assert asked(registry_file, sql) == [("乙", 3, 3)]


def test_a_void_row_is_found_no_more_and_cannot_be_voided_again(
    registry_file: Path, record: Record
) -> None:
    row_id = record()
    with transaction(registry_file, by="王某", action="作废") as tx:
        row = tx.void(tx.get(Document, row_id))
        with pytest.raises(ConflictError, match="已经作废"):
            tx.void(row)
        with pytest.raises(NotFoundError):
            tx.get(Document, row_id)


def test_a_row_edited_in_another_window_since_is_not_overwritten(
    registry_file: Path, record: Record
) -> None:
    row_id = record()
    with transaction(registry_file, by="李某", action="改") as tx:
        other = tx.get(Document, row_id, version=1)
        other.title = "李某改"
        tx.touch(other)
    with (
        transaction(registry_file, by="王某", action="改") as tx,
        pytest.raises(ConflictError, match="已被别人改过"),
    ):
        tx.get(Document, row_id, version=1)


def test_a_row_kept_from_an_earlier_session_is_held_against_the_register(
    registry_file: Path,
) -> None:
    with transaction(registry_file, by="王某", action="登记") as tx:
        mine = tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
    with transaction(registry_file, by="李某", action="改") as tx:
        theirs = tx.get(Document, 1)
        theirs.title = "李某改"
        tx.touch(theirs)
    mine.title = "王某改"
    with pytest.raises(ConflictError, match="已被别人改过"):
        touch(registry_file, mine)
    assert asked(registry_file, "SELECT title FROM document") == [("李某改",)]


def touch(path: Path, row: Document) -> None:
    with transaction(path, by="王某", action="改") as tx:
        tx.touch(row)


def test_a_failed_change_leaves_no_trace(registry_file: Path) -> None:
    before = registry_file.read_bytes()
    with pytest.raises(ZeroDivisionError):
        fail(registry_file)
    assert asked(registry_file, "SELECT count(*) FROM change") == [(1,)]
    assert asked(registry_file, "SELECT count(*) FROM document") == [(0,)]
    assert registry_file.read_bytes() == before


def fail(path: Path) -> None:
    with transaction(path, by="王某", action="登记") as tx:
        tx.add(Document(title="甲", kind=DocumentKind.NOTICE))
        raise ZeroDivisionError


def test_a_change_that_writes_nothing_is_not_recorded(registry_file: Path) -> None:
    with transaction(registry_file, by="王某", action="看看") as tx:
        assert tx.rows("SELECT name FROM registry")[0].name == "株洲市工业和信息化局"
    assert asked(registry_file, "SELECT count(*) FROM change") == [(1,)]


def test_a_savepoint_that_is_rolled_back_leaves_no_entry(registry_file: Path) -> None:
    with transaction(registry_file, by="王某", action="登记") as tx:
        tx.add(Document(title="留", kind=DocumentKind.NOTICE))
        with tx.session.begin_nested() as savepoint:
            tx.add(Document(title="弃", kind=DocumentKind.NOTICE))
            savepoint.rollback()
    sql = "SELECT json_extract(\"after\", '$.title') FROM journal WHERE change_id = 2"
    assert asked(registry_file, sql) == [("留",)]
    assert asked(registry_file, "SELECT entries FROM seal WHERE change_id = 2") == [
        (1,)
    ]


def test_rows_added_to_the_session_are_sealed_without_being_flushed_by_hand(
    registry_file: Path,
) -> None:
    with transaction(registry_file, by="王某", action="登记") as tx:
        row = Document(title="甲", kind=DocumentKind.NOTICE, change_id=tx.change_id)
        tx.session.add(row)
    assert asked(registry_file, "SELECT entries FROM seal WHERE change_id = 2") == [
        (1,)
    ]


def test_nothing_leaks_into_the_next_session(registry_file: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        fail(registry_file)
    with closing(open_writable(registry_file)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="没有打开的变更"):
            connection.execute("UPDATE unit SET version = version + 1")
        open_changes = "SELECT count(*) FROM change WHERE open = 1"
        assert connection.execute(open_changes).fetchone() == (0,)
    add(registry_file, "甲")


def test_closing_leaves_no_helper_file_behind(
    registry_file: Path, record: Record
) -> None:
    record()
    assert [path.name for path in registry_file.parent.iterdir()] == [
        registry_file.name
    ]


def test_time_never_runs_backwards_and_a_step_back_is_recorded(
    registry_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    future = datetime.now(UTC) + timedelta(days=1)
    for now in (future, future - timedelta(hours=1), future + timedelta(seconds=1)):
        monkeypatch.setattr(dates, "now", lambda now=now: now)
        add(registry_file, "甲")
    rows = asked(registry_file, "SELECT at, stepped_back FROM change WHERE id > 1")
    assert rows == [
        (dates.stamp(future), 0),
        (dates.stamp(future), 1),
        (dates.stamp(future + timedelta(seconds=1)), 0),
    ]


def test_the_entries_of_a_change_are_read_as_written_not_sorted(
    registry_file: Path,
) -> None:
    for title in ("甲", "乙"):
        add(registry_file, title)
    entries = seal.ENTRIES_SQL.replace(":id", "2")
    assert [row[1] for row in asked(registry_file, entries)] == [2]
    steps = [
        str(row[3]) for row in asked(registry_file, f"EXPLAIN QUERY PLAN {entries}")
    ]
    assert steps[0].startswith("SEARCH journal USING INTEGER PRIMARY KEY")
    assert not any("TEMP B-TREE" in step for step in steps)


def test_a_number_that_is_taken_is_refused_by_name(registry_file: Path) -> None:
    add(registry_file, "甲", "文一")
    with pytest.raises(ConflictError, match="文件的「文号」已有同样的记录"):
        add(registry_file, "乙", "文一")


def test_a_value_outside_its_rule_is_refused_with_the_rule(registry_file: Path) -> None:
    with pytest.raises(RegistryError, match="ck_division_code") as refused:
        add_row(registry_file, Division(code="1", name="某"))
    assert refused.value.exit_code == 2


def test_a_value_left_out_is_refused_by_name(registry_file: Path) -> None:
    with pytest.raises(RegistryError, match="文件的「标题」没有填写"):
        add_row(registry_file, Document(kind=DocumentKind.NOTICE))


def test_a_reference_to_nothing_is_a_bug_not_a_refusal(registry_file: Path) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        add_row(registry_file, Subject(kind="no-such-kind", name="某"))


def add_row(path: Path, row: Document | Division | Subject) -> None:
    with transaction(path, by="王某", action="登记") as tx:
        tx.add(row)
