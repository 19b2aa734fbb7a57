"""Which change can be undone: plain ``sqlite3``, so that a screen may ask first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from registry.errors import ConflictError, NotFoundError


@dataclass(frozen=True, slots=True)
class Past:
    """A change as undo looks at it."""

    number: int
    action: str
    undoes: int | None
    lasting: bool
    by: str = ""


PAST = 'SELECT id, action, undoes, lasting, "by" FROM change'


def choose(
    connection: sqlite3.Connection, change: int | None = None, by: str = ""
) -> int:
    """The change that undo would take: the named one, or the last that stands.

    ``by`` is the official who asks: what a colleague did last is not taken by
    accident, it must be named.

    Raises:
        NotFoundError: there is no such change.
        ConflictError: there is nothing left to undo, or not this one, or the last
            one is another official's.
    """
    past = [Past(*row) for row in connection.execute(PAST)]
    if change is not None:
        require_undoable(past, change)
        return change
    gone = undone(past)
    own = (c for c in past if c.undoes is None and not c.lasting)
    last = max((c for c in own if c.number not in gone), key=_number, default=None)
    if last is None:
        raise ConflictError("没有可以撤回的变更")
    if by not in {"", last.by}:
        raise ConflictError(
            f"最近一次变更（第 {last.number} 次「{last.action}」）是 {last.by} 登记的；"
            f"确要撤回，请写明 tidu undo --change {last.number}"
        )
    return last.number


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
    if (by := undoing(past).get(number)) is not None:
        raise ConflictError(
            f"第 {number} 次变更已由第 {by} 次撤回；"
            f"要恢复，请用 tidu undo --change {by}"
        )


def undone(past: Iterable[Past]) -> frozenset[int]:
    """The changes that are undone."""
    return frozenset(undoing(past))


def undoing(past: Iterable[Past]) -> Mapping[int, int]:
    """Each undone change with the one that undoes it.

    An undo that was itself undone undoes nothing.
    """
    by: dict[int, int] = {}
    for change in sorted(past, key=_number, reverse=True):
        if change.undoes is not None and change.number not in by:
            by[change.undoes] = change.number
    return by


def _number(change: Past) -> int:
    return change.number
