"""A what-if told: goal by goal with its money, by condition, and by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from registry.desk.read.session import Reading
from registry.desk.read.steps import basis, whither
from registry.desk.read.whatif import WhatIf
from registry.eligibility.answer import Answer
from registry.eligibility.bind import BoundStep
from registry.eligibility.explain import explained
from registry.eligibility.whatif.moved import Cause, Change, Deciding, Moved, Side
from registry.ladder.conditions import Condition
from registry.ladder.policy import FactKey
from registry.ladder.wording import name, required
from registry.terms import ApplicationKind
from registry.text import visible

Say = Callable[[Condition, Mapping[str, FactKey], Mapping[str, str]], str]
"""A condition in words, by the names of facts and rungs."""


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
    label: str
    before: int
    after: int
    entered: int
    left: int
    money: Money | None
    units: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A condition as it was and would be, and how many it lets in or keeps out."""

    label: str
    condition: str
    old: str
    new: str
    entered: int
    left: int


@dataclass(frozen=True, slots=True)
class Why:
    """A condition that decides for one subject: what was and would be asked, its value.

    ``condition`` is empty where no condition decides but ``said``.
    """

    condition: str
    old: str
    new: str
    value: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Mover:
    """A subject that would come to be eligible (``enters``), or would no more be."""

    enters: bool
    enterprise: str
    uscc: str | None
    subject: str
    unit: str
    to: str
    label: str
    was: str
    becomes: str
    why: tuple[Why, ...]
    policy: str
    basis: str


def reaches(found: WhatIf) -> tuple[Reach, ...]:
    """Goal by goal, in the order of the rules."""
    return tuple(_reach(one, found.units) for one in found.changes)


def weighed(found: WhatIf) -> tuple[Weighed, ...]:
    """Condition by condition, those that move the most first."""
    rows = [row for change in found.changes for row in _weighed(change)]
    return tuple(sorted(rows, key=lambda row: -(row.entered + row.left)))


def movers(
    reading: Reading, found: WhatIf, limit: int | None = None
) -> Iterator[Mover]:
    """By name who enters and who leaves, goal by goal, so many at most."""
    everybody = ((change, one) for change in found.changes for one in change.moved)
    chosen = list(islice(everybody, limit))
    answers = _answers(reading, [one for _, one in chosen])
    for change, one in chosen:
        step, subject = _asked(one), one.subject_id
        yield _mover(change, one, answers[id(step), subject])


def _reach(change: Change, units: Mapping[int, str]) -> Reach:
    entered = Counter(units[one.enterprise_id] for one in change.moved if one.enters)
    left = Counter(units[one.enterprise_id] for one in change.moved if not one.enters)
    return Reach(
        change.goal.to,
        visible(_label(change)),
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


def _label(change: Change) -> str:
    return whither((change.new or change.old)[0])


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


def _weighed(change: Change) -> Iterator[Weighed]:
    counted: dict[tuple[str, str, str], Counter[bool]] = {}
    for one in change.moved:
        for condition, old, new in _reasons(one):
            counted.setdefault((condition, old, new), Counter())[one.enters] += 1
    for told, number in counted.items():
        yield Weighed(visible(_label(change)), *told, number[True], number[False])


def _reasons(one: Moved) -> Iterator[tuple[str, str, str]]:
    """Condition, what was asked, what would be; or what else decides."""
    if one.cause is not Cause.CONDITIONS:
        yield _said(one), "", ""
    for deciding in one.deciding:
        yield _called(one, deciding), *_texts(one, deciding)


_SAID = {
    (Cause.WAY, True): "新增途径",
    (Cause.WAY, False): "不再有通往它的途径",
    (Cause.CANDIDACY, True): "原来不是申报对象（适用区划、认定对象或等同称号变化）",
    (Cause.CANDIDACY, False): "不再是申报对象（适用区划、认定对象或等同称号变化）",
}


def _said(one: Moved) -> str:
    return _SAID[one.cause, one.enters]


def _called(one: Moved, deciding: Deciding) -> str:
    side = one.after if deciding.new is not None else one.before
    clause = deciding.new or deciding.old
    return "" if clause is None else _word(name, side, clause)


def _texts(one: Moved, deciding: Deciding) -> tuple[str, str]:
    """What was asked and what would be, empty where it is not asked."""
    return (
        _word(required, one.before, deciding.old),
        _word(required, one.after, deciding.new),
    )


def _word(say: Say, side: Side, clause: Condition | None) -> str:
    if clause is None or side.step is None:
        return ""
    names = side.step.names
    return visible(say(clause, names.facts, names.rungs))


def _asked(one: Moved) -> BoundStep:
    """The step whose answer tells who it is and what it has."""
    step = one.barred.step or one.before.step or one.after.step
    if step is None:
        raise RuntimeError("who moves has been asked at least one step")
    return step


def _answers(reading: Reading, moved: Iterable[Moved]) -> dict[tuple[int, int], Answer]:
    """The answers of the steps asked, by step and subject; read step by step."""
    by_step: dict[int, tuple[BoundStep, list[tuple[int, int]]]] = {}
    for one in moved:
        step = _asked(one)
        parties = by_step.setdefault(id(step), (step, []))[1]
        parties.append((one.subject_id, one.enterprise_id))
    return {
        (at, answer.subject.id): answer
        for at, (step, parties) in by_step.items()
        for answer in explained(reading.connection, step, parties)
    }


def _mover(change: Change, one: Moved, answer: Answer) -> Mover:
    own = answer.subject.id == answer.enterprise.id
    step = one.after.step or one.before.step or _asked(one)
    return Mover(
        one.enters,
        visible(answer.enterprise.name),
        answer.enterprise.uscc,
        "" if own else visible(answer.subject.name),
        visible(answer.enterprise.unit),
        change.goal.to,
        visible(_label(change)),
        _outcome(one.before),
        _outcome(one.after),
        tuple(_whys(one, answer)),
        visible(step.active.policy.document),
        basis(step).value,
    )


def _outcome(side: Side) -> str:
    return "非申报对象" if side.outcome is None else side.outcome.label


def _whys(one: Moved, answer: Answer) -> Iterator[Why]:
    if one.cause is not Cause.CONDITIONS:
        yield Why("", "", "", "", _said(one))
    clauses = {clause.id: clause for clause in answer.conditions}
    for deciding in one.deciding:
        clause = deciding.old if one.enters else deciding.new
        has = clauses[clause.id] if clause is not None else None
        value = "" if has is None else visible(has.value) or "未登记"
        yield Why(_called(one, deciding), *_texts(one, deciding), value)
