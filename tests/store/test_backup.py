from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import StoreError
from registry.model.document import Document
from registry.store.backup import backup
from registry.store.reader import open_reader
from registry.store.transaction import transaction
from registry.store.verify import verify
from registry.terms import DocumentKind

Record = Callable[..., int]


def titles(path: Path) -> list[str]:
    with closing(open_reader(path)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM document")]


def test_a_backup_is_the_registry_as_it_is_now_and_proven(
    registry_file: Path, record: Record, tmp_path: Path
) -> None:
    record("甲")
    to = tmp_path / "away" / "backup.db"
    verdict = backup(registry_file, to)
    assert verdict.ok
    assert verdict.head == verify(registry_file).head
    assert titles(to) == ["甲"]


def test_a_backup_taken_while_another_writes_holds_what_was_sealed(
    registry_file: Path, record: Record, tmp_path: Path
) -> None:
    record("甲")
    with transaction(registry_file, by="王某", action="登记") as tx:
        tx.add(Document(title="未封存", kind=DocumentKind.NOTICE))
        assert backup(registry_file, tmp_path / "backup.db").ok
    assert titles(tmp_path / "backup.db") == ["甲"]


def test_a_backup_is_one_file_for_the_owner_alone(
    registry_file: Path, tmp_path: Path
) -> None:
    to = tmp_path / "away" / "backup.db"
    backup(registry_file, to)
    titles(to)
    assert [path.name for path in to.parent.iterdir()] == ["backup.db"]
    assert stat.S_IMODE(to.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(registry_file: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup.db"
    to.write_bytes(b"older")
    with pytest.raises(StoreError, match="已经存在"):
        backup(registry_file, to)
    assert to.read_bytes() == b"older"


def test_a_registry_that_was_tampered_with_is_backed_up_and_told(
    registry_file: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(registry_file)) as connection:
        connection.execute("DROP TRIGGER refuse_delete_unit")
    verdict = backup(registry_file, tmp_path / "backup.db")
    assert not verdict.ok
    assert (tmp_path / "backup.db").exists()


def test_what_is_no_registry_is_not_backed_up(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("记事", encoding="utf-8")
    with pytest.raises(StoreError, match="不是台账文件"):
        backup(path, tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == [path]
