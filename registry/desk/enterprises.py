"""Enterprises: add, identify, rename, move, change, correct."""

from __future__ import annotations

from registry.desk import attributes, namesakes, rows
from registry.desk.drafts.base import InsistingDraft
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    EnterpriseDraft,
    IdentityDraft,
    MoveDraft,
    RenameDraft,
    SpellCorrectionDraft,
)
from registry.desk.read.worded import NAMES
from registry.desk.subjects import ENTERPRISE
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.model.enterprise import Enterprise
from registry.model.subject import Subject
from registry.store.transaction import Tx
from registry.terms import Attribute, NameKind


@verb("登记企业")
def add(tx: Tx, draft: EnterpriseDraft) -> int:
    """Register an enterprise with all that is known of it; its id.

    Raises:
        ConflictError: its credit code or its name is in the register already.
    """
    _refuse_known_code(tx, draft.uscc)
    if draft.established_on is not None:
        rows.not_ahead(tx, draft.established_on.on, "成立日期")
    if draft.name_kind is not NameKind.OFFICIAL and not draft.anyway:
        namesakes.refuse_alike(tx, draft.name)
    subject = tx.add(Subject(kind=ENTERPRISE, name=draft.name, sample=draft.sample))
    enterprise_id = rows.number(subject)
    tx.add(_enterprise(enterprise_id, draft))
    for attribute, value in _given(draft):
        attributes.put(tx, _setting(draft, enterprise_id, attribute, value))
    for name in draft.former_names:
        attributes.put(tx, _former(draft, enterprise_id, name))
    return enterprise_id


@verb("登记企业身份信息")
def identify(tx: Tx, draft: IdentityDraft) -> int:
    """Fill in or put right credit code, founding day, kind; the enterprise's id.

    The journal keeps what was there before.

    Raises:
        ConflictError: another enterprise has that code, or all that is there already.
    """
    enterprise = attributes.living(tx, draft.enterprise_id)
    if draft.uscc is not None and draft.uscc != enterprise.uscc:
        _refuse_known_code(tx, draft.uscc)
        enterprise.uscc = draft.uscc
    if draft.established_on is not None:
        rows.not_ahead(tx, draft.established_on.on, "成立日期")
        enterprise.established_on = draft.established_on.on
        enterprise.established_precision = draft.established_on.precision
    enterprise.kind = draft.kind or enterprise.kind
    return rows.number(rows.changed(tx, enterprise))


@verb("企业更名")
def rename(tx: Tx, draft: RenameDraft) -> int:
    """Give an enterprise a new official name; the old one stays with its days."""
    return attributes.put(
        tx,
        AttributeDraft(
            enterprise_id=draft.enterprise_id,
            attribute=Attribute.NAME,
            value=draft.name,
            since=draft.since,
            until=draft.until,
            source=draft.source,
            document=draft.document,
            sample=draft.sample,
            anyway=draft.anyway,
        ),
    )


@verb("企业迁移")
def move(tx: Tx, draft: MoveDraft) -> tuple[int, ...]:
    """Move an enterprise from a day on; the ids of its new spells.

    Division, unit and address that are not given stay; what was, stays with its days.
    """
    places = (
        (Attribute.DIVISION, draft.division),
        (Attribute.UNIT, draft.unit),
        (Attribute.ADDRESS, draft.address),
    )
    return tuple(
        attributes.put(tx, _setting(draft, draft.enterprise_id, attribute, value))
        for attribute, value in places
        if value
    )


@verb("企业信息变更")
def change_attribute(tx: Tx, draft: AttributeDraft) -> int:
    """Give an attribute a value from a day on, or for a time in the past; its id."""
    return attributes.put(tx, draft)


@verb("更正企业信息")
def correct(tx: Tx, draft: SpellCorrectionDraft) -> int:
    """Void a spell that was recorded wrongly and add the right one; its id.

    A change in the world is no correction: ``change_attribute`` keeps both.
    """
    return attributes.correct(tx, draft)


def _given(draft: EnterpriseDraft) -> list[tuple[Attribute, str]]:
    size, above = draft.size, draft.above_designated_size
    texts = [
        (NAMES[draft.name_kind], draft.name),
        *((Attribute.SHORT_NAME, name) for name in draft.short_names),
        (Attribute.DIVISION, draft.division),
        (Attribute.UNIT, draft.unit),
        (Attribute.ADDRESS, draft.address),
        (Attribute.INDUSTRY, draft.industry),
        (Attribute.ABOVE_DESIGNATED_SIZE, "" if above is None else str(above)),
        (Attribute.SIZE, size.value if size else ""),
        (Attribute.STATUS, draft.status.value if draft.status else ""),
        (Attribute.PARENT, str(draft.parent_id or "")),
    ]
    return [(attribute, text) for attribute, text in texts if text]


def _setting(
    draft: EnterpriseDraft | MoveDraft,
    enterprise_id: int,
    attribute: Attribute,
    value: str,
) -> AttributeDraft:
    return AttributeDraft(
        enterprise_id=enterprise_id,
        attribute=attribute,
        value=value,
        since=draft.since,
        source=draft.source,
        document=draft.document,
        sample=draft.sample,
        anyway=isinstance(draft, InsistingDraft) and draft.anyway,
    )


def _former(draft: EnterpriseDraft, enterprise_id: int, name: str) -> AttributeDraft:
    return AttributeDraft(
        enterprise_id=enterprise_id,
        attribute=Attribute.FORMER_NAME,
        value=name,
        until=draft.since,
        source=draft.source,
        document=draft.document,
        sample=draft.sample,
    )


def _enterprise(enterprise_id: int, draft: EnterpriseDraft) -> Enterprise:
    enterprise = Enterprise(
        id=enterprise_id, kind=draft.kind, uscc=draft.uscc, sample=draft.sample
    )
    if draft.established_on is not None:
        enterprise.established_on = draft.established_on.on
        enterprise.established_precision = draft.established_on.precision
    return enterprise


def _refuse_known_code(tx: Tx, uscc: str | None) -> None:
    known = rows.live(tx, Enterprise, uscc=uscc) if uscc else ()
    if known:
        other = rows.need(tx, Subject, rows.number(known[0]), "企业")
        raise ConflictError(
            f"统一社会信用代码 {uscc} 已登记给「{other.name}」，编号 {other.id}；"
            "请在那份档案上登记，或核对代码"
        )
