"""Backup by SQLite's own means, proven by opening and verifying it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from registry.store.engine import open_writable
from registry.store.identity import identify
from registry.store.placing import arriving
from registry.store.readonly import look
from registry.store.refusals import refusing
from registry.store.verdict import Verdict
from registry.store.verify import verify


def backup(path: Path, to: Path) -> Verdict:
    """Copy a registry as it is now, also while others write; the copy's verdict.

    A registry that does not agree with its journal is backed up all the same: the
    verdict says so.

    Raises:
        StoreError: the source is no registry, or something is already at ``to``.
    """
    identify(path)
    with refusing(path), arriving(to) as built:
        copy(path, built, "DELETE")
        return verify(built)


def copy(source: Path, to: Path, journal_mode: str) -> None:
    """Copy a database page by page into an empty file, committed content only.

    A copy that is only kept has mode DELETE: reading it leaves no files beside it.
    """
    with closing(look(source)) as origin, closing(open_writable(to)) as target:
        origin.backup(target)
        target.execute(f"PRAGMA journal_mode = {journal_mode}")
