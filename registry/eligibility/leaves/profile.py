"""What an enterprise is: division, industry, size, above designated size, age."""

from __future__ import annotations

from datetime import date

from registry.dates import cutoff
from registry.eligibility.asked import ENTERPRISE, Asked
from registry.eligibility.dated import Dated, Spell
from registry.eligibility.sql import Sql, listed, sql, starts
from registry.ladder.profile import (
    AboveDesignatedSize,
    DivisionIn,
    IndustryIn,
    Registered,
    SizeIn,
)

LIVE = Sql("v.voided_by IS NULL")
VALUE = Sql("v.value")
DIVISION = Sql("division_spell")
INDUSTRY = Sql("industry_spell")


def spelled(table: Sql, on: date, holds: Sql, live: Sql = LIVE) -> Sql:
    """Whether an attribute answers: each spell ``v`` that may be in force is asked.

    Met or unmet where all of them say so and one is surely in force, else unknown.
    """
    return sql(
        "(SELECT CASE WHEN max(CASE WHEN {surely} THEN 1 ELSE 0 END) = 1 THEN"
        " CASE sum(CASE WHEN {holds} THEN 1 ELSE 0 END)"
        " WHEN 0 THEN 0 WHEN count(*) THEN 3 ELSE 1 END ELSE 1 END"
        " FROM {table} v WHERE v.enterprise_id = {enterprise} AND {live} AND {may_be})",
        surely=Spell("v").surely(on),
        holds=holds,
        table=table,
        enterprise=ENTERPRISE,
        live=live,
        may_be=Spell("v").may_be(on),
    )


def one_value(table: Sql, on: date, of: Sql = ENTERPRISE) -> Sql:
    """The one value an attribute can have on a day; NULL where that is open."""
    return sql(
        "(SELECT CASE WHEN max(CASE WHEN {surely} THEN 1 ELSE 0 END) = 1"
        " AND min(v.value) = max(v.value) THEN min(v.value) END"
        " FROM {table} v WHERE v.enterprise_id = {enterprise}"
        " AND v.voided_by IS NULL AND {may_be})",
        surely=Spell("v").surely(on),
        table=table,
        enterprise=of,
        may_be=Spell("v").may_be(on),
    )


def above_designated_size(asked: Asked, leaf: AboveDesignatedSize) -> Sql:
    """E is above designated size on D."""
    del leaf
    return spelled(Sql("designated_spell"), asked.on, Sql("v.value = 1"))


def size(asked: Asked, leaf: SizeIn) -> Sql:
    """E's size class under one standard; spells of other standards do not count."""
    live = sql("{live} AND v.standard = {one}", live=LIVE, one=leaf.standard.value)
    classes = listed(one.value for one in leaf.classes)
    holds = sql("v.value IN ({classes})", classes=classes)
    return spelled(Sql("size_spell"), asked.known(leaf), holds, live)


def industry(asked: Asked, leaf: IndustryIn) -> Sql:
    """E's industry on B begins with one of the prefixes and none of the excluded."""
    holds = sql(
        "{among} AND NOT {excluded}",
        among=starts(VALUE, leaf.prefixes),
        excluded=starts(VALUE, leaf.excluding),
    )
    return spelled(INDUSTRY, asked.known(leaf), holds)


def division(asked: Asked, leaf: DivisionIn) -> Sql:
    """E's division on B begins with one of the prefixes."""
    return spelled(DIVISION, asked.known(leaf), starts(VALUE, leaf.prefixes))


def registered(asked: Asked, leaf: Registered) -> Sql:
    """E is registered inside a division, or at all, for long enough."""
    known = asked.known(leaf)
    if leaf.for_months is None:
        return spelled(DIVISION, known, starts(VALUE, (leaf.division or "",)))
    since = min(known, cutoff(asked.day(leaf), leaf.for_months))
    if leaf.division is None:
        return _established(since)
    return _stayed(leaf.division, since, known)


def _established(by: date) -> Sql:
    day = Dated("e.established_on", "e.established_precision")
    return sql(
        "(SELECT CASE WHEN {surely} THEN 3 WHEN {after} THEN 0 ELSE 1 END"
        " FROM enterprise e WHERE e.id = {enterprise})",
        surely=day.surely_by(by),
        after=day.surely_after(by),
        enterprise=ENTERPRISE,
    )


def _stayed(prefix: str, since: date, known: date) -> Sql:
    """Every division between two days is inside, and was so on the first of them."""
    spell = Spell("v")
    return sql(
        "(SELECT CASE WHEN max(CASE WHEN {now} THEN 1 ELSE 0 END) = 1 THEN CASE"
        " WHEN max(CASE WHEN NOT {inside} AND {between} THEN 1 ELSE 0 END) = 1 THEN 0"
        " WHEN max(CASE WHEN {inside} AND {may_then} THEN 1 ELSE 0 END) = 0 THEN 0"
        " WHEN min(CASE WHEN {inside} THEN 1 ELSE 0 END) = 1 AND"
        " max(CASE WHEN v.since IS NOT NULL AND {then} THEN 1 ELSE 0 END) = 1 THEN 3"
        " ELSE 1 END ELSE 1 END"
        " FROM division_spell v WHERE v.enterprise_id = {enterprise}"
        " AND v.voided_by IS NULL AND {may_be})",
        now=spell.surely(known),
        inside=starts(VALUE, (prefix,)),
        between=spell.surely(since, known),
        may_then=spell.may_be(since),
        then=spell.surely(since),
        enterprise=ENTERPRISE,
        may_be=spell.may_be(since, known),
    )
