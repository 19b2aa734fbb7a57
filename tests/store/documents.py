"""Documents that are changed, for tests of taking changes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from registry.model.document import Document
from registry.store.reader import open_reader
from registry.store.transaction import transaction

Record = Callable[..., int]


def retitle(path: Path, row_id: int, title: str) -> int:
    """Give a document another title; the number of the change."""
    with transaction(path, by="王某", action=f"改为{title}") as tx:
        row = tx.get(Document, row_id)
        row.title = title
        tx.touch(row)
        return tx.change_id


def replace(path: Path, row_id: int, replaces: int) -> int:
    """Have a document replace another."""
    with transaction(path, by="王某", action="替代") as tx:
        row = tx.get(Document, row_id)
        row.replaces_id = replaces
        tx.touch(row)
        return tx.change_id


def void(path: Path, row_id: int) -> int:
    """Declare a document void."""
    with transaction(path, by="王某", action="作废") as tx:
        tx.void(tx.get(Document, row_id))
        return tx.change_id


def titles(path: Path) -> list[str]:
    """The titles of the documents that are in force."""
    sql = "SELECT title FROM document WHERE voided_by IS NULL ORDER BY id"
    with closing(open_reader(path)) as connection:
        return [title for (title,) in connection.execute(sql)]


def last_change(path: Path) -> dict[str, object]:
    """What the last change says of itself."""
    sql = 'SELECT id, "by", action, reason, undoes FROM change ORDER BY id DESC LIMIT 1'
    with closing(open_reader(path)) as connection:
        return dict(connection.execute(sql).fetchone())
