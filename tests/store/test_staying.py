"""A connection that stays open from one change to the next."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from registry.errors import InputError
from registry.model.document import Document
from registry.store.engine import staying_engine
from registry.store.transaction import transaction
from registry.terms import DocumentKind


@pytest.fixture
def engine(registry_file: Path) -> Iterator[Engine]:
    staying = staying_engine(registry_file)
    yield staying
    staying.dispose()


def add(path: Path, title: str, engine: Engine, problem: str = "") -> object:
    """Record a document, or fail to; the connection that it was written through."""
    with transaction(path, by="王某", action=f"登记{title}", engine=engine) as tx:
        tx.add(Document(title=title, kind=DocumentKind.NOTICE))
        if problem:
            raise InputError(problem)
        return tx.connection.connection.driver_connection


def titles(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {title for (title,) in connection.execute("SELECT title FROM document")}


def test_who_stays_writes_through_one_connection_from_any_thread(
    registry_file: Path, engine: Engine
) -> None:
    first = add(registry_file, "甲", engine)
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(add, registry_file, "乙", engine).result() is first


def test_a_change_that_fails_leaves_no_trace_on_what_stays_open(
    registry_file: Path, engine: Engine
) -> None:
    with pytest.raises(InputError):
        add(registry_file, "甲", engine, "不行")
    add(registry_file, "乙", engine)
    assert titles(registry_file) & {"甲", "乙"} == {"乙"}


def test_another_file_at_the_path_is_opened_anew(
    registry_file: Path, engine: Engine, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    shutil.copy(registry_file, other)
    first = add(registry_file, "甲", engine)
    aside = tmp_path / "aside.db"
    for beside in ("", "-wal", "-shm"):
        found = registry_file.with_name(f"{registry_file.name}{beside}")
        found.rename(f"{aside}{beside}")
    other.rename(registry_file)
    assert add(registry_file, "乙", engine) is not first
    assert titles(registry_file) & {"甲", "乙"} == {"乙"}


def test_what_stayed_open_is_folded_into_the_file_in_the_end(
    registry_file: Path, engine: Engine
) -> None:
    log = registry_file.with_name(f"{registry_file.name}-wal")
    add(registry_file, "甲", engine)
    assert log.exists()
    engine.dispose()
    assert not log.exists()
