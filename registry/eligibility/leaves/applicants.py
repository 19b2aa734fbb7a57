"""One per enterprise, group or address: who else has applied in a current round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from registry.eligibility.asked import ENTERPRISE, SUBJECT, Asked
from registry.eligibility.attributes import Attribute
from registry.eligibility.dated import Dated, Spell
from registry.eligibility.leaves.profile import one_value
from registry.eligibility.leaves.records import (
    OWNER,
    Records,
    found_of,
    found_owned,
    none_of,
)
from registry.eligibility.sql import Sql, every, greatest, listed, sql
from registry.ladder.exclusions import OnePer

ADDRESS = Attribute("address", "address_spell")
PARENT = Attribute("parent", "parent_spell")
OTHER = Sql("f.id")
"""The column with an enterprise that may be a neighbour of E."""


def one_per(asked: Asked, leaf: OnePer) -> Sql:
    """No other subject of the same enterprise, group or address has applied."""
    applied = applications(asked, leaf)
    if applied is None:
        return Sql("3")
    match leaf.per:
        case "enterprise":
            own = found_of(ENTERPRISE, _of_another(applied))
            return none_of(greatest([own, found_owned(asked.on, applied)]))
        case "group":
            return none_of(_near(asked.on, neighbours(asked, leaf), applied))
        case "address":
            others = _near(asked.on, neighbours(asked, leaf), applied)
            return none_of(greatest([others, _placeless(asked.on, applied)]))


def neighbours(asked: Asked, leaf: OnePer) -> Sql:
    """Rows ``(id, near)``: enterprises that may be near E, 3 where they surely are."""
    return _groups(asked.on) if leaf.per == "group" else _neighbours(asked.on)


def applications(asked: Asked, leaf: OnePer) -> Records | None:
    """Live applications of other subjects, neither rejected nor withdrawn by then.

    None where there is no current round. The plus keeps the index on rounds out of
    it: a subject has applied less often.
    """
    named = dict.fromkeys((asked.target, *leaf.rungs))
    rounds = [asked.rounds[rung] for rung in named if rung in asked.rounds]
    if not rounds:
        return None
    on = asked.on
    step = Dated('w."on"', "w.on_precision")
    gone = (
        "NOT EXISTS (SELECT 1 FROM application_step w WHERE w.application_id = t.id"
        " AND w.stage IN ('rejected', 'withdrawn') AND w.voided_by IS NULL AND {by})"
    )
    return Records(
        Sql("application t"),
        sql(
            "+t.round_id IN ({rounds}) AND t.voided_by IS NULL"
            " AND t.subject_id <> {subject}"
            " AND (t.applied_on IS NULL OR t.applied_on <= {on}) AND {kept}",
            rounds=listed(rounds),
            subject=SUBJECT,
            on=on,
            kept=sql(gone, by=step.surely_by(on)),
        ),
        sql(gone, by=step.may_be_by(on)),
    )


def _of_another(applied: Records) -> Records:
    """E's own applications where E does not ask itself: told without looking."""
    other = sql("{enterprise} <> {subject}", enterprise=ENTERPRISE, subject=SUBJECT)
    return replace(applied, may_count=every(other, applied.may_count))


def _near(on: date, others: Sql, applied: Records) -> Sql:
    """3 where a subject of an enterprise surely near surely applied, 1 perhaps, else 0.

    ``others`` gives rows ``(id, near)`` of enterprises, E itself among them.
    """
    return sql(
        "(WITH f AS ({others}), n AS (SELECT f.id AS subject_id, f.near, 1 AS owned"
        " FROM f UNION ALL SELECT o.subject_id, f.near,"
        " CASE WHEN {owned} THEN 1 ELSE 0 END FROM f"
        " JOIN owner_spell o ON o.enterprise_id = f.id AND o.voided_by IS NULL"
        " AND {may_own}) SELECT coalesce(max(CASE WHEN n.near = 3 AND n.owned = 1"
        " AND {surely} THEN 3 ELSE 1 END), 0) FROM n JOIN subject s"
        " ON s.id = n.subject_id"
        " JOIN {applied} ON t.subject_id = s.id"
        " WHERE n.near > 0 AND s.voided_by IS NULL AND {may_count})",
        surely=applied.surely,
        others=others,
        owned=OWNER.surely(on),
        may_own=OWNER.may_be(on),
        applied=applied.source,
        may_count=applied.may_count,
    )


