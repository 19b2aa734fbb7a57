"""The attributes of an enterprise: which spells hold each, and how one is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry.desk import attribute_values, namesakes, rows, spells
from registry.desk.attribute_values import Value
from registry.desk.drafts.enterprises import AttributeDraft, SpellCorrectionDraft
from registry.errors import ConflictError, NotFoundError
from registry.model import enterprise as tables
from registry.model.subject import Subject
from registry.store.transaction import Tx
from registry.terms import Attribute, NameKind, SizeStandard

EnterpriseSpell = (
    tables.NameSpell
    | tables.DivisionSpell
    | tables.UnitSpell
    | tables.AddressSpell
    | tables.IndustrySpell
    | tables.SizeSpell
    | tables.DesignatedSpell
    | tables.StatusSpell
    | tables.ParentSpell
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an attribute is kept: table and fixed columns.

    ``many``: different values may hold at the same time.
    """

    model: type[EnterpriseSpell]
    fixed: Mapping[str, NameKind | SizeStandard] = field(default_factory=dict)
    many: bool = False


KEPT: Mapping[Attribute, Kept] = {
    Attribute.NAME: Kept(tables.NameSpell, {"kind": NameKind.OFFICIAL}),
    Attribute.SHORT_NAME: Kept(tables.NameSpell, {"kind": NameKind.SHORT}, many=True),
    Attribute.FORMER_NAME: Kept(tables.NameSpell, {"kind": NameKind.FORMER}, many=True),
    Attribute.DIVISION: Kept(tables.DivisionSpell),
    Attribute.UNIT: Kept(tables.UnitSpell),
    Attribute.ADDRESS: Kept(tables.AddressSpell),
    Attribute.INDUSTRY: Kept(tables.IndustrySpell),
    Attribute.ABOVE_DESIGNATED_SIZE: Kept(tables.DesignatedSpell),
    Attribute.SIZE: Kept(tables.SizeSpell, {"standard": SizeStandard.STATISTICS_2017}),
    Attribute.SIZE_2011: Kept(tables.SizeSpell, {"standard": SizeStandard.MIIT_2011}),
    Attribute.STATUS: Kept(tables.StatusSpell),
    Attribute.PARENT: Kept(tables.ParentSpell),
}
"""Every attribute with its table."""


def put(tx: Tx, draft: AttributeDraft) -> int:
    """Give an attribute a value from a day on, or for a time in the past.

    Without ``until`` it is a change in the world: the open spell is closed on
    ``since``, which must be later than that spell's own. With ``until`` it is
    history, put where nothing is recorded.
    """
    living(tx, draft.enterprise_id)
    kept = KEPT[draft.attribute]
    value = attribute_values.read(tx, draft.attribute, draft.value)
    new = _spell(tx, kept, draft, value)
    _refuse_value(tx, draft, draft.enterprise_id, new)
    others = beside(tx, draft.attribute, draft.enterprise_id, value)
    added = spells.insert(tx, others, new, _saying(tx, draft.attribute))
    settle_name(tx, draft.attribute, draft.enterprise_id)
    return rows.number(added)


def correct(tx: Tx, draft: SpellCorrectionDraft) -> int:
    """Void a spell that was recorded wrongly and add the right one.

    A day given as None clears the day; what is not given stays as it was.
    """
    wrong = _recorded(tx, draft)
    right = spells.copy(wrong)
    _set_value(tx, draft, right)
    if "since" in draft.model_fields_set:
        right.since, right.since_precision = spells.stored(draft.since)
    if "until" in draft.model_fields_set:
        right.until, right.until_precision = spells.stored(draft.until)
    _refuse_value(tx, draft, wrong.enterprise_id, right)
    others = beside(tx, draft.attribute, wrong.enterprise_id, right.value)
    added = spells.replace(tx, others, wrong, right, _saying(tx, draft.attribute))
    settle_name(tx, draft.attribute, wrong.enterprise_id)
    return rows.number(added)


def living(tx: Tx, enterprise_id: int) -> tables.Enterprise:
    """The enterprise of that number; one joined to another is refused."""
    found = rows.need(tx, tables.Enterprise, enterprise_id, "企业")
    if found.merged_into is not None:
        name = attribute_values.official_name(tx, found.merged_into)
        raise ConflictError(f"这家企业已并入「{name}」的档案；请改在那份档案上登记")
    return found


