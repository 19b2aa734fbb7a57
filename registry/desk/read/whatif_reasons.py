"""Why a what-if moves somebody: by which condition, or by what else; counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from registry.desk.read.whatif import WhatIf
from registry.desk.read.whatif_goals import label
from registry.eligibility.whatif.moved import Cause, Change, Deciding, Moved, Side
from registry.ladder.conditions import Condition
from registry.ladder.names import Names
from registry.ladder.wording import name, required
from registry.text import visible

Say = Callable[[Condition, Names], str]
"""A condition in words, by the names of facts and rungs."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A condition as it was and would be, and how many it lets in or keeps out."""

    to: str
    kind: str
    label: str
    condition: str
    old: str
    new: str
    entered: int
    left: int


def weighed(found: WhatIf) -> tuple[Weighed, ...]:
    """Condition by condition, those that move the most first."""
    rows = [row for change in found.changes for row in _weighed(change)]
    return tuple(sorted(rows, key=lambda row: -(row.entered + row.left)))


def _weighed(change: Change) -> Iterator[Weighed]:
    counted: dict[tuple[str, str, str], Counter[bool]] = {}
    for one in change.moved:
        for condition, old, new in _reasons(one):
            counted.setdefault((condition, old, new), Counter())[one.enters] += 1
    for told, number in counted.items():
        goal = (change.goal.to, change.goal.kind.value, label(change))
        yield Weighed(*goal, *told, number[True], number[False])


def _reasons(one: Moved) -> Iterator[tuple[str, str, str]]:
    """Condition, what was asked, what would be; or what else decides."""
    if one.cause is not Cause.CONDITIONS:
        yield said(one), "", ""
    for deciding in one.deciding:
        yield called(one, deciding), *texts(one, deciding)


_SAID = {
    (Cause.WAY, True): "新增途径",
    (Cause.WAY, False): "不再有通往它的途径",
    (Cause.CANDIDACY, True): "原来不是申报对象（适用区划、认定对象或等同称号变化）",
    (Cause.CANDIDACY, False): "不再是申报对象（适用区划、认定对象或等同称号变化）",
}


def said(one: Moved) -> str:
    """What decides where no condition does."""
    return _SAID[one.cause, one.enters]


def called(one: Moved, deciding: Deciding) -> str:
    """The condition by name, as the new rules have it if they do."""
    side = one.after if deciding.new is not None else one.before
    clause = deciding.new or deciding.old
    return "" if clause is None else _word(name, side, clause)


def texts(one: Moved, deciding: Deciding) -> tuple[str, str]:
    """What was asked and what would be, empty where it is not asked."""
    return (
        _word(required, one.before, deciding.old),
        _word(required, one.after, deciding.new),
    )


def _word(say: Say, side: Side, clause: Condition | None) -> str:
    if clause is None or side.step is None:
        return ""
    return visible(say(clause, side.step.names))
