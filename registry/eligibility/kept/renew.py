"""Writing kept rows: a step's outcomes of a day, all of them or some subjects'."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache

from registry.eligibility.asked import ENTERPRISE
from registry.eligibility.bind import COMPILED, BoundStep
from registry.eligibility.candidates import EVERYBODY, Among, candidates, ids, pairs
from registry.eligibility.dated import Spell
from registry.eligibility.kept.marks import listed
from registry.eligibility.query import codes, mask, outcome
from registry.eligibility.sql import Sql, every, joined, least, run, sql
from registry.eligibility.turning.step import candidacy, condition
from registry.eligibility.turning.watch import NEVER

CANDIDACY = "k"
"""How ``turns`` names the candidacy; conditions go by their place."""
EVERY_ROW = Sql("1 = 1")
"""Chooses all kept rows of a step."""


def renew_all(connection: sqlite3.Connection, step: BoundStep, id_: int) -> None:
    """Evaluate a step for everybody and keep that instead of what was kept."""
    connection.execute("DELETE FROM kept_outcome WHERE step_id = ?", (id_,))
    _keep(connection, step, id_, EVERYBODY)
    recount(connection, id_)


def renew(
    connection: sqlite3.Connection, step: BoundStep, id_: int, subjects: Iterable[int]
) -> None:
    """Evaluate a step for some subjects anew, whether they are candidates or not."""
    among = Among(listed=listed(subjects))
    theirs = sql("subject_id IN {ids}", ids=ids(among.listed or ""))
    run(connection, count(id_, theirs, -1))
    run(connection, _forget(id_, theirs))
    _keep(connection, step, id_, among)
    run(connection, count(id_, theirs, 1))


def _forget(id_: int, whose: Sql) -> Sql:
    return sql(
        "DELETE FROM kept_outcome WHERE step_id = {id} AND {whose}",
        id=id_,
        whose=whose,
    )


def recount(connection: sqlite3.Connection, id_: int) -> None:
    """Count all kept rows of a step anew."""
    connection.execute("DELETE FROM kept_count WHERE step_id = ?", (id_,))
    run(connection, count(id_, EVERY_ROW, 1))


def count(id_: int, whose: Sql, times: int) -> Sql:
    """Count kept rows in or out."""
    return sql(
        "INSERT INTO kept_count (step_id, unit_id, outcome, number)"
        " SELECT step_id, coalesce(unit_id, 0), outcome, {times} * count(*)"
        " FROM kept_outcome WHERE step_id = {id} AND outcome <> '' AND {whose}"
        " GROUP BY 1, 2, 3"
        " ON CONFLICT DO UPDATE SET number = number + excluded.number",
        times=times,
        id=id_,
        whose=whose,
    )


def _keep(
    connection: sqlite3.Connection, step: BoundStep, id_: int, among: Among
) -> None:
    into = sql("{into} SELECT {id}", into=_INTO, id=id_)
    run(connection, evaluated(step, among, into))
    run(connection, _coming(step, id_, among, into))


_INTO = Sql(
    "INSERT INTO kept_outcome (step_id, subject_id, enterprise_id, unit_id, outcome,"
    " unmet, unknown, judged, since, until, turns)"
)
SEVERAL = -1
"""Instead of a unit, where an enterprise may report through one of several."""
READ = Sql("SELECT 0")
"""Begins a query that gives rows instead of keeping them."""


def evaluated(step: BoundStep, among: Among, into: Sql = READ) -> Sql:
    """Rows of candidates, where the unit is open between some with ``SEVERAL``.

    ``into`` keeps them, or only reads them; the CTEs come first, as SQLite's parser
    is shallow.
    """
    count = len(step.step.condition)
    return sql(
        "WITH answered AS MATERIALIZED ({answered}), masked AS (SELECT *,"
        " {unmet} AS unmet, {unknown} AS unknown, {judged} AS judged,"
        " {soonest} AS soonest FROM answered) {into}, subject_id, enterprise_id,"
        " CASE WHEN unit_id < last_unit_id THEN {several} ELSE unit_id END, {outcome},"
        " unmet, unknown, judged, {on}, nullif(soonest, {never}), {turns} FROM masked",
        answered=_answered(step, among),
        unmet=mask(0, count),
        unknown=mask(1, count),
        judged=mask(2, count),
        soonest=least([Sql("tk"), *map(Sql, _turns(count))]),
        into=into,
        several=SEVERAL,
        outcome=outcome(),
        on=step.on,
        never=NEVER,
        turns=_listed(count),
    )


def _answered(step: BoundStep, among: Among) -> Sql:
    """Every candidate's codes, turning days and units."""
    return sql(
        "SELECT k.subject_id, k.enterprise_id, {columns} FROM ({candidates}) k",
        columns=_columns(step),
        candidates=candidates(step, among),
    )


