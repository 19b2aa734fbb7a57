"""What was known at a change: the same rows as the journal, replayed, gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry.model.document import Document
from registry.store.known import last_change, shadow
from registry.store.reader import open_reader
from registry.store.replay import recorded_tables, relation
from registry.store.transaction import transaction
from registry.store.undo import undo

Record = Callable[..., int]
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def edited(kept: Path, record: Record) -> Path:
    """A registry of seven changes: added, edited, voided, taken back, added."""
    with transaction(kept, by="李某", action="作废") as tx:
        tx.void(tx.get(Document, 1))
    undo(kept, "李某")
    record("丁")
    return kept


def replayed(path: Path, through: int) -> Rows:
    """Every table as the journal alone tells it."""
    with closing(open_reader(path)) as connection:
        return {
            table: sorted(
                map(tuple, connection.execute(relation(table, names, through)))
            )
            for table, names in recorded_tables(connection).items()
        }


def shown(path: Path, through: int) -> Rows:
    """Every table as a shadowed connection shows it."""
    with closing(open_reader(path)) as connection:
        tables = recorded_tables(connection)
        shadow(connection, through)
        return {
            table: sorted(map(tuple, connection.execute(f'SELECT * FROM "{table}"')))  # noqa: S608 - ours
            for table in tables
        }


@pytest.mark.parametrize("through", range(1, 8))
def test_every_table_is_as_the_journal_tells_it(edited: Path, through: int) -> None:
    assert shown(edited, through) == replayed(edited, through)


def test_the_journal_itself_ends_there(edited: Path) -> None:
    with closing(open_reader(edited)) as connection:
        shadow(connection, 4)
        for sql in (
            "SELECT max(id) FROM change",
            "SELECT max(change_id) FROM journal",
            "SELECT max(change_id) FROM seal",
        ):
            assert connection.execute(sql).fetchone()[0] == 4


def test_a_change_made_while_one_reads_does_not_show(
    edited: Path, record: Record
) -> None:
    sql = "SELECT title FROM document"
    with closing(open_reader(edited)) as connection:
        shadow(connection, 7)
        before = connection.execute(sql).fetchall()
        record("戊")
        assert connection.execute(sql).fetchall() == before


def test_what_was_known_cannot_be_written(edited: Path) -> None:
    with closing(open_reader(edited)) as connection:
        shadow(connection, 3)
        for table in ("document", "unit"):
            with pytest.raises(sqlite3.OperationalError):
                connection.execute(f"UPDATE {table} SET version = 9")  # noqa: S608 - ours


def test_a_copy_is_indexed_as_its_table_is(edited: Path) -> None:
    sql = "SELECT name FROM {} WHERE type = 'index' AND tbl_name = 'document'"
    with closing(open_reader(edited)) as connection:
        shadow(connection, 3)
        made, copied = (
            {name for (name,) in connection.execute(sql.format(schema)).fetchall()}
            for schema in ("main.sqlite_schema", "temp.sqlite_schema")
        )
    assert copied
    assert copied <= made


def test_the_last_change_is_the_one_before_an_instant(edited: Path) -> None:
    with closing(open_reader(edited)) as connection:
        sql = "SELECT at FROM change ORDER BY id"
        first, *_, last = [at for (at,) in connection.execute(sql).fetchall()]
        assert last_change(connection, first) is None
        assert last_change(connection, "9999") == 7
        assert last_change(connection, last) in range(1, 7)


def test_no_kept_outcome_is_shown_for_then(edited: Path) -> None:
    sql = "SELECT count(*) FROM kept_outcome"
    with closing(open_reader(edited)) as connection:
        shadow(connection, 7)
        assert connection.execute(sql).fetchone()[0] == 0
