"""Whom the marks that writes have left concern: who must be settled anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from registry.eligibility.bind import COMPILED, BoundStep
from registry.eligibility.kept.binding import place, reads
from registry.eligibility.sql import run, sql
from registry.ladder.exclusions import OnePer
from registry.ladder.tree import all_leaves

MOST = 5_000
"""So many marked or due subjects are read one by one; with more, all are evaluated."""
SHARE = 4
"""From this part of all subjects on, whole steps are settled rather than single ones.
"""

EVERYBODY = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """The subjects marked through each table; 0 among them: everybody."""

    by_table: dict[str, frozenset[int]]

    def __bool__(self) -> bool:
        return bool(self.by_table)

    def of(self, tables: Iterable[str]) -> frozenset[int]:
        """The subjects marked through any of these tables."""
        none: frozenset[int] = frozenset()
        return none.union(*(self.by_table.get(table, none) for table in tables))


def many(connection: sqlite3.Connection) -> int:
    """So many subjects are settled one by one at most."""
    (last,) = connection.execute("SELECT max(id) FROM subject").fetchone()
    return max(MOST, (last or 0) // SHARE)


def marks(connection: sqlite3.Connection, most: int | None = None) -> Marks:
    """Every mark; where one table has more than so many, its mark is everybody's."""
    most = MOST if most is None else most
    found: dict[str, frozenset[int]] = {}
    for (table,) in connection.execute("SELECT DISTINCT table_name FROM touched"):
        rows = connection.execute(
            "SELECT subject_id FROM touched WHERE table_name = ? LIMIT ?",
            (table, most + 1),
        ).fetchall()
        ids = frozenset(row[0] for row in rows)
        found[table] = ids if len(ids) <= most else frozenset({EVERYBODY})
    return Marks(found)


def concerned(
    connection: sqlite3.Connection, step: BoundStep, marked: Marks
) -> frozenset[int] | None:
    """The subjects whose rows of the step no longer count; None: possibly all."""
    touched = marked.of(reads(step))
    if not touched:
        return touched
    if EVERYBODY in touched:
        return None
    near = _neighbours(connection, step, touched)
    return None if near is None else families(connection, touched | near)


def families(connection: sqlite3.Connection, ids: frozenset[int]) -> frozenset[int]:
    """The subjects, who owns them, and all that these own."""
    query = sql(
        "WITH marked(id) AS (SELECT value FROM json_each({ids})),"
        " firm(id) AS (SELECT id FROM marked UNION SELECT o.enterprise_id"
        " FROM marked JOIN owner_spell o ON o.subject_id = marked.id"
        " AND o.voided_by IS NULL) SELECT id FROM firm UNION SELECT o.subject_id"
        " FROM firm JOIN owner_spell o ON o.enterprise_id = firm.id"
        " AND o.voided_by IS NULL",
        ids=listed(ids),
    )
    return frozenset(row[0] for row in run(connection, query))


def of_kind(
    connection: sqlite3.Connection, step: BoundStep, ids: frozenset[int]
) -> frozenset[int]:
    """Those that the step can be asked of, or that it has a kept row of."""
    query = sql(
        "SELECT s.id FROM json_each({ids}) j JOIN subject s ON s.id = j.value"
        " WHERE s.kind = {kind} OR EXISTS (SELECT 1 FROM kept_outcome o"
        " JOIN kept_step p ON p.id = o.step_id WHERE o.subject_id = s.id"
        " AND p.document = {document} AND p.place = {place})",
        ids=listed(ids),
        kind=step.active.rung.subject,
        document=step.active.policy.document,
        place=place(step),
    )
    return frozenset(row[0] for row in run(connection, query))


def listed(ids: Iterable[int]) -> str:
    """Ids as the JSON array that ``json_each`` reads."""
    return f"[{','.join(map(str, sorted(ids)))}]"


def _neighbours(
    connection: sqlite3.Connection, step: BoundStep, touched: frozenset[int]
) -> frozenset[int] | None:
    """Others whom a rule of one per group or address concerns; None: possibly all."""
    found: frozenset[int] = frozenset()
    for per in _one_per(step):
        if per == "address" and _applied(connection, step, touched):
            return None
        if per == "group":
            found |= _group(connection, touched)
    return found


@lru_cache(maxsize=COMPILED)
def _one_per(step: BoundStep) -> frozenset[str]:
    """What there may be only one of, by the step's conditions."""
    asked = (leaf for one in step.step.condition for leaf in all_leaves(one))
    return frozenset(leaf.per for leaf in asked if isinstance(leaf, OnePer))


def _group(connection: sqlite3.Connection, touched: frozenset[int]) -> frozenset[int]:
    """All who ever had the same parent, or are its child, whatever the day."""
    query = sql(
        "WITH firm(id) AS (SELECT value FROM json_each({ids}) UNION"
        " SELECT o.enterprise_id FROM owner_spell o WHERE o.voided_by IS NULL"
        " AND o.subject_id IN (SELECT value FROM json_each({ids}))),"
        " head(id) AS (SELECT id FROM firm UNION SELECT p.value FROM firm"
        " JOIN parent_spell p ON p.enterprise_id = firm.id AND p.voided_by IS NULL)"
        " SELECT id FROM head UNION SELECT p.enterprise_id FROM head"
        " JOIN parent_spell p ON p.value = head.id AND p.voided_by IS NULL",
        ids=listed(touched),
    )
    return frozenset(row[0] for row in run(connection, query))


def _applied(
    connection: sqlite3.Connection, step: BoundStep, touched: frozenset[int]
) -> bool:
    """Whether one of a family has applied in a current round: it concerns them all.

    An applicant whose address is not recorded leaves everybody's answer open.
    """
    family = families(connection, touched)
    query = sql(
        "SELECT EXISTS (SELECT 1 FROM application WHERE subject_id IN"
        " (SELECT value FROM json_each({ids})) AND round_id IN"
        " (SELECT value FROM json_each({rounds})))",
        ids=listed(family),
        rounds=listed(step.rounds.values()),
    )
    return bool(run(connection, query).fetchone()[0])
