"""Events that can bar a title, and what the sources of events cover."""

from __future__ import annotations

import re

from registry.desk import attributes, rows, spells
from registry.desk.drafts.records import CoverageDraft, EventDraft, LiftDraft
from registry.desk.verb import verb
from registry.errors import ConflictError, InputError
from registry.model.assessment import Coverage, Event
from registry.model.place import EventKind
from registry.store.transaction import Tx

NATION = "100000"
"""The code of the whole country, inside which every division lies."""

_PREFIX = re.compile(r"\d{2}|\d{4}")


@verb("登记事件")
def event(tx: Tx, draft: EventDraft) -> int:
    """Record an event of an enterprise; its id.

    Raises:
        ConflictError: the very same event is recorded already.
    """
    attributes.living(tx, draft.enterprise_id)
    kind = rows.coded(tx, EventKind, draft.kind, "事件类别")
    rows.not_ahead(tx, draft.on.on, "发生日期")
    row = _event(tx, draft, kind.code)
    same = rows.live(
        tx,
        Event,
        enterprise_id=row.enterprise_id,
        kind=row.kind,
        on=row.on,
        on_precision=row.on_precision,
        severity=row.severity,
        note=row.note,
    )
    if same:
        raise ConflictError(
            f"{draft.on} 的{kind.name}已登记，编号 {same[0].id}；"
            "另有一起请在备注里写明区别"
        )
    return rows.number(tx.add(row))


@verb("登记移出或修复")
def lift(tx: Tx, draft: LiftDraft) -> int:
    """Record that an event was removed or credit restored; the event's id.

    Raises:
        ConflictError: that is recorded already.
    """
    row = rows.need(tx, Event, draft.event_id, "事件")
    if row.removed_on is not None:
        raise ConflictError(f"这起事件已于 {row.removed_on} 移出；{rows.wrongly(row)}")
    if draft.removed_on.last < row.on:
        raise InputError(f"移出日期早于发生日期 {row.on}；请核对")
    row.removed_on = draft.removed_on.on
    row.removed_precision = draft.removed_on.precision
    return rows.number(tx.touch(row))


@verb("登记事件覆盖范围")
def coverage(tx: Tx, draft: CoverageDraft) -> int:
    """Record what a source of events covers; its id.

    Raises:
        ConflictError: the very same coverage is recorded already.
    """
    row = _coverage(tx, draft)
    same = rows.live(
        tx,
        Coverage,
        kind=row.kind,
        division=row.division,
        since=row.since,
        through=row.through,
        source=row.source,
    )
    if same:
        raise ConflictError(f"这一覆盖范围已登记，编号 {same[0].id}；不用再登记")
    return rows.number(tx.add(row))


def _event(tx: Tx, draft: EventDraft, kind: str) -> Event:
    removed_on, removed_precision = spells.stored(draft.removed_on)
    return Event(
        enterprise_id=draft.enterprise_id,
        kind=kind,
        severity=draft.severity,
        on=draft.on.on,
        on_precision=draft.on.precision,
        removed_on=removed_on,
        removed_precision=removed_precision,
        note=draft.note,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )


def _coverage(tx: Tx, draft: CoverageDraft) -> Coverage:
    kind = rows.coded(tx, EventKind, draft.kind, "事件类别")
    return Coverage(
        kind=kind.code,
        division=_prefix(tx, draft.division),
        since=draft.since,
        through=draft.through,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )


def _prefix(tx: Tx, division: str) -> str:
    """What the codes of all divisions inside one begin with; a bare prefix stays."""
    if not division or _PREFIX.fullmatch(division):
        return division
    code = rows.division(tx, division).code
    if code == NATION:
        return ""
    tail = "0000" if code.endswith("0000") else "00"
    return code.removesuffix(tail)
