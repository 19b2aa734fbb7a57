"""What should never have been recorded: void it, or void it and record the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, assert_never

from sqlalchemy import func, select

from registry.desk import rows
from registry.desk.assessments import assessment
from registry.desk.drafts.base import Draft
from registry.desk.drafts.records import (
    AssessmentDraft,
    CorrectionDraft,
    CoverageDraft,
    EventDraft,
    FactDraft,
    JudgementDraft,
    SeriesValueDraft,
    VoidDraft,
)
from registry.desk.events import coverage, event
from registry.desk.facts import fact, series_value
from registry.desk.judgements import judgement
from registry.desk.verb import Verb, verb
from registry.errors import ConflictError, InputError
from registry.model import assessment as records
from registry.model.base import Recorded
from registry.model.document import Document
from registry.model.enterprise import NameSpell, Succession
from registry.model.funds import BudgetLine, Payment, Subsidy, Target
from registry.model.labels import table_label
from registry.model.policy import Policy
from registry.model.pool import Pool, PoolEntry, Roster, RosterEntry, RosterTask
from registry.model.rounds import Application, ApplicationStep, Decision, Round
from registry.model.tables import METADATA
from registry.model.title import Title
from registry.store.references import Link, links
from registry.store.transaction import Tx
from registry.terms import NameKind

D = TypeVar("D", bound=Draft)

VOIDABLE: tuple[type[Recorded], ...] = (
    records.Assessment,
    records.Fact,
    records.SeriesValue,
    records.Event,
    records.Coverage,
    records.Judgement,
    Document,
    NameSpell,
    Succession,
    Title,
    Round,
    Application,
    ApplicationStep,
    Pool,
    PoolEntry,
    Roster,
    BudgetLine,
    Subsidy,
    Payment,
    Target,
    Policy,
)
"""The tables whose single rows an official may declare void."""

PARTS: Mapping[type[Recorded], tuple[tuple[type[Recorded], str], ...]] = {
    records.Assessment: ((records.AssessmentScore, "assessment_id"),),
    ApplicationStep: ((Decision, "step_id"),),
    Roster: ((RosterEntry, "roster_id"), (RosterTask, "roster_id")),
}
"""Rows that are part of another row, with their column for it, and fall with it."""


@verb("作废记录")
def void(tx: Tx, draft: VoidDraft) -> int:
    """Declare a row void that should never have been recorded; its id.

    Raises:
        ConflictError: other rows build on it, or it is the only official name.
        InputError: rows of that table are not voided one by one.
    """
    model = _model(draft.table)
    _void(tx, model, draft.id)
    return draft.id


@verb("更正记录")
def correct(tx: Tx, draft: CorrectionDraft) -> int:
    """Void a row that was recorded wrongly and record the right one; its id."""
    match draft.right:
        case AssessmentDraft():
            return _instead(tx, draft.id, records.Assessment, assessment, draft.right)
        case FactDraft():
            return _instead(tx, draft.id, records.Fact, fact, draft.right)
        case EventDraft():
            return _instead(tx, draft.id, records.Event, event, draft.right)
        case CoverageDraft():
            return _instead(tx, draft.id, records.Coverage, coverage, draft.right)
        case JudgementDraft():
            return _instead(tx, draft.id, records.Judgement, judgement, draft.right)
        case SeriesValueDraft():
            return _instead(
                tx, draft.id, records.SeriesValue, series_value, draft.right
            )
        case _:
            assert_never(draft.right)


def _instead(
    tx: Tx, row_id: int, model: type[Recorded], again: Verb[D, int], right: D
) -> int:
    _void(tx, model, row_id)
    return again.within(tx, right)


def _void(tx: Tx, model: type[Recorded], row_id: int) -> None:
    row = rows.need(tx, model, row_id, table_label(str(model.__tablename__)))
    _refuse_needed(tx, model, row)
    for part, column in PARTS.get(model, ()):
        for child in rows.live(tx, part, **{column: row_id}):
            tx.void(child)
    if isinstance(row, Payment) and row.subsidy_id is not None:
        _reopen(tx, row.subsidy_id)
    tx.void(row)


def _model(text: str) -> type[Recorded]:
    for model in VOIDABLE:
        table = str(model.__tablename__)
        if text in (table, table_label(table)):
            return model
    known = "、".join(table_label(str(model.__tablename__)) for model in VOIDABLE)
    raise InputError(f"「{text}」不能单条作废；可以作废的有：{known}")


def _refuse_needed(tx: Tx, model: type[Recorded], row: Recorded) -> None:
    if isinstance(row, NameSpell) and row.kind is NameKind.OFFICIAL:
        raise ConflictError("企业全称不能作废；写错了请用更正，改了名请用更名")
    built = _built_on(tx, model, rows.number(row))
    if built:
        told = "、".join(f"{table_label(table)} {count} 条" for table, count in built)
        raise ConflictError(f"还有{told}以它为依据；请先作废或改正这些记录")


def _built_on(tx: Tx, model: type[Recorded], row_id: int) -> list[tuple[str, int]]:
    """How many live rows of each table refer to a row, its own parts left out."""
    parts = {str(part.__tablename__) for part, _ in PARTS.get(model, ())}
    counted = (
        (link.child, _count(tx, link, row_id))
        for link in links()
        if (link.parent, link.key) == (model.__tablename__, "id")
        and link.child not in parts
    )
    return [(table, count) for table, count in counted if count]


def _count(tx: Tx, link: Link, row_id: int) -> int:
    child = METADATA.tables[link.child]
    query = select(func.count()).where(
        child.c[link.column] == row_id, child.c.voided_by.is_(None)
    )
    return tx.connection.execute(query).scalar_one()


def _reopen(tx: Tx, subsidy_id: int) -> None:
    """A subsidy whose payment is void is not paid."""
    subsidy = rows.need(tx, Subsidy, subsidy_id, "奖补")
    subsidy.paid_on = None
    tx.touch(subsidy)
