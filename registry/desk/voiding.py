"""Declaring void what should never have been recorded, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from registry.desk import attributes, rows, spells
from registry.desk.attributes import KEPT
from registry.desk.drafts.records import VoidDraft
from registry.desk.standing_on import refuse_voiding
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model import assessment as records
from registry.model import enterprise as own
from registry.model.base import Recorded
from registry.model.funds import Payment, Subsidy
from registry.model.labels import table_label
from registry.model.pool import Roster, RosterEntry, RosterTask
from registry.model.rounds import ApplicationStep, Decision
from registry.model.subject import OwnerSpell, Subject
from registry.model.tables import METADATA, models
from registry.store.references import Link, links
from registry.store.transaction import Tx
from registry.terms import Attribute

SPELLS: tuple[type[attributes.EnterpriseSpell], ...] = tuple(
    dict.fromkeys(kept.model for kept in KEPT.values())
)
"""The tables in which the attributes of enterprises are kept."""

PARTS: Mapping[type[Recorded], tuple[tuple[type[Recorded], str], ...]] = {
    own.Enterprise: tuple((model, "enterprise_id") for model in SPELLS),
    Subject: ((OwnerSpell, "subject_id"), (own.Enterprise, "id")),
    records.Assessment: ((records.AssessmentScore, "assessment_id"),),
    ApplicationStep: ((Decision, "step_id"),),
    Roster: ((RosterEntry, "roster_id"), (RosterTask, "roster_id")),
}
"""Rows that are part of another row, with their column for it, and fall with it."""


@verb("作废记录")
def void(tx: Tx, draft: VoidDraft) -> int:
    """Declare a row void that should never have been recorded; its id.

    An enterprise falls with its names and attributes. Where a spell falls, the one
    that it closed goes on.

    Raises:
        ConflictError: other rows build on it, or nothing would be left in its place.
        InputError: it is an enterprise itself, called a subject.
    """
    take_out(tx, models()[draft.table], draft.id)
    return draft.id


def take_out(tx: Tx, table: type[Recorded], row_id: int) -> None:
    """Void a row of a table with its parts, as ``void`` does."""
    row = rows.need(tx, table, row_id, table_label(str(table.__tablename__)))
    _refuse_needed(tx, row)
    if isinstance(row, own.Enterprise):
        _take_out_with_parts(tx, row)
        tx.void(rows.need(tx, Subject, row_id, "认定对象"))
    elif isinstance(row, OwnerSpell):
        _take_out_spell(tx, row, rows.live(tx, OwnerSpell, subject_id=row.subject_id))
    elif isinstance(row, SPELLS):
        _take_out_attribute(tx, row)
    else:
        _reopen(tx, row)
        _take_out_with_parts(tx, row)


def _take_out_with_parts(tx: Tx, row: Recorded) -> None:
    for part, column in PARTS.get(type(row), ()):
        for child in rows.live(tx, part, **{column: row.id}):
            tx.void(child)
    tx.void(row)


def _take_out_attribute(tx: Tx, row: attributes.EnterpriseSpell) -> None:
    attribute = attributes.of(row)
    beside = attributes.beside(tx, attribute, row.enterprise_id, row.value)
    if attribute is Attribute.NAME and spells.before(beside, row) is None:
        raise ConflictError(
            "这是企业最早登记的全称，不能作废；写错了用 tidu correct spell "
            f"{row.id} --attribute 企业名称 --value 更正，改了名用 tidu change name"
        )
    spells.take_out(tx, beside, row)
    attributes.settle_name(tx, attribute, row.enterprise_id)


def _take_out_spell(tx: Tx, row: OwnerSpell, beside: Sequence[OwnerSpell]) -> None:
    if spells.before(beside, row) is None:
        raise ConflictError(
            "作废后它就没有所属企业；整个登记错了用 tidu correct void "
            f"{row.subject_id} --table 认定对象，属于别家用 tidu change owner"
        )
    spells.take_out(tx, beside, row)


def _refuse_needed(tx: Tx, row: Recorded) -> None:
    if isinstance(row, Subject) and rows.live(tx, own.Enterprise, id=row.id):
        raise InputError(f"这是企业本身；请用 tidu correct void {row.id} --table 企业")
    if isinstance(row, ApplicationStep):
        refuse_voiding(tx, rows.number(row))
    built = list(_built_on(tx, row))
    if built:
        raise ConflictError(
            f"还有{'；'.join(built)}以它为依据；请先逐条作废（tidu correct void），"
            "或撤回登记它们的那次变更（tidu undo）"
        )


def _built_on(tx: Tx, row: Recorded) -> Iterator[str]:
    """The live rows that refer to a row, table by table, its own parts left out."""
    tables = (type(row), Subject) if isinstance(row, own.Enterprise) else (type(row),)
    parts = {(p.__tablename__, key) for of in tables for p, key in PARTS.get(of, ())}
    above = {of.__tablename__ for of in tables}
    for link in links():
        if link.parent not in above or (link.child, link.column) in parts:
            continue
        found = _referring(tx, link, rows.number(row)) if link.key == "id" else []
        if found:
            told = "、".join(f"#{one}" for one in found)
            yield f"{table_label(link.child)} {told}"


def _referring(tx: Tx, link: Link, row_id: int) -> list[int]:
    child = METADATA.tables[link.child]
    query = select(child.c.id).where(
        child.c[link.column] == row_id, child.c.voided_by.is_(None)
    )
    return list(tx.connection.execute(query).scalars())


def _reopen(tx: Tx, row: Recorded) -> None:
    """A subsidy whose payment is void is not paid."""
    if isinstance(row, Payment) and row.subsidy_id is not None:
        subsidy = rows.need(tx, Subsidy, row.subsidy_id, "奖补")
        subsidy.paid_on = None
        tx.touch(subsidy)
