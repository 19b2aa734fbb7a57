"""Whether an enterprise ``e`` is there to be asked: not gone, inside the scope."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from registry.eligibility.attributes import (
    DIVISION,
    EVENTFUL,
    Attribute,
)
from registry.eligibility.bind import BoundStep
from registry.eligibility.dated import Spell
from registry.eligibility.leaves.profile import Holds
from registry.eligibility.sql import Sql, every, of_group, sql, starts

GONE = Sql("('moved_out', 'deregistered')")
STATUS = Attribute("status", "status_spell")


def tests(step: BoundStep, *, gone_listed: bool) -> dict[Attribute, Holds]:
    """What has to be possible: E is not gone, and lies inside the policy's scope.

    Where those that may be gone are listed, ``not_gone`` tells what the status would.
    """
    asked: dict[Attribute, Holds] = {} if gone_listed else {STATUS: _staying}
    if prefix := scope_prefix(step.active.policy.scope):
        asked[DIVISION] = partial(starts, prefixes=(prefix,))
    return asked


def _staying(status: Sql) -> Sql:
    return sql("{status} NOT IN {gone}", status=status, gone=GONE)


def may_be(attribute: Attribute, on: date, holds: Holds) -> Sql:
    """An attribute of ``e`` may answer so: one spell does, or none surely is."""
    spelled = "SELECT 1 FROM {table} v WHERE v.enterprise_id = e.id AND {live} AND"
    return sql(
        f"(EXISTS ({spelled} {{may_be}} AND {{holds}})"
        f" OR NOT EXISTS ({spelled} {{surely}}))",
        table=Sql(attribute.table),
        live=attribute.live("v"),
        may_be=Spell("v").may_be(on),
        holds=holds(Sql("v.value")),
        surely=Spell("v").surely(on),
    )


def not_gone(on: date) -> Sql:
    """E is not among those that may be gone, or it may have stayed.

    The plus keeps an index out of it that would look up every row of the table.
    """
    return sql(
        "(e.id NOT IN (SELECT v.enterprise_id FROM {table} v"
        " WHERE +v.voided_by IS NULL AND v.value IN {gone} AND {may_be})"
        " OR {staying})",
        table=Sql(STATUS.table),
        gone=GONE,
        may_be=Spell("v").may_be(on),
        staying=may_be(STATUS, on, _staying),
    )


def grouped(possible: Mapping[Attribute, Holds], on: date) -> Sql:
    """One row a subject; what is not known of the group is looked up."""
    if not possible:
        return Sql(" GROUP BY s.id")
    return sql(
        " GROUP BY s.id HAVING {tests}",
        tests=every(
            *(
                sql(
                    "CASE WHEN count(*) = 1 AND ({holds} OR {value} IS NOT NULL"
                    " AND {surely}) THEN {holds} ELSE {may_be} END",
                    holds=holds(of_group(Sql(f"{attribute.name}.value"))),
                    value=of_group(Sql(f"{attribute.name}.value")),
                    surely=of_group(Spell(attribute.name).surely(on)),
                    may_be=may_be(attribute, on, holds),
                )
                for attribute, holds in possible.items()
            )
        ),
    )


def eventful(step: BoundStep, *, all_: bool) -> Sql:
    """The column, led by a comma, with whether any event of E is recorded."""
    if not step.of_events:
        return Sql("")
    if not all_:
        return Sql(f", NULL AS {EVENTFUL.name}")
    return sql(
        ", {enterprise} IN (SELECT v.enterprise_id FROM {table} v WHERE {live})"
        " AS {name}",
        enterprise=of_group(Sql("e.id")),
        table=Sql(EVENTFUL.table),
        live=EVENTFUL.live("v"),
        name=Sql(EVENTFUL.name),
    )


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
