"""Kept steps of which nothing counts: why all of them is evaluated on reading.

Most come by themselves, with the calendar; those that no day, no rule and no
mark explains were altered, or made by another edition of the program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import partial

from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.kept import read
from registry.eligibility.kept.binding import binding
from registry.eligibility.kept.marks import marks
from registry.eligibility.kept.settle import (
    RULES,
    Bound,
    KeptStep,
    Key,
    kept_steps,
    key,
)

LONGEST = 366
"""So many days since a step was settled its binding is looked for."""


class Why(Enum):
    """Why nothing kept of a step counts; ``MISFIT`` alone is no matter of time."""

    MISSING = "missing"
    ASIDE = "aside"
    DATED = "dated"
    AHEAD = "ahead"
    MARKED = "marked"
    MISFIT = "misfit"


@dataclass(frozen=True, slots=True)
class Unused:
    """A step by its document and place, bound if it is in force, and why."""

    name: Key
    step: BoundStep | None
    why: Why


def unused(
    connection: sqlite3.Connection, on: date, bound: Bound = bound_steps
) -> Iterator[Unused]:
    """The steps in force on a day whose kept rows do not count; then misfits."""
    kept, in_force = kept_steps(connection), partial(bound, connection)
    odd = Why.MARKED if RULES & marks(connection).by_table.keys() else Why.MISFIT
    for step in in_force(on):
        found = kept.pop(key(step), None)
        if read.settled(connection, step) is None:
            yield Unused(key(step), step, _why(step, found, in_force, odd))
    for name, one in kept.items():
        if one.binding and not _once(in_force, on, name, one):
            yield Unused(name, None, odd)


InForce = Callable[[date], Sequence[BoundStep]]


def _why(step: BoundStep, kept: KeptStep | None, in_force: InForce, odd: Why) -> Why:
    """Why nothing counts; ``odd`` where no day explains its binding."""
    if kept is None:
        return Why.MISSING
    if not kept.binding:
        return Why.ASIDE
    if kept.binding != binding(step):
        once = _once(in_force, step.on, key(step), kept)
        return Why.DATED if once else odd
    return Why.AHEAD if kept.settled_on > step.on.isoformat() else Why.MARKED


def _once(in_force: InForce, on: date, name: Key, kept: KeptStep) -> bool:
    """Whether its binding is that of the step on some day since it was settled."""
    with suppress(ValueError, OverflowError):
        day = date.fromisoformat(kept.settled_on)
        for _ in range(min(max((on - day).days, 0), LONGEST) + 1):
            bound = ((key(one), binding(one)) for one in in_force(day))
            if (name, kept.binding) in bound:
                return True
            day += timedelta(days=1)
    return False
