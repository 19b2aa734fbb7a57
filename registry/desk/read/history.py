"""The journal as officials read it: who changed what, when, on which document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry import dates
from registry.desk.read.session import Bound, Reading
from registry.desk.read.touching import touching
from registry.desk.read.wording import Image, in_words
from registry.model.labels import column_label, table_label
from registry.text import visible


@dataclass(frozen=True, slots=True)
class Edit:
    """One column of one row: what it said before and says after, in words.

    ``record`` is the kind of record, ``row`` its number, ``about`` whom it is about.
    """

    record: str
    row: int
    about: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: when (the registry's clock), who, doing what, on what, why.

    ``undoes`` is the change it undid, ``undone_by`` the change that undid it.
    """

    id: int
    at: str
    by: str
    action: str
    document: str
    reason: str
    undoes: int | None
    undone_by: int | None
    edits: tuple[Edit, ...] = ()


_CHANGES = """
SELECT c.*, (SELECT min(u.id) FROM change u WHERE u.undoes = c.id) AS undone_by
FROM change c
"""


def history(
    reading: Reading,
    enterprise: int | None = None,
    *,
    before: int | None = None,
    limit: int = 50,
    edits: bool = True,
) -> tuple[Changed, ...]:
    """Changes, latest first, of all or of one enterprise and what it owns.

    ``before`` is the number of the change that the page goes on from. An enterprise's
    history has what was made void, too; finding that reads whole tables.
    """
    where = [] if enterprise is None else [f"c.id IN ({touching(void=True)})"]
    if before is not None:
        where.append("c.id < :before")
    return _changes(
        reading, where, edits=edits, enterprise=enterprise, before=before, limit=limit
    )


def latest(reading: Reading, enterprise: int, limit: int = 8) -> tuple[Changed, ...]:
    """The latest changes to what is recorded of an enterprise now, without edits."""
    where = [f"c.id IN ({touching(void=False)})"]
    return _changes(reading, where, edits=False, enterprise=enterprise, limit=limit)


def _changes(
    reading: Reading, where: Sequence[str], *, edits: bool, **bound: Bound
) -> tuple[Changed, ...]:
    rows = reading.rows(
        f"{_CHANGES} WHERE {' AND '.join(['1', *where])}"
        " ORDER BY c.id DESC LIMIT :limit",
        **bound,
    )
    return tuple(_changed(reading, row, edits=edits) for row in rows)


def _changed(reading: Reading, row: sqlite3.Row, *, edits: bool) -> Changed:
    return Changed(
        row["id"],
        dates.local(row["at"], reading.info.zone),
        visible(row["by"]),
        visible(row["action"]),
        visible(row["document"]),
        visible(row["reason"]),
        row["undoes"],
        row["undone_by"],
        tuple(_edits(reading, row["id"])) if edits else (),
    )


def _edits(reading: Reading, change: int) -> Iterator[Edit]:
    sql = "SELECT * FROM journal WHERE change_id = :change ORDER BY id"
    for entry in reading.rows(sql, change=change):
        before: Image = json.loads(entry["before"] or "{}")
        after: Image = json.loads(entry["after"] or "{}")
        table = entry["table_name"]
        about = _about(reading, table, after or before)
        for column in _told(before, after):
            yield Edit(
                table_label(table),
                entry["row_id"],
                about,
                column_label(table, column),
                in_words(reading, table, column, before.get(column)),
                in_words(reading, table, column, after.get(column)),
            )


_UNTOLD = {"id", "ref", "version", "change_id", "toml", "rows", "answer"}


def _told(before: Image, after: Image) -> Iterator[str]:
    """The columns that changed and mean something to an official."""
    for column in after or before:
        old, new = before.get(column), after.get(column)
        dull = column in _UNTOLD or column.endswith("_precision")
        made = not before and new in (None, "", 0) and column != "level"
        if old != new and not dull and not made:
            yield column


def _about(reading: Reading, table: str, image: Image) -> str:
    """The enterprise or subject that a row is about, by name."""
    if table in ("enterprise", "subject"):
        return in_words(reading, table, "subject_id", image.get("id"))
    for column in ("subject_id", "enterprise_id", "title_id", "application_id"):
        if image.get(column) is not None:
            return in_words(reading, table, column, image[column])
    return ""
