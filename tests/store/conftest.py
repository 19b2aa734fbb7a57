"""What the tests of the store share: a shell that knows nothing, and a document."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from registry.model.document import Document
from registry.store.transaction import transaction
from registry.terms import DocumentKind


@pytest.fixture
def shell(registry_file: Path) -> Iterator[sqlite3.Connection]:
    """The registry opened as the sqlite3 shell opens it, with its default pragmas."""
    connection = sqlite3.connect(registry_file, isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def record(registry_file: Path) -> Callable[..., int]:
    """Record a document in a change of its own; gives the row's id."""

    def add(title: str = "认定通知", number: str | None = None) -> int:
        with transaction(registry_file, by="王某", action=f"登记{title}") as tx:
            row = Document(title=title, kind=DocumentKind.RECOGNITION, number=number)
            return tx.add(row).id or 0

    return add


NOBODY = 65534


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that ``as_nobody`` cannot write in."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.fixture
def as_nobody(read_only_folder: Path) -> Iterator[Callable[..., object]]:
    """Call something without the right to write in the read-only folder."""

    def call(act: Callable[[], object]) -> object:
        for path in read_only_folder.iterdir():
            path.chmod(0o444)
        read_only_folder.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(NOBODY)
        return act()

    yield call
    if os.getuid() == 0:
        os.seteuid(0)
    read_only_folder.chmod(0o700)


@pytest.fixture
def kept(registry_file: Path, record: Callable[..., int]) -> Path:
    """A registry with two documents, the second edited once: changes 2, 3 and 4."""
    record("甲", number="文一")
    row_id = record("乙", number="文二")
    with transaction(registry_file, by="李某", action="改标题") as tx:
        row = tx.get(Document, row_id)
        row.title = "丙"
        tx.touch(row)
    return registry_file
