"""What is asked again on a turning day, set-wise: one condition, or one's candidacy."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from registry.eligibility import compile as compiled
from registry.eligibility.answer import Standing
from registry.eligibility.attributes import NOTHING_KNOWN
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.kept.renew import coming, evaluated
from registry.eligibility.sql import Sql, run, sql
from registry.eligibility.turning import step as turning
from registry.eligibility.turning.watch import NEVER

Evaluated = tuple[int, int, str, int, int, int, str]
"""Subject, enterprise, outcome, unmet, unknown, judged, turns."""


def at(step: BoundStep, on: date) -> BoundStep:
    """The step on another day, as long as its binding is the same."""
    anchors = {
        name: on if day == step.on else day for name, day in step.anchors.items()
    }
    return replace(step, on=on, anchors=anchors)


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


def asked_again(
    connection: sqlite3.Connection,
    step: BoundStep,
    place: int,
    standings: Iterable[Standing],
) -> list[tuple[int, int, str]]:
    """One condition of candidates: subject, code, the next day it may be another."""
    clause = step.step.condition[place]
    of_clause = step.asked(clause.id)
    query = sql(
        "WITH k AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS subject_id,"
        " json_extract(value, '$[1]') AS enterprise_id, {nothing_known}"
        " FROM json_each({parties}))"
        " SELECT k.subject_id, {code}, {day} FROM k",
        nothing_known=NOTHING_KNOWN,
        parties=json.dumps([(one.subject_id, one.enterprise_id) for one in standings]),
        code=compiled.condition(of_clause, clause),
        day=turning.condition(of_clause, clause),
    )
    return run(connection, query).fetchall()


def answered(standing: Standing, place: int, code: int) -> Standing:
    """The standing with another answer to one condition."""
    bit = 2**place
    masks = (standing.unmet, standing.unknown, standing.judged)
    unmet, unknown, judged = (
        mask & ~bit | (bit if code == own else 0) for own, mask in enumerate(masks)
    )
    return replace(standing, unmet=unmet, unknown=unknown, judged=judged)
