"""Whether a record counts: surely, perhaps, or there is none.

A *source* is a table with the alias ``t`` (and what is joined to it) whose column
``t.subject_id`` says whose record it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.eligibility.asked import ENTERPRISE, SUBJECT, Asked
from registry.eligibility.dated import Spell
from registry.eligibility.sql import Sql, every, greatest, sql
from registry.ladder.values import Of

OWNER = Spell("o")


@dataclass(frozen=True, slots=True)
class Records:
    """Records of one source: those that may count, and which of them surely do."""

    source: Sql
    may_count: Sql
    surely: Sql


def found(asked: Asked, of: Of, records: Records) -> Sql:
    """3 where a record surely counts, 1 where one may, 0 where there is none.

    Asked of S, of E, or (``any``) of E and every subject that it owns on D.
    """
    match of:
        case Of.SUBJECT:
            return found_of(SUBJECT, records)
        case Of.ENTERPRISE:
            return found_of(ENTERPRISE, records)
        case Of.ANY:
            owned = found_owned(asked.on, records)
            return greatest([found_of(ENTERPRISE, records), owned])


def found_of(subject: Sql, records: Records) -> Sql:
    """``found`` for one subject's own records."""
    return sql(
        "(SELECT coalesce(max(CASE WHEN {surely} THEN 3 ELSE 1 END), 0)"
        " FROM {source} WHERE t.subject_id = {subject} AND {may_count})",
        surely=records.surely,
        source=records.source,
        subject=subject,
        may_count=records.may_count,
    )


def found_owned(on: date, records: Records) -> Sql:
    """``found`` for the records of S and of every other subject that E owns on a day.

    Who asks is E's, even where the day on which it came to E is not known exactly.
    Records come before the subjects: most have none.
    """
    return sql(
        "(SELECT coalesce(max(CASE WHEN {surely} THEN 3 ELSE 1 END), 0)"
        " FROM owner_spell o CROSS JOIN {source} CROSS JOIN subject s"
        " WHERE t.subject_id = o.subject_id AND {owning} AND {may_count})",
        surely=every(_surely_owned(on), records.surely),
        source=records.source,
        owning=owning(on),
        may_count=records.may_count,
    )


OWNED = Sql("owner_spell o CROSS JOIN subject s")
"""The spells ``o`` in which enterprises own the subjects ``s``, in this order."""


def owning(on: date) -> Sql:
    """E may own the live subject ``s`` on a day."""
    return sql(
        "o.enterprise_id = {enterprise} AND o.voided_by IS NULL"
        " AND s.id = o.subject_id AND s.voided_by IS NULL AND {may_be}",
        enterprise=ENTERPRISE,
        may_be=OWNER.may_be(on),
    )


def _surely_owned(on: date) -> Sql:
    return sql("(s.id = {asking} OR {owned})", asking=SUBJECT, owned=OWNER.surely(on))


def none_of(code: Sql) -> Sql:
    """The negation of ``found``: met where there is none, unmet where one counts."""
    return sql("CASE {code} WHEN 3 THEN 0 WHEN 0 THEN 3 ELSE 1 END", code=code)
