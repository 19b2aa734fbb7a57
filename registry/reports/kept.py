"""Sums of the overview that are kept: settled with each change, read in its place.

Beside the sums stands what each subject adds to them, and the day from which it may add
something else. Whom a write touched, or whose day has come, is counted from the facts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.eligibility.kept.marks import (
    EVERYBODY,
    MOST,
    Marks,
    families,
    listed,
    many,
    marks,
)
from registry.reports.sums import THEIRS, Key, Sums, bound, counted, shares

EDITION = "overview 2"
"""Rises whenever a sum comes to mean something else."""
READS = frozenset(
    {
        "application",
        "application_step",
        "assessment",
        "enterprise",
        "owner_spell",
        "pool_entry",
        "status_spell",
        "subject",
        "title",
        "unit_spell",
    }
)
"""The tables that the sums come from."""
BEGINS = "policy"
"""Keeping begins when this table is first written, as it does for outcomes."""
BESIDE = 256
"""So many whose day has come are counted anew by any change, beside its own."""

_TITLE_DAYS = ("t.recognised_on", "t.valid_until", "t.ended_on")
_NEW_UNTIL = "CASE WHEN t.recognised_on BETWEEN :new_since AND :on THEN :next_year END"
_OWNED = "title t ON t.subject_id = o.subject_id AND t.voided_by IS NULL"
_TAKEN = "application_step w ON w.application_id = a.id AND w.voided_by IS NULL"
_DAYS = (
    ("assessment a", "a.subject_id", 'a."on"', "a.valid_until"),
    ("unit_spell s", "s.enterprise_id", "s.since", "s.until"),
    ("status_spell s", "s.enterprise_id", "s.since", "s.until"),
    ("owner_spell o", "o.enterprise_id", "o.since", "o.until"),
    ("title t", "t.subject_id", *_TITLE_DAYS, _NEW_UNTIL),
    (f"owner_spell o CROSS JOIN {_OWNED}", "o.enterprise_id", *_TITLE_DAYS),
    ("pool_entry x", "x.subject_id", "x.admitted_on", "x.left_on"),
    ("application a", "a.subject_id", "a.applied_on"),
    (f"application a CROSS JOIN {_TAKEN}", "a.subject_id", 'w."on"'),
)
"""Rows, whose they are, and the days on which they may add something else."""


@dataclass(frozen=True, slots=True)
class State:
    """The edition of the sums and the last day as of which one was settled."""

    edition: str
    settled_on: str


def sums(connection: sqlite3.Connection, on: date) -> Sums:
    """The sums on a day: what is kept, with those counted whom it does not speak for.

    Where nothing is kept for the day, or that would be very many, all are counted.
    """
    others = stale(connection, on)
    if others is None:
        return counted(connection, on)
    found = _kept(connection)
    if others:
        for key, number in _shares_of(connection, others).items():
            found[key] = found.get(key, 0) - number
        for key, number in counted(connection, on, others).items():
            found[key] = found.get(key, 0) + number
    return {key: number for key, number in found.items() if number}


_SUBJECTS = THEIRS.format(column="subject_id")


def settle(connection: sqlite3.Connection, on: date) -> None:
    """Count anew whom the open transaction has touched; its marks are left."""
    marked, known = marks(connection, many(connection)), state(connection)
    if known is None:
        if BEGINS in marked.by_table:
            _renew_all(connection, on)
    elif known.edition == EDITION and (ids := marked.of(READS)):
        if EVERYBODY in ids:
            _renew_all(connection, on)
        else:
            due = _due(connection, on, BESIDE)
            _renew(connection, on, families(connection, ids).union(due))


def refresh(connection: sqlite3.Connection, on: date) -> None:
    """Count anew whatever does not count on the day any more."""
    others = stale(connection, on)
    if others is None:
        _renew_all(connection, on)
    elif others:
        _renew(connection, on, others)


def state(connection: sqlite3.Connection) -> State | None:
    """What the sums were kept as; None where none are."""
    row = connection.execute(
        "SELECT binding, settled_on FROM kept_step WHERE document = ''"
    ).fetchone()
    return None if row is None else State(*row)


def stale(connection: sqlite3.Connection, on: date) -> frozenset[int] | None:
    """Whose shares do not count on a day; None: possibly everybody's."""
    known = state(connection)
    if known is None or known.edition != EDITION or known.settled_on > on.isoformat():
        return None
    touched = _touched(connection, marks(connection))
    if touched is None:
        return None
    found = touched.union(_due(connection, on, MOST + 1))
    return None if len(found) > MOST else found


