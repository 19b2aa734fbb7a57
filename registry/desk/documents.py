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
    if draft.number:
        _refuse_known(tx, draft.number)
    added = rows.number(tx.add(_document(tx, draft)))
    if draft.number:
        _adopt(tx, draft.number, added)
    return added


@verb("更正文件")
def amend_document(tx: Tx, draft: DocumentAmendmentDraft) -> int:
    """Put right what a document says of itself; its id.

    The row stays, as others rest on it; the journal keeps what it said before.

    Raises:
        ConflictError: it says so already, or another document has that number.
    """
    row = rows.need(tx, Document, draft.document_id, "文件")
    if draft.number and draft.number != row.number:
        _refuse_known(tx, draft.number)
    for name in _SAID:
        value = getattr(draft, name)
        if value is not None:
            setattr(row, name, value or None if name == "number" else value)
    if draft.on is not None:
        row.on, row.on_precision = spells.stored(draft.on)
    if draft.replaces is not None:
        row.replaces_id = _replaced(tx, draft.replaces)
    return rows.number(rows.changed(tx, row))


_SAID = ("number", "title", "issuer", "kind", "path", "sha256", "source")


def _document(tx: Tx, draft: DocumentDraft) -> Document:
    on, on_precision = spells.stored(draft.on)
    return Document(
        number=draft.number or None,
        title=draft.title,
        issuer=draft.issuer,
        kind=draft.kind,
        on=on,
        on_precision=on_precision,
        path=draft.path,
        sha256=draft.sha256,
        source=draft.source,
        sample=draft.sample,
        replaces_id=_replaced(tx, draft.replaces),
    )


def _replaced(tx: Tx, number: str) -> int | None:
    return rows.number(rows.document(tx, number)) if number else None


def _refuse_known(tx: Tx, number: str) -> None:
    known = rows.live(tx, Document, number=number)
    if known:
        raise ConflictError(
            f"文件「{number}」已登记为《{known[0].title}》；"
            f"不用再登记，写错了用 tidu correct document {number} 更正"
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
