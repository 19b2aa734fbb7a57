"""What undo would take back: the last change that stands."""

from __future__ import annotations

from pathlib import Path

from registry.desk.read.history import Changed, history
from registry.desk.read.session import Reading
from registry.errors import ConflictError
from tui import texts

_LOOKED_AT = 200
"""So many changes are looked at for one that stands."""


def last_standing(reading: Reading) -> Changed:
    """The last change that neither undoes nor is undone, with its edits.

    Raises:
        ConflictError: there is none.
    """
    for changed in history(reading, limit=_LOOKED_AT, edits=False):
        if changed.undoes is None and changed.undone_by is None:
            return history(reading, before=changed.id + 1, limit=1)[0]
    raise ConflictError(texts.NOTHING_TO_UNDO)


def undo(path: Path, by: str, change: int) -> None:
    """Undo the change, in the registry: it survives a restart.

    Raises:
        ConflictError: something later builds on it.
    """
    from registry.desk import upkeep  # noqa: PLC0415 - SQLModel only when writing
    from registry.desk.office import Office  # noqa: PLC0415 - as above

    upkeep.undo(Office(path, by), change)
