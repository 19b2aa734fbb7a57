"""What an enterprise is: division, industry, size, above designated size, age."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from registry.dates import cutoff
from registry.eligibility.asked import ENTERPRISE, Asked
from registry.eligibility.attributes import (
    DESIGNATED,
    DIVISION,
    INDUSTRY,
    SIZES,
    Attribute,
)
from registry.eligibility.dated import Dated, Spell
from registry.eligibility.sql import Sql, listed, of_group, sql, starts
from registry.ladder.profile import (
    AboveDesignatedSize,
    DivisionIn,
    IndustryIn,
    Registered,
    SizeIn,
)

Holds = Callable[[Sql], Sql]
"""Says of a value whether it is one that is asked for."""


def known(asked: Asked, attribute: Attribute, on: date, holds: Holds) -> Sql:
    """Whether E's attribute answers on a day: on D the candidate row may know it."""
    looked_up = spelled(attribute, on, holds)
    if on != asked.on or attribute not in asked.attributes:
        return looked_up
    return sql(
        "CASE WHEN {value} IS NULL THEN {looked_up} WHEN {holds} THEN 3 ELSE 0 END",
        value=attribute.column,
        looked_up=looked_up,
        holds=holds(attribute.column),
    )


def spelled(attribute: Attribute, on: date, holds: Holds) -> Sql:
    """Whether an attribute answers: each spell ``v`` that may be in force is asked.

    Met or unmet where all of them say so and one is surely in force, else unknown.
    """
    return sql(
        "(SELECT CASE WHEN max(CASE WHEN {surely} THEN 1 ELSE 0 END) = 1 THEN"
        " CASE sum(CASE WHEN {holds} THEN 1 ELSE 0 END)"
        " WHEN 0 THEN 0 WHEN count(*) THEN 3 ELSE 1 END ELSE 1 END"
        " FROM {table} v WHERE v.enterprise_id = {enterprise} AND {live} AND {may_be})",
        surely=Spell("v").surely(on),
        holds=holds(Sql("v.value")),
        table=Sql(attribute.table),
        enterprise=ENTERPRISE,
        live=attribute.live("v"),
        may_be=Spell("v").may_be(on),
    )


def one_value(attribute: Attribute, on: date, of: Sql = ENTERPRISE) -> Sql:
    """The one value an attribute can have on a day; NULL where that is open."""
    return sql(
        "(SELECT CASE WHEN max(CASE WHEN {surely} THEN 1 ELSE 0 END) = 1"
        " AND min(v.value) = max(v.value) THEN min(v.value) END"
        " FROM {table} v WHERE v.enterprise_id = {enterprise} AND {live} AND {may_be})",
        surely=Spell("v").surely(on),
        table=Sql(attribute.table),
        enterprise=of,
        live=attribute.live("v"),
        may_be=Spell("v").may_be(on),
    )


def above_designated_size(asked: Asked, leaf: AboveDesignatedSize) -> Sql:
    """E is above designated size on D."""
    del leaf
    return known(
        asked, DESIGNATED, asked.on, lambda value: sql("{value} = 1", value=value)
    )


def size(asked: Asked, leaf: SizeIn) -> Sql:
    """E's size class under one standard; spells of other standards do not count."""
    classes = listed(one.value for one in leaf.classes)

    def among(value: Sql) -> Sql:
        return sql("{value} IN ({classes})", value=value, classes=classes)

    return known(asked, SIZES[leaf.standard], asked.known(leaf), among)


def industry(asked: Asked, leaf: IndustryIn) -> Sql:
    """E's industry on B begins with one of the prefixes and none of the excluded."""

    def among(value: Sql) -> Sql:
        return sql(
            "{among} AND NOT {excluded}",
            among=starts(value, leaf.prefixes),
            excluded=starts(value, leaf.excluding),
        )

    return known(asked, INDUSTRY, asked.known(leaf), among)


def division(asked: Asked, leaf: DivisionIn) -> Sql:
    """E's division on B begins with one of the prefixes."""
    return inside(asked, leaf.prefixes, asked.known(leaf))


def inside(asked: Asked, prefixes: Sequence[str], on: date) -> Sql:
    """E's division on a day begins with one of the prefixes."""
    return known(asked, DIVISION, on, lambda value: starts(value, prefixes))


def registered(asked: Asked, leaf: Registered) -> Sql:
    """E is registered inside a division, or at all, for long enough."""
    known_on = asked.known(leaf)
    if leaf.for_months is None:
        return inside(asked, (leaf.division or "",), known_on)
    since = min(known_on, cutoff(asked.day(leaf), leaf.for_months))
    if leaf.division is None:
        return _established(since)
    return _stayed(leaf.division, since, known_on)


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
    """Every division between two days is inside, and was so on the first of them.

    One spell that is in force from the first day to the last settles it.
    """
    spell = Spell("v")
    return sql(
        "(SELECT CASE WHEN count(*) = 1 AND {now} AND {then} THEN"
        " CASE WHEN NOT {inside} THEN 0 WHEN v.since IS NULL THEN 1 ELSE 3 END"
        " ELSE {looked_up} END FROM {spells})",
        now=of_group(spell.surely(known)),
        then=of_group(spell.surely(since)),
        inside=starts(Sql("v.value"), (prefix,)),
        looked_up=_stays(prefix, since, known),
        spells=_between(since, known),
    )


def _between(since: date, known: date) -> Sql:
    return sql(
        "division_spell v WHERE v.enterprise_id = {enterprise}"
        " AND v.voided_by IS NULL AND {may_be}",
        enterprise=ENTERPRISE,
        may_be=Spell("v").may_be(since, known),
    )


def _stays(prefix: str, since: date, known: date) -> Sql:
    """The answer of all spells that may be in force between two days."""
    spell = Spell("v")
    return sql(
        "(SELECT CASE WHEN max(CASE WHEN {now} THEN 1 ELSE 0 END) = 1 THEN CASE"
        " WHEN max(CASE WHEN NOT {inside} AND {between} THEN 1 ELSE 0 END) = 1 THEN 0"
        " WHEN max(CASE WHEN {inside} AND {may_then} THEN 1 ELSE 0 END) = 0 THEN 0"
        " WHEN min(CASE WHEN {inside} THEN 1 ELSE 0 END) = 1 AND"
        " max(CASE WHEN v.since IS NOT NULL AND {then} THEN 1 ELSE 0 END) = 1 THEN 3"
        " ELSE 1 END ELSE 1 END FROM {spells})",
        now=spell.surely(known),
        inside=starts(Sql("v.value"), (prefix,)),
        between=spell.surely(since, known),
        may_then=spell.may_be(since),
        then=spell.surely(since),
        spells=_between(since, known),
    )
