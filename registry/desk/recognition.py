"""Recognition of a whole round: titles, last steps and subsidies in one change."""

from __future__ import annotations

from dataclasses import dataclass

from registry.dates import Day
from registry.desk import (
    endings,
    proposals,
    rounds,
    rows,
    spells,
    subjects,
    titles,
    turns,
)
from registry.desk.course import Course
from registry.desk.drafts.rounds import RecognitionDraft, StepDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.office import NO_REASON, Because, Office, rehearse
from registry.desk.read.workdays import notice_ends
from registry.desk.recognised import Given, PassedOver, Recognition
from registry.desk.stages import (
    FINAL,
    Step,
    failed,
    failures,
    open_objections,
    waits_for_correction,
)
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model.place import StageKind
from registry.model.rounds import Application, Round
from registry.model.subject import Subject
from registry.model.title import Title
from registry.store.transaction import Tx
from registry.terms import ApplicationKind, StageRole


@dataclass(frozen=True, slots=True)
class _Standing:
    """An application that is undecided, with its steps and what bars it."""

    row: Application
    name: str
    bar: str


@verb("认定批次")
def recognise(tx: Tx, draft: RecognitionDraft) -> Recognition:
    """Give titles to all who passed a round's notice with no objection open.

    Each takes the step of recognition with its frozen decision, and its subsidy is
    proposed, unless the enterprise has one that excludes it (就高不重复).

    Raises:
        NotFoundError: there is no such round, or the document is not recorded.
        InputError: the day is ahead, or something is excepted without a reason.
        ConflictError: the round is closed, has fewer places, or nobody has passed.
    """
    held = rows.need(tx, Round, draft.round_id, "批次")
    turns.require_running(held)
    rows.not_ahead(tx, draft.on, "认定日期")
    rows.document(tx, draft.document)
    if (draft.excepted or draft.insisted) and not turns.reasoned(tx):
        raise InputError("除外的、仍提奖补的要写明理由（--reason）")
    before, standing = _standing(tx, held, draft)
    _require_here(held, draft, standing)
    _require_places(held, before, [one for one in standing if not one.bar])
    barred = tuple(
        PassedOver(rows.number(one.row), one.name, one.bar)
        for one in standing
        if one.bar
    )
    if len(barred) == len(standing):
        raise ConflictError(_nobody(held, barred))
    given = tuple(_recognised(tx, held, draft, one) for one in standing if not one.bar)
    return Recognition(held.name, draft.on, given, barred, held.quota, before)


def preview(
    office: Office, draft: RecognitionDraft, because: Because = NO_REASON
) -> Recognition:
    """What ``recognise`` would do, done and taken back.

    Raises:
        RegistryError: whatever it would be refused with.
    """
    return rehearse(office, lambda tx: recognise.within(tx, draft), because)


def _standing(
    tx: Tx, held: Round, draft: RecognitionDraft
) -> tuple[int, list[_Standing]]:
    """How many are recognised already, and everyone undecided with what bars them."""
    ends = notice_ends(rows.driver(tx), rows.number(held))
    ahead = Course(turns.stages(tx), turns.is_own(tx, held), ends)
    before, undecided = 0, []
    for row in rows.live(tx, Application, round_id=held.id):
        steps = turns.taken(tx, row)
        roles = {step.stage.role for step in steps}
        before += StageRole.RECOGNITION in roles
        if not roles & FINAL:
            subject = rows.need(tx, Subject, row.subject_id, "认定对象")
            name = subjects.full_name(tx, subject, draft.on)
            bar = _bar(ahead, row, steps, draft) or _cannot_hold(tx, held, draft, row)
            undecided.append(_Standing(row, name, bar))
    return before, undecided


def _bar(
    ahead: Course, row: Application, steps: tuple[Step, ...], draft: RecognitionDraft
) -> str:
    """What keeps an application from being recognised; blank where nothing does."""
    if row.id in draft.excepted:
        return "除外"
    if told := "，".join(map(failed, failures(steps))):
        return f"{told}，{ahead.next(steps)}"
    return _unready(ahead, steps, draft)


