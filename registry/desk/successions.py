"""Who follows whom: absorbed, split, moved in, moved out, deregistered."""

from __future__ import annotations

from registry.desk import attributes, rows, subjects
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    HandOverDraft,
    SuccessionDraft,
)
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.model.enterprise import Succession
from registry.model.subject import Subject
from registry.store.transaction import Tx
from registry.terms import Attribute, Status, SuccessionKind

STATUS_AFTER = {
    SuccessionKind.ABSORBED: Status.DEREGISTERED,
    SuccessionKind.DEREGISTERED: Status.DEREGISTERED,
    SuccessionKind.MOVED_OUT: Status.MOVED_OUT,
    SuccessionKind.MOVED_IN: Status.ACTIVE,
}
"""The status that an enterprise has from the day on; a split changes none."""


@verb("登记企业承继")
def succeed(tx: Tx, draft: SuccessionDraft) -> int:
    """Record how an enterprise ends, comes or goes; the succession's id.

    Its status follows, and the subjects named pass to the successor. Titles stay
    where they are until a document ends them.

    Raises:
        ConflictError: it has ended already, or a subject named is not its own.
    """
    attributes.living(tx, draft.enterprise_id)
    if draft.successor_id is not None:
        attributes.living(tx, draft.successor_id)
    _refuse_ended(tx, draft)
    _set_status(tx, draft)
    for subject_id in draft.subject_ids:
        _pass_on(tx, draft, subject_id)
    return rows.number(tx.add(_succession(tx, draft)))


def _refuse_ended(tx: Tx, draft: SuccessionDraft) -> None:
    now = attributes.value_on(tx, Attribute.STATUS, draft.enterprise_id, draft.on.on)
    if now == Status.DEREGISTERED:
        raise ConflictError("这家企业当时已经注销；请核对企业，或先更正它的状态")


def _set_status(tx: Tx, draft: SuccessionDraft) -> None:
    status = STATUS_AFTER.get(draft.kind)
    held = attributes.history(tx, Attribute.STATUS, draft.enterprise_id)
    if status is None or any(row.value == status and row.until is None for row in held):
        return
    attributes.put(
        tx,
        AttributeDraft(
            enterprise_id=draft.enterprise_id,
            attribute=Attribute.STATUS,
            value=status.value,
            since=draft.on,
            document=draft.document,
            sample=draft.sample,
        ),
    )


def _pass_on(tx: Tx, draft: SuccessionDraft, subject_id: int) -> None:
    subject = rows.need(tx, Subject, subject_id, "认定对象")
    owner = subjects.owner_on(tx, subject, draft.on.on)
    if owner != draft.enterprise_id or draft.successor_id is None:
        raise ConflictError(
            f"「{subject.name}」当时不属于这家企业，或没有承继企业；请核对转移的认定对象"
        )
    subjects.hand_over.within(
        tx,
        HandOverDraft(
            subject_id=subject_id,
            enterprise_id=draft.successor_id,
            since=draft.on,
            document=draft.document,
            sample=draft.sample,
        ),
    )


def _succession(tx: Tx, draft: SuccessionDraft) -> Succession:
    return Succession(
        kind=draft.kind,
        enterprise_id=draft.enterprise_id,
        successor_id=draft.successor_id,
        on=draft.on.on,
        on_precision=draft.on.precision,
        note=draft.note,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
