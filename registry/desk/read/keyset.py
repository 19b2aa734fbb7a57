"""Pages by key: where a page goes on, in any order of any columns.

NULL sorts before every value, as SQLite sorts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from registry.desk.read.values import Cursor


@dataclass(frozen=True, slots=True)
class Key:
    """One SQL expression that rows are sorted by; ``filled`` where never NULL."""

    sql: str
    descending: bool = False
    filled: bool = False

    @property
    def turned(self) -> Key:
        """The same key in the other direction."""
        return replace(self, descending=not self.descending)


def order(keys: Sequence[Key]) -> str:
    """The ORDER BY list of the keys."""
    return ", ".join(f"{key.sql}{' DESC' if key.descending else ''}" for key in keys)


def bound(cursor: Cursor) -> dict[str, str | int | None]:
    """The cursor's values under the names that ``beyond`` refers to."""
    return {f"k{place}": value for place, value in enumerate(cursor)}


def beyond(keys: Sequence[Key], cursor: Cursor) -> str:
    """The condition that a row comes after the cursor in the order of the keys.

    The first key's own bound stands alone in front, so that an index can seek to it.
    """
    choices = " OR ".join(f"({choice})" for choice in _choices(keys, cursor))
    return f"{_seek(keys[0], cursor[0])}({choices})"


def _choices(keys: Sequence[Key], cursor: Cursor) -> Iterator[str]:
    same = ""
    for place, (key, value) in enumerate(zip(keys, cursor, strict=True)):
        yield f"{same}{_further(key, place, value)}"
        same += f"{key.sql} IS :k{place} AND "


def _further(key: Key, place: int, value: str | int | None) -> str:
    match key.descending, value is None:
        case False, True:
            return f"{key.sql} IS NOT NULL"
        case False, False:
            return f"{key.sql} > :k{place}"
        case True, True:
            return "0"
        case _:
            null = "" if key.filled else f" OR {key.sql} IS NULL"
            return f"({key.sql} < :k{place}{null})"


def _seek(key: Key, value: str | int | None) -> str:
    if value is None or (key.descending and not key.filled):
        return ""
    return f"{key.sql} {'<=' if key.descending else '>='} :k0 AND "
