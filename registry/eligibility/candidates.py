"""Whom a step is asked of: its candidates, as the relation ``k``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registry.eligibility.asked import ENTERPRISE, SUBJECT
from registry.eligibility.bind import BoundStep
from registry.eligibility.dated import Spell
from registry.eligibility.leaves.profile import DIVISION, VALUE, spelled
from registry.eligibility.leaves.titles import holding
from registry.eligibility.sql import Sql, every, sql, starts
from registry.terms import ApplicationKind

ITSELF = "enterprise"
"""The subject kind of enterprises: each owns itself."""
GONE = Sql("v.value IN ('moved_out', 'deregistered')")


@dataclass(frozen=True, slots=True)
class Among:
    """Which candidates are asked for: all that fit every field that is set.

    ``after`` is the subject after which to begin, ``limit`` the most to give.
    """

    enterprise_id: int | None = None
    subject_id: int | None = None
    unit_id: int | None = None
    after: int | None = None
    limit: int | None = None


EVERYBODY = Among()


def candidates(step: BoundStep, among: Among) -> Sql:
    """Rows ``(subject_id, enterprise_id)``; with a limit the first by subject.

    Left out is only who surely does not belong: gone from the register, outside
    the policy's scope, or already holding the title (for a renewal: not holding).
    """
    return sql(
        "SELECT k.subject_id, k.enterprise_id FROM ({pairs}) k"
        " JOIN enterprise e ON e.id = k.enterprise_id WHERE e.voided_by IS NULL"
        " AND e.merged_into IS NULL AND e.kind IN ('enterprise', 'branch', 'institute')"
        " AND {present}{first}",
        pairs=_pairs(step),
        present=every(
            *_chosen(among, step.on),
            _not_gone(step.on),
            *_inside(step),
            _holding(step),
        ),
        first=_first(among),
    )


def _first(among: Among) -> Sql:
    if among.limit is None:
        return Sql("")
    return sql(" ORDER BY k.subject_id LIMIT {n}", n=among.limit)


def _chosen(among: Among, on: date) -> Iterator[Sql]:
    if among.enterprise_id is not None:
        yield _of_enterprise(among.enterprise_id)
    if among.subject_id is not None:
        yield sql("{subject} = {id}", subject=SUBJECT, id=among.subject_id)
    if among.unit_id is not None:
        yield _in_unit(among.unit_id, on)
    if among.after is not None:
        yield sql("{subject} > {id}", subject=SUBJECT, id=among.after)


def _of_enterprise(id_: int) -> Sql:
    """The subjects an enterprise ever owned are few: the index finds them first."""
    return sql(
        "{enterprise} = {id} AND {subject} IN (SELECT {id} UNION ALL SELECT"
        " o.subject_id FROM owner_spell o WHERE o.enterprise_id = {id}"
        " AND o.voided_by IS NULL)",
        enterprise=ENTERPRISE,
        subject=SUBJECT,
        id=id_,
    )


def _in_unit(unit_id: int, on: date) -> Sql:
    """E reports through a unit on a day (or may do so)."""
    return sql(
        "EXISTS (SELECT 1 FROM unit_spell v WHERE v.enterprise_id = {enterprise}"
        " AND v.value = {unit_id} AND v.voided_by IS NULL AND {may_be})",
        enterprise=ENTERPRISE,
        unit_id=unit_id,
        may_be=Spell("v").may_be(on),
    )


def _pairs(step: BoundStep) -> Sql:
    """Live subjects of the target's kind, with the enterprise that owns each on D."""
    kind = step.active.rung.subject
    if kind == ITSELF:
        return sql(
            "SELECT s.id AS subject_id, s.id AS enterprise_id FROM subject s"
            " WHERE s.kind = {kind} AND s.voided_by IS NULL",
            kind=kind,
        )
    return sql(
        "SELECT s.id AS subject_id, {owner} AS enterprise_id FROM subject s"
        " WHERE s.kind = {kind} AND s.voided_by IS NULL",
        owner=_owner(step.on),
        kind=kind,
    )


def owner_of(subject_id: int, on: date) -> Sql:
    """One row with the enterprise that owns a live subject on a day, or NULL."""
    return sql(
        "SELECT coalesce((SELECT e.id FROM enterprise e WHERE e.id = s.id), {owner})"
        " FROM subject s WHERE s.id = {id} AND s.voided_by IS NULL",
        owner=_owner(on),
        id=subject_id,
    )


def _owner(on: date) -> Sql:
    """Of the spells that may be in force one that surely is, then the latest."""
    return sql(
        "(SELECT o.enterprise_id FROM owner_spell o"
        " WHERE o.subject_id = s.id AND o.voided_by IS NULL AND {may_be}"
        " ORDER BY CASE WHEN {surely} THEN 0 ELSE 1 END, o.since DESC, o.id DESC"
        " LIMIT 1)",
        may_be=Spell("o").may_be(on),
        surely=Spell("o").surely(on),
    )


def _not_gone(on: date) -> Sql:
    return sql("{gone} < 3", gone=spelled(Sql("status_spell"), on, GONE))


def _inside(step: BoundStep) -> list[Sql]:
    prefix = scope_prefix(step.active.policy.scope)
    if not prefix:
        return []
    inside = spelled(DIVISION, step.on, starts(VALUE, (prefix,)))
    return [sql("{inside} > 0", inside=inside)]


def _holding(step: BoundStep) -> Sql:
    """The title is not surely held already; for a renewal: it may be held."""
    rungs = step.active.equivalents.get(step.step.to, (step.step.to,))
    held = holding(rungs, step.on)
    if step.step.kind is ApplicationKind.RENEWAL:
        return sql("{held} > 0", held=held)
    return sql("{held} < 3", held=held)


def scope_prefix(scope: str) -> str:
    """What the codes of all divisions inside begin with; empty for the nation.

    >>> scope_prefix("430200"), scope_prefix("430000"), scope_prefix("100000")
    ('4302', '43', '')
    """
    if scope == "100000":
        return ""
    prefix = scope
    while prefix.endswith("00"):
        prefix = prefix[:-2]
    return prefix
