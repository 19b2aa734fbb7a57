"""Reading what is kept: the answers of ``evaluate``, from rows that still count.

Whoever's row does not count, as its day has come or a mark says so, is evaluated from
the facts; where that is many, or nothing is kept for the day, all are. Nothing is
written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from types import MappingProxyType

from registry.eligibility import evaluate
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import EVERYBODY, ITSELF, Among, ids
from registry.eligibility.dated import Spell
from registry.eligibility.kept.binding import binding
from registry.eligibility.kept.marks import MOST, concerned, listed, marks
from registry.eligibility.kept.settle import due, kept_steps, key
from registry.eligibility.kept.strays import strangers
from registry.eligibility.sql import Sql, every, run, sql
from registry.errors import TamperError
from registry.terms import UNPLACED_ID, Outcome
from registry.text import visible

_OUTCOMES = MappingProxyType({one.value: one for one in Outcome})


@dataclass(frozen=True, slots=True)
class Kept:
    """A step's kept rows on the day, but for the subjects whose rows do not count."""

    id: int
    stale: frozenset[int]


def kept(connection: sqlite3.Connection, step: BoundStep) -> Kept | None:
    """What is kept of a step; None where all has to be evaluated."""
    found = settled(connection, step)
    return None if found and strangers(connection, found.id) else found


def settled(connection: sqlite3.Connection, step: BoundStep) -> Kept | None:
    """What counts by its day, its rules and the marks, whosever the rows are."""
    found = kept_steps(connection).get(key(step))
    if found is None or found.settled_on > step.on.isoformat():
        return None
    if found.binding != binding(step):
        return None
    touched = concerned(connection, step, marks(connection))
    if touched is None:
        return None
    stale = touched.union(due(connection, found.id, step.on, MOST + 1))
    return None if len(stale) > MOST else Kept(found.id, stale)


def counts(
    connection: sqlite3.Connection, step: BoundStep, *, unit_id: int | None = None
) -> dict[Outcome, int]:
    """How many candidates there are of each outcome, from the summary."""
    if (known := kept(connection, step)) is None:
        return evaluate.counts(connection, step, unit_id=unit_id)
    total = dict.fromkeys(Outcome, 0)
    unit = _unit(unit_id, step)
    _add(total, run(connection, _summary(known.id, unit_id)), 1)
    if unit_id is not None:
        several = every(sql("unit_id < 0"), unit)
        _add(total, run(connection, _rows(known.id, several)), 1)
    if known.stale:
        theirs = listed(known.stale)
        stale = every(sql("subject_id IN {ids}", ids=ids(theirs)), unit)
        _add(total, run(connection, _rows(known.id, stale)), -1)
        among = Among(unit_id=unit_id, listed=theirs)
        for one in evaluate.standings(connection, step, among):
            total[one.outcome] += 1
    return total


def standings(
    connection: sqlite3.Connection,
    step: BoundStep,
    chosen: Among = EVERYBODY,
    outcomes: Collection[Outcome] = tuple(Outcome),
) -> Iterator[Standing]:
    """The standings of chosen candidates by subject id, read as they are asked."""
    if (known := kept(connection, step)) is None:
        return evaluate.standings(connection, step, chosen, outcomes)
    wanted = dict.fromkeys(outcomes)
    streams = [_kept(connection, step, known, chosen, one) for one in wanted]
    if known.stale:
        theirs = replace(chosen, listed=listed(_asked(known.stale, chosen)))
        streams.append(evaluate.standings(connection, step, theirs, outcomes))
    return merge(*streams, key=_subject)


def _asked(stale: frozenset[int], chosen: Among) -> frozenset[int]:
    """Of the subjects whose rows do not count those that are asked for."""
    return stale if chosen.listed is None else stale & {*json.loads(chosen.listed)}


def _subject(standing: Standing) -> int:
    return standing.subject_id


def _kept(
    connection: sqlite3.Connection,
    step: BoundStep,
    known: Kept,
    among: Among,
    outcome: Outcome,
) -> Iterator[Standing]:
    """The kept rows of one outcome that count."""
    query = sql(
        "SELECT subject_id, enterprise_id, unmet, unknown, judged FROM kept_outcome"
        " WHERE step_id = {id} AND outcome = {outcome} AND {chosen}"
        " ORDER BY subject_id",
        id=known.id,
        outcome=outcome.value,
        chosen=fitting(among, step),
    )
    names = (step.step.key, step.step.to)
    for subject, enterprise, unmet, unknown, judged in run(connection, query):
        if subject not in known.stale:
            yield Standing(subject, enterprise, *names, unmet, unknown, judged)


def fitting(among: Among, step: BoundStep) -> Sql:
    """Which kept rows of a step are asked for; says nothing of those that are stale."""
    parts = [sql("subject_id > {after}", after=among.after or 0), owned(step)]
    if among.subject_id is not None:
        parts.append(sql("subject_id = {id}", id=among.subject_id))
    if among.listed is not None:
        parts.append(sql("subject_id IN {ids}", ids=ids(among.listed)))
    parts.append(_unit(among.unit_id, step))
    if among.enterprise_id is not None:
        parts.append(_of_enterprise(among.enterprise_id))
    return every(*parts)


def owned(step: BoundStep) -> Sql:
    """The row's enterprise is one of the register."""
    if step.active.rung.subject == ITSELF:
        return Sql("enterprise_id = subject_id")
    return Sql("EXISTS (SELECT 1 FROM enterprise e WHERE e.id = enterprise_id)")


def _of_enterprise(id_: int) -> Sql:
    """The subjects an enterprise ever owned are few: the index finds them first."""
    return sql(
        "enterprise_id = {id} AND subject_id IN (SELECT {id} UNION ALL SELECT"
        " o.subject_id FROM owner_spell o WHERE o.enterprise_id = {id}"
        " AND o.voided_by IS NULL)",
        id=id_,
    )


def _summary(id_: int, unit_id: int | None) -> Sql:
    one = Sql("1 = 1") if unit_id is None else sql("unit_id = {id}", id=unit_id)
    return sql(
        "SELECT outcome, sum(number) FROM kept_count WHERE step_id = {id} AND {one}"
        " GROUP BY outcome",
        id=id_,
        one=one,
    )


def _rows(id_: int, which: Sql) -> Sql:
    """Some kept rows, counted as the summary counts them."""
    return sql(
        "SELECT outcome, count(*) FROM kept_outcome WHERE step_id = {id}"
        " AND outcome <> '' AND {which} GROUP BY outcome",
        id=id_,
        which=which,
    )


def _unit(unit_id: int | None, step: BoundStep) -> Sql:
    """The row's enterprise reports through a unit, or may do so; or through none."""
    if unit_id is None:
        return Sql("1 = 1")
    if unit_id == UNPLACED_ID:
        return Sql("unit_id IS NULL")
    return sql(
        "(unit_id = {id} OR unit_id < 0 AND EXISTS (SELECT 1 FROM unit_spell v"
        " WHERE v.enterprise_id = kept_outcome.enterprise_id AND v.value = {id}"
        " AND v.voided_by IS NULL AND {may_be}))",
        id=unit_id,
        may_be=Spell("v").may_be(step.on),
    )


def _add(total: dict[Outcome, int], rows: sqlite3.Cursor, times: int) -> None:
    for outcome, number in rows:
        if outcome not in _OUTCOMES:
            raise TamperError(
                f"留存的结论里有「{visible(outcome)}」，本程序不会这样写；"
                "请用 tidu verify 查明，tidu refresh --all 全部重新推算"
            )
        total[_OUTCOMES[outcome]] += times * number