def history(
    tx: Tx, attribute: Attribute, enterprise_id: int
) -> Sequence[EnterpriseSpell]:
    """The live spells of one attribute of one enterprise, by id."""
    kept = KEPT[attribute]
    return rows.live(tx, kept.model, enterprise_id=enterprise_id, **kept.fixed)


def value_on(
    tx: Tx, attribute: Attribute, enterprise_id: int, on: date
) -> Value | None:
    """The value that holds on a day; None where none is recorded."""
    held = history(tx, attribute, enterprise_id)
    return next((row.value for row in held if spells.in_force(row, on)), None)


def beside(
    tx: Tx, attribute: Attribute, enterprise_id: int, value: Value
) -> Sequence[EnterpriseSpell]:
    """The live spells that may not overlap with one of that value."""
    found = history(tx, attribute, enterprise_id)
    if not KEPT[attribute].many:
        return found
    return [row for row in found if row.value == value]


def of(row: EnterpriseSpell) -> Attribute:
    """Which attribute a spell is of."""
    return next(
        attribute
        for attribute, kept in KEPT.items()
        if isinstance(row, kept.model)
        and all(getattr(row, column) == value for column, value in kept.fixed.items())
    )


def settle_name(tx: Tx, attribute: Attribute, enterprise_id: int) -> None:
    """Keep the name under which lists of subjects show the enterprise."""
    if attribute is not Attribute.NAME:
        return
    subject = rows.need(tx, Subject, enterprise_id, "企业")
    name = attribute_values.official_name(tx, enterprise_id)
    if subject.name != name:
        subject.name = name
        tx.touch(subject)


def _spell(tx: Tx, kept: Kept, draft: AttributeDraft, value: Value) -> EnterpriseSpell:
    since, since_precision = spells.stored(draft.since)
    until, until_precision = spells.stored(draft.until)
    columns: dict[str, Any] = {
        "enterprise_id": draft.enterprise_id,
        "value": value,
        "since": since,
        "since_precision": since_precision,
        "until": until,
        "until_precision": until_precision,
        "source": draft.source,
        "sample": draft.sample,
        "document_id": rows.document_id(tx, draft),
        **kept.fixed,
    }
    return kept.model(**columns)


def _saying(tx: Tx, attribute: Attribute) -> Callable[[EnterpriseSpell], str]:
    return lambda row: attribute_values.say(tx, attribute, row.value)


def _recorded(tx: Tx, draft: SpellCorrectionDraft) -> EnterpriseSpell:
    kept = KEPT[draft.attribute]
    found = rows.need(tx, kept.model, draft.spell_id, draft.attribute.label)
    same = history(tx, draft.attribute, found.enterprise_id)
    if found not in same:
        raise NotFoundError(
            f"{draft.attribute.label}里没有编号为 {draft.spell_id} 的记录；"
            "请先查到它的编号"
        )
    return found


def _set_value(tx: Tx, draft: SpellCorrectionDraft, right: EnterpriseSpell) -> None:
    if draft.value is not None:
        value: Any = attribute_values.read(tx, draft.attribute, draft.value)
        right.value = value
    if draft.source:
        right.source = draft.source
    right.document_id = rows.document_id(tx, draft) or right.document_id
    if "sample" in draft.model_fields_set:
        right.sample = draft.sample


def _refuse_value(
    tx: Tx,
    draft: AttributeDraft | SpellCorrectionDraft,
    enterprise_id: int,
    new: EnterpriseSpell,
) -> None:
    if draft.attribute is Attribute.NAME and new.until is None:
        namesakes.refuse(tx, str(new.value), besides=enterprise_id, anyway=draft.anyway)
    if draft.attribute is Attribute.PARENT:
        _refuse_circle(tx, enterprise_id, int(new.value))


def _refuse_circle(tx: Tx, enterprise_id: int, parent_id: int) -> None:
    above: int | None = parent_id
    while above is not None:
        if above == enterprise_id:
            raise ConflictError("所属集团绕回了企业自己；请核对集团企业")
        held = history(tx, Attribute.PARENT, above)
        above = next((int(row.value) for row in held if row.until is None), None)
