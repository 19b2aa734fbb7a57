"""Ranges of values: 2..4, 二级至四级, 2022-01～2022-06."""

from __future__ import annotations

import re

from registry.filter.field import Value

_RANGE = re.compile(r"(?P<low>.+?)\s*(?:\.\.+|。。+|…+|~|～|至)\s*(?P<high>.+)")


def ends(value: Value) -> tuple[Value, Value] | None:
    """Both ends of a range, each at its place; None where it is no range."""
    found = None if value.quoted else _RANGE.fullmatch(value.text)
    if found is None:
        return None
    low, high = found.span("low"), found.span("high")
    return _part(value, *low), _part(value, *high)


def _part(value: Value, begin: int, end: int) -> Value:
    return Value(value.text[begin:end], value.at + begin, value.at + end)
