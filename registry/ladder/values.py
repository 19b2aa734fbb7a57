"""What every part of a policy file is made of: strict scalars, values, leaves.

A policy file says exactly what it means: a day is a TOML day, a number a number and
a flag ``true`` or ``false``; nothing is converted from text.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    WithJsonSchema,
)


class Anchor(StrEnum):
    """The named day that a window ends on."""

    AS_OF = "as_of"
    DEADLINE = "deadline"
    NOTICE_END = "notice_end"
    YEAR_END = "year_end"


class Of(StrEnum):
    """Whose record is asked: the subject's, its owner's, or any the owner owns."""

    SUBJECT = "subject"
    ENTERPRISE = "enterprise"
    ANY = "any"


class Reduce(StrEnum):
    """How the values of several years become one answer."""

    SUM = "sum"
    MEAN = "mean"
    EACH = "each"
    GROWTH = "growth"


class Named(StrEnum):
    """What a word of a policy file must be declared as, somewhere else."""

    FACT = "fact"
    RUNG = "rung"
    SUBJECT_KIND = "subject_kind"
    EVENT_KIND = "event_kind"
    DIVISION = "division"
    DOCUMENT = "document"


def exact(value: object) -> object:
    """A number as it is written; text, flags and binary fractions are no numbers."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("no_number")  # noqa: TRY004  # pydantic collects ValueError
    return value


Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
NativeDay = Annotated[date, Strict()]
Amount = Annotated[Decimal, BeforeValidator(exact), WithJsonSchema({"type": "number"})]
Words = Annotated[str, Field(pattern=r"\S")]
Months = Annotated[Whole, Field(ge=1, le=1200)]
Years = Annotated[Whole, Field(ge=1, le=5)]
Digits = Annotated[str, Field(pattern=r"^\d{2,6}$")]
Industry = Annotated[str, Field(pattern=r"^[A-T](\d{2,4})?$")]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*(/[a-z0-9-]+)+$")]
FactName = Annotated[str, Named.FACT]
RungName = Annotated[str, Named.RUNG]
SubjectKind = Annotated[str, Named.SUBJECT_KIND]
EventKind = Annotated[str, Named.EVENT_KIND]


class Value(BaseModel):
    """A frozen value read from a policy file; an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Leaf(Value):
    """One question; ``day`` names the day A it is asked for."""

    day: Anchor = Anchor.AS_OF
