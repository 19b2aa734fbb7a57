"""What an enterprise owns and a title can be awarded to: add, name, hand over."""

from __future__ import annotations

from datetime import date

from registry.desk import attribute_values, attributes, rows, spells
from registry.desk.drafts.enterprises import (
    HandOverDraft,
    SubjectDraft,
    SubjectNameDraft,
)
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError, NotFoundError
from registry.model.place import SubjectKind
from registry.model.subject import OwnerSpell, Subject
from registry.store.transaction import Tx

ENTERPRISE = "enterprise"
"""The subject kind of enterprises themselves."""


@verb("登记认定对象")
def add_subject(tx: Tx, draft: SubjectDraft) -> int:
    """Register a workshop, factory or scene of an enterprise; its id.

    Raises:
        ConflictError: the enterprise has one of that kind and name already.
    """
    attributes.living(tx, draft.enterprise_id)
    kind = rows.coded(tx, SubjectKind, draft.kind, "认定对象类别")
    if kind.code == ENTERPRISE:
        raise InputError("企业本身就是认定对象；请写车间、工厂、场景等")
    _refuse_twin(tx, draft, kind)
    subject = tx.add(Subject(kind=kind.code, name=draft.name, sample=draft.sample))
    subject_id = rows.number(subject)
    tx.add(_owner(tx, subject_id, draft))
    return subject_id


@verb("更正认定对象名称")
def rename_subject(tx: Tx, draft: SubjectNameDraft) -> int:
    """Put right the name of a workshop, factory or scene; its id."""
    subject = _owned(tx, draft.subject_id)
    subject.name = draft.name
    return rows.number(rows.changed(tx, subject))


@verb("移交认定对象")
def hand_over(tx: Tx, draft: HandOverDraft) -> int:
    """Let a workshop, factory or scene pass to another enterprise; the spell's id."""
    subject = _owned(tx, draft.subject_id)
    attributes.living(tx, draft.enterprise_id)
    held = rows.live(tx, OwnerSpell, subject_id=draft.subject_id)
    new = _owner(tx, rows.number(subject), draft)
    return rows.number(spells.insert(tx, held, new, lambda row: _owner_name(tx, row)))


def owner_on(tx: Tx, subject: Subject, on: date | None) -> int:
    """The enterprise that owns a subject on a day, or by the last that is known.

    Raises:
        NotFoundError: no enterprise owns it.
    """
    if subject.kind == ENTERPRISE:
        return rows.number(subject)
    held = rows.live(tx, OwnerSpell, subject_id=subject.id)
    now = [row for row in held if on is None or spells.in_force(row, on)]
    if not (now or held):
        raise NotFoundError(f"「{subject.name}」没有所属企业；请先登记它属于哪家企业")
    return (now or held)[-1].enterprise_id


def owned_by(tx: Tx, enterprise_id: int) -> tuple[Subject, ...]:
    """What an enterprise owns now, besides itself."""
    held = rows.live(tx, OwnerSpell, enterprise_id=enterprise_id, until=None)
    return tuple(rows.need(tx, Subject, row.subject_id, "认定对象") for row in held)


def full_name(tx: Tx, subject: Subject, on: date | None = None) -> str:
    """The subject with its enterprise before it, as a sentence names it."""
    owner = attribute_values.official_name(tx, owner_on(tx, subject, on))
    return owner if subject.kind == ENTERPRISE else f"{owner} {subject.name}"


def _owned(tx: Tx, subject_id: int) -> Subject:
    subject = rows.need(tx, Subject, subject_id, "认定对象")
    if subject.kind == ENTERPRISE:
        raise InputError("这是企业本身；请改用企业更名或企业变更")
    return subject


def _owner(tx: Tx, subject_id: int, draft: SubjectDraft | HandOverDraft) -> OwnerSpell:
    since, precision = spells.stored(draft.since)
    return OwnerSpell(
        subject_id=subject_id,
        enterprise_id=draft.enterprise_id,
        since=since,
        since_precision=precision,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )


def _owner_name(tx: Tx, row: OwnerSpell) -> str:
    return attribute_values.official_name(tx, row.enterprise_id)


def _refuse_twin(tx: Tx, draft: SubjectDraft, kind: SubjectKind) -> None:
    for other in owned_by(tx, draft.enterprise_id):
        if (other.kind, other.name) == (kind.code, draft.name):
            raise ConflictError(
                f"这家企业已有{kind.name}「{draft.name}」，编号 {other.id}；"
                "同一个不用登记两次，另一个请写明区别"
            )
