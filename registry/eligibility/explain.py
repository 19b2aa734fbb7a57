"""Steps answered for subjects: every clause, what there is, what is missing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from registry.eligibility.answer import Answer, ConditionAnswer, Party, Standing, Thing
from registry.eligibility.asked import ENTERPRISE, SUBJECT, Asked
from registry.eligibility.bind import COMPILED, BoundStep
from registry.eligibility.candidates import owner_of
from registry.eligibility.compile import OUTCOMES
from registry.eligibility.dated import Spell
from registry.eligibility.details.crowd import Crowd, crowd
from registry.eligibility.details.describe import describe
from registry.eligibility.details.detail import Case, enterprise_name
from registry.eligibility.query import codes_of_few
from registry.eligibility.sql import Sql, joined, sql
from registry.errors import NotFoundError
from registry.ladder.conditions import Condition
from registry.ladder.wording import name, required
from registry.terms import Basis, ConditionOutcome

Parties = Sequence[tuple[int, int]]
"""Subjects, each with the enterprise that owns it on the day."""


def explain(connection: sqlite3.Connection, step: BoundStep, subject_id: int) -> Answer:
    """The step answered for a subject, whether or not it is a candidate just now.

    Raises:
        NotFoundError: there is no such subject, or nobody owns it on the day.
    """
    with at_once(connection):
        owner = _owner(connection, step, subject_id)
        (answer,) = explained(connection, step, [(subject_id, owner)])
        return answer


@contextmanager
def at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """All is read of one state of the file, which is locked once and not each time."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.commit()


def explained(
    connection: sqlite3.Connection, step: BoundStep, parties: Parties
) -> Iterator[Answer]:
    """The step answered for all of them in their order; what is told is read once."""
    together = crowd(connection, parties)
    for subject, enterprise in parties:
        yield _answer(together, step, subject, enterprise)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A condition that is not met: its name, how it is answered, what is missing."""

    name: str
    outcome: ConditionOutcome
    gap: str


def lacking(
    connection: sqlite3.Connection, step: BoundStep, standings: Sequence[Standing]
) -> list[tuple[Lacking, ...]]:
    """What each of these lacks, condition by condition; read at once for each."""
    found: list[list[Lacking]] = [[] for _ in standings]
    for place, clause in enumerate(_clauses(step)):
        short = [
            (at, one, outcome)
            for at, one in enumerate(standings)
            if (outcome := _answered(one, place)) is not None
        ]
        together = crowd(
            connection, [(one.subject_id, one.enterprise_id) for _, one, _ in short]
        )
        for at, one, outcome in short:
            gap = describe(clause.case(together, one.subject_id), clause.asks, outcome)
            found[at].append(Lacking(clause.name, outcome, gap.gap))
    return [tuple(one) for one in found]


def _answered(standing: Standing, place: int) -> ConditionOutcome | None:
    """How a condition is answered, if it is not met."""
    masks = (standing.unmet, standing.unknown, standing.judged)
    found = (OUTCOMES[code] for code, mask in enumerate(masks) if mask >> place & 1)
    return next(found, None)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A condition with what is said of it to everybody."""

    asks: Condition
    asked: Asked
    step: BoundStep
    name: str
    required: str

    def case(self, together: Crowd, subject: int) -> Case:
        return Case(together, self.asked, self.step.names, subject)


@lru_cache(maxsize=COMPILED)
def _clauses(step: BoundStep) -> tuple[_Clause, ...]:
    return tuple(
        _Clause(
            one,
            step.asked_of_few(one.id),
            step,
            name(one, step.names),
            required(one, step.names),
        )
        for one in step.step.condition
    )


def clause_names(step: BoundStep) -> tuple[str, ...]:
    """What the conditions are called, in their order."""
    return tuple(clause.name for clause in _clauses(step))


def _owner(connection: sqlite3.Connection, step: BoundStep, subject_id: int) -> int:
    found = connection.execute(owner_of(step.on), (subject_id,)).fetchone()
    if found is None or found[0] is None:
        raise NotFoundError(
            f"编号 {subject_id} 的认定对象在 {step.on} 没有登记的所属企业；"
            "请先登记对象及其所属企业"
        )
    return int(found[0])


def _answer(together: Crowd, step: BoundStep, subject: int, enterprise: int) -> Answer:
    ((uscc, owner, unit, kind, thing, *row),) = together.rows(_asks(step), subject)
    masks = (_mask(row, code) for code in range(3))
    standing = Standing(subject, enterprise, step.step.key, step.step.to, *masks)
    return Answer(
        enterprise=Party(enterprise, uscc, owner, unit),
        subject=Thing(subject, kind, thing),
        policy=step.active.policy.document,
        basis=_basis(step),
        from_=step.step.from_,
        to=step.step.to,
        kind=step.step.kind.value,
        outcome=standing.outcome,
        conditions=tuple(
            _condition(clause.case(together, subject), clause, OUTCOMES[code])
            for clause, code in zip(_clauses(step), row, strict=True)
        ),
    )


def _mask(codes: Sequence[int], code: int) -> int:
    return sum(2**place for place, one in enumerate(codes) if one == code)


def _condition(
    case: Case, clause: _Clause, outcome: ConditionOutcome
) -> ConditionAnswer:
    detail = describe(case, clause.asks, outcome)
    return ConditionAnswer(
        id=clause.asks.id,
        name=clause.name,
        outcome=outcome,
        cite=clause.asks.cite,
        required=clause.required,
        value=detail.value,
        on=detail.on,
        source=detail.source,
        gap=detail.gap,
        hand_in=clause.asks.hand_in,
        sample=clause.asks.sample,
    )


def _basis(step: BoundStep) -> str:
    """``sample`` as soon as one clause is, else the policy's own basis."""
    sample = any(clause.sample for clause in step.step.condition)
    return Basis.SAMPLE.value if sample else step.active.policy.basis.value


@lru_cache(maxsize=COMPILED)
def _asks(step: BoundStep) -> Sql:
    """The enterprise and the subject by name, and a code for every condition."""
    return sql(
        "SELECT k.subject_id, e.uscc, coalesce({name}, o.name), coalesce({unit}, ''),"
        " s.kind, s.name, {codes} FROM k CROSS JOIN enterprise e ON e.id = {enterprise}"
        " CROSS JOIN subject o ON o.id = e.id CROSS JOIN subject s ON s.id = {subject}",
        name=enterprise_name(step.on),
        unit=_unit(step.on),
        codes=joined(", ", codes_of_few(step)),
        enterprise=ENTERPRISE,
        subject=SUBJECT,
    )


def _unit(on: date) -> Sql:
    return sql(
        "(SELECT u.name FROM unit_spell v JOIN unit u ON u.id = v.value"
        " WHERE v.enterprise_id = {enterprise} AND v.voided_by IS NULL AND {in_force}"
        " ORDER BY v.since DESC, v.id DESC LIMIT 1)",
        enterprise=ENTERPRISE,
        in_force=Spell("v").may_be(on),
    )
