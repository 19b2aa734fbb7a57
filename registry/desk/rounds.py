"""Rounds, applications, and the steps they take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.dates import Precision
from registry.desk import (
    attributes,
    decisions,
    endings,
    notices,
    rows,
    rungs,
    subjects,
    turns,
)
from registry.desk.drafts.rounds import (
    ApplicationDraft,
    CalendarDraft,
    RoundDraft,
    StepDraft,
)
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model.place import StageKind
from registry.model.policy import Rung
from registry.model.rounds import Application, ApplicationStep, Round
from registry.model.subject import Subject
from registry.readers.numbers import scaled
from registry.store.transaction import Tx
from registry.terms import Attribute, Outcome


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step's id, and what eligibility said of it; None where it was not asked."""

    id: int
    outcome: Outcome | None


@verb("开设批次")
def open_round(tx: Tx, draft: RoundDraft) -> int:
    """Open a round of a rung; its id.

    Raises:
        ConflictError: the rung has a round of that year and ordinal already.
        InputError: the days of the notice contradict each other.
    """
    rung = rungs.named(tx, draft.rung)
    same = rows.live(tx, Round, rung=rung.code, year=draft.year, ordinal=draft.ordinal)
    if same:
        raise ConflictError(
            f"「{same[0].name}」已经开设，编号 {same[0].id}；请用它，或改批次序号"
        )
    row = _round(tx, draft, rung)
    notices.settle(tx, row, draft)
    return rows.number(tx.add(row))


@verb("调整批次")
def reschedule(tx: Tx, draft: CalendarDraft) -> int:
    """Set or change days, quota or amount of a round; those left out stay; its id.

    The end of the notice follows from its beginning and its working days, unless it
    is given.

    Raises:
        InputError: days out of order or against each other, or a year whose working
            days are not known.
        ConflictError: nothing is changed by it, or the round is closed.
    """
    row = rows.need(tx, Round, draft.round_id, "批次")
    turns.require_running(row)
    row.opens_on = draft.opens_on or row.opens_on
    row.closes_on = draft.closes_on or row.closes_on
    row.notice_since = draft.notice_since or row.notice_since
    row.notice_through = draft.notice_through or row.notice_through
    row.notice_days = draft.notice_days or row.notice_days
    row.quota = draft.quota or row.quota
    if draft.amount is not None:
        row.amount = scaled(draft.amount, 2)
    notices.settle(tx, row, draft)
    _require_calendar(row)
    return rows.number(rows.changed(tx, row))


@verb("登记申报")
def apply(tx: Tx, draft: ApplicationDraft) -> int:
    """Record a subject's application in a round; its id.

    Raises:
        ConflictError: the subject has applied in that round already, the round is
            closed, or the enterprise had ended or moved out by then.
        InputError: it is of the wrong kind, or the day is outside the window.
    """
    held = rows.need(tx, Round, draft.round_id, "批次")
    turns.require_running(held)
    subject = rows.need(tx, Subject, draft.subject_id, "认定对象")
    rungs.require_fit(tx, subject, rungs.named(tx, held.rung))
    _refuse_twin(tx, held, subject)
    _require_window(held, draft.applied_on)
    endings.refuse_ended(tx, subject, _day(tx, draft, held), "申报")
    row = Application(
        round_id=draft.round_id,
        subject_id=draft.subject_id,
        kind=draft.kind,
        applied_on=draft.applied_on,
        unit_id=_unit(tx, draft, held, subject),
        note=draft.note,
        sample=draft.sample,
    )
    return rows.number(tx.add(row))


@verb("办理申报环节")
def take_step(tx: Tx, draft: StepDraft) -> StepTaken:
    """Record a step of an application, with what eligibility says on its day.

    The decision is frozen: later corrections do not rewrite it. A step whose day is
    not known to the day, or on a day on which no policy leads to the rung, has none.

    Raises:
        NotFoundError: there is no such application or stage.
        InputError: the day is before the application's.
        ConflictError: the application is decided already, its round is closed, or
            the step is out of turn and no reason is given.
    """
    application = rows.need(tx, Application, draft.application_id, "申报")
    stage = rows.coded(tx, StageKind, draft.stage, "环节")
    rows.not_ahead(tx, draft.on.on, f"{stage.name}日期")
    turns.require_turn(tx, application, stage, draft)
    return record(tx, application, stage, draft)


def record(
    tx: Tx, application: Application, stage: StageKind, draft: StepDraft
) -> StepTaken:
    """Record a step that was found to come in its turn, with its frozen decision."""
    step = tx.add(_step(tx, draft, stage))
    exact = draft.on.precision is Precision.DAY
    frozen = decisions.freeze(tx, application, step, draft.on.on) if exact else None
    return StepTaken(rows.number(step), frozen)


def _round(tx: Tx, draft: RoundDraft, rung: Rung) -> Round:
    return Round(
        rung=rung.code,
        year=draft.year,
        ordinal=draft.ordinal,
        name=draft.name or f"{draft.year}年第{draft.ordinal}批{rung.name}",
        opens_on=draft.opens_on,
        closes_on=draft.closes_on,
        notice_since=draft.notice_since,
        notice_through=draft.notice_through,
        notice_days=draft.notice_days,
        quota=draft.quota,
        amount=None if draft.amount is None else scaled(draft.amount, 2),
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )


def _step(tx: Tx, draft: StepDraft, stage: StageKind) -> ApplicationStep:
    return ApplicationStep(
        application_id=draft.application_id,
        stage=stage.code,
        on=draft.on.on,
        on_precision=draft.on.precision,
        unit_id=rows.unit(tx, draft.unit).id if draft.unit else None,
        taken_by=draft.taken_by,
        passed=draft.passed,
        score=None if draft.score is None else scaled(draft.score, 2),
        rank=draft.rank,
        reply=draft.reply,
        reason="；".join(filter(None, (draft.reason, draft.out_of_turn))),
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )


def _unit(tx: Tx, draft: ApplicationDraft, held: Round, subject: Subject) -> int | None:
    """The unit named, else the owner's on the day of application."""
    if draft.unit:
        return rows.unit(tx, draft.unit).id
    on = _day(tx, draft, held)
    owner = subjects.owner_on(tx, subject, on)
    unit = attributes.value_on(tx, Attribute.UNIT, owner, on)
    return None if unit is None else int(unit)


def _day(tx: Tx, draft: ApplicationDraft, held: Round) -> date:
    """The day of application; where it is not known, one of the round's."""
    return draft.applied_on or held.closes_on or held.opens_on or rows.now(tx)


def _refuse_twin(tx: Tx, held: Round, subject: Subject) -> None:
    same = rows.live(tx, Application, round_id=held.id, subject_id=subject.id)
    if same:
        raise ConflictError(
            f"「{subject.name}」已在「{held.name}」申报，编号 {same[0].id}；不用再登记"
        )


def _require_window(held: Round, on: date | None) -> None:
    early = on and held.opens_on and on < held.opens_on
    late = on and held.closes_on and on > held.closes_on
    if early or late:
        raise InputError(
            f"{on} 不在「{held.name}」的申报期（{held.opens_on or '未定'} 至 "
            f"{held.closes_on or '未定'}）内；请核对日期，或先调整批次日程"
        )


def _require_calendar(row: Round) -> None:
    pairs = (
        (row.opens_on, row.closes_on, "申报"),
        (row.notice_since, row.notice_through, "公示"),
    )
    for since, through, what in pairs:
        if since and through and through < since:
            raise InputError(f"{what}截止 {through} 早于开始 {since}；请核对日期")
