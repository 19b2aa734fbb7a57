"""Facts as officials write them: keys by name, numbers in the key's unit, grades."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from registry.errors import InputError
from registry.ladder.facts import fact_keys
from registry.ladder.policy import FactKey
from registry.readers import numbers


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact's value as stored: a number times ``10 ** scale``, or a grade's code."""

    value: int | None
    grade: str | None


def key(text: str) -> FactKey:
    """The fact key of that code or Chinese name.

    Raises:
        InputError: no key is called so.
    """
    keys = fact_keys()
    named = {one.name: one for one in keys.values()} | dict(keys)
    if text in named:
        return named[text]
    near = get_close_matches(text, [one.name for one in keys.values()], n=5, cutoff=0.3)
    hint = f"，是不是{'、'.join(near)}" if near else ""
    raise InputError(f"没有指标「{text}」{hint}；请从指标表里选")


def measure(of: FactKey, text: str) -> Measure:
    """The value of a fact in its key's unit, scaled exactly, or its grade.

    Raises:
        InputError: it is no number or has too many decimals, or no such grade.
    """
    if of.grades:
        return Measure(None, _grade(of, text))
    return Measure(_scaled(of, text), None)


def number(name: str, text: str) -> int:
    """The scaled integer of a number fact; ``InputError`` for a grade's key."""
    of = key(name)
    if of.grades:
        raise InputError(f"{of.name}是等次，没有参照值；请换一个数值指标")
    return _scaled(of, text)


def _scaled(of: FactKey, text: str) -> int:
    if of.unit == "元":
        return numbers.scaled(numbers.yuan(text), of.scale, f"「{text}」")
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(of.unit)
    return numbers.scaled(numbers.number(plain), of.scale, f"「{text}」")


def _grade(of: FactKey, text: str) -> str:
    wanted = unicodedata.normalize("NFKC", text).strip().lower()
    for code, label in of.grades:
        plain = unicodedata.normalize("NFKC", label).lower()
        if wanted in (code, plain, plain.partition("(")[0], plain.removesuffix("级")):
            return code
    known = "、".join(label for _, label in of.grades)
    raise InputError(f"「{text}」不是{of.name}；请写其中之一：{known}")
