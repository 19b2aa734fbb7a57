"""Personal data beside the journal: commitments to it, and whether they hold.

A commitment is SHA-256 over a random salt and the words, each with its length before
it. Whoever has the words and the salt can show that nothing was changed; once both are
erased, the commitment says nothing.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from registry.model.labels import table_label
from registry.store.engine import open_writable
from registry.store.transaction import Tx
from registry.store.verdict import Finding

DETAILS = ("name", "post", "phone", "email", "note")
"""The words of a contact, in the order in which they are committed to."""

_SALT_BYTES = 32
_PATIENCE = 500
"""Milliseconds to wait for readers."""
_CONTACTS = f"""
SELECT c.id, c.erased, c.commitment, d.salt, {", ".join(f"d.{key}" for key in DETAILS)}
FROM contact c LEFT JOIN contact_detail d ON d.contact_id = c.id ORDER BY c.id
"""


_VOID = """
UPDATE contact SET erased = 1, version = version + 1,
  voided_by = coalesce(voided_by, :change)
WHERE id IN (SELECT value FROM json_each(:ids))
"""
_DELETE = """
DELETE FROM contact_detail
WHERE contact_id IN (SELECT value FROM json_each(:ids))
"""
_ERASED = "SELECT ref FROM contact WHERE erased = 1"


def new_salt() -> str:
    """A fresh salt, hexadecimal."""
    return secrets.token_hex(_SALT_BYTES)


def commitment(salt: str, words: Sequence[str]) -> str:
    """What the journal holds in place of the words."""
    framed = "".join(f"{len(part.encode())}:{part}" for part in (salt, *words))
    return hashlib.sha256(framed.encode()).hexdigest()


def personal_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Contacts whose words are gone, changed, or still there after they were erased."""
    label = table_label("contact")
    for number, erased, committed, salt, *words in connection.execute(_CONTACTS):
        problem = _problem(bool(erased), committed, salt, words)
        if problem:
            yield Finding(f"{label} #{number}", problem)


def _problem(
    erased: bool,  # noqa: FBT001 - as the row has it
    committed: str,
    salt: str | None,
    words: Sequence[str],
) -> str:
    if erased:
        return "" if salt is None else "已删除，内容却还在"
    if salt is None:
        return "内容不见了，却没有删除记录"
    return "" if commitment(salt, words) == committed else "内容与变更记录的承诺值不符"


def erase(tx: Tx, contacts: Sequence[int]) -> None:
    """Void these contacts and erase their words and salts, also from the file's pages.

    The change must be a lasting one: nothing can bring back what is gone.
    """
    asked = {"ids": json.dumps(list(contacts)), "change": tx.change_id}
    tx.connection.exec_driver_sql("PRAGMA secure_delete = ON")
    tx.rows(_VOID, asked)
    tx.rows(_DELETE, asked)


def erased(connection: sqlite3.Connection) -> list[str]:
    """The refs of the contacts that a file erased; none where it knows no contacts."""
    known = "SELECT count(*) FROM sqlite_schema WHERE name = 'contact'"
    if not connection.execute(known).fetchone()[0]:
        return []
    return [str(ref) for (ref,) in connection.execute(_ERASED)]


def empty_log(path: Path) -> bool:
    """Bring the write-ahead log into the file and empty it: no old page stays.

    False where somebody is reading: it is emptied when the last window is closed.
    """
    with closing(open_writable(path)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
