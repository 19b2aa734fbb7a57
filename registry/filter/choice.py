"""Fields of which an enterprise has one value at a time, out of a list."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from registry.filter.axis import Axis
from registry.filter.field import Asking, Comparator, Comparison, Field, Value
from registry.filter.labels import Code, Labels
from registry.filter.ranges import ends
from registry.filter.refused import did_you_mean


def itself(code: Code, labels: Labels) -> tuple[Code, ...]:
    """A code that stands for nothing but itself."""
    del labels
    return (code,)


def no_other(text: str, labels: Labels) -> tuple[Code, ...]:
    """A list whose values are written in one way only."""
    del text, labels
    return ()


def no_hint(connection: sqlite3.Connection, text: str) -> str:
    """Nothing more to say of a value that is not in the list."""
    del connection, text
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    """One code on the day: ``scalar`` is SQL for it, NULL where none is recorded.

    ``read`` reads other ways to write a value, ``within`` gives all codes that a code
    stands for, ``hint`` says more of a value that is none. Lists that are ``ordered``
    can be compared. ``suggested`` are the names to complete and to count by, if not
    all; ``short`` shortens a name for a count.
    """

    scalar: Callable[[Asking, Comparison], str]
    labels: Callable[[sqlite3.Connection], Labels]
    ordered: bool = False
    read: Callable[[str, Labels], tuple[Code, ...]] = no_other
    within: Callable[[Code, Labels], tuple[Code, ...]] = itself
    hint: Callable[[sqlite3.Connection, str], str] = no_hint
    suggested: Callable[[sqlite3.Connection], Labels] | None = None
    short: Callable[[str], str] = str

    def known(self, asking: Asking, asked: Comparison) -> str:
        """The scalar is not NULL."""
        return f"({self.scalar(asking, asked)} IS NOT NULL)"

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """The scalar is one of the codes that the values mean."""
        codes = dict.fromkeys(
            code for one in values for code in self._codes(asking, asked, one)
        )
        scalar = self.scalar(asking, asked)
        return f"(({scalar} IN ({asking.listed(codes)})) IS TRUE)"

    def values(self, asking: Asking) -> Iterable[str]:
        """Every name of the list, and what is not recorded."""
        labels = (self.suggested or self.labels)(asking.connection)
        return (*labels.values(), self.missing)

    def axis(self, asking: Asking, asked: Comparison) -> Axis:
        """One value an enterprise; those of a short list are always shown."""
        labels = self.labels(asking.connection)
        shown = (self.suggested or self.labels)(asking.connection)
        return Axis(
            title=said(asked),
            key=self.scalar(asking, asked),
            labels={code: self.short(label) for code, label in labels.items()},
            missing=self.missing,
            terms=self.told(asked),
            always=frozenset(shown),
        )

    def _codes(
        self, asking: Asking, asked: Comparison, value: Value
    ) -> tuple[Code, ...]:
        if not self.ordered:
            self.unordered(asked)
            return self._meant_by(asking, asked, value)
        both = ends(value) if asked.comparator is Comparator.EQ else None
        if both is not None:
            return self._between(asking, asked, both)
        listed = tuple(self.labels(asking.connection))
        places = [listed.index(one) for one in self._meant_by(asking, asked, value)]
        return beside(listed, asked.comparator, min(places), max(places))

    def _between(
        self, asking: Asking, asked: Comparison, both: tuple[Value, Value]
    ) -> tuple[Code, ...]:
        listed = tuple(self.labels(asking.connection))
        low, high = (
            [listed.index(one) for one in self._meant_by(asking, asked, end)]
            for end in both
        )
        if min(low) > max(high):
            raise asked.refuse(both[0], "范围前大后小；请把小的写在前面")
        return listed[min(low) : max(high) + 1]

    def _meant_by(
        self, asking: Asking, asked: Comparison, value: Value
    ) -> tuple[Code, ...]:
        """The codes a value means: exactly, else as ``read`` reads it, else in part."""
        labels = self.labels(asking.connection)
        wanted = plain(value.text)
        ways = (
            lambda: [c for c in labels if wanted in (plain(str(c)), plain(labels[c]))],
            lambda: self.read(value.text, labels),
            lambda: [code for code in labels if wanted in plain(labels[code])],
        )
        for way in ways:
            if codes := way():
                return tuple(one for code in codes for one in self.within(code, labels))
        raise asked.refuse(
            value, f"没有这样的{self.name}{self._instead(asking, value.text, labels)}"
        )

    def _instead(self, asking: Asking, text: str, labels: Labels) -> str:
        """What may have been meant: what is near, else all of a short list."""
        near = self.hint(asking.connection, text) or did_you_mean(text, labels.values())
        if near:
            return near
        listed = (self.suggested or self.labels)(asking.connection).values()
        if len(listed) <= _FEW:
            return f"；可选：{'、'.join(listed)}"
        return f"；可写的值见 tidu filter help {self.name}"


def beside(
    listed: tuple[Code, ...], comparator: Comparator, first: int, last: int
) -> tuple[Code, ...]:
    """The codes that compare so with those from ``first`` to ``last``."""
    since, until = {
        Comparator.GT: (last + 1, None),
        Comparator.GE: (first, None),
        Comparator.LT: (0, first),
        Comparator.LE: (0, last + 1),
    }.get(comparator, (first, last + 1))
    return listed[since:until]


def said(asked: Comparison) -> str:
    """The field as it was asked: 等级.自评估."""
    return asked.field.name + (f".{asked.of.text}" if asked.of else "")


def plain(text: str) -> str:
    """The text as it is compared: half-width, small letters, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


_FEW = 12
