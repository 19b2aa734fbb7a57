"""Titles: award, accept, end."""

from __future__ import annotations

from registry.dates import Day, add_months
from registry.desk import endings, rows, rungs, spells, subjects
from registry.desk.drafts.titles import AcceptanceDraft, TitleDraft, TitleEndDraft
from registry.desk.spells import Span
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model.policy import Rung
from registry.model.rounds import Round
from registry.model.subject import Subject
from registry.model.title import Title
from registry.store.transaction import Tx
from registry.terms import TitleEnd, TitleStage

BY_DOCUMENT = frozenset({TitleEnd.REVOKED, TitleEnd.CANCELLED, TitleEnd.SUPERSEDED})
"""Ends that only a document can bring about."""


@verb("登记称号")
def award(tx: Tx, draft: TitleDraft) -> int:
    """Record a recognition; the title's id.

    ``valid_until`` comes from the policy's years where none is given; a title that
    knows stages begins as taken up. A renewal, which only a document can bring
    about, ends the title in force as superseded.

    Raises:
        NotFoundError: there is no such subject, rung or round.
        InputError: the rung is not awarded to that kind of subject, or has no stages.
        ConflictError: the subject holds a title of that rung at that time already,
            or its enterprise had ended or moved out by then.
    """
    subject = rows.need(tx, Subject, draft.subject_id, "认定对象")
    rung = rungs.named(tx, draft.rung)
    rungs.require_fit(tx, subject, rung)
    rows.not_ahead(tx, draft.recognised_on.on, "认定日期")
    endings.refuse_ended(tx, subject, draft.recognised_on.on, "认定称号")
    _require_round(tx, draft, rung)
    row = _title(tx, draft, rung)
    if draft.renewal:
        _supersede(tx, draft, row)
    _refuse_second(tx, row, rung, subject)
    return rows.number(tx.add(row))


@verb("登记验收")
def accept(tx: Tx, draft: AcceptanceDraft) -> int:
    """Record that a title that was taken up is accepted; its id.

    Raises:
        ConflictError: it is accepted already, knows no stages, or was over by then.
    """
    row = rows.need(tx, Title, draft.title_id, "称号记录")
    rows.not_ahead(tx, draft.on, "验收日期")
    if row.stage is not TitleStage.TAKEN_UP:
        raise ConflictError("这个称号不是揭榜单位，不能验收；请核对称号")
    if not spells.holds(span(row), draft.on):
        raise ConflictError(f"{draft.on} 时不持有这个称号，不能验收；请核对日期")
    row.stage, row.accepted_on = TitleStage.ACCEPTED, draft.on
    return rows.number(tx.touch(row))


@verb("终止称号")
def end(tx: Tx, draft: TitleEndDraft) -> int:
    """Record how and when a title ended; its id. Nothing of it is deleted.

    Raises:
        ConflictError: it ended already.
        InputError: the day is missing or out of order, or no document says so.
    """
    row = rows.need(tx, Title, draft.title_id, "称号记录")
    if row.end_kind is not None:
        raise ConflictError(
            f"这个称号已于 {row.ended_on} {row.end_kind.label}；写错了请撤回那次登记"
        )
    if draft.kind in BY_DOCUMENT and not rows.rests_on_document(tx, draft):
        raise InputError(f"{draft.kind.label}要有文件；请写明文号")
    _close(row, draft.kind, _last(row, draft))
    row.end_document_id = rows.document_id(tx, draft)
    return rows.number(tx.touch(row))


def span(row: Title) -> Span:
    """The days on which a title is held."""
    ends = [day for day in (row.valid_until, row.ended_on) if day is not None]
    return Span(row.recognised_on, min(ends, default=None))


def _title(tx: Tx, draft: TitleDraft, rung: Rung) -> Title:
    rule = rungs.rules(tx, rung, draft.recognised_on.on)
    known_stages = rule is not None and rule.stages
    if draft.stage is not None and not known_stages:
        raise InputError(f"{rung.name}不分揭榜和验收；请去掉阶段")
    years = rungs.years(tx, rung, draft.recognised_on.on)
    valid_until, until_precision = spells.stored(_valid_until(draft, years))
    return Title(
        subject_id=draft.subject_id,
        rung=rung.code,
        round_id=draft.round_id,
        document_id=rows.document_id(tx, draft),
        recognised_on=draft.recognised_on.on,
        recognised_precision=draft.recognised_on.precision,
        valid_until=valid_until,
        until_precision=until_precision,
        stage=(draft.stage or TitleStage.TAKEN_UP) if known_stages else None,
        accepted_on=draft.accepted_on,
        note=draft.note,
        source=draft.source,
        sample=draft.sample,
    )


def _valid_until(draft: TitleDraft, years: int | None) -> Day | None:
    if draft.valid_until is not None or years is None:
        return draft.valid_until
    since = draft.recognised_on
    return Day(add_months(since.on, 12 * years), since.precision)


def _require_round(tx: Tx, draft: TitleDraft, rung: Rung) -> None:
    if draft.round_id is None:
        return
    held = rows.need(tx, Round, draft.round_id, "批次")
    if held.rung != rung.code:
        raise InputError(f"批次「{held.name}」不是{rung.name}的批次；请核对批次")


def _held(tx: Tx, row: Title) -> list[Title]:
    same = rows.live(tx, Title, subject_id=row.subject_id, rung=row.rung)
    return [other for other in same if span(other).overlaps(span(row))]


def _supersede(tx: Tx, draft: TitleDraft, row: Title) -> None:
    if not rows.rests_on_document(tx, draft):
        raise InputError("复核要有文件；请写明文号")
    for old in _held(tx, row):
        if old.recognised_on < row.recognised_on:
            _close(old, TitleEnd.SUPERSEDED, draft.recognised_on)
            old.end_document_id = row.document_id
            tx.touch(old)


def _refuse_second(tx: Tx, row: Title, rung: Rung, subject: Subject) -> None:
    held = _held(tx, row)
    if held:
        name = subjects.full_name(tx, subject, row.recognised_on)
        raise ConflictError(
            f"「{name}」已持有{rung.name}（{held[0].recognised_on} 认定，编号 "
            f"{held[0].id}）；同一称号不能同时有两个，复核请注明复核和文号"
        )


def _last(row: Title, draft: TitleEndDraft) -> Day:
    if draft.on is not None:
        return draft.on
    if row.valid_until is None:
        raise InputError("这个称号没有登记有效期；请写明终止日期")
    return Day(row.valid_until, row.until_precision)


def _close(row: Title, kind: TitleEnd, on: Day) -> None:
    if on.last < row.recognised_on:
        raise InputError(f"终止日期早于认定日期 {row.recognised_on}；请核对日期")
    if row.valid_until is not None and on.on > row.valid_until:
        raise InputError(f"这个称号 {row.valid_until} 已经到期；请核对终止日期")
    row.end_kind, row.ended_on, row.ended_precision = kind, on.on, on.precision
