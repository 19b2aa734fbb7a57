"""The hash chain: every change is sealed over the head before it.

A head is SHA-256 over the previous head, the change's own fields and its entries
in the order they were written. Every field is length-prefixed, so that no two
different contents hash alike; NULL is not the empty text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

GENESIS = "0" * 64
"""The head before the first change."""

CHANGE_FIELDS = (
    "id",
    "at",
    "by",
    "action",
    "document",
    "reason",
    "undoes",
    "revision",
    "stepped_back",
    "lasting",
)
ENTRY_FIELDS = (
    "id",
    "change_id",
    "table_name",
    "row_id",
    "operation",
    "before",
    "after",
)

Field = str | int | None


def columns(fields: Iterable[str]) -> str:
    """Fields as a quoted SQL column list."""
    return ", ".join(f'"{field}"' for field in fields)


CHANGE_SQL = f"SELECT {columns(CHANGE_FIELDS)} FROM change"
ENTRY_SQL = f"SELECT {columns(ENTRY_FIELDS)} FROM journal"
_OF_CHANGE = "FROM journal WHERE change_id = :id"
ENTRIES_SQL = (
    f"{ENTRY_SQL} WHERE id BETWEEN (SELECT min(id) {_OF_CHANGE})"
    f" AND (SELECT max(id) {_OF_CHANGE}) AND +change_id = :id ORDER BY id"
)
"""The entries of change ``:id``: read as they were written, in a row, not sorted."""


def head(
    previous: str, change: Sequence[Field], entries: Iterable[Sequence[Field]]
) -> tuple[str, int]:
    """The head after a change, and how many entries it has."""
    digest = hashlib.sha256()
    digest.update(_framed((previous, *change)))
    count = 0
    for entry in entries:
        digest.update(_framed(entry))
        count += 1
    return digest.hexdigest(), count


def _framed(fields: Sequence[Field]) -> bytes:
    parts = [f"{len(fields)};".encode()]
    for field in fields:
        if field is None:
            parts.append(b"-;")
        else:
            text = str(int(field) if isinstance(field, bool) else field).encode()
            parts.append(b"%d:%b;" % (len(text), text))
    return b"".join(parts)
