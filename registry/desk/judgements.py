"""An official's verdict where no number can decide."""

from __future__ import annotations

from registry.desk import rows
from registry.desk.drafts.records import JudgementDraft
from registry.desk.verb import verb
from registry.eligibility.bind import policies
from registry.errors import InputError, NotFoundError
from registry.ladder.conditions import Condition
from registry.model.assessment import Judgement
from registry.model.policy import Rung
from registry.model.subject import Subject
from registry.store.transaction import Tx


@verb("登记人工认定")
def judgement(tx: Tx, draft: JudgementDraft) -> int:
    """Record a verdict on one condition of one rung in one document; its id.

    A later verdict on the same condition takes the place of an earlier one; both
    stay. The condition is named by its id, its name or its question.

    Raises:
        NotFoundError: no loaded version of the document has such a condition.
        InputError: the subject is of a kind that the rung is not awarded to.
    """
    subject = rows.need(tx, Subject, draft.subject_id, "认定对象")
    rung = rows.coded(tx, Rung, draft.rung, "称号")
    rows.not_ahead(tx, draft.on, "认定日期")
    if subject.kind != rung.subject_kind:
        raise InputError(f"「{subject.name}」不是{rung.name}的认定对象；请选对对象")
    row = Judgement(
        subject_id=draft.subject_id,
        policy=draft.policy,
        rung=rung.code,
        condition=_condition(tx, draft, rung),
        verdict=draft.verdict,
        on=draft.on,
        judged_by=draft.judged_by,
        valid_until=draft.valid_until,
        note=draft.note,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    return rows.number(tx.add(row))


def _condition(tx: Tx, draft: JudgementDraft, rung: Rung) -> str:
    asked = [
        condition
        for policy in policies(rows.driver(tx))
        if policy.document == draft.policy
        for step in policy.step
        if step.to == rung.code
        for condition in step.condition
    ]
    if not asked:
        raise NotFoundError(
            f"没有载入「{draft.policy}」关于{rung.name}的规定；请先载入政策，或核对文号"
        )
    for condition in asked:
        if draft.condition in _names(condition):
            return condition.id
    known = "、".join(dict.fromkeys(one.name or one.id for one in asked))
    raise NotFoundError(f"{rung.name}没有条件「{draft.condition}」；其条件有：{known}")


def _names(condition: Condition) -> set[str]:
    question = condition.judged.question if condition.judged else condition.id
    return {condition.id, condition.name, question} - {""}
