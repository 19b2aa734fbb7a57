"""One step answered for one subject: every clause, what there is, what is missing."""

from __future__ import annotations

import sqlite3
from datetime import date

from registry.eligibility.answer import Answer, ConditionAnswer, Party, Standing, Thing
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import owner_of
from registry.eligibility.compile import OUTCOMES
from registry.eligibility.dated import Spell
from registry.eligibility.details.describe import describe
from registry.eligibility.details.detail import Case
from registry.eligibility.query import codes, one_row
from registry.eligibility.sql import Sql, run, sql
from registry.errors import NotFoundError
from registry.ladder.conditions import Condition
from registry.ladder.wording import name, required
from registry.terms import Basis, ConditionOutcome


def explain(connection: sqlite3.Connection, step: BoundStep, subject_id: int) -> Answer:
    """The step answered for a subject, whether or not it is a candidate just now.

    Raises:
        NotFoundError: there is no such subject, or nobody owns it on the day.
    """
    enterprise_id = _owner(connection, step, subject_id)
    standing, outcomes = _answered(connection, step, subject_id, enterprise_id)
    return Answer(
        enterprise=_party(connection, enterprise_id, step),
        subject=_thing(connection, subject_id),
        policy=step.active.policy.document,
        basis=_basis(step),
        from_=step.step.from_,
        to=step.step.to,
        kind=step.step.kind.value,
        outcome=standing.outcome,
        conditions=tuple(
            _condition(_case(connection, step, one.id, standing), one, outcome)
            for one, outcome in zip(step.step.condition, outcomes, strict=True)
        ),
    )


def _owner(connection: sqlite3.Connection, step: BoundStep, subject_id: int) -> int:
    query = owner_of(subject_id, step.on)
    found = run(connection, query).fetchone()
    if found is None or found[0] is None:
        raise NotFoundError(
            f"编号 {subject_id} 的认定对象在 {step.on} 没有登记的所属企业；"
            "请先登记对象及其所属企业"
        )
    return int(found[0])


def _answered(
    connection: sqlite3.Connection, step: BoundStep, subject: int, enterprise: int
) -> tuple[Standing, list[ConditionOutcome]]:
    query = one_row(subject, enterprise, codes(step))
    row = tuple(run(connection, query).fetchone())
    masks = (_mask(row, code) for code in range(3))
    standing = Standing(subject, enterprise, step.step.key, step.step.to, *masks)
    return standing, [OUTCOMES[code] for code in row]


def _case(
    connection: sqlite3.Connection, step: BoundStep, condition: str, of: Standing
) -> Case:
    asked = step.asked(condition)
    return Case(connection, asked, step.names, of.subject_id, of.enterprise_id)


def _mask(codes: tuple[int, ...], code: int) -> int:
    return sum(2**place for place, one in enumerate(codes) if one == code)


def _condition(
    case: Case, clause: Condition, outcome: ConditionOutcome
) -> ConditionAnswer:
    facts, rungs = case.names.facts, case.names.rungs
    detail = describe(case, clause, outcome)
    return ConditionAnswer(
        id=clause.id,
        name=name(clause, facts, rungs),
        outcome=outcome,
        cite=clause.cite,
        required=required(clause, facts, rungs),
        value=detail.value,
        on=detail.on,
        source=detail.source,
        gap=detail.gap,
        hand_in=clause.hand_in,
        sample=clause.sample,
    )


def _basis(step: BoundStep) -> str:
    """``sample`` as soon as one clause is, else the policy's own basis."""
    sample = any(clause.sample for clause in step.step.condition)
    return Basis.SAMPLE.value if sample else step.active.policy.basis.value


def _party(connection: sqlite3.Connection, id_: int, step: BoundStep) -> Party:
    query = sql(
        "SELECT e.uscc, coalesce({name}, s.name), coalesce({unit}, '')"
        " FROM enterprise e JOIN subject s ON s.id = e.id WHERE e.id = {id}",
        name=_name(id_, step.on),
        unit=_unit(id_, step.on),
        id=id_,
    )
    return Party(id_, *run(connection, query).fetchone())


def _name(id_: int, on: date) -> Sql:
    """The name to show: one in force, else the last it bore, else the first to come."""
    return sql(
        "(SELECT v.value FROM name_spell v WHERE v.enterprise_id = {id}"
        " AND v.voided_by IS NULL ORDER BY CASE WHEN {in_force} THEN 0 ELSE 1 END,"
        " CASE WHEN {begun} THEN 0 ELSE 1 END,"
        " CASE v.kind WHEN 'official' THEN 0 WHEN 'short' THEN 1 ELSE 2 END,"
        " CASE WHEN {begun} THEN v.since END DESC, v.since, v.id DESC LIMIT 1)",
        id=id_,
        in_force=Spell("v").may_be(on),
        begun=sql("coalesce({since}, 1)", since=Spell("v").since.may_be_by(on)),
    )


def _unit(id_: int, on: date) -> Sql:
    return sql(
        "(SELECT u.name FROM unit_spell v JOIN unit u ON u.id = v.value"
        " WHERE v.enterprise_id = {id} AND v.voided_by IS NULL AND {in_force}"
        " ORDER BY v.since DESC, v.id DESC LIMIT 1)",
        id=id_,
        in_force=Spell("v").may_be(on),
    )


def _thing(connection: sqlite3.Connection, id_: int) -> Thing:
    found = connection.execute("SELECT kind, name FROM subject WHERE id = ?", (id_,))
    return Thing(id_, *found.fetchone())
