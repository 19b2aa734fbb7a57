"""Closing a round, opening it again, and what its units may recommend."""

from __future__ import annotations

from datetime import date

from registry.desk import rows, subjects, turns
from registry.desk.course import Course
from registry.desk.drafts.rounds import ClosingDraft, QuotaDraft, ReopeningDraft
from registry.desk.stages import FINAL, Step, open_objections
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model.rounds import Application, Round, RoundQuota
from registry.model.subject import Subject
from registry.store.transaction import Tx

_SHOWN = 5


@verb("登记推荐名额")
def allot(tx: Tx, draft: QuotaDraft) -> int:
    """Say how many applications a unit may recommend in a round; the quota's id.

    Raises:
        ConflictError: it may recommend so many already, or the round is closed.
    """
    held = rows.need(tx, Round, draft.round_id, "批次")
    turns.require_running(held)
    unit = rows.unit(tx, draft.unit)
    for old in rows.live(tx, RoundQuota, round_id=held.id, unit_id=unit.id):
        if old.places == draft.places:
            raise ConflictError(f"{unit.name}的名额已是 {old.places} 个；不用再登记")
        tx.void(old)
    row = RoundQuota(
        round_id=draft.round_id,
        unit_id=rows.number(unit),
        places=draft.places,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    return rows.number(tx.add(row))


@verb("办结批次")
def close(tx: Tx, draft: ClosingDraft) -> int:
    """Close a round: it takes no more applications or steps; its id.

    Raises:
        ConflictError: it is closed already, or applications are undecided and no
            reason is given.
        InputError: the day is ahead, or before a step that was taken.
    """
    held = rows.need(tx, Round, draft.round_id, "批次")
    turns.require_running(held)
    on = draft.on or rows.now(tx)
    rows.not_ahead(tx, on, "办结日期")
    applications = rows.live(tx, Application, round_id=draft.round_id)
    courses = [(one, turns.taken(tx, one)) for one in applications]
    _require_after(on, [step for _, steps in courses for step in steps])
    undecided = [pair for pair in courses if not _decided(pair[1])]
    if undecided and not turns.reasoned(tx):
        raise ConflictError(_undecided(tx, held, undecided, on))
    held.closed_on = on
    return rows.number(tx.touch(held))


@verb("重开批次")
def reopen(tx: Tx, draft: ReopeningDraft) -> int:
    """Open a closed round again, for a reason; its id.

    Raises:
        ConflictError: it is not closed.
        InputError: no reason is given.
    """
    held = rows.need(tx, Round, draft.round_id, "批次")
    if held.closed_on is None:
        raise ConflictError(f"「{held.name}」没有办结；不用重开")
    if not turns.reasoned(tx):
        raise InputError("重开批次要写明理由（--reason）")
    held.closed_on = None
    return rows.number(tx.touch(held))


def _decided(steps: tuple[Step, ...]) -> bool:
    return any(step.stage.role in FINAL for step in steps)


def _require_after(on: date, steps: list[Step]) -> None:
    last = max(steps, key=lambda step: step.on.on, default=None)
    if last is not None and on < last.on.on:
        raise InputError(
            f"办结日期 {on} 早于已办的「{last.stage.name}」{last.on}；请核对日期"
        )


def _undecided(
    tx: Tx,
    held: Round,
    undecided: list[tuple[Application, tuple[Step, ...]]],
    on: date,
) -> str:
    ahead = Course(turns.stages(tx), own=turns.is_own(tx, held))
    told = "、".join(
        f"{_name(tx, one, on)}（{ahead.next(steps)}）"
        for one, steps in undecided[:_SHOWN]
    )
    more = "等" if len(undecided) > _SHOWN else ""
    objected = sum(open_objections(steps) > 0 for _, steps in undecided)
    also = f"，其中 {objected} 项有异议未处理" if objected else ""
    return (
        f"「{held.name}」还有 {len(undecided)} 项没有办结{also}：{told}{more}；"
        "请先办完，确需现在办结，请写明理由（--reason）"
    )


def _name(tx: Tx, application: Application, on: date) -> str:
    subject = rows.need(tx, Subject, application.subject_id, "认定对象")
    return subjects.full_name(tx, subject, on)
