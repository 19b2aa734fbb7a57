"""What a course begins with: standings and their turning days, kept or asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.kept import read
from registry.eligibility.kept.renew import coming, evaluated
from registry.eligibility.sql import Sql, run, sql
from registry.eligibility.turning.watch import NEVER

Evaluated = tuple[int, int, str, int, int, int, str]
"""Subject, enterprise, outcome, unmet, unknown, judged, turns."""


def kept(
    connection: sqlite3.Connection, step: BoundStep, known: read.Kept, which: Sql
) -> Iterator[Evaluated]:
    """The kept rows that count, of those that are chosen."""
    query = sql(
        "SELECT subject_id, enterprise_id, outcome, unmet, unknown, judged, turns"
        " FROM kept_outcome WHERE step_id = {id} AND {which}"
        " AND (outcome = '' OR {owned})",
        id=known.id,
        which=which,
        owned=read.owned(step),
    )
    rows = run(connection, query).fetchall()
    return (tuple(row) for row in rows if row[0] not in known.stale)


def asked(
    connection: sqlite3.Connection, step: BoundStep, among: Among
) -> Iterator[Evaluated]:
    """Candidates with their standings and turning days."""
    for row in run(connection, evaluated(step, among)).fetchall():
        yield (*row[1:3], *row[4:8], row[10])


def awaited(
    connection: sqlite3.Connection, step: BoundStep, among: Among
) -> Iterator[tuple[int, str]]:
    """Subjects, candidates or not, with the next day of their candidacy."""
    query = sql(
        "SELECT subject_id, day FROM ({coming}) WHERE day < {never}",
        coming=coming(step, among, Sql("1 = 1")),
        never=NEVER,
    )
    yield from run(connection, query).fetchall()


def turning_days(text: str) -> list[tuple[str, str]]:
    """The conditions, or the candidacy, with the day on which each may turn."""
    entries = (turn.partition(":") for turn in text.split(";")[:-1])
    return [(what, day) for what, _, day in entries]
