from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import StoreError
from registry.store import readonly
from registry.store.engine import open_writable
from registry.store.reader import open_reader
from registry.store.transaction import transaction

Record = Callable[..., int]
AsNobody = Callable[[Callable[[], object]], object]
READ = """
import sys
from contextlib import closing
from pathlib import Path
from registry.store.reader import open_reader

with closing(open_reader(Path(sys.argv[1]))) as connection:
    print(connection.execute("SELECT name FROM registry").fetchone()["name"])
print(*sorted(sys.modules))
"""


def test_reading_loads_neither_sqlalchemy_nor_alembic(registry_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(registry_file)],
        capture_output=True,
        text=True,
        check=True,
    )
    name, modules = done.stdout.splitlines()
    assert name == "株洲市工业和信息化局"
    heavy = {"sqlalchemy", "sqlmodel", "alembic", "networkx", "pydantic"}
    assert not heavy & set(modules.split())


@pytest.mark.parametrize(
    "sql",
    ["UPDATE unit SET name = ''", "CREATE TABLE t (id)", "PRAGMA user_version = 1"],
)
def test_a_reader_cannot_write(registry_file: Path, sql: str) -> None:
    with (
        closing(open_reader(registry_file)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute(sql)


def test_a_reader_sees_what_is_still_in_the_log(
    registry_file: Path, record: Record
) -> None:
    with closing(open_writable(registry_file)) as keeper:
        keeper.execute("SELECT count(*) FROM unit").fetchone()
        record("甲")
        assert registry_file.with_name("registry.db-wal").stat().st_size > 0
        with closing(open_reader(registry_file)) as connection:
            found = connection.execute("SELECT title FROM document").fetchone()
        assert found["title"] == "甲"


def name_of(path: Path) -> str:
    with closing(open_reader(path)) as connection:
        return str(connection.execute("SELECT name FROM registry").fetchone()["name"])


def test_a_registry_on_read_only_media_can_be_read(
    blank_registry: Path, read_only_folder: Path, as_nobody: AsNobody
) -> None:
    path = read_only_folder / "registry.db"
    path.write_bytes(blank_registry.read_bytes())
    name = as_nobody(lambda: name_of(path))
    assert name == "株洲市工业和信息化局"


def test_a_read_only_copy_with_an_unread_log_is_refused_not_read_stale(
    registry_file: Path, record: Record, read_only_folder: Path, as_nobody: AsNobody
) -> None:
    path = read_only_folder / "registry.db"
    with closing(open_writable(registry_file)) as keeper:
        keeper.execute("SELECT count(*) FROM unit").fetchone()
        record("甲")
        path.write_bytes(registry_file.read_bytes())
        log = registry_file.with_name("registry.db-wal").read_bytes()
        (read_only_folder / "registry.db-wal").write_bytes(log)
    with pytest.raises(StoreError, match="-wal"):
        as_nobody(lambda: name_of(path))


def test_a_read_only_registry_cannot_be_written_and_says_so(
    blank_registry: Path, read_only_folder: Path, as_nobody: AsNobody
) -> None:
    path = read_only_folder / "registry.db"
    path.write_bytes(blank_registry.read_bytes())
    with pytest.raises(StoreError, match=r"权限|只读"):
        as_nobody(lambda: write(path))


def write(path: Path) -> None:
    with transaction(path, by="王某", action="登记") as tx:
        tx.rows("UPDATE unit SET version = version + 1")


def test_a_locked_registry_is_waited_for_and_then_refused(
    registry_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readonly, "BUSY_SECONDS", 0.1)
    with closing(open_writable(registry_file)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("COMMIT")
        with pytest.raises(StoreError, match="正被别的程序写入"):
            open_reader(registry_file)
