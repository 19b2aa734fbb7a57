"""Documents that everything rests on: record one, put one right."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, Table, select, update

from registry.desk import rows, spells
from registry.desk.drafts.records import DocumentAmendmentDraft, DocumentDraft
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.model.document import Document
from registry.model.tables import METADATA, recorded
from registry.store.transaction import Tx


@verb("登记文件")
def document(tx: Tx, draft: DocumentDraft) -> int:
    """Record a document; its id.

    What was recorded on its number before the document itself was known now rests
    on it.

    Raises:
        ConflictError: a document of that number is recorded already.
        NotFoundError: the document it replaces is not.
    """
    _refuse_known(tx, draft)
    added = rows.number(tx.add(_fill(tx, draft, Document(title=draft.title))))
    if draft.number:
        _adopt(tx, draft.number, added)
    return added


@verb("更正文件")
def amend_document(tx: Tx, draft: DocumentAmendmentDraft) -> int:
    """Put right what a document says of itself; its id.

    The row stays, as others rest on it; the journal keeps what it said before.
    """
    row = rows.need(tx, Document, draft.document_id, "文件")
    if draft.number != (row.number or ""):
        _refuse_known(tx, draft)
    return rows.number(tx.touch(_fill(tx, draft, row)))


def _fill(tx: Tx, draft: DocumentDraft, row: Document) -> Document:
    row.number = draft.number or None
    row.title = draft.title
    row.issuer = draft.issuer
    row.kind = draft.kind
    row.on, row.on_precision = spells.stored(draft.on)
    row.path, row.sha256 = draft.path, draft.sha256
    row.source, row.sample = draft.source, draft.sample
    replaced = rows.document(tx, draft.replaces) if draft.replaces else None
    row.replaces_id = replaced.id if replaced else None
    return row


def _refuse_known(tx: Tx, draft: DocumentDraft) -> None:
    known = rows.live(tx, Document, number=draft.number) if draft.number else ()
    if known:
        raise ConflictError(
            f"文件「{draft.number}」已登记为《{known[0].title}》；"
            "不用再登记，写错了请用更正文件"
        )


def _adopt(tx: Tx, number: str, document_id: int) -> None:
    """Let rows written on this number before the document was known rest on it."""
    change = METADATA.tables["change"].c
    earlier = select(change.id).where(
        change.document == number, change.id != tx.change_id
    )
    for name in recorded():
        table = METADATA.tables[name]
        if "document_id" in table.c:
            tx.connection.execute(
                update(table)
                .where(table.c.document_id.is_(None), table.c.voided_by.is_(None))
                .where(_speaks_of(table, number, earlier))
                .values(document_id=document_id, version=table.c.version + 1)
            )
    tx.session.expire_all()


def _speaks_of(
    table: Table, number: str, earlier: Select[tuple[int]]
) -> ColumnElement[bool]:
    if table.name == "policy":
        return table.c.document_number == number
    return table.c.change_id.in_(earlier)
