"""Whether a step of an application comes in its turn, else for what reason."""

from __future__ import annotations

from registry.dates import Day
from registry.desk import rows
from registry.desk.course import Course
from registry.desk.drafts.rounds import StepDraft
from registry.desk.read.workdays import notice_ends
from registry.desk.stages import FINAL, Stage, Step, ordered
from registry.errors import ConflictError, InputError
from registry.model.journal import Change
from registry.model.place import StageKind, Unit
from registry.model.policy import Rung
from registry.model.rounds import Application, ApplicationStep, Round, RoundQuota
from registry.store.transaction import Tx
from registry.terms import StageRole, Tier

_ENDED_WITHOUT = frozenset({StageRole.REJECTION, StageRole.WITHDRAWAL})
_ENDED_BY_NOTICE = frozenset({StageRole.RECOGNITION, StageRole.OBJECTION})


def require_turn(
    tx: Tx, application: Application, kind: StageKind, draft: StepDraft
) -> None:
    """Refuse a step out of turn for which no reason is given, and say what is next.

    Raises:
        ConflictError: the round is closed, the application decided already, or the
            step is out of turn and neither it nor the change gives a reason.
        InputError: the day is before the application's.
    """
    held = rows.need(tx, Round, application.round_id, "批次")
    require_running(held)
    _require_applied(application, kind, draft)
    before, new = taken(tx, application), step(kind, draft)
    _refuse_decided(tx, before, new)
    ahead = course_of(tx, held, kind.role)
    told = (*ahead.out_of_turn(before, new), *_over_quota(tx, application, new))
    if told and not _excuse(tx, kind, draft):
        raise ConflictError(
            f"现在办「{kind.name}」不合程序：{'，'.join(told)}；{ahead.next(before)}；"
            f"确需如此，请写明{_asked(kind, draft)}"
        )


def _excuse(tx: Tx, kind: StageKind, draft: StepDraft) -> str:
    """Why a step may come out of turn; why it said no is another matter."""
    if _refuses(kind, draft):
        return draft.out_of_turn
    return draft.out_of_turn or draft.reason or reasoned(tx)


def _asked(kind: StageKind, draft: StepDraft) -> str:
    if _refuses(kind, draft):
        return "不按程序的理由（--out-of-turn）：「理由」是不通过的原因，不作数"
    return "理由（--reason）"


def _refuses(kind: StageKind, draft: StepDraft) -> bool:
    return draft.passed is False or kind.role in _ENDED_WITHOUT


def require_running(held: Round) -> None:
    """Refuse what comes to a round that is closed.

    Raises:
        ConflictError: it is, naming the day.
    """
    if held.closed_on is not None:
        raise ConflictError(
            f"「{held.name}」已于 {held.closed_on} 办结，不再收申报、办环节；"
            "确需改动，请先用 tidu round reopen 写明理由重新打开"
        )


def reasoned(tx: Tx) -> str:
    """The reason that the open change gives."""
    return tx.session.get_one(Change, tx.change_id).reason


def course_of(tx: Tx, held: Round, role: StageRole) -> Course:
    """The course of a round's applications; its notice's end where a role asks it."""
    asked = role in _ENDED_BY_NOTICE
    ends = notice_ends(rows.driver(tx), rows.number(held)) if asked else None
    return Course(stages(tx), is_own(tx, held), ends)


def is_own(tx: Tx, held: Round) -> bool:
    """Whether the title of a round is the city's own to give."""
    return rows.coded(tx, Rung, held.rung, "称号").tier is Tier.CITY


def stages(tx: Tx) -> tuple[Stage, ...]:
    """Every stage there is, in order."""
    kinds = sorted(rows.live(tx, StageKind), key=lambda kind: kind.ordinal)
    return tuple(_stage(kind) for kind in kinds)


def taken(tx: Tx, application: Application) -> tuple[Step, ...]:
    """The steps that an application took, by day."""
    known = {kind.code: _stage(kind) for kind in rows.live(tx, StageKind)}
    recorded = rows.live(tx, ApplicationStep, application_id=application.id)
    return ordered([_taken(known[row.stage], row) for row in recorded])


def step(kind: StageKind, draft: StepDraft) -> Step:
    """What a draft would record."""
    scored = draft.score is not None
    return Step(_stage(kind), draft.on, draft.passed, draft.taken_by, _LATEST, scored)


_LATEST = 2**63 - 1


def _stage(kind: StageKind) -> Stage:
    return Stage(kind.code, kind.name, kind.ordinal, kind.role)


def _taken(stage: Stage, row: ApplicationStep) -> Step:
    on = Day(row.on, row.on_precision)
    passed = None if row.passed is None else bool(row.passed)
    number, scored = rows.number(row), row.score is not None
    return Step(stage, on, passed, row.taken_by, number, scored)


def _require_applied(
    application: Application, kind: StageKind, draft: StepDraft
) -> None:
    applied = application.applied_on
    if applied is not None and draft.on.last < applied:
        raise InputError(f"{kind.name}的日期早于申报日期 {applied}；请核对日期")


def _refuse_decided(tx: Tx, before: tuple[Step, ...], new: Step) -> None:
    """After its end an application takes only what follows it, or what was missed."""
    ends = [step for step in before if step.stage.role in FINAL]
    late = new.stage.role is not StageRole.AFTER
    for end in ends:
        again = new.stage.role in FINAL
        if again or (late and new.on.on > end.on.last):
            raise ConflictError(
                f"这项申报已于 {end.on} {end.stage.name}，不能再办{new.stage.name}；"
                f"{rows.wrongly(rows.need(tx, ApplicationStep, end.id, '环节'))}"
            )


def _over_quota(tx: Tx, application: Application, new: Step) -> tuple[str, ...]:
    """That the unit has recommended as many as it may, where it has a quota."""
    if new.stage.role is not StageRole.RECOMMENDATION or new.passed is False:
        return ()
    for quota in rows.live(
        tx, RoundQuota, round_id=application.round_id, unit_id=application.unit_id
    ):
        others = _recommended(tx, application, new.stage.code)
        if others >= quota.places:
            unit = rows.need(tx, Unit, quota.unit_id, "上报单位").name
            return (f"{unit}的推荐名额 {quota.places} 个，已推荐 {others} 个",)
    return ()


def _recommended(tx: Tx, application: Application, stage: str) -> int:
    """How many other applications the same unit has recommended in the round."""
    (row,) = tx.rows(
        "SELECT count(DISTINCT a.id) FROM application a JOIN application_step p"
        " ON p.application_id = a.id AND p.stage = :stage AND p.voided_by IS NULL"
        " AND p.passed IS NOT 0 WHERE a.voided_by IS NULL AND a.id <> :id"
        " AND a.round_id = :round AND a.unit_id IS :unit",
        {
            "stage": stage,
            "id": application.id,
            "round": application.round_id,
            "unit": application.unit_id,
        },
    )
    return int(row[0])
