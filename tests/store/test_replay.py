from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.errors import ConflictError
from registry.model.tables import recorded
from registry.store.reader import open_reader
from registry.store.replay import recorded_tables, relation
from registry.store.transaction import Tx, transaction
from registry.store.undo import undo
from registry.store.upcast import Upcast, entries
from registry.store.verify import verify

Record = Callable[..., int]
Rows = dict[str, set[tuple[object, ...]]]
Edit = tuple[str, int, str | None]

ADD = (
    "INSERT INTO document (ref, change_id, number, title, issuer, kind, path, sha256,"
    " source) VALUES (hex(randomblob(8)), :own, :text, '文', '', 'notice', '', '', '')"
)
EDIT = "UPDATE document SET number = :text, version = version + 1 WHERE id = :id"
VOID = (
    "UPDATE document SET voided_by = :own, version = version + 1"
    " WHERE id = :id AND voided_by IS NULL"
)
BULK = "UPDATE unit SET name = name || :text, version = version + 1"
SQL = {"add": ADD, "edit": EDIT, "void": VOID, "bulk": BULK}

texts = st.none() | st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=4
)
edits = st.tuples(st.sampled_from([*SQL, "forgotten"]), st.integers(1, 4), texts)
changes = st.lists(
    st.none() | st.lists(edits, min_size=1, max_size=4), min_size=1, max_size=5
)


def make(tx: Tx, edit: Edit) -> None:
    what, row_id, text = edit
    if what == "forgotten":
        with tx.session.begin_nested() as savepoint:
            tx.rows(EDIT, {"text": text, "id": row_id})
            savepoint.rollback()
        return
    given = {"own": tx.change_id, "text": text or "", "id": row_id}
    wanted = {name: value for name, value in given.items() if f":{name}" in SQL[what]}
    tx.rows(SQL[what], wanted)


def change(path: Path, planned: list[Edit] | None) -> None:
    """Make the edits as one change; None undoes the last one. Refusals are fine."""
    with suppress(ConflictError):
        if planned is None:
            undo(path, "李某")
            return
        with transaction(path, by="王某", action="改") as tx:
            for edit in planned:
                make(tx, edit)


def live(connection: sqlite3.Connection) -> Rows:
    return {
        table: {tuple(row) for row in connection.execute(f"SELECT * FROM {table}")}  # noqa: S608 - a table of ours
        for table in recorded_tables(connection)
    }


def replayed(connection: sqlite3.Connection, through: int | None = None) -> Rows:
    return {
        table: {
            tuple(row) for row in connection.execute(relation(table, columns, through))
        }
        for table, columns in recorded_tables(connection).items()
    }


def newest(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT max(id) FROM change").fetchone()[0])


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(planned=changes)
def test_the_journal_replays_to_the_tables_now_and_at_every_change(
    blank_registry: Path, planned: list[list[Edit] | None]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "registry.db"
        shutil.copy(blank_registry, path)
        states: dict[int, Rows] = {}
        for edits_of_change in planned:
            change(path, edits_of_change)
            with closing(open_reader(path)) as connection:
                states[newest(connection)] = live(connection)
        with closing(open_reader(path)) as connection:
            assert replayed(connection) == live(connection)
            for number, state in states.items():
                assert replayed(connection, number) == state
        assert verify(path).ok


def test_every_recorded_table_is_known_by_its_columns(blank_registry: Path) -> None:
    with closing(open_reader(blank_registry)) as connection:
        assert set(recorded_tables(connection)) == set(recorded())


def test_images_pass_through_every_upcast_newer_than_themselves(
    registry_file: Path, record: Record
) -> None:
    record("甲")
    upcasts = (
        Upcast("0001", "document", "json_set(image, '$.title', 'never')"),
        Upcast("0002", "document", "json_insert(image, '$.pages', 0)"),
        Upcast("0002", "unit", "json_insert(image, '$.other', 1)"),
        Upcast("0003", "document", "json_set(image, '$.pages', '一页')"),
    )
    with closing(open_reader(registry_file)) as connection:
        [row] = connection.execute(entries("document", upcasts)).fetchall()
    assert row["before"] is None
    assert '"title":"甲"' in row["after"]
    assert '"pages":"一页"' in row["after"]
    assert "other" not in row["after"]