def _unready(ahead: Course, steps: tuple[Step, ...], draft: RecognitionDraft) -> str:
    """What is still to come before recognition; blank where nothing is."""
    notices = [step for step in steps if step.stage.role is StageRole.NOTICE]
    if not notices:
        return f"没有公示，{ahead.next(steps)}"
    if waits_for_correction(steps):
        return "退回补正，还没有重新办理"
    if open_objections(steps):
        return "异议还没有处理"
    ends = ahead.notice_ends or max(notice.on.on for notice in notices)
    if draft.on <= ends:
        return f"公示到 {ends} 才满"
    return ""


def _require_here(
    held: Round, draft: RecognitionDraft, standing: list[_Standing]
) -> None:
    here = {one.row.id for one in standing}
    if not {*draft.excepted, *draft.insisted} <= here:
        raise InputError(
            f"除外的、仍提奖补的要是「{held.name}」还没有办结的申报；请核对名称"
        )


def _require_places(held: Round, before: int, passing: list[_Standing]) -> None:
    if held.quota is None or before + len(passing) <= held.quota:
        return
    over = before + len(passing) - held.quota
    already = f"已认定 {before} 个，" if before else ""
    raise ConflictError(
        f"「{held.name}」名额 {held.quota} 个，{already}这次通过公示 {len(passing)} "
        f"个，超出 {over} 个；请用 --except 除去 {over} 个并写明理由，或先用 "
        "tidu round calendar 改名额"
    )


def _cannot_hold(tx: Tx, held: Round, draft: RecognitionDraft, row: Application) -> str:
    """That a subject holds the title on the day, or that its enterprise had ended."""
    subject = rows.need(tx, Subject, row.subject_id, "认定对象")
    try:
        endings.refuse_ended(tx, subject, draft.on, "认定")
    except ConflictError as ended:
        return str(ended)
    if row.kind is ApplicationKind.RENEWAL:
        return ""
    same = rows.live(tx, Title, subject_id=row.subject_id, rung=held.rung)
    since = [t.recognised_on for t in same if spells.holds(titles.span(t), draft.on)]
    return f"已持有这个称号（{since[0]} 认定）" if since else ""


def _recognised(tx: Tx, held: Round, draft: RecognitionDraft, one: _Standing) -> Given:
    """The step first: what is frozen with it is asked before the title is there."""
    step = StepDraft(
        application_id=rows.number(one.row),
        stage=_stage(tx).code,
        on=Day(draft.on),
        passed=True,
        document=draft.document,
        sample=draft.sample,
    )
    rounds.record(tx, one.row, _stage(tx), step)
    title_id = titles.award.within(tx, _title(held, draft, one))
    title = rows.need(tx, Title, title_id, "称号记录")
    until = Day(title.valid_until, title.until_precision) if title.valid_until else None
    money = proposals.propose(tx, held, title, draft, insisted=_insists(draft, one))
    return Given(rows.number(one.row), title_id, one.name, until, money)


def _title(held: Round, draft: RecognitionDraft, one: _Standing) -> TitleDraft:
    return TitleDraft(
        subject_id=one.row.subject_id,
        rung=held.rung,
        recognised_on=Day(draft.on),
        round_id=held.id,
        renewal=one.row.kind is ApplicationKind.RENEWAL,
        document=draft.document,
        sample=draft.sample,
    )


def _insists(draft: RecognitionDraft, one: _Standing) -> bool:
    return one.row.id in draft.insisted


def _stage(tx: Tx) -> StageKind:
    """The stage that recognises."""
    return rows.live(tx, StageKind, role=StageRole.RECOGNITION)[0]


def _nobody(held: Round, barred: tuple[PassedOver, ...]) -> str:
    told = "".join(f"\n  {one.name}：{one.why}" for one in barred[:_TOLD])
    rest = f"\n  …… 共 {len(barred)} 项" if len(barred) > _TOLD else ""
    more = f"；未办结的 {len(barred)} 项：{told}{rest}" if barred else ""
    return (
        f"「{held.name}」没有通过公示、可以认定的申报；"
        f"请用 tidu round show 查看各项到了哪一步{more}"
    )


_TOLD = 20
"""So many who are passed over are named in a refusal."""
