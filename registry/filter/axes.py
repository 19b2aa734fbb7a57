"""Reading what a count is told apart by: 县市区,等级 or 称号.服务商."""

from __future__ import annotations

import re

from registry.filter import catalogue
from registry.filter.axis import Axis
from registry.filter.field import Asking, Comparator, Comparison, Value
from registry.filter.marks import folded
from registry.filter.refused import FilterError

_PART = re.compile(r"[^,、]+")


def axes(text: str, asking: Asking) -> tuple[Axis, ...]:
    """The sides of a count, in the order written.

    Raises:
        FilterError: a word is no field, or its field tells nothing apart.
    """
    return tuple(_axis(value, text, asking) for value in _parts(text))


def _parts(text: str) -> list[Value]:
    found = (match.span() for match in _PART.finditer(folded(text)))
    values = [Value(text[begin:end].strip(), begin, end) for begin, end in found]
    return [value for value in values if value.text]


def _axis(value: Value, text: str, asking: Asking) -> Axis:
    field, of = catalogue.resolve(value)
    if field is None:
        raise FilterError(text, value.at, value.end, catalogue.unknown(value.text))
    if of is not None and not field.of:
        raise FilterError(text, of.at, of.end, f"{field.name}后面不能加“.”")
    asked = Comparison(field, of, Comparator.EQ, (value,), text)
    return field.axis(asking, asked)
