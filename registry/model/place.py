"""The registry itself, divisions, reporting units, and kinds that are data."""

from datetime import date
from typing import Any

from sqlmodel import Relationship

from registry.model.base import (
    STRICT,
    Recorded,
    among,
    check,
    coded,
    day,
    flag,
    integer,
    link,
    live_index,
    words,
)
from registry.terms import StageRole


class Registry(Recorded, table=True):
    """Whose register this is; one row.

    ``reference_on`` is the day questions are asked as of when none is named;
    NULL means today in ``zone``. ``demonstration`` registries say so on every
    screen and in every file.
    """

    __tablename__ = "registry"
    __table_args__ = (check("registry", "one", "id = 1"), STRICT)

    name: str = words()
    division: str = words()
    zone: str = words(default="Asia/Shanghai")
    reference_on: date | None = day(default=None)
    demonstration: bool = flag(default=False)


class Division(Recorded, table=True):
    """An administrative division, GB/T 2260 code of six digits."""

    __tablename__ = "division"
    __table_args__ = (check("division", "code", "length(code) = 6"), STRICT)

    code: str = words(unique=True)
    name: str = words()


class Unit(Recorded, table=True):
    """A reporting unit (县市区、园区); a zone has no division code."""

    __tablename__ = "unit"
    __table_args__ = (live_index("unit", "name", unique=True), STRICT)

    name: str = words()
    division: str | None = link("division.code", default=None)

    division_row: Division | None = Relationship()


class SubjectKind(Recorded, table=True):
    """A kind of thing a title can be awarded to: enterprise, workshop, scene, …."""

    __tablename__ = "subject_kind"
    __table_args__: Any = (STRICT,)

    code: str = words(unique=True)
    name: str = words()


class EventKind(Recorded, table=True):
    """A kind of event that can bar a title: safety, environment, tax, credit, …."""

    __tablename__ = "event_kind"
    __table_args__: Any = (STRICT,)

    code: str = words(unique=True)
    name: str = words()


class StageKind(Recorded, table=True):
    """A kind of step of an application: its place in the order, what it does.

    ``final`` steps are those whose role ends an application.
    """

    __tablename__ = "stage_kind"
    __table_args__: Any = (
        among("stage_kind", "role", StageRole),
        check(
            "stage_kind",
            "final",
            "final = (role IN ('recognition', 'rejection', 'withdrawal'))",
        ),
        STRICT,
    )

    code: str = words(unique=True)
    name: str = words()
    ordinal: int = integer()
    role: StageRole = coded(
        StageRole,
        default=StageRole.OPTIONAL,
        sa_column_kwargs={"server_default": StageRole.OPTIONAL.value},
    )
    final: bool = flag(default=False)


class CalendarDay(Recorded, table=True):
    """A day on which one works or not, where the shipped calendar does not say so."""

    __tablename__ = "calendar_day"
    __table_args__ = (
        check("calendar_day", "works", "works IN (0, 1)"),
        live_index("calendar_day", "on", unique=True),
        STRICT,
    )

    on: date = day()
    works: bool = flag()
    note: str = words(default="")
    document_id: int | None = link("document.id", default=None)
