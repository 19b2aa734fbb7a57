"""Enterprises with their dated attributes, and who follows whom.

An enterprise is a subject: ``enterprise.id`` is ``subject.id``. Every attribute
that changes in the world has a table of spells of its own, with the column
``value``; a change closes one spell and opens the next.
"""

from datetime import date
from typing import Any

from sqlmodel import Relationship

from registry.dates import Precision
from registry.model.base import (
    STRICT,
    Recorded,
    Spell,
    among,
    check,
    coded,
    day,
    flag,
    link,
    live_index,
    precision,
    spell,
    words,
)
from registry.model.document import Document
from registry.model.place import Division, Unit
from registry.model.subject import Subject
from registry.terms import (
    NameKind,
    OrganisationKind,
    Size,
    SizeStandard,
    Status,
    SuccessionKind,
)


class Enterprise(Recorded, table=True):
    """An organisation of the register; ``uscc`` stays NULL until it is known.

    ``merged_into`` is the tombstone that joining two records (并档) leaves.
    """

    __tablename__ = "enterprise"
    __table_args__ = (
        among("enterprise", "kind", OrganisationKind),
        among("enterprise", "established_precision", Precision),
        check("enterprise", "uscc", "length(uscc) = 18"),
        live_index("enterprise", "uscc", unique=True),
        STRICT,
    )

    id: int | None = link("subject.id", default=None, primary_key=True)
    kind: OrganisationKind = coded(
        OrganisationKind, default=OrganisationKind.ENTERPRISE
    )
    uscc: str | None = words(default=None)
    established_on: date | None = day(default=None)
    established_precision: Precision = precision()
    merged_into: int | None = link("enterprise.id", default=None)

    subject: Subject | None = Relationship()


def _of_enterprise(table: str, *extra: Any) -> tuple[Any, ...]:
    return spell(table, live_index(table, "enterprise_id", "since"), *extra)


class NameSpell(Spell, table=True):
    """A name: official names follow one another, short names stand beside them."""

    __tablename__ = "name_spell"
    __table_args__ = _of_enterprise(
        "name_spell",
        among("name_spell", "kind", NameKind),
        live_index("name_spell", "value"),
    )

    enterprise_id: int = link("enterprise.id")
    kind: NameKind = coded(NameKind, default=NameKind.OFFICIAL)
    value: str = words()

    enterprise: Enterprise | None = Relationship()


class DivisionSpell(Spell, table=True):
    """The division in which the enterprise is registered."""

    __tablename__ = "division_spell"
    __table_args__ = _of_enterprise("division_spell")

    enterprise_id: int = link("enterprise.id")
    value: str = link("division.code")

    enterprise: Enterprise | None = Relationship()
    division: Division | None = Relationship()


class UnitSpell(Spell, table=True):
    """The reporting unit that the enterprise reports through."""

    __tablename__ = "unit_spell"
    __table_args__ = _of_enterprise("unit_spell", live_index("unit_spell", "value"))

    enterprise_id: int = link("enterprise.id")
    value: int = link("unit.id")

    enterprise: Enterprise | None = Relationship()
    unit: Unit | None = Relationship()


class AddressSpell(Spell, table=True):
    """The address, as one rule allows one title per address."""

    __tablename__ = "address_spell"
    __table_args__ = _of_enterprise(
        "address_spell", live_index("address_spell", "value")
    )

    enterprise_id: int = link("enterprise.id")
    value: str = words()

    enterprise: Enterprise | None = Relationship()


class IndustrySpell(Spell, table=True):
    """The industry, GB/T 4754 code such as C3714."""

    __tablename__ = "industry_spell"
    __table_args__ = _of_enterprise("industry_spell")

    enterprise_id: int = link("enterprise.id")
    value: str = words()

    enterprise: Enterprise | None = Relationship()


class SizeSpell(Spell, table=True):
    """The size class under one standard."""

    __tablename__ = "size_spell"
    __table_args__ = _of_enterprise(
        "size_spell",
        among("size_spell", "standard", SizeStandard),
        among("size_spell", "value", Size),
    )

    enterprise_id: int = link("enterprise.id")
    standard: SizeStandard = coded(SizeStandard, default=SizeStandard.STATISTICS_2017)
    value: Size = coded(Size)

    enterprise: Enterprise | None = Relationship()


class DesignatedSpell(Spell, table=True):
    """Whether the enterprise is above designated size (规上)."""

    __tablename__ = "designated_spell"
    __table_args__ = _of_enterprise(
        "designated_spell", check("designated_spell", "value", "value IN (0, 1)")
    )

    enterprise_id: int = link("enterprise.id")
    value: bool = flag()

    enterprise: Enterprise | None = Relationship()


class StatusSpell(Spell, table=True):
    """Whether the enterprise is in operation."""

    __tablename__ = "status_spell"
    __table_args__ = _of_enterprise(
        "status_spell", among("status_spell", "value", Status)
    )

    enterprise_id: int = link("enterprise.id")
    value: Status = coded(Status)

    enterprise: Enterprise | None = Relationship()


class ParentSpell(Spell, table=True):
    """The group that the enterprise belongs to."""

    __tablename__ = "parent_spell"
    __table_args__ = _of_enterprise("parent_spell", live_index("parent_spell", "value"))

    enterprise_id: int = link("enterprise.id")
    value: int = link("enterprise.id")


class Succession(Recorded, table=True):
    """Who follows whom, by which document; a title passes on only by document."""

    __tablename__ = "succession"
    __table_args__ = (
        among("succession", "kind", SuccessionKind),
        among("succession", "on_precision", Precision),
        live_index("succession", "enterprise_id"),
        STRICT,
    )

    kind: SuccessionKind = coded(SuccessionKind)
    enterprise_id: int = link("enterprise.id")
    successor_id: int | None = link("enterprise.id", default=None)
    on: date = day()
    on_precision: Precision = precision()
    document_id: int | None = link("document.id", default=None)
    note: str = words(default="")

    document: Document | None = Relationship()
