"""The kinds of field that drafts are made of, each with its reader.

A reader takes what was typed, or the value itself, and raises ``InputError``; the
draft collects what all of them say.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from registry.dates import Day
from registry.desk.drafts import writing
from registry.errors import InputError
from registry.readers import codes, days, numbers, words
from registry.readers.raw import Raw, Setting
from registry.terms import Term
from registry.text import clean

T = TypeVar("T")
TYPED = Setting(epoch=None)
"""What officials type is text: a number among days is never a spreadsheet's."""
NO_LONGER = "自该日起不再有效"
"""What has to be known of the day until which something is valid."""


def reading(read: Callable[[object], object]) -> BeforeValidator:
    """Run a reader before pydantic's own check and pass on what it refuses."""

    def before(value: object) -> object:
        try:
            return read(value)
        except InputError as wrong:
            raise PydanticCustomError(
                "refused", "{sentence}", {"sentence": str(wrong)}
            ) from None

    return BeforeValidator(before)


def optional(read: Callable[[object], T]) -> Callable[[object], T | None]:
    """Let nothing, and blank text, stand for not known."""

    def maybe(value: object) -> T | None:
        blank = value is None or (isinstance(value, str) and not clean(value))
        return None if blank else read(value)

    return maybe


def cell(value: object) -> Raw:
    """A value as readers take it: what they do not know, by its text."""
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)


def known_day(value: object) -> Day:
    """A day as precisely as it is known."""
    return value if isinstance(value, Day) else days.day(cell(value), TYPED)


def exact_day(value: object) -> date:
    """A day known to the day."""
    return days.exact(cell(value), TYPED)


def names(value: object) -> tuple[str, ...]:
    """Several texts: a list of them, or one text with 、 or ； between."""
    if isinstance(value, list | tuple):
        return tuple(words.name(cell(part)) for part in value if str(part).strip())
    if isinstance(value, str):
        return words.names(value)
    raise InputError(f"「{value}」不是名称；几个名称之间请用、隔开")


def one_of(terms: type[Term]) -> Callable[[object], Term]:
    """A reader of one enumeration: its codes, its labels, other usual words."""
    return lambda value: words.term(terms, cell(value))


def coded(terms: type[Term]) -> BeforeValidator:
    """A field that holds a code of ``terms``, given as code or label."""
    return reading(one_of(terms))


def maybe_coded(terms: type[Term]) -> BeforeValidator:
    """The same where nothing may be given."""
    return reading(optional(one_of(terms)))


def read_as(read: Callable[[Raw], T]) -> BeforeValidator:
    """A field that a reader of cells reads."""
    return reading(lambda value: read(cell(value)))


def maybe_read_as(read: Callable[[Raw], T]) -> BeforeValidator:
    """The same where nothing may be given."""
    return reading(optional(lambda value: read(cell(value))))


_LARGEST = 2**63 - 1

Unit = Annotated[str, read_as(words.words), writing.UNIT]
Division = Annotated[str, read_as(words.words), writing.DIVISION]
Rung = Annotated[str, read_as(words.name), writing.RUNG]
Id = Annotated[int, Field(gt=0, le=_LARGEST)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Place = Annotated[int, Field(gt=0, le=1_000_000)]
Words = Annotated[str, read_as(words.words)]
Name = Annotated[str, read_as(words.name)]
Standard = Annotated[str, read_as(lambda raw: words.standard(words.name(raw)))]
Number = Annotated[str, read_as(words.document_number), writing.NUMBER]
Names = Annotated[tuple[str, ...], reading(names), writing.SEVERAL]
Flag = Annotated[bool, read_as(words.flag)]
MaybeFlag = Annotated[bool | None, maybe_read_as(words.flag), writing.YES_NO]
KnownDay = Annotated[Day, reading(known_day), writing.DAY]
MaybeDay = Annotated[Day | None, reading(optional(known_day)), writing.DAY]
ExactDay = Annotated[date, reading(exact_day), writing.EXACT_DAY]
MaybeExactDay = Annotated[date | None, reading(optional(exact_day)), writing.EXACT_DAY]
Year = Annotated[int, Field(ge=1949, le=2200), writing.YEAR]
Level = Annotated[int, read_as(words.level), writing.LEVEL]
Yuan = Annotated[Decimal, read_as(numbers.yuan), writing.MONEY]
MaybeYuan = Annotated[Decimal | None, maybe_read_as(numbers.yuan), writing.MONEY]
Points = Annotated[Decimal, read_as(numbers.points), writing.POINTS]
MaybePoints = Annotated[Decimal | None, maybe_read_as(numbers.points), writing.POINTS]
MaybeCreditCode = Annotated[str | None, maybe_read_as(codes.credit_code)]
