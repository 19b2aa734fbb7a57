"""Facts as officials write them: keys by name, numbers in the key's unit, grades."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from registry.errors import InputError
from registry.ladder.facts import fact_keys
from registry.ladder.policy import FactKey
from registry.readers import numbers
from registry.readers.raw import Raw, compact, shown

YUAN = "元"
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact's value as stored: a number times ``10 ** scale``, or a grade's code."""

    value: int | None
    grade: str | None


def key(text: str) -> FactKey:
    """The fact key of that code, Chinese name or alias.

    Raises:
        InputError: no key is called so.
    """
    keys = fact_keys()
    named = {name: one for one in keys.values() for name in (*one.aliases, one.name)}
    if found := (keys.get(text) or named.get(text)):
        return found
    near = get_close_matches(text, [one.name for one in keys.values()], n=5, cutoff=0.3)
    hint = f"，是不是{'、'.join(near)}" if near else ""
    raise InputError(f"没有指标「{text}」{hint}；请从指标表里选")


def measure(of: FactKey, raw: Raw, times: Decimal = _ONE) -> Measure:
    """The value of a fact in its key's unit, scaled exactly, or its grade.

    Money without a unit of its own is in ``times`` yuan.

    Raises:
        InputError: it is no number or has too many decimals, or no such grade.
    """
    if of.grades:
        return Measure(None, _grade(of, raw))
    return Measure(_scaled(of, raw, times), None)


def number(name: str, text: str) -> int:
    """The scaled integer of a number fact; ``InputError`` for a grade's key."""
    of = key(name)
    if of.grades:
        raise InputError(f"{of.name}是等次，没有参照值；请换一个数值指标")
    return _scaled(of, text, _ONE)


def _scaled(of: FactKey, raw: Raw, times: Decimal) -> int:
    named = f"「{shown(raw)}」"
    if of.unit == YUAN:
        return numbers.scaled(numbers.yuan(raw, times), of.scale, named)
    if of.unit == "%":
        return numbers.scaled(numbers.percent(raw), of.scale, named)
    plain = compact(raw).removesuffix(of.unit) if isinstance(raw, str) else raw
    return numbers.scaled(numbers.number(plain), of.scale, named)


def _grade(of: FactKey, raw: Raw) -> str:
    wanted = unicodedata.normalize("NFKC", shown(raw)).strip().lower()
    for code, label in of.grades:
        plain = unicodedata.normalize("NFKC", label).lower()
        if wanted in (code, plain, plain.partition("(")[0], plain.removesuffix("级")):
            return code
    known = "、".join(label for _, label in of.grades)
    raise InputError(f"「{shown(raw)}」不是{of.name}；请写其中之一：{known}")
