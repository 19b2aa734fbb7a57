"""What a filter can ask of an enterprise: a field, declared once.

One declaration gives a field its names, its meaning as SQL on a day, its values for
completion, its line of help, and, where it tells enterprises apart, its axis in a
count.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from registry.filter.axis import Axis
from registry.filter.refused import FilterError

Bound = str | int | None
"""What a statement can bind."""

MISSING = "缺数据"
PRESENT = "有数据"
_NOTHING = frozenset({MISSING, "未登记", "无", "空"})
_ANYTHING = frozenset({PRESENT, "有", "已登记"})

Standings = Callable[[tuple[str, ...], tuple[str, ...]], Iterable[int]]
"""Ids of enterprises that, for one of these rungs, stand as one of these outcomes."""


class Comparator(StrEnum):
    """How a value is compared; ≠ is the complement of =."""

    EQ = "="
    NE = "≠"
    LT = "<"
    LE = "≤"
    GT = ">"
    GE = "≥"


@dataclass(frozen=True, slots=True)
class Value:
    """One value as it was typed, and where; a quoted one means only itself."""

    text: str
    at: int
    end: int
    quoted: bool = False


def split(text: str) -> tuple[str, str]:
    """A value and what stands after its last colon: 批次:初审."""
    half = text.replace("：", ":")
    value, colon, rest = half.rpartition(":")
    return (value.strip(), rest.strip()) if colon else (half.strip(), "")


def going_on(values: Iterable[Value]) -> tuple[Value, ...]:
    """The values; after 批次:初审, one without a colon is about that 批次 too."""
    found, before = list[Value](), ""
    for value in values:
        name, rest = split(value.text)
        if before and not rest and not value.quoted:
            found.append(replace(value, text=f"{before}:{name}"))
        else:
            before = name if rest else ""
            found.append(value)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``field[.of] comparator values``; several values mean any of them."""

    field: Field
    of: Value | None
    comparator: Comparator
    values: tuple[Value, ...]
    text: str = ""

    def refuse(self, value: Value, problem: str) -> FilterError:
        """The refusal of one of its values, at its place."""
        return FilterError(self.text, value.at, value.end, problem)


@dataclass(frozen=True, slots=True)
class Asking:
    """Of which register, on which day, of which enterprise (its id, in SQL).

    ``bound`` collects the values that the SQL binds, ``notes`` what words with more
    than one meaning were taken to mean.
    """

    connection: sqlite3.Connection
    on: date
    enterprise: str = "e.id"
    standings: Standings | None = None
    bound: dict[str, Bound] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def bind(self, value: Bound) -> str:
        """The parameter that stands for a value."""
        name = f"f{len(self.bound)}"
        self.bound[name] = value
        return f":{name}"

    def listed(self, values: Iterable[Bound]) -> str:
        """The parameters that stand for values, as the inside of ``IN ( … )``."""
        return ", ".join(self.bind(value) for value in values)

    def note(self, said: str) -> None:
        """Keep what a word was taken to mean, once."""
        if said not in self.notes:
            self.notes.append(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(ABC):
    """One field: its names, what it means, examples.

    ``of`` says what may stand after a dot (``指标.营业收入``), empty where nothing,
    and ``after`` lists it; ``terms`` what a count by the field must say (口径), in
    which ``any_of`` stands for what is not said after the dot. Where values have two
    halves (``批次:环节``), what stands after a comma without a colon goes on with the
    half before it.
    """

    name: str
    english: str
    help: str
    examples: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    of: str = ""
    after: Callable[[Asking], Iterable[str]] = lambda _: ()
    missing: str = MISSING
    terms: str = ""
    any_of: str = ""
    halves: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that means the field."""
        return (self.name, self.english, *self.aliases)

    def clause(self, asking: Asking, asked: Comparison) -> str:
        """The condition, 0 or 1, for ``asking.enterprise``; binds what it needs."""
        parts: list[str] = []
        values: list[Value] = []
        for value in asked.values:
            match self._meant(value):
                case "missing":
                    parts.append(f"NOT {self._known_only(asking, asked, value)}")
                case "present":
                    parts.append(self._known_only(asking, asked, value))
                case _:
                    values.append(value)
        if values:
            meant = going_on(values) if self.halves else tuple(values)
            parts.append(self.one_of(asking, asked, meant))
        return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"

    def _meant(self, value: Value) -> str:
        if value.quoted:
            return "value"
        if value.text in _NOTHING or value.text == self.missing:
            return "missing"
        return "present" if value.text in _ANYTHING else "value"

    def _known_only(self, asking: Asking, asked: Comparison, value: Value) -> str:
        if asked.comparator not in {Comparator.EQ, Comparator.NE}:
            raise asked.refuse(value, "不能比大小；请用 = 或 ≠")
        return self.known(asking, asked)

    @abstractmethod
    def known(self, asking: Asking, asked: Comparison) -> str:
        """Whether anything is recorded, 0 or 1."""

    @abstractmethod
    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """Whether one of these values compares as asked, 0 or 1; never NULL."""

    def values(self, asking: Asking) -> Iterable[str]:
        """Values to complete, 缺数据 among them."""
        del asking
        return (self.missing,)

    def qualifiers(self, asking: Asking) -> Iterable[str]:
        """What can stand after the dot."""
        return self.after(asking)

    def told(self, asked: Comparison) -> str:
        """What a count or a list by the field must say (口径); empty where nothing."""
        return self.terms.format(of=asked.of.text if asked.of else self.any_of)

    def axis(self, asking: Asking, asked: Comparison) -> Axis:
        """How a count tells apart by the field; ``asked`` has no values then.

        Raises:
            FilterError: the field tells nothing apart.
        """
        del asking
        raise asked.refuse(asked.values[0], f"不能按{self.name}分组")

    def unordered(self, asked: Comparison) -> None:
        """Refuse < ≤ > ≥ where values have no order."""
        if asked.comparator not in {Comparator.EQ, Comparator.NE}:
            raise asked.refuse(
                asked.values[0], f"{self.name}不能比大小；请用 {self.name}=…"
            )
