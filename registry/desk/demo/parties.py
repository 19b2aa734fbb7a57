"""Enterprises, what they own, and how they change, from their sheets."""

from __future__ import annotations

from registry.desk import enterprises, subjects, successions
from registry.desk.demo.known import Known
from registry.desk.demo.sheets import Line, Sheet
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    EnterpriseDraft,
    SubjectDraft,
    SuccessionDraft,
)
from registry.store.transaction import Tx


def enterprise(tx: Tx, known: Known, line: Line) -> None:
    """An enterprise, known afterwards by its full and its short name."""
    status = {} if line["状态"] else {"status": None}
    row_id = enterprises.add.within(tx, line.draft(EnterpriseDraft, **status))
    for name in {line["企业名称"], line["简称"]} - {""}:
        known.keep(row_id, "企业", name)


def subject(tx: Tx, known: Known, line: Line) -> None:
    """A workshop, factory or scene, known by its owner and its name."""
    owner = known.enterprise(line.cells)
    draft = line.draft(SubjectDraft, enterprise_id=owner)
    row_id = subjects.add_subject.within(tx, draft)
    known.keep(row_id, "认定对象", str(owner), draft.name)


def change(tx: Tx, known: Known, line: Line) -> None:
    """A value that an attribute takes from a day on."""
    draft = line.draft(AttributeDraft, enterprise_id=known.enterprise(line.cells))
    enterprises.change_attribute.within(tx, draft)


def succession(tx: Tx, known: Known, line: Line) -> None:
    """How an enterprise ends, goes, or is absorbed by another."""
    successor = line["承继企业"]
    draft = line.draft(
        SuccessionDraft,
        enterprise_id=known.enterprise(line.cells),
        successor_id=known.find("企业", successor) if successor else None,
    )
    successions.succeed.within(tx, draft)


SHEETS = (
    Sheet("enterprises", enterprise, (EnterpriseDraft,)),
    Sheet("subjects", subject, (SubjectDraft,)),
    Sheet("changes", change, (AttributeDraft,)),
    Sheet("successions", succession, (SuccessionDraft,)),
)
"""Who there is, what they own, how they change."""
