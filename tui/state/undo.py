"""Undoing a change from a screen."""

from __future__ import annotations

from pathlib import Path


def undo(path: Path, by: str, change: int) -> None:
    """Undo the change, in the registry: it survives a restart.

    Raises:
        ConflictError: something later builds on it.
    """
    from registry.desk import upkeep  # noqa: PLC0415 - SQLModel only when writing
    from registry.desk.office import Office  # noqa: PLC0415 - as above

    upkeep.undo(Office(path, by), change)
