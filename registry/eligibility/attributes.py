"""What a candidate row ``k`` knows of its enterprise: attributes read once for all.

A column holds the value that E's attribute has on D where one spell is surely in force
and no other may be, else NULL: then whoever asks has to look at the spells. A row that
knows nothing (``NOTHING_KNOWN``) is right, only slower.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from registry.eligibility.dated import Spell
from registry.eligibility.sql import Sql, every, joined, of_group, sql
from registry.ladder import exclusions, profile
from registry.ladder.conditions import AnyLeaf, Condition
from registry.ladder.tree import all_leaves
from registry.terms import SizeStandard


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with spells: its column of ``k`` and where they are recorded.

    Where there is a ``standard``, only its spells count.
    """

    name: str
    table: str
    standard: SizeStandard | None = None

    @property
    def column(self) -> Sql:
        """The one value on D, or NULL."""
        return Sql(f"k.{self.name}")

    def live(self, alias: str) -> Sql:
        """The spells that count, under an alias."""
        live = Sql(f"{alias}.voided_by IS NULL")
        if self.standard is None:
            return live
        kept = sql(
            "{column} = {standard}",
            column=Sql(f"{alias}.standard"),
            standard=self.standard.value,
        )
        return every(live, kept)


DIVISION = Attribute("division", "division_spell")
INDUSTRY = Attribute("industry", "industry_spell")
DESIGNATED = Attribute("designated", "designated_spell")
SIZES = {
    standard: Attribute(f"size_{standard.value}", "size_spell", standard)
    for standard in SizeStandard
}
ATTRIBUTES = (DIVISION, INDUSTRY, DESIGNATED, *SIZES.values())

EVENTFUL = Attribute("eventful", "event")
"""Whether any event of E is recorded at all: of most none is."""

NOTHING_KNOWN = joined(
    ", ", (Sql(f"NULL AS {one.name}") for one in (*ATTRIBUTES, EVENTFUL))
)
"""The columns of a row that leaves every attribute to be looked up."""


ALWAYS = 3
"""So many look-ups cost more than reading an attribute beforehand."""


@lru_cache(maxsize=256)
def known_to(conditions: tuple[Condition, ...]) -> tuple[Attribute, ...]:
    """The attributes that rows know to whom these conditions are put."""
    often: Counter[Attribute] = Counter()
    for condition in conditions:
        for leaf in all_leaves(condition):
            often.update(dict(_asked_by(leaf)))
    return tuple(one for one in ATTRIBUTES if often[one] >= ALWAYS)


def _asked_by(leaf: AnyLeaf) -> Iterator[tuple[Attribute, int]]:
    """What a leaf asks about, and how many look-ups it would need."""
    match leaf:
        case profile.AboveDesignatedSize():
            yield DESIGNATED, ALWAYS
        case profile.SizeIn():
            yield SIZES[leaf.standard], ALWAYS
        case profile.IndustryIn():
            yield INDUSTRY, ALWAYS
        case profile.DivisionIn() | profile.Registered():
            yield DIVISION, ALWAYS
        case exclusions.NoEvent():
            yield DIVISION, len(leaf.kinds)
        case _:
            return


def asks_of_events(conditions: tuple[Condition, ...]) -> bool:
    """Whether rows to whom these conditions are put are asked about events."""
    asked = (leaf for one in conditions for leaf in all_leaves(one))
    return any(isinstance(leaf, exclusions.NoEvent) for leaf in asked)


def spells(attributes: Sequence[Attribute], on: date) -> Sql:
    """Joins that give every spell of enterprise ``e`` that may be in force on a day."""
    return joined(" ", (_spells(one, on) for one in attributes))


def _spells(attribute: Attribute, on: date) -> Sql:
    name = attribute.name
    return sql(
        "LEFT JOIN {spells} ON {enterprise} = e.id AND {live} AND {may_be}",
        spells=Sql(f"{attribute.table} {name}"),
        enterprise=Sql(f"{name}.enterprise_id"),
        live=attribute.live(name),
        may_be=Spell(name).may_be(on),
    )


def values(attributes: Sequence[Attribute], on: date) -> Sql:
    """The columns, each led by a comma, for such rows grouped by enterprise.

    Where the group is one row, no attribute has two spells that may be in force.
    """
    return joined(
        "",
        (
            sql(", {value} AS {name}", value=value(one, on), name=Sql(one.name))
            for one in attributes
        ),
    )


def value(attribute: Attribute, on: date) -> Sql:
    """The one value of a group, or NULL."""
    return sql(
        "CASE WHEN count(*) = 1 AND {surely} THEN {value} END",
        surely=of_group(Spell(attribute.name).surely(on)),
        value=of_group(Sql(f"{attribute.name}.value")),
    )
