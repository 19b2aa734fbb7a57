"""Keeping the register: undo, verify, back up, restore."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from registry.desk.differing import Said, differing
from registry.desk.office import Office, official
from registry.desk.read import history as journal
from registry.desk.read.history import Changed
from registry.desk.read.session import open_reading
from registry.desk.settling import settle, today
from registry.desk.standing_on import refuse_undoing
from registry.eligibility.kept import settle as kept
from registry.eligibility.kept.settle import Refreshed
from registry.reports import kept as overview
from registry.store import backup as copies
from registry.store import restore as restoring
from registry.store import undo as undoing
from registry.store import upgrade as upgrading
from registry.store.deriving import deriving
from registry.store.identity import Edition, identify
from registry.store.reader import open_reader
from registry.store.restore import Restored
from registry.store.transaction import Tx
from registry.store.undoable import choose
from registry.store.verdict import Verdict
from registry.store.verify import verify as hold
from registry.text import clean


def undo(office: Office, change: int | None = None, reason: str = "") -> int:
    """Undo a change, the last one unless said; the number of the undoing change.

    Raises:
        ConflictError: it is undone already, something later builds on it, or a later
            step of the same application; or it is the last one, another official's,
            and was not named.
        NotFoundError: there is no such change.
    """
    by = official(office)
    return undoing.undo(office.path, by, change, clean(reason), _settle)


def _settle(tx: Tx) -> None:
    """Settle an undoing once no step stands on what it took away."""
    refuse_undoing(tx)
    settle(tx)


def undoable(office: Office, change: int | None = None) -> Changed:
    """The change that ``undo`` would take back, with its edits.

    Raises:
        ConflictError: there is nothing left to undo, or not this one.
        NotFoundError: there is no such change.
    """
    with open_reading(office.path) as reading:
        chosen = choose(reading.connection, change, official(office))
        return journal.one(reading, chosen)


def backup(office: Office, to: Path) -> Verdict:
    """Copy the registry as it is now; the copy's verdict.

    Raises:
        StoreError: something is already at ``to``.
    """
    return copies.backup(office.path, to)


def restore(office: Office, source: Path) -> Restored:
    """Put a backup in the registry's place; the old file is set aside.

    Raises:
        StoreError: the source is no registry, or the registry is in use.
        ConflictError: the backup is of another registry.
    """
    return restoring.restore(office.path, source, official(office))


def upgrade(office: Office) -> Path | None:
    """Bring an older registry up to date; where its backup is, None if it was.

    Raises:
        StoreError: the file is no registry, or is newer than the program.
    """
    return upgrading.upgrade(office.path, official(office))


def verify(path: Path, anchor: str | None = None) -> Verdict:
    """Hold the register against its journal, and kept outcomes against the facts.

    Raises:
        StoreError: the file is missing, no registry, or cannot be read.
        InputError: the anchor is no head.
    """
    verdict = hold(path, anchor)
    if verdict.damaged or identify(path).edition is not Edition.CURRENT:
        return verdict
    with closing(open_reader(path)) as connection:
        on = today(connection)
        said = Said() if on is None else differing(connection, on)
    findings = (*verdict.findings, *said.findings)
    return replace(verdict, findings=findings, notes=said.notes)


def refresh(office: Office, *, everything: bool = False) -> Refreshed:
    """Renew the kept outcomes that no longer count; nothing recorded changes.

    With ``everything`` all that is kept is forgotten and made again.

    Raises:
        StoreError: the file is no registry, or it cannot be written.
    """
    with deriving(office.path) as connection:
        on = today(connection)
        if on is None:
            return Refreshed(0, 0)
        if everything:
            kept.forget(connection)
        overview.refresh(connection, on)
        return kept.refresh(connection, on)
