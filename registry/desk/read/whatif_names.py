"""A what-if by name: who enters, who leaves, by which condition, with what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from registry.desk.read.session import Reading
from registry.desk.read.steps import basis
from registry.desk.read.stood import made_up
from registry.desk.read.whatif import WhatIf
from registry.desk.read.whatif_goals import label
from registry.desk.read.whatif_reasons import called, said, texts
from registry.eligibility.answer import Answer, Party, Thing
from registry.eligibility.bind import BoundStep
from registry.eligibility.explain import explained
from registry.eligibility.whatif.moved import Cause, Change, Moved, Side
from registry.text import visible

Stands = tuple[str, str]
"""How somebody stands under one set of rules: a code and what it is called."""


@dataclass(frozen=True, slots=True)
class Why:
    """A condition that decides for one subject: what was and would be asked, its value.

    ``condition`` is empty where no condition decides but ``said``; ``id`` is its id.
    """

    id: str
    condition: str
    old: str
    new: str
    value: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Mover:
    """A subject that would come to be eligible (``enters``), or would no more be.

    ``thing`` is what of the enterprise it is, empty where that is itself; ``was`` and
    ``becomes`` are a code and what it is called; ``sample``: it, or its enterprise, is
    recorded as a sample.
    """

    enters: bool
    enterprise: Party
    subject: Thing
    thing: str
    from_: str | None
    to: str
    kind: str
    label: str
    was: Stands
    becomes: Stands
    why: tuple[Why, ...]
    policy: str
    basis: str
    sample: bool


def movers(
    reading: Reading, found: WhatIf, limit: int | None = None
) -> Iterator[Mover]:
    """By name who enters and who leaves, goal by goal, so many at most."""
    everybody = ((change, one) for change in found.changes for one in change.moved)
    chosen = list(islice(everybody, limit))
    moved = [one for _, one in chosen]
    samples = made_up(reading, ((one.subject_id, one.enterprise_id) for one in moved))
    answers = _answers(reading, moved)
    for change, one in chosen:
        answer = answers[id(_asked(one)), one.subject_id]
        yield _mover(change, one, answer, sample=one.subject_id in samples)


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


def _mover(change: Change, one: Moved, answer: Answer, *, sample: bool) -> Mover:
    step = one.after.step or one.before.step or _asked(one)
    return Mover(
        one.enters,
        answer.enterprise,
        answer.subject,
        visible(answer.thing),
        step.step.from_,
        change.goal.to,
        change.goal.kind.value,
        label(change),
        _stands(one.before),
        _stands(one.after),
        tuple(_whys(one, answer)),
        visible(step.active.policy.document),
        basis(step).value,
        sample,
    )


def _stands(side: Side) -> Stands:
    if side.step is None:
        return "no_way", "无途径"
    if side.outcome is None:
        return "outside", "非申报对象"
    return side.outcome.value, side.outcome.label


def _whys(one: Moved, answer: Answer) -> Iterator[Why]:
    if one.cause is not Cause.CONDITIONS:
        yield Why("", "", "", "", "", said(one))
    clauses = {clause.id: clause for clause in answer.conditions}
    for deciding in one.deciding:
        clause = deciding.old if one.enters else deciding.new
        has = clauses[clause.id] if clause is not None else None
        value = "" if has is None else visible(has.value) or "未登记"
        named = deciding.new or deciding.old
        id_ = "" if named is None else named.id
        yield Why(id_, called(one, deciding), *texts(one, deciding), value)
