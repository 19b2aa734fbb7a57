"""The journal as officials read it: who changed what, when, on which document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from registry import dates
from registry.desk.read.edits import Edit, edits_of, written
from registry.desk.read.session import Reading
from registry.desk.read.touching import touching
from registry.errors import NotFoundError
from registry.model.labels import column_label, table_label
from registry.store.undoable import PAST, Past, choose, undoing
from registry.text import visible


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: when (the registry's clock), who, doing what, on what, why.

    ``undoes`` is the change it undid, ``undone_by`` the change that undoes it now;
    ``rows`` is how many rows it wrote (of the enterprise that is asked about), also
    where the edits of only the first ``MOST_ROWS`` are told. ``about`` names whom or
    what those are about, ``records`` their kind and number, each once.
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
    about: tuple[str, ...] = ()
    records: tuple[tuple[str, int], ...] = ()

    @property
    def taught(self) -> tuple[str, ...]:
        """Headers and places whose meaning it taught; undone, they are forgotten."""
        told = table_label(_LESSON), column_label(_LESSON, "header")
        return tuple(
            edit.new
            for edit in self.edits
            if (edit.record, edit.column) == told and edit.new
        )


_LESSON = "header_lesson"
_Value = TypeVar("_Value", str, tuple[str, int])
_GREATEST = 2**63 - 1
MOST_ROWS = 200
"""Of one change the edits of so many rows at most are told."""

_CHANGES = """
SELECT c.*,
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
    before = _GREATEST if before is None else max(0, min(before, _GREATEST))
    if enterprise is not None:
        return _of_enterprise(reading, enterprise, before, limit, edits=edits)
    rows = reading.rows(
        f"{_CHANGES} WHERE c.id < :before ORDER BY c.id DESC LIMIT :limit",
        before=before,
        limit=limit,
    )
    all_of = _ENTRIES.format(which="change_id = :change")
    undone = _undone(reading)
    return tuple(
        _changed(
            reading,
            row,
            row["entries"],
            reading.rows(all_of, change=row["id"]) if edits else (),
            undone,
        )
        for row in rows
    )


def one(reading: Reading, change: int, enterprise: int | None = None) -> Changed:
    """One change with its edits, of all that it wrote or of one enterprise.

    Raises:
        NotFoundError: there is no such change, or it did not touch the enterprise.
    """
    found = history(reading, enterprise, before=change + 1, limit=1)
    if not found or found[0].id != change:
        whose = "" if enterprise is None else "涉及这家企业的"
        raise NotFoundError(f"没有{whose}第 {change} 次变更；请用 tidu history 查看")
    return found[0]


def last_standing(reading: Reading, by: str = "") -> Changed:
    """The change that undo would take back for an official, with its edits.

    Raises:
        ConflictError: there is nothing left to undo, or it is another official's.
    """
    return one(reading, choose(reading.connection, by=by))


def _undone(reading: Reading) -> Mapping[int, int]:
    """Each change that is undone, with the one that undoes it."""
    past = reading.rows(f"{PAST} WHERE undoes IS NOT NULL")
    return undoing(Past(*row) for row in past)


def latest(reading: Reading, enterprise: int, limit: int = 8) -> tuple[Changed, ...]:
    """The latest changes to what is recorded of an enterprise now, without edits."""
    touched = _touched(reading, enterprise, void=False)
    return _told_of(reading, touched, sorted(touched, reverse=True)[:limit])


def _of_enterprise(
    reading: Reading, enterprise: int, before: int, limit: int, *, edits: bool
) -> tuple[Changed, ...]:
    touched = _touched(reading, enterprise, void=True)
    earlier = [change for change in touched if change < before]
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
    undone = _undone(reading)
    return tuple(
        _changed(
            reading,
            row,
            len(touched[row["id"]]),
            reading.rows(own, entries=json.dumps(touched[row["id"]])) if edits else (),
            undone,
        )
        for row in rows
    )


def _changed(
    reading: Reading,
    row: sqlite3.Row,
    touched: int,
    entries: Sequence[sqlite3.Row],
    undone: Mapping[int, int],
) -> Changed:
    all_of = len(entries) in {0, touched}
    rows = list(written(reading, entries, all_of=all_of))
    return Changed(
        row["id"],
        dates.local(row["at"], reading.info.zone),
        visible(row["by"]),
        visible(row["action"]),
        visible(row["document"]),
        visible(row["reason"]),
        row["undoes"],
        undone.get(row["id"]),
        tuple(edit for each in rows for edit in edits_of(reading, each)),
        touched,
        _each(each.whom for each in rows if each.about),
        _each((table_label(each.table), each.row) for each in rows),
    )


def _each(found: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(found))
