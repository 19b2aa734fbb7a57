"""Bringing an older registry to the program's schema, with a backup first."""

from __future__ import annotations

from pathlib import Path

from registry import dates
from registry.store.backup import backup
from registry.store.identity import Edition, identify, newer
from registry.store.migrate import migrate
from registry.store.schema import Schema, shipped


def upgrade(path: Path, by: str, schema: Schema | None = None) -> Path | None:
    """Upgrade a registry in place; where its backup is, or None if it was current.

    ``schema`` is the program's own unless said.

    Raises:
        StoreError: the file is no registry, a newer one, or failed a check; it is
            unchanged then, and the backup stays.
    """
    wanted = schema or shipped()
    here = identify(path, wanted.revisions)
    if here.edition is Edition.NEWER:
        raise newer(path, here.revision)
    if here.edition is Edition.CURRENT:
        return None
    kept = aside(path, f"{here.revision}-升级前")
    backup(path, kept)
    migrate(path, wanted, wanted.head, by)
    return kept


def aside(path: Path, why: str) -> Path:
    """A free name beside a registry for a copy that is kept: why, and the instant."""
    instant = dates.now().strftime("%Y%m%dT%H%M%S%f")
    return path.with_name(f"{path.stem}-{why}-{instant}{path.suffix}")
