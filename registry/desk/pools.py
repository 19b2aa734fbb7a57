"""Pools under cultivation: open one, admit to it, leave it."""

from __future__ import annotations

from registry.desk import endings, rows, rungs, subjects
from registry.desk.drafts.pools import AdmissionDraft, LeavingDraft, PoolDraft
from registry.desk.spells import Span
from registry.desk.subjects import ENTERPRISE
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model.pool import Pool, PoolEntry
from registry.model.subject import Subject
from registry.store.transaction import Tx


@verb("建立培育库")
def open_pool(tx: Tx, draft: PoolDraft) -> int:
    """Open a pool of a year, aimed at a rung where one is given; its id.

    Raises:
        ConflictError: there is a pool of that name and year already.
    """
    same = rows.live(tx, Pool, name=draft.name, year=draft.year)
    if same:
        raise ConflictError(
            f"{draft.year} 年的「{draft.name}」已经建立，编号 {same[0].id}；请直接入库"
        )
    row = Pool(
        name=draft.name,
        year=draft.year,
        rung=rungs.named(tx, draft.rung).code if draft.rung else None,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    return rows.number(tx.add(row))


@verb("入库")
def admit(tx: Tx, draft: AdmissionDraft) -> int:
    """Admit a subject to a pool; the entry's id.

    A pool aimed at workshops takes workshops, and enterprises whose workshop is not
    registered yet.

    Raises:
        ConflictError: the subject is in the pool at that time already, or its
            enterprise had ended or moved out by then.
        InputError: the pool is aimed at another kind of subject.
    """
    pool = rows.need(tx, Pool, draft.pool_id, "培育库")
    subject = rows.need(tx, Subject, draft.subject_id, "认定对象")
    if pool.rung is not None and subject.kind != ENTERPRISE:
        rungs.require_fit(tx, subject, rungs.named(tx, pool.rung))
    rows.not_ahead(tx, draft.admitted_on, "入库日期")
    endings.refuse_ended(tx, subject, draft.admitted_on, "入库")
    row = PoolEntry(
        pool_id=draft.pool_id,
        subject_id=draft.subject_id,
        admitted_on=draft.admitted_on,
        target_year=draft.target_year,
        measures=draft.measures,
        responsible=draft.responsible,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    _refuse_twice(tx, pool, subject, row)
    return rows.number(tx.add(row))


@verb("出库")
def leave(tx: Tx, draft: LeavingDraft) -> int:
    """End a subject's stay in a pool, with the reason; the entry's id.

    Raises:
        ConflictError: it has left already.
        InputError: it would leave before it was admitted.
    """
    entry = rows.need(tx, PoolEntry, draft.entry_id, "入库记录")
    if entry.left_on is not None:
        raise ConflictError(f"已于 {entry.left_on} 出库；不用再登记")
    if draft.left_on < entry.admitted_on:
        raise InputError(f"出库日期早于入库日期 {entry.admitted_on}；请核对日期")
    entry.left_on, entry.left_reason = draft.left_on, draft.reason
    return rows.number(tx.touch(entry))


def _refuse_twice(tx: Tx, pool: Pool, subject: Subject, new: PoolEntry) -> None:
    for entry in rows.live(tx, PoolEntry, pool_id=pool.id, subject_id=subject.id):
        if _stay(entry).overlaps(_stay(new)):
            name = subjects.full_name(tx, subject)
            raise ConflictError(
                f"「{name}」{entry.admitted_on} 已入「{pool.name}」，"
                f"编号 {entry.id}；不用重复入库"
            )


def _stay(entry: PoolEntry) -> Span:
    return Span(entry.admitted_on, entry.left_on)
