"""Pools, rounds, applications with their steps, and titles, from their sheets."""

from __future__ import annotations

from registry.desk import pools, rounds, titles
from registry.desk.demo.known import Known
from registry.desk.demo.sheets import Line, Sheet
from registry.desk.drafts.pools import AdmissionDraft, PoolDraft
from registry.desk.drafts.rounds import ApplicationDraft, RoundDraft, StepDraft
from registry.desk.drafts.titles import TitleDraft
from registry.store.transaction import Tx


def pool(tx: Tx, known: Known, line: Line) -> None:
    """A pool of one year."""
    draft = line.draft(PoolDraft)
    known.keep(pools.open_pool.within(tx, draft), "培育库", draft.name)


def pool_entry(tx: Tx, known: Known, line: Line) -> None:
    """A stay in a pool, with its plan."""
    draft = line.draft(
        AdmissionDraft,
        pool_id=known.find("培育库", line["培育库"]),
        subject_id=known.subject(line.cells),
    )
    pools.admit.within(tx, draft)


def round_(tx: Tx, known: Known, line: Line) -> None:
    """A round of a rung."""
    draft = line.draft(RoundDraft)
    known.keep(rounds.open_round.within(tx, draft), "批次", draft.name)


def application(tx: Tx, known: Known, line: Line) -> None:
    """An application, known by its round and its subject."""
    round_id, subject_id = known.find("批次", line["批次"]), known.subject(line.cells)
    draft = line.draft(ApplicationDraft, round_id=round_id, subject_id=subject_id)
    row_id = rounds.apply.within(tx, draft)
    known.keep(row_id, "申报", str(round_id), str(subject_id))


def step(tx: Tx, known: Known, line: Line) -> None:
    """A step of an application; what eligibility says of it is frozen with it."""
    round_id, subject_id = known.find("批次", line["批次"]), known.subject(line.cells)
    row_id = known.find("申报", str(round_id), str(subject_id))
    rounds.take_step.within(tx, line.draft(StepDraft, application_id=row_id))


def title(tx: Tx, known: Known, line: Line) -> None:
    """A title, known by its rung and its subject."""
    subject_id = known.subject(line.cells)
    held = known.find("批次", line["批次"]) if line["批次"] else None
    draft = line.draft(TitleDraft, subject_id=subject_id, round_id=held)
    row_id = titles.award.within(tx, draft)
    known.keep(row_id, "称号", draft.rung, str(subject_id))


POOLS = (
    Sheet("pools", pool, (PoolDraft,)),
    Sheet("pool_entries", pool_entry, (AdmissionDraft,), ("企业",)),
)
"""The cultivation list and the cultivation plan."""

ROUNDS = (
    Sheet("rounds", round_, (RoundDraft,)),
    Sheet("applications", application, (ApplicationDraft,), ("企业",)),
    Sheet("steps", step, (StepDraft,), ("批次", "企业", "认定对象")),
)
"""Rounds, who applied in them, and how it went."""

TITLES = (Sheet("titles", title, (TitleDraft,), ("企业",)),)
"""What is held."""
