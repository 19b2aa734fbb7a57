"""Renewing single conditions of kept rows: what was written concerns no others.

Who is a candidate and what the other conditions answer stays as it is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from registry.eligibility import compile as compiled
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import ids
from registry.eligibility.details.crowd import crowd
from registry.eligibility.kept.marks import listed
from registry.eligibility.kept.renew import count
from registry.eligibility.sql import Sql, joined, run, sql
from registry.eligibility.turning import step as turning
from registry.eligibility.turning.watch import NEVER

Turns = dict[str, str]
"""The coming days of a row, by condition or candidacy."""


@dataclass(frozen=True, slots=True)
class _Row:
    subject_id: int
    enterprise_id: int
    outcome: str
    masks: tuple[int, ...]
    since: str
    until: str | None
    turns: str

    def holds(self, on: str) -> bool:
        """It is a candidate's row that counts on a day."""
        until = self.until is None or self.until > on
        return bool(self.outcome) and self.since <= on and until


def renew_places(
    connection: sqlite3.Connection,
    step: BoundStep,
    id_: int,
    subjects: Iterable[int],
    places: Sequence[int],
) -> frozenset[int]:
    """Ask some conditions anew of subjects; those of whom all has to be asked.

    Who is kept as no candidate stays so until its day comes.
    """
    on = step.on.isoformat()
    theirs = sql("subject_id IN {ids}", ids=ids(listed(subjects)))
    rows = list(_rows(connection, id_, theirs))
    ours = [row for row in rows if row.holds(on)]
    if ours:
        them = [row.subject_id for row in ours]
        whose = sql("subject_id IN {ids}", ids=ids(listed(them)))
        run(connection, count(id_, whose, -1))
        connection.executemany(_UPDATE, _renewed(connection, step, id_, ours, places))
        run(connection, count(id_, whose, 1))
    return frozenset(row.subject_id for row in rows if not _stands(row, on))


_UPDATE = (
    "UPDATE kept_outcome SET outcome = ?, unmet = ?, unknown = ?, judged = ?,"
    " since = ?, until = ?, turns = ? WHERE step_id = ? AND subject_id = ?"
)


def _stands(row: _Row, on: str) -> bool:
    """It was renewed, or is no candidate's and its day has not come."""
    open_ = row.until is None or row.until > on
    return row.holds(on) or (not row.outcome and row.since <= on and open_)


def _rows(connection: sqlite3.Connection, id_: int, which: Sql) -> Iterator[_Row]:
    query = sql(
        "SELECT subject_id, enterprise_id, outcome, unmet, unknown, judged, since,"
        " until, turns FROM kept_outcome WHERE step_id = {id} AND {which}",
        id=id_,
        which=which,
    )
    for subject, enterprise, outcome, *masks, since, until, turns in run(
        connection, query
    ).fetchall():
        yield _Row(subject, enterprise, outcome, tuple(masks), since, until, turns)


def _renewed(
    connection: sqlite3.Connection,
    step: BoundStep,
    id_: int,
    rows: Sequence[_Row],
    places: Sequence[int],
) -> Iterator[tuple[object, ...]]:
    """The rows as they are now, in the order of ``_UPDATE``."""
    query = _question(step, places)
    together = crowd(connection, [(row.subject_id, row.enterprise_id) for row in rows])
    names = (step.step.key, step.step.to)
    for row in rows:
        (found,) = together.rows(query, row.subject_id)
        codes, days = found[: len(places)], found[len(places) :]
        masks = _masks(row.masks, dict(zip(places, codes, strict=True)))
        turns = _turns(row.turns) | dict(zip(map(str, places), days, strict=True))
        coming = {what: day for what, day in turns.items() if day != _NEVER}
        standing = Standing(row.subject_id, row.enterprise_id, *names, *masks)
        yield (
            standing.outcome.value,
            *masks,
            step.on.isoformat(),
            min(coming.values(), default=None),
            "".join(f"{what}:{day};" for what, day in coming.items()),
            id_,
            row.subject_id,
        )


_NEVER = NEVER.text.strip("'")


def _question(step: BoundStep, places: Sequence[int]) -> Sql:
    """Codes of some conditions, then the next days on which these may be others."""
    clauses = [step.step.condition[place] for place in places]
    asked = [(step.asked_of_few(one.id), one) for one in clauses]
    codes = [compiled.condition(*one) for one in asked]
    days = [turning.condition(*one) for one in asked]
    return sql(
        "SELECT k.subject_id, {columns} FROM k", columns=joined(", ", [*codes, *days])
    )


def _masks(masks: Sequence[int], codes: dict[int, int]) -> tuple[int, ...]:
    """Unmet, unknown and judged with other answers to some conditions."""
    asked = sum(2**place for place in codes)
    return tuple(
        mask & ~asked | sum(2**place for place, code in codes.items() if code == own)
        for own, mask in enumerate(masks)
    )


def _turns(text: str) -> Turns:
    entries = (entry.split(":") for entry in text.split(";")[:-1])
    return dict(entries)
