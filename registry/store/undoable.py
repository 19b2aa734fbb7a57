"""Which change can be undone: plain ``sqlite3``, so that a screen may ask first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.errors import ConflictError, NotFoundError


@dataclass(frozen=True, slots=True)
class Past:
    """A change as undo looks at it."""

    number: int
    action: str
    undoes: int | None
    lasting: bool


PAST = "SELECT id, action, undoes, lasting FROM change"


def choose(connection: sqlite3.Connection, change: int | None = None) -> int:
    """The change that undo would take: the named one, or the last that stands.

    Raises:
        NotFoundError: there is no such change.
        ConflictError: there is nothing left to undo, or not this one.
    """
    past = [Past(*row) for row in connection.execute(PAST)]
    if change is not None:
        require_undoable(past, change)
        return change
    gone = undone(past)
    own = (c.number for c in past if c.undoes is None and not c.lasting)
    last = max((number for number in own if number not in gone), default=None)
    if last is None:
        raise ConflictError("没有可以撤回的变更")
    return last


def require_undoable(past: Sequence[Past], number: int) -> None:
    """Refuse a change that is not there, is lasting, or is undone already.

    Raises:
        NotFoundError: there is no such change.
        ConflictError: it cannot be undone.
    """
    found = next((change for change in past if change.number == number), None)
    if found is None:
        raise NotFoundError(f"没有第 {number} 次变更；请用 tidu history 查看")
    if found.lasting:
        raise ConflictError(f"第 {number} 次变更「{found.action}」不能撤回")
    if number in undone(past):
        raise ConflictError(
            f"第 {number} 次变更已经撤回；要恢复，请撤回那次撤回（tidu history 可查）"
        )


def undone(past: Iterable[Past]) -> frozenset[int]:
    """The changes that are undone; an undo that was itself undone undoes nothing."""
    gone: set[int] = set()
    for change in sorted(past, key=lambda change: change.number, reverse=True):
        if change.undoes is not None and change.number not in gone:
            gone.add(change.undoes)
    return frozenset(gone)
