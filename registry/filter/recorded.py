"""Fields of records: whether there is one, and whether one is as a value says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from registry.filter.axis import Axis
from registry.filter.choice import plain
from registry.filter.field import Asking, Comparison, Field, Value
from registry.filter.labels import Code, Labels
from registry.filter.refused import near_or_all
from registry.terms import Term

Some = Callable[[Asking, Comparison, str], str]
"""SQL for "there is a record of which this condition holds", 0 or 1."""

T = TypeVar("T", bound=Term)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Field):
    """Some record, of the enterprise or of what it owns, is as one of the values says.

    ``meets`` gives the condition that a value is, ``listed`` what can be written
    beside 缺数据, ``apart`` how a count tells apart, if it does.
    """

    some: Some
    meets: Callable[[Asking, Comparison, Value], str]
    listed: Callable[[Asking], Iterable[str]] = lambda _: ()
    apart: Callable[[Asking, Comparison], Axis] | None = None

    def known(self, asking: Asking, asked: Comparison) -> str:
        """There is a record."""
        return self.some(asking, asked, "1")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """There is a record as one of the values says."""
        self.unordered(asked)
        meets = " OR ".join(f"({self.meets(asking, asked, one)})" for one in values)
        return self.some(asking, asked, f"({meets})")

    def values(self, asking: Asking) -> Iterable[str]:
        """What is listed, and what is not recorded."""
        return (*self.listed(asking), self.missing)

    def axis(self, asking: Asking, asked: Comparison) -> Axis:
        """The records themselves, told apart as declared."""
        if self.apart is None:
            return Field.axis(self, asking, asked)
        return self.apart(asking, asked)


def exactly(labels: Labels, text: str) -> list[Code]:
    """The codes that are called just this."""
    return [code for code, name in labels.items() if plain(name) == plain(text)]


def holding(labels: Labels, text: str) -> list[Code]:
    """The codes whose names hold the text."""
    return [code for code, name in labels.items() if plain(text) in plain(name)]


def noted(
    asking: Asking, value: Value, labels: Labels, found: list[Code]
) -> list[Code]:
    """What a value was found to mean loosely, told where it is anything."""
    if found:
        asking.note(f"「{value.text}」指{'、'.join(labels[one] for one in found)}")
    return found


def term(terms: type[T], asked: Comparison, value: Value, text: str, problem: str) -> T:
    """The term of this code or label; else what is near it, or all, is told."""
    found = next((one for one in terms if text in (one.value, one.label)), None)
    if found is None:
        known = [one.label for one in terms]
        raise asked.refuse(value, f"{problem}{near_or_all(text, known)}")
    return found