def _touched(connection: sqlite3.Connection, marked: Marks) -> frozenset[int] | None:
    ids = marked.of(READS)
    if EVERYBODY in ids:
        return None
    return families(connection, ids) if ids else ids


def _due(connection: sqlite3.Connection, on: date, most: int) -> list[int]:
    rows = connection.execute(
        "SELECT subject_id FROM kept_turn WHERE until <= ? ORDER BY until LIMIT ?",
        (on.isoformat(), most),
    )
    return [row[0] for row in rows]


def _kept(connection: sqlite3.Connection) -> dict[Key, int]:
    rows = connection.execute("SELECT measure, unit_id, key, number FROM kept_tally")
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def _shares_of(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[Key, int]:
    rows = connection.execute(
        "SELECT measure, unit_id, key, sum(number) FROM kept_share"
        f" WHERE {_SUBJECTS} GROUP BY 1, 2, 3",
        {"ids": listed(ids)},
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def _renew_all(connection: sqlite3.Connection, on: date) -> None:
    for table in ("kept_share", "kept_tally", "kept_turn"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM kept_step WHERE document = ''")
    connection.execute(
        "INSERT INTO kept_step (document, place, binding, settled_on)"
        " VALUES ('', 0, ?, ?)",
        (EDITION, on.isoformat()),
    )
    _keep(connection, on, None)


def _renew(connection: sqlite3.Connection, on: date, ids: frozenset[int]) -> None:
    _add(connection, ids, -1)
    for table in ("kept_share", "kept_turn"):
        connection.execute(
            f"DELETE FROM {table} WHERE {_SUBJECTS}", {"ids": listed(ids)}
        )
    _keep(connection, on, ids)
    connection.execute(
        "UPDATE kept_step SET settled_on = max(settled_on, ?) WHERE document = ''",
        (on.isoformat(),),
    )


def _keep(connection: sqlite3.Connection, on: date, ids: frozenset[int] | None) -> None:
    values, whose = bound(on, ids), "1" if ids is None else THEIRS
    connection.execute(f"INSERT INTO kept_share {shares(whose)}", values)
    connection.execute(f"INSERT INTO kept_turn {turning(whose)}", values)
    _add(connection, ids, 1)


def turning(whose: str = "1") -> str:
    """Rows ``(subject_id, day)``: the next day on which each may add something else."""
    days = " UNION ALL ".join(
        f"SELECT {subject} AS subject_id, {day} AS day FROM {rows} WHERE"
        f" {subject.partition('.')[0]}.voided_by IS NULL"
        f" AND {whose.format(column=subject)}"
        for rows, subject, *several in _DAYS
        for day in several
    )
    coming = f"({days}) WHERE day > :on"
    return f"SELECT subject_id, min(day) AS day FROM {coming} GROUP BY 1"


def _add(
    connection: sqlite3.Connection, ids: frozenset[int] | None, times: int
) -> None:
    """Count shares in or out."""
    whose = "1" if ids is None else _SUBJECTS
    connection.execute(
        "INSERT INTO kept_tally (measure, unit_id, key, number)"
        " SELECT measure, unit_id, key, :times * sum(number) FROM kept_share"
        f" WHERE {whose} GROUP BY 1, 2, 3"
        " ON CONFLICT DO UPDATE SET number = number + excluded.number",
        {"times": times, "ids": listed(ids or ())},
    )
