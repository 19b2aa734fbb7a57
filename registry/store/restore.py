"""Restoring a backup: the old file is set aside, the heads lost are recorded.

The changes made after the backup are lost from the register, but their heads may
stand on lists that were published since. The restored registry records them, so
that such a list is known, not taken for forged.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from registry.errors import ConflictError, StoreError
from registry.model.journal import LostHead
from registry.paths import there
from registry.store import header
from registry.store.backup import copy
from registry.store.engine import open_writable
from registry.store.identity import (
    Edition,
    Identity,
    identify,
    newer,
    require_ours,
)
from registry.store.migrate import migrate
from registry.store.personal import erase, erased
from registry.store.placing import arriving, beside, helpers, put
from registry.store.readonly import BUSY_SECONDS, look
from registry.store.refusals import is_damage, refusing
from registry.store.schema import shipped
from registry.store.shape import damage_findings
from registry.store.transaction import Cause, writing
from registry.store.upgrade import aside
from registry.store.verdict import Finding, Verdict
from registry.store.verify import verify

_Head = tuple[int, str, str]
"""A change's number and instant, and the head that seals it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: where the old file is, how many changes were lost.

    ``lost`` is None where the old file could not be read any more; ``erased`` is how
    many contacts came back with the backup and were erased again.
    """

    aside: Path | None
    lost: int | None
    verdict: Verdict
    erased: int = 0


def restore(path: Path, source: Path, by: str) -> Restored:
    """Put a backup in the place of a registry; nothing is thrown away.

    An older backup is brought to the program's schema. The old file, with its
    ``-wal`` and ``-shm`` where it has any, stays beside under another name.

    Raises:
        StoreError: the source is no registry or a newer one; the registry is in use
            or cannot be moved. Nothing has changed then.
        ConflictError: the backup is of another registry.
    """
    backed_up = identify(source)
    if backed_up.edition is Edition.NEWER:
        raise newer(source, backed_up.revision)
    if not there(path):
        return _restore_anew(path, backed_up, by)
    with refusing(path), beside(path) as built:
        _build(built, backed_up, by)
        with _held(path) as old:
            lost = None if old is None else _lost(built, old)
            gone = [] if old is None or lost is None else erased(old)
            again = _record(built, lost or [], gone, source, by)
            verdict = _sound(built, source)
            kept = _swap(built, path)
        return Restored(kept, None if lost is None else len(lost), verdict, again)


def _restore_anew(path: Path, backed_up: Identity, by: str) -> Restored:
    with refusing(path), arriving(path) as built:
        _build(built, backed_up, by)
        return Restored(None, 0, _sound(built, backed_up.path))


def _build(built: Path, backed_up: Identity, by: str) -> None:
    copy(backed_up.path, built, "WAL")
    if backed_up.edition is Edition.OLDER:
        schema = shipped()
        migrate(built, schema, schema.head, by)
    with closing(look(built)) as connection:
        _require_whole(damage_findings(connection, shipped()), backed_up.path)


@contextmanager
def _held(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The old file, locked against everyone; None where it is no database any more.

    Leaving WAL mode needs the file for oneself alone and folds the log in, so that
    no other process can still write to helper files that would then belong to the
    restored registry.
    """
    if not header.read(path).database:  # SQLite would delete the log beside it
        yield None
        return
    try:
        connection = _alone(path)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        yield None
        return
    with closing(connection):
        try:
            yield connection
        except BaseException:
            connection.execute("PRAGMA journal_mode = WAL")
            raise


def _alone(path: Path) -> sqlite3.Connection:
    connection = open_writable(path)
    try:
        require_ours(path, connection.execute)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _leave_wal(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _leave_wal(path: Path, connection: sqlite3.Connection) -> None:
    """Wait for others to be through; SQLite does not wait here by itself."""
    given_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise
            if time.monotonic() > given_up:
                raise StoreError(
                    f"台账正在使用；请关闭所有打开它的窗口后再恢复：{path}"
                ) from error
            time.sleep(_PAUSE)
        else:
            return


_PAUSE = 0.02


def _sound(built: Path, source: Path) -> Verdict:
    """The verdict on what was built; refuse a backup that is not whole."""
    verdict = verify(built)
    _require_whole(verdict.findings, source)
    return verdict


def _require_whole(findings: Iterable[Finding], source: Path) -> None:
    for finding in findings:
        if finding.damage:
            raise StoreError(f"备份已损坏（{finding}）；请换一份备份：{source}")


def _record(
    built: Path, lost: Sequence[_Head], gone: Sequence[str], source: Path, by: str
) -> int:
    """Write the heads that the backup does not have into it.

    Contacts that were erased since are erased again; how many came back.
    """
    cause = Cause(by, "恢复备份", reason=f"恢复自 {source.name}", lasting=True)
    with writing(built, cause) as tx:
        for number, at, head in lost:
            tx.session.add(
                LostHead(number=number, at=at, head=head, change_id=tx.change_id)
            )
        back = [row.id for row in tx.rows(_BACK, {"refs": json.dumps(list(gone))})]
        erase(tx, back)
        return len(back)


def _lost(built: Path, old: sqlite3.Connection) -> list[_Head] | None:
    """The heads that only the old file knows; None where it cannot tell any more."""
    with closing(look(built)) as connection:
        first, known = _first(connection), {row[2] for row in _heads(connection)}
    try:
        if first != _first(old):
            raise ConflictError("备份属于另一个台账，不能覆盖；请恢复到一个新的路径")
        return [row for row in _heads(old) if row[2] not in known]
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return None


def _first(connection: sqlite3.Connection) -> str | None:
    found = connection.execute("SELECT head FROM seal WHERE change_id = 1").fetchone()
    return None if found is None else str(found[0])


def _heads(connection: sqlite3.Connection) -> list[_Head]:
    """Every head a file knows: its chain's, and those it lost before."""
    rows = connection.execute(_CHAIN).fetchall()
    rows += connection.execute(_LOST).fetchall()
    return [(int(number), str(at), str(head)) for number, at, head in rows]


_BACK = """
SELECT id FROM contact
WHERE erased = 0 AND ref IN (SELECT value FROM json_each(:refs))
"""
_CHAIN = "SELECT c.id, c.at, s.head FROM seal s JOIN change c ON c.id = s.change_id"
_LOST = "SELECT number, at, head FROM lost_head"


def _swap(built: Path, path: Path) -> Path:
    """Give the old file another name and the new one its place."""
    kept = aside(path, "恢复前")
    for old, new in zip(helpers(path), helpers(kept), strict=True):
        if old.exists():
            old.rename(new)
    try:
        kept.hardlink_to(path)  # so that there is a registry here at every instant
    except OSError:
        path.rename(kept)
    try:
        put(built, path)
    except BaseException:
        kept.replace(path)  # leaves both names where they are of one file
        kept.unlink(missing_ok=True)
        raise
    return kept
