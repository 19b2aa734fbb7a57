"""Running a batch: rehearsed for a preview, or written as one change.

Every draft has a savepoint of its own, so that each refusal is collected and leaves
nothing behind; the verb is the same that one draft alone would go through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from sqlmodel import col, select

from registry.desk import rows
from registry.desk.batch.items import Item, Items, fault
from registry.desk.batch.preview import Move, Preview, Written
from registry.desk.batch.standing import standing
from registry.desk.cautions import cautions
from registry.desk.drafts.base import Draft
from registry.desk.drafts.funds import PayDraft, RecoveryDraft, SubsidyDraft
from registry.desk.drafts.pools import AdmissionDraft, LeavingDraft
from registry.desk.drafts.rounds import ApplicationDraft
from registry.desk.drafts.titles import AcceptanceDraft, TitleEndDraft
from registry.desk.office import NO_REASON, Because, Office, begin, rehearse
from registry.desk.verb import Verb
from registry.errors import (
    Fault,
    FaultsError,
    InputError,
    RegistryError,
    UnchangedError,
)
from registry.model.journal import Change
from registry.model.place import Registry
from registry.model.subject import Subject
from registry.store.transaction import Tx

D = TypeVar("D", bound=Draft)
R = TypeVar("R")
_CHUNK = 500


def preview(
    office: Office, verb: Verb[D, R], batch: Items[D], because: Because = NO_REASON
) -> Preview:
    """What the batch would do; nothing of it is written."""
    return rehearse(office, lambda tx: _run(tx, verb, batch), because)


def write(
    office: Office,
    verb: Verb[D, R],
    batch: Items[D],
    because: Because = NO_REASON,
    *,
    accept_good: bool = False,
) -> Written:
    """Do it for all, as one change; with ``accept_good`` for all that can.

    Raises:
        FaultsError: some cannot go, or with ``accept_good`` none can, all of them
            named; nothing is written.
        InputError: nothing is left to write, and not because all is recorded.
    """
    with begin(office, f"成批{verb.label}", because) as tx:
        done = _run(tx, verb, batch)
        if done.skipped and not (accept_good and done.moves):
            raise FaultsError(done.skipped)
        if not done.moves and done.unchanged:
            return Written(done, 0)
        if not done.moves:
            raise InputError("没有一条可以办理，什么也没有写入；请核对筛选或文件")
        return Written(done, tx.change_id)


def _run(tx: Tx, verb: Verb[D, R], batch: Items[D]) -> Preview:
    moves: list[Move] = []
    unchanged: list[Move] = []
    skipped = list(batch.faults)
    first: dict[tuple[object, ...], int | None] = {(): None}
    kept = [*_kept(tx), *_subjects(tx, batch)]
    for item in batch.items:
        tx.connection.exec_driver_sql("SAVEPOINT one")
        try:
            moves.append(_move(tx, verb, item))
            first.setdefault(_once(item.draft), item.line)
        except RegistryError as refusal:
            tx.connection.exec_driver_sql("ROLLBACK TO one")
            tx.session.expunge_all()
            kept = _kept(tx)
            if isinstance(refusal, UnchangedError):
                old = standing(rows.driver(tx), item.draft)
                unchanged.append(Move(item.who, old, old, item.line))
                continue
            earlier = first.get(_once(item.draft))
            skipped.append(_skipped(batch, item, refusal, earlier))
        finally:
            tx.connection.exec_driver_sql("RELEASE one")
    del kept
    in_order = sorted(skipped, key=lambda one: one.line or 0)
    every = tuple(moves), tuple(in_order), batch.unused, tuple(unchanged)
    return Preview(verb.label, *every)


def _kept(tx: Tx) -> list[Registry | Change | Subject]:
    """What every verb asks for: held here, or the session forgets it and asks again."""
    return [tx.session.get_one(Registry, 1), tx.session.get_one(Change, tx.change_id)]


def _subjects(tx: Tx, batch: Items[D]) -> Iterator[Subject]:
    """The subjects the drafts speak of, by few questions instead of one for each."""
    ids = [getattr(item.draft, "subject_id", None) for item in batch.items]
    for at in range(0, len(ids), _CHUNK):
        some = [id_ for id_ in ids[at : at + _CHUNK] if id_ is not None]
        yield from tx.session.exec(select(Subject).where(col(Subject.id).in_(some)))


def _move(tx: Tx, verb: Verb[D, R], item: Item[D]) -> Move:
    connection = rows.driver(tx)
    old = standing(connection, item.draft)
    heed = "，".join(cautions(connection, item.draft))
    verb.within(tx, item.draft)
    tx.session.flush()
    return Move(item.who, old, standing(connection, item.draft), item.line, heed)


_ONCE: Mapping[type[Draft], tuple[str, ...]] = MappingProxyType(
    {
        ApplicationDraft: ("round_id", "subject_id"),
        AdmissionDraft: ("pool_id", "subject_id"),
        LeavingDraft: ("entry_id",),
        SubsidyDraft: ("title_id", "kind"),
        PayDraft: ("subsidy_id",),
        RecoveryDraft: ("subsidy_id",),
        AcceptanceDraft: ("title_id",),
        TitleEndDraft: ("title_id",),
    }
)
"""What is done once only, by the fields that say of what."""


def _once(draft: Draft) -> tuple[object, ...]:
    """What the same would come to a second time; empty where it may come again."""
    keys = _ONCE.get(type(draft), ())
    return (type(draft), *(getattr(draft, key) for key in keys)) if keys else ()


def _skipped(
    batch: Items[D], item: Item[D], refusal: RegistryError, earlier: int | None
) -> Fault:
    told = str(refusal)
    if earlier:
        told = f"与本表第 {earlier} 行重复；请删去其中一行"
    return fault(batch.source, told, item.line, value=item.who)
