"""What a write would change, found by writing it and taking it back.

A preview runs the verb itself in a transaction that is rolled back, looks at the
same fields before and after, and tells those that differ: it cannot drift from
what the verb does, and refuses what the verb refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from registry.dates import show
from registry.desk import (
    attribute_values,
    attributes,
    contacts,
    rows,
    rungs,
    spells,
    subjects,
    titles,
)
from registry.desk.assessments import assessment
from registry.desk.cautions import cautions
from registry.desk.drafts.base import Draft, SourcedDraft
from registry.desk.drafts.contacts import ContactDraft
from registry.desk.drafts.enterprises import AttributeDraft
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.enterprises import change_attribute
from registry.desk.office import NO_REASON, Because, Office, rehearse
from registry.desk.verb import Verb
from registry.ladder.standards import standards
from registry.lists import masks
from registry.model.assessment import Assessment
from registry.model.document import Document
from registry.model.journal import Change
from registry.model.policy import Rung
from registry.model.subject import Subject
from registry.model.title import Title
from registry.readers.numbers import scaled
from registry.store.transaction import Tx
from registry.terms import AssessmentKind, Attribute, Status, level_label

D = TypeVar("D", bound=Draft)
R = TypeVar("R")
Look = Callable[[Tx], Mapping[str, str]]
NONE = "无"
"""What a field says where nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change: fields with old and new wording, and what to think of."""

    title: str
    lines: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]


def preview_assessment(
    office: Office, draft: AssessmentDraft, because: Because = NO_REASON
) -> Preview:
    """What recording an assessment would change of the subject's standing.

    Raises:
        RegistryError: whatever recording it would be refused with.
    """

    def rehearsed(tx: Tx) -> Preview:
        lines = _lines(
            tx, assessment, draft, lambda tx: _assessed(tx, draft.subject_id)
        )
        return Preview(
            f"{assessment.label}：{_name(tx, draft.subject_id)}",
            lines,
            tuple(_assessment_warnings(tx, draft, lines)),
        )

    return rehearse(office, rehearsed, because)


def preview_title(
    office: Office, draft: TitleDraft, because: Because = NO_REASON
) -> Preview:
    """What recording a title would change of what the subject's owner holds.

    Raises:
        RegistryError: whatever recording it would be refused with.
    """

    def rehearsed(tx: Tx) -> Preview:
        warnings = tuple(_title_warnings(tx, draft))
        return Preview(
            f"{titles.award.label}：{_name(tx, draft.subject_id)}",
            _lines(tx, titles.award, draft, lambda tx: _held(tx, draft.subject_id)),
            warnings,
        )

    return rehearse(office, rehearsed, because)


def preview_attribute(
    office: Office, draft: AttributeDraft, because: Because = NO_REASON
) -> Preview:
    """What a change of an attribute would change of what holds and held.

    Raises:
        RegistryError: whatever changing it would be refused with.
    """
    number, attribute = draft.enterprise_id, draft.attribute

    def rehearsed(tx: Tx) -> Preview:
        def look(tx: Tx) -> Mapping[str, str]:
            return _held_values(tx, attribute, number)

        return Preview(
            f"{attribute.label}：{_name(tx, number)}",
            _lines(tx, change_attribute, draft, look),
            tuple(_sourceless(tx, draft)),
        )

    return rehearse(office, rehearsed, because)


def preview_contact(
    office: Office, draft: ContactDraft, because: Because = NO_REASON
) -> Preview:
    """Who the contacts of an enterprise were and would be, masked.

    Raises:
        RegistryError: whatever recording one would be refused with.
    """
    number = draft.enterprise_id

    def rehearsed(tx: Tx) -> Preview:
        heed = cautions(rows.driver(tx), draft)
        lines = _lines(tx, contacts.add, draft, lambda tx: _reached(tx, number))
        return Preview(f"{contacts.add.label}：{_name(tx, number)}", lines, heed)

    return rehearse(office, rehearsed, because)


def _lines(
    tx: Tx, verb: Verb[D, R], draft: D, look: Look
) -> tuple[tuple[str, str, str], ...]:
    old = look(tx)
    verb.within(tx, draft)
    new = look(tx)
    fields = dict.fromkeys([*old, *new])
    return tuple(
        (field, old.get(field, NONE), new.get(field, NONE))
        for field in fields
        if old.get(field) != new.get(field)
    )


def _name(tx: Tx, subject_id: int) -> str:
    return subjects.full_name(tx, rows.need(tx, Subject, subject_id, "认定对象"))


def _held_values(tx: Tx, attribute: Attribute, enterprise: int) -> dict[str, str]:
    """The values an attribute has and had, each with its time."""
    told: dict[str, list[str]] = {}
    for row in attributes.history(tx, attribute, enterprise):
        since = show(row.since, row.since_precision) if row.since else "有记录以来"
        until = f"至 {show(row.until, row.until_precision)}" if row.until else "起"
        key = f"原{attribute.label}" if row.until else attribute.label
        value = attribute_values.say(tx, attribute, row.value)
        told.setdefault(key, []).append(f"{value}（{since} {until}）")
    return {key: "；".join(values) for key, values in told.items()}


def _reached(tx: Tx, enterprise: int) -> dict[str, str]:
    found = tx.rows(_CONTACTS, {"enterprise": enterprise})
    told = [
        " ".join(filter(None, (masks.name(one.name), one.post, masks.phone(one.phone))))
        for one in found
    ]
    return {"联系人": "；".join(told)} if told else {}


_CONTACTS = """
SELECT d.name, d.post, d.phone FROM contact c
JOIN contact_detail d ON d.contact_id = c.id
WHERE c.voided_by IS NULL AND c.enterprise_id = :enterprise ORDER BY c.id
"""


def _assessed(tx: Tx, subject_id: int) -> dict[str, str]:
    told: dict[str, str] = {}
    for kind in AssessmentKind:
        made = rows.live(tx, Assessment, subject_id=subject_id, kind=kind)
        if made:
            last = max(made, key=lambda row: (row.on, rows.number(row)))
            told |= _in_words(kind, last) | {f"{kind.label}记录": f"{len(made)} 次"}
    return told


def _in_words(kind: AssessmentKind, row: Assessment) -> dict[str, str]:
    score = NONE if row.score is None else f"{row.score / 100:.2f}"
    until = NONE if row.valid_until is None else row.valid_until.isoformat()
    return {
        f"{kind.label}等级": level_label(row.level),
        f"{kind.label}得分": score,
        f"{kind.label}日期": show(row.on, row.on_precision),
        f"{kind.label}有效期至": until,
    }


def _held(tx: Tx, subject_id: int) -> dict[str, str]:
    told: dict[str, str] = {}
    for row in rows.live(tx, Title, subject_id=subject_id):
        name = rungs.named(tx, row.rung).name
        earlier = f"{told[name]}；" if name in told else ""
        told[name] = earlier + _title_in_words(row)
    return told


def _title_in_words(row: Title) -> str:
    told = [f"{show(row.recognised_on, row.recognised_precision)} 认定"]
    if row.stage is not None:
        told.append(row.stage.label)
    if row.valid_until is not None:
        told.append(f"有效期至 {show(row.valid_until, row.until_precision)}")
    if row.end_kind is not None and row.ended_on is not None:
        ended = show(row.ended_on, row.ended_precision)
        told.append(f"{ended} {row.end_kind.label}")
    return "，".join(told)


def _assessment_warnings(
    tx: Tx, draft: AssessmentDraft, lines: tuple[tuple[str, str, str], ...]
) -> Iterator[str]:
    yield from _sourceless(tx, draft)
    if f"{draft.kind.label}日期" not in {field for field, _, _ in lines}:
        yield f"已有更晚的{draft.kind.label}，这次登记不改变当前等级"
    standard = standards().get(draft.standard)
    if standard is not None and draft.score is not None:
        level = standard.level_of(scaled(draft.score, 2))
        if level != draft.level:
            yield (
                f"按 {standard.number}，{draft.score} 分应是{level_label(level)}，"
                f"登记的是{level_label(draft.level)}；请核对"
            )
    yield from _not_operating(tx, draft.subject_id, draft.on.on)


def _title_warnings(tx: Tx, draft: TitleDraft) -> Iterator[str]:
    yield from _sourceless(tx, draft)
    yield from _not_operating(tx, draft.subject_id, draft.recognised_on.on)
    subject = rows.need(tx, Subject, draft.subject_id, "认定对象")
    owner = subjects.owner_on(tx, subject, draft.recognised_on.on)
    rung = rungs.named(tx, draft.rung)
    for other in subjects.owned_by(tx, owner):
        if other.id != subject.id and _holds(tx, other, rung, draft):
            yield f"这家企业的「{other.name}」已持有{rung.name}；请核对是否重复认定"


def _holds(tx: Tx, subject: Subject, rung: Rung, draft: TitleDraft) -> bool:
    on = draft.recognised_on.on
    held = rows.live(tx, Title, subject_id=subject.id, rung=rung.code)
    return any(spells.holds(titles.span(row), on) for row in held)


def _sourceless(tx: Tx, draft: SourcedDraft) -> Iterator[str]:
    named = draft.document or tx.session.get_one(Change, tx.change_id).document
    if not named:
        yield "没有写文号" if draft.source else "没有写文号，也没有写来源"
    elif not rows.live(tx, Document, number=named):
        yield f"文件「{named}」还没有登记；登记后这条记录会归到它名下"


def _not_operating(tx: Tx, subject_id: int, on: date) -> Iterator[str]:
    subject = rows.need(tx, Subject, subject_id, "认定对象")
    owner = subjects.owner_on(tx, subject, on)
    status = attributes.value_on(tx, Attribute.STATUS, owner, on)
    if status not in (None, Status.ACTIVE):
        yield f"这家企业当时的状态是「{Status.read(str(status)).label}」"
