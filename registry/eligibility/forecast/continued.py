"""A rung goes on under another version of its rules: that is one change, or none.

A version is a document of its own, so that its steps begin on the day on which those
of the version before it end. For who stands before both nothing is lost and won.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from registry.eligibility.bind import BoundStep
from registry.eligibility.forecast.coming import Cause, Coming
from registry.terms import ApplicationKind, Outcome

_Whose = tuple[date, int, ApplicationKind]
_ORDER = list(Outcome)


def continued(changes: Iterable[Coming]) -> list[Coming]:
    """The changes, by day, with an end and the beginning that follows it as one.

    Of several ways that end or begin the best outcome counts; where it stays the same
    nothing is told.
    """
    told: list[Coming] = []
    turned: defaultdict[_Whose, list[Coming]] = defaultdict(list)
    for one in changes:
        if one.cause is Cause.RULES and not (one.before and one.after):
            whose = one.on, one.subject_id, one.step.step.kind
            turned[whose].append(one)
        else:
            told.append(one)
    for of_one in turned.values():
        told += _joined(of_one)
    return sorted(told, key=lambda one: one.on)


def _joined(turned: Sequence[Coming]) -> Iterator[Coming]:
    """What ends and begins for one subject on one day."""
    ending = [one for one in turned if one.after is None]
    beginning = [one for one in turned if one.before is None]
    followed: list[Coming] = []
    goals: set[str] = set()
    for one in sorted(beginning, key=lambda one: _place(one.becomes)):
        before = [old for old in ending if _goes_on(old.step, one.step)]
        followed += before
        if not before:
            yield one
        elif one.step.step.to not in goals:
            old = min(before, key=_lasting)
            joined = replace(one, before=old.before, held=old.held)
            yield from [joined] if joined.was is not joined.becomes else []
        goals |= {one.step.step.to} if before else set()
    yield from (old for old in ending if old not in followed)


def _lasting(old: Coming) -> tuple[int, int]:
    """The best way first, and of these the one that the day itself leaves best."""
    kept = old.held.becomes if old.held else old.was
    return _place(old.was), _place(kept)


def _place(outcome: Outcome | None) -> int:
    """The best outcome first."""
    return len(_ORDER) if outcome is None else _ORDER.index(outcome)


def _goes_on(old: BoundStep, new: BoundStep) -> bool:
    """Whether a step leads where another did: to a rung that is, or is deemed, it."""
    deemed = new.active.equivalents.get(new.step.to, (new.step.to,))
    same_name = old.active.rung.name == new.active.rung.name
    return old.step.to in deemed or same_name
