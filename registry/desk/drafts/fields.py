"""The kinds of field that drafts are made of, each with its reader.

A reader takes what was typed, or the value itself, and raises ``InputError``; the
draft collects what all of them say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from registry import dates, uscc
from registry.dates import Day
from registry.desk.drafts import writing
from registry.errors import InputError
from registry.terms import Term, read_level
from registry.text import clean

T = TypeVar("T")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(\D|$))")
_YEAR = re.compile(r"[\[【（(〔](\d{4})[\]】）)〕]")
_GREATEST = Decimal(10) ** 13
_YES = {"是", "√", "对", "true", "yes", "1"}
_NO = {"否", "不", "false", "no", "0"}
_LONGEST = 200


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


def words(value: object) -> str:
    """Text without control characters and with blanks collapsed."""
    return clean(str(value))


def name(value: object) -> str:
    """Text that must say something, in at most 200 characters."""
    text = clean(str(value))
    if not text:
        raise InputError("不能为空，请填写")
    if len(text) > _LONGEST:
        raise InputError(f"有 {len(text)} 个字，请缩到 {_LONGEST} 个字以内")
    return text


def document_number(value: object) -> str:
    """A 文号 with the brackets 〔〕 around its year, however they were typed.

    >>> document_number("株工信发[2022]33号")
    '株工信发〔2022〕33号'
    """
    return _YEAR.sub(r"〔\1〕", words(value))


def names(value: object) -> tuple[str, ...]:
    """Several texts: a list of them, or one text with 、 or ； between."""
    parts = re.split("[、；;]", value) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise InputError(f"「{value}」不是名称；几个名称之间请用、隔开")
    return tuple(name(part) for part in parts if str(part).strip())


def known_day(value: object) -> Day:
    """A day as precisely as it is known."""
    if isinstance(value, Day):
        return value
    return Day(value) if type(value) is date else dates.parse(str(value))


def exact_day(value: object) -> date:
    """A day known to the day."""
    return value if type(value) is date else dates.parse_exact(str(value))


def flag(value: object) -> bool:
    """Yes or no, as 是 or 否, √, or a bool."""
    text = clean(str(value)).lower()
    if text in _YES or text in _NO:
        return text in _YES
    raise InputError(f"「{value}」不是「是」或「否」，请改写")


def level(value: object) -> int:
    """A maturity level 0 to 5, in any usual writing."""
    return read_level(str(value))


def number(value: object) -> Decimal:
    """A plain decimal number, grouped by commas or not; nothing is rounded."""
    compact = "".join(unicodedata.normalize("NFKC", str(value)).split())
    plain = _GROUPED.sub("", compact)
    if isinstance(value, bool) or not _NUMBER.fullmatch(plain):
        raise InputError(f"「{value}」不是数，请只写数字")
    found = Decimal(plain)
    if abs(found) >= _GREATEST:
        raise InputError(f"「{value}」太大，请核对位数")
    return found


def yuan(value: object) -> Decimal:
    """Money in yuan, 10万 or 1.5亿元 among others, exact to the fen."""
    text = "".join(unicodedata.normalize("NFKC", str(value)).split())
    plain = text.removesuffix("元")
    times = {"万": 10**4, "亿": 10**8}.get(plain[-1:], 1)
    amount = number(plain[:-1] if times > 1 else plain) * times
    scaled(amount, 2, f"「{value}」")
    return number(format(amount, "f"))


def scaled(value: Decimal, scale: int, shown: str = "") -> int:
    """The value times ``10 ** scale`` as an integer; ``InputError`` if it has more."""
    whole = value.scaleb(scale)
    if whole != whole.to_integral_value():
        raise InputError(f"{shown or value}的小数多于 {scale} 位，请写到 {scale} 位")
    return int(whole)


def points(value: object) -> Decimal:
    """A score with at most two decimals, not negative."""
    found = number(value)
    scaled(found, 2, f"「{value}」")
    if found < 0:
        raise InputError(f"「{value}」是负数，请核对分数")
    return found


def credit_code(value: object) -> str:
    """A credit code whose check character agrees."""
    return uscc.validate(str(value))


def one_of(terms: type[Term]) -> Callable[[object], Term]:
    """A reader of one enumeration's codes and labels."""

    def read(value: object) -> Term:
        return terms.read(str(value))

    return read


def coded(terms: type[Term]) -> BeforeValidator:
    """A field that holds a code of ``terms``, given as code or label."""
    return reading(one_of(terms))


def maybe_coded(terms: type[Term]) -> BeforeValidator:
    """The same where nothing may be given."""
    return reading(optional(one_of(terms)))


_LARGEST = 2**63 - 1

Unit = Annotated[str, reading(words), writing.UNIT]
Division = Annotated[str, reading(words), writing.DIVISION]
Rung = Annotated[str, reading(name), writing.RUNG]
Id = Annotated[int, Field(gt=0, le=_LARGEST)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Words = Annotated[str, reading(words)]
Name = Annotated[str, reading(name)]
Number = Annotated[str, reading(document_number), writing.NUMBER]
Names = Annotated[tuple[str, ...], reading(names), writing.SEVERAL]
Flag = Annotated[bool, reading(flag)]
MaybeFlag = Annotated[bool | None, reading(optional(flag)), writing.YES_NO]
KnownDay = Annotated[Day, reading(known_day), writing.DAY]
MaybeDay = Annotated[Day | None, reading(optional(known_day)), writing.DAY]
ExactDay = Annotated[date, reading(exact_day), writing.EXACT_DAY]
MaybeExactDay = Annotated[date | None, reading(optional(exact_day)), writing.EXACT_DAY]
Year = Annotated[int, Field(ge=1949, le=2200), writing.YEAR]
Level = Annotated[int, reading(level), writing.LEVEL]
Yuan = Annotated[Decimal, reading(yuan), writing.MONEY]
MaybeYuan = Annotated[Decimal | None, reading(optional(yuan)), writing.MONEY]
Points = Annotated[Decimal, reading(points), writing.POINTS]
MaybePoints = Annotated[Decimal | None, reading(optional(points)), writing.POINTS]
MaybeCreditCode = Annotated[str | None, reading(optional(credit_code))]