@lru_cache(maxsize=COMPILED)
def _columns(step: BoundStep) -> Sql:
    clauses = step.step.condition
    turning = [condition(step.asked(one.id), one) for one in clauses]
    columns = [
        *_named("c", codes(step)),
        *_named("t", turning),
        sql("{day} AS tk", day=candidacy(step)),
        sql("{unit} AS unit_id", unit=_unit(step, "min")),
        sql("{unit} AS last_unit_id", unit=_unit(step, "max")),
    ]
    return joined(", ", columns)


def _named(letter: str, parts: Iterable[Sql]) -> Iterator[Sql]:
    for at, part in enumerate(parts):
        yield sql("{part} AS {name}", part=part, name=Sql(f"{letter}{at}"))


def _turns(count: int) -> list[str]:
    return [f"t{at}" for at in range(count)]


def _listed(count: int) -> Sql:
    """The conditions that have a coming day, each with it."""
    places = [CANDIDACY, *range(count)]
    return joined(" || ", (_entry(f"{one}", Sql(f"t{one}")) for one in places))


def _entry(name: str, day: Sql) -> Sql:
    return sql(
        "CASE {day} WHEN {never} THEN '' ELSE {name} || {day} || ';' END",
        day=day,
        never=NEVER,
        name=Sql(f"'{name}:'"),
    )


def _unit(step: BoundStep, which: str) -> Sql:
    """The least or greatest unit that E may report through."""
    return sql(
        "(SELECT {which}(v.value) FROM unit_spell v WHERE v.enterprise_id ="
        " {enterprise} AND v.voided_by IS NULL AND {may_be})",
        which=Sql(which),
        enterprise=ENTERPRISE,
        may_be=Spell("v").may_be(step.on),
    )


def _coming(step: BoundStep, id_: int, among: Among, into: Sql) -> Sql:
    """Rows of those who are no candidates, but may be on a day to come."""
    kept = sql(
        "EXISTS (SELECT 1 FROM kept_outcome o WHERE o.step_id = {id}"
        " AND o.subject_id = k.subject_id)",
        id=id_,
    )
    return sql(
        "{into}, subject_id, enterprise_id, NULL, '', 0, 0, 0, {on}, day,"
        " {name} || ':' || day || ';' FROM ({coming}) WHERE day < {never}",
        into=into,
        on=step.on,
        name=CANDIDACY,
        coming=coming(step, among, sql("NOT {kept}", kept=kept)),
        never=NEVER,
    )


def coming(step: BoundStep, among: Among, whom: Sql) -> Sql:
    """Subjects ``k``, candidates or not, with the next day of their candidacy."""
    if among.listed is not None:
        whom = every(sql("k.subject_id IN {ids}", ids=ids(among.listed)), whom)
    return sql(
        "SELECT k.subject_id, k.enterprise_id, {day} AS day FROM ({pairs}) k"
        " WHERE {whom}",
        day=candidacy(step),
        pairs=pairs(step),
        whom=whom,
    )
