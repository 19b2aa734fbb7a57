"""Leaves about what an enterprise is: size, industry, place, age."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from registry.ladder.values import Digits, Industry, Leaf, Months
from registry.terms import Size, SizeStandard


class AboveDesignatedSize(Leaf):
    """E is above designated size on D; not recorded: unknown."""


class SizeIn(Leaf):
    """E's size class under ``standard`` on B is one of ``classes``; none: unknown."""

    classes: Annotated[tuple[Size, ...], Field(min_length=1)]
    standard: SizeStandard = SizeStandard.STATISTICS_2017


class IndustryIn(Leaf):
    """E's industry on B starts with one of ``prefixes`` and none of ``excluding``."""

    prefixes: Annotated[tuple[Industry, ...], Field(min_length=1)]
    excluding: tuple[Industry, ...] = ()


class DivisionIn(Leaf):
    """E's division on B starts with one of ``prefixes``; not recorded: unknown."""

    prefixes: Annotated[tuple[Digits, ...], Field(min_length=1)]


class Registered(Leaf):
    """E is registered inside ``division`` (prefix), for ``for_months`` where given.

    With ``division``: its division on B starts with it. With ``for_months`` too:
    so does every spell that overlaps ``[c, B]``, c = ``min(B, cutoff(A, M))``, and one
    of them is in force on c (one with ``since`` NULL leaves it unknown). Without
    ``division``: ``established_on <= c``. Nothing recorded: unknown.
    """

    division: Digits | None = None
    for_months: Months | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Registered:
        if self.division is None and self.for_months is None:
            raise ValueError("division_or_for_months")
        return self
