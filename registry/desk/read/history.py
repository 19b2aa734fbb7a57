"""The journal as officials read it: who changed what, when, on which document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from registry import dates
from registry.desk.read.session import Reading
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

    ``undoes`` is the change it undid, ``undone_by`` the change that undid it; ``rows``
    is how many rows it wrote (of the enterprise that is asked about), also where the
    edits of only the first ``MOST_ROWS`` are told.
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
    rows: int = 0


MOST_ROWS = 200
"""Of one change the edits of so many rows at most are told."""

_CHANGES = """
SELECT c.*, (SELECT min(u.id) FROM change u WHERE u.undoes = c.id) AS undone_by,
  (SELECT count(*) FROM journal j WHERE j.change_id = c.id) AS entries
FROM change c
"""
_ENTRIES = f"SELECT * FROM journal WHERE {{which}} ORDER BY id LIMIT {MOST_ROWS}"


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
    history has only its own edits, of what was made void, too; finding those reads
    whole tables.
    """
    if enterprise is not None:
        return _of_enterprise(reading, enterprise, before, limit, edits=edits)
    rows = reading.rows(
        f"{_CHANGES} WHERE :before IS NULL OR c.id < :before"
        " ORDER BY c.id DESC LIMIT :limit",
        before=before,
        limit=limit,
    )
    all_of = _ENTRIES.format(which="change_id = :change")
    return tuple(
        _changed(
            reading,
            row,
            row["entries"],
            reading.rows(all_of, change=row["id"]) if edits else (),
        )
        for row in rows
    )


def latest(reading: Reading, enterprise: int, limit: int = 8) -> tuple[Changed, ...]:
    """The latest changes to what is recorded of an enterprise now, without edits."""
    touched = _touched(reading, enterprise, void=False)
    return _told_of(reading, touched, sorted(touched, reverse=True)[:limit])


def _of_enterprise(
    reading: Reading, enterprise: int, before: int | None, limit: int, *, edits: bool
) -> tuple[Changed, ...]:
    touched = _touched(reading, enterprise, void=True)
    earlier = [change for change in touched if before is None or change < before]
    chosen = sorted(earlier, reverse=True)[:limit]
    return _told_of(reading, touched, chosen, edits=edits)


def _touched(reading: Reading, enterprise: int, *, void: bool) -> dict[int, list[int]]:
    """The journal's entries on an enterprise, by change."""
    found: dict[int, list[int]] = {}
    for row in reading.rows(touching(void=void), enterprise=enterprise):
        found.setdefault(row["change_id"], []).append(row["id"])
    return found


def _told_of(
    reading: Reading,
    touched: Mapping[int, Sequence[int]],
    changes: Sequence[int],
    *,
    edits: bool = False,
) -> tuple[Changed, ...]:
    rows = reading.rows(
        f"{_CHANGES} WHERE c.id IN (SELECT value FROM json_each(:changes))"
        " ORDER BY c.id DESC",
        changes=json.dumps(changes),
    )
    own = _ENTRIES.format(which="id IN (SELECT value FROM json_each(:entries))")
    return tuple(
        _changed(
            reading,
            row,
            len(touched[row["id"]]),
            reading.rows(own, entries=json.dumps(touched[row["id"]])) if edits else (),
        )
        for row in rows
    )


def _changed(
    reading: Reading, row: sqlite3.Row, touched: int, entries: Iterable[sqlite3.Row]
) -> Changed:
    return Changed(
        row["id"],
        dates.local(row["at"], reading.info.zone),
        visible(row["by"]),
        visible(row["action"]),
        visible(row["document"]),
        visible(row["reason"]),
        row["undoes"],
        row["undone_by"],
        tuple(_edits(reading, entries)),
        touched,
    )


def _edits(reading: Reading, entries: Iterable[sqlite3.Row]) -> Iterator[Edit]:
    for entry in entries:
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
