"""Pools of enterprises under cultivation, and rosters frozen on a day."""

from datetime import date

from sqlmodel import Relationship

from registry.model.base import (
    STRICT,
    Recorded,
    check,
    day,
    integer,
    link,
    live_index,
    words,
)
from registry.model.document import Document
from registry.model.place import Unit
from registry.model.policy import Rung
from registry.model.subject import Subject


class Pool(Recorded, table=True):
    """A pool (培育库) of one year, aimed at a rung."""

    __tablename__ = "pool"
    __table_args__ = (live_index("pool", "name", "year", unique=True), STRICT)

    name: str = words()
    year: int = integer()
    rung: str | None = link("rung.code", default=None)
    document_id: int | None = link("document.id", default=None)

    rung_row: Rung | None = Relationship()
    document: Document | None = Relationship()


class PoolEntry(Recorded, table=True):
    """A subject's stay in a pool, ``[admitted_on, left_on)``."""

    __tablename__ = "pool_entry"
    __table_args__ = (
        check("pool_entry", "order", "admitted_on <= left_on"),
        live_index("pool_entry", "pool_id", "subject_id"),
        live_index("pool_entry", "subject_id"),
        STRICT,
    )

    pool_id: int = link("pool.id")
    subject_id: int = link("subject.id")
    admitted_on: date = day()
    left_on: date | None = day(default=None)
    left_reason: str = words(default="")
    target_year: int | None = integer(default=None)
    measures: str = words(default="")
    responsible: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    pool: Pool | None = Relationship()
    subject: Subject | None = Relationship()
    document: Document | None = Relationship()


class Roster(Recorded, table=True):
    """A set of enterprises frozen on a day: the denominator of a rate."""

    __tablename__ = "roster"
    __table_args__ = (live_index("roster", "name", unique=True), STRICT)

    name: str = words()
    on: date = day()
    terms: str = words()
    document_id: int | None = link("document.id", default=None)

    document: Document | None = Relationship()


class RosterEntry(Recorded, table=True):
    """One subject of a roster, under the unit it had on that day."""

    __tablename__ = "roster_entry"
    __table_args__ = (
        live_index("roster_entry", "roster_id", "subject_id", unique=True),
        STRICT,
    )

    roster_id: int = link("roster.id")
    subject_id: int = link("subject.id")
    unit_id: int | None = link("unit.id", default=None)

    roster: Roster | None = Relationship()
    subject: Subject | None = Relationship()
    unit: Unit | None = Relationship()


class RosterTask(Recorded, table=True):
    """How many a unit was given as its task, where a document says so."""

    __tablename__ = "roster_task"
    __table_args__ = (
        live_index("roster_task", "roster_id", "unit_id", unique=True),
        STRICT,
    )

    roster_id: int = link("roster.id")
    unit_id: int = link("unit.id")
    number: int = integer()

    roster: Roster | None = Relationship()
    unit: Unit | None = Relationship()