def _groups(on: date) -> Sql:
    """Enterprises that may be of E's group, and whether they surely are."""
    ours, theirs = _group_of(ENTERPRISE, on), _group_of(OTHER, on)
    return sql(
        "SELECT f.id, CASE WHEN f.id = {enterprise}"
        " OR (SELECT count(*) FROM ({ours} UNION {theirs})) = 1 THEN 3"
        " WHEN EXISTS (SELECT 1 FROM ({ours}) a JOIN ({theirs}) b ON a.value = b.value)"
        " THEN 1 ELSE 0 END AS near"
        " FROM enterprise f WHERE f.voided_by IS NULL AND f.id IN (SELECT {enterprise}"
        " UNION {ours} UNION SELECT q.enterprise_id FROM parent_spell q"
        " WHERE q.voided_by IS NULL AND q.value IN ({ours}))",
        enterprise=ENTERPRISE,
        ours=ours,
        theirs=theirs,
    )


def _group_of(enterprise: Sql, on: date) -> Sql:
    """The groups an enterprise can belong to; itself where it may have no parent."""
    return sql(
        "SELECT v.value AS value FROM parent_spell v WHERE {may_be}"
        " UNION SELECT {enterprise} WHERE NOT {settled}",
        may_be=_spells(enterprise, Spell("v").may_be(on)),
        enterprise=enterprise,
        settled=_settled(PARENT, enterprise, on),
    )


def _neighbours(on: date) -> Sql:
    """Enterprises that may share an address with E, and whether they surely do."""
    return sql(
        "SELECT f.id, CASE WHEN f.id = {enterprise} OR {ours} = {theirs} THEN 3"
        " ELSE 1 END AS near FROM enterprise f WHERE f.voided_by IS NULL"
        " AND f.id IN (SELECT {enterprise} UNION SELECT q.enterprise_id"
        " FROM address_spell v JOIN address_spell q ON q.value = v.value"
        " WHERE {addresses} AND q.voided_by IS NULL AND {q_may_be})",
        enterprise=ENTERPRISE,
        ours=one_value(ADDRESS, on),
        theirs=one_value(ADDRESS, on, OTHER),
        addresses=_spells(ENTERPRISE, Spell("v").may_be(on)),
        q_may_be=Spell("q").may_be(on),
    )


def _placeless(on: date, applied: Records) -> Sql:
    """1 where another has applied and its address, or E's, is not surely recorded."""
    placed = sql(
        "EXISTS (SELECT 1 FROM enterprise f WHERE f.voided_by IS NULL AND (f.id ="
        " t.subject_id OR f.id IN (SELECT o.enterprise_id FROM owner_spell o"
        " WHERE o.subject_id = t.subject_id AND o.voided_by IS NULL AND {may_own}))"
        " AND NOT ({ours} AND {theirs}))",
        may_own=OWNER.may_be(on),
        ours=_settled(ADDRESS, ENTERPRISE, on),
        theirs=_settled(ADDRESS, OTHER, on),
    )
    return sql(
        "CASE WHEN EXISTS (SELECT 1 FROM {applied} JOIN subject s"
        " ON s.id = t.subject_id WHERE s.voided_by IS NULL AND {counted})"
        " THEN 1 ELSE 0 END",
        applied=applied.source,
        counted=every(applied.may_count, placed),
    )


def _settled(attribute: Attribute, enterprise: Sql, on: date) -> Sql:
    """A spell of the enterprise is surely in force."""
    return sql(
        "EXISTS (SELECT 1 FROM {table} v WHERE {spells})",
        table=Sql(attribute.table),
        spells=_spells(enterprise, Spell("v").surely(on)),
    )


def _spells(enterprise: Sql, in_force: Sql) -> Sql:
    return sql(
        "v.enterprise_id = {enterprise} AND v.voided_by IS NULL AND {in_force}",
        enterprise=enterprise,
        in_force=in_force,
    )
