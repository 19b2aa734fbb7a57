"""A what-if goal by goal: how many reach it, who moves in which unit, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from registry.desk.read.steps import whither
from registry.desk.read.whatif import WhatIf
from registry.eligibility.bind import BoundStep
from registry.eligibility.whatif.moved import Change
from registry.terms import ApplicationKind
from registry.text import visible


@dataclass(frozen=True, slots=True)
class Money:
    """What a goal's titles cost if all who are eligible were recognised, in yuan.

    ``ways``: whether any way leads to the title; ``each`` are the amounts that the
    rules name, None where they name none; ``total`` is that for all who are eligible.
    """

    ways: tuple[bool, bool]
    each: tuple[Decimal | None, Decimal | None]
    total: tuple[Decimal | None, Decimal | None]

    @property
    def change(self) -> Decimal | None:
        """How much more it costs; None where an amount is not named."""
        before, after = self.total
        return None if before is None or after is None else after - before


@dataclass(frozen=True, slots=True)
class Reach:
    """One goal: how many reach it before and after, who moves where, what it costs.

    ``money`` is None for renewals: the title was paid for when it was given.
    """

    to: str
    kind: str
    label: str
    before: int
    after: int
    entered: int
    left: int
    money: Money | None
    units: tuple[tuple[str, int, int], ...]


def reaches(found: WhatIf) -> tuple[Reach, ...]:
    """Goal by goal, in the order of the rules."""
    return tuple(_reach(one, found.units) for one in found.changes)


def _reach(change: Change, units: Mapping[int, str]) -> Reach:
    entered = Counter(units[one.enterprise_id] for one in change.moved if one.enters)
    left = Counter(units[one.enterprise_id] for one in change.moved if not one.enters)
    return Reach(
        change.goal.to,
        change.goal.kind.value,
        label(change),
        change.before,
        change.after,
        entered.total(),
        left.total(),
        _money(change),
        tuple(
            (unit, entered[unit], left[unit])
            for unit in dict.fromkeys(units.values())
            if unit in entered or unit in left
        ),
    )


def label(change: Change) -> str:
    """What the goal is called; a re-examination says so."""
    return visible(whither((change.new or change.old)[0]))


def _money(change: Change) -> Money | None:
    if change.goal.kind is ApplicationKind.RENEWAL:
        return None
    before, after = _each(change.old), _each(change.new)
    totals = _total(change.before, before), _total(change.after, after)
    return Money((bool(change.old), bool(change.new)), (before, after), totals)


def _each(steps: Sequence[BoundStep]) -> Decimal | None:
    """The amount for a title; 0 where no way leads to it, None where none is named."""
    return steps[0].active.rung.subsidy if steps else Decimal(0)


def _total(number: int, each: Decimal | None) -> Decimal | None:
    return None if each is None else number * each
