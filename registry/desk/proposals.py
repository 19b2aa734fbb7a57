"""The subsidy that comes with a new title, where no other excludes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from registry import asof
from registry.desk import doubled, funds, rows, rungs, subjects
from registry.desk.doubled import Claim
from registry.desk.drafts.funds import ProposalDraft
from registry.desk.drafts.rounds import RecognitionDraft
from registry.desk.recognised import Proposed
from registry.model.policy import Rung
from registry.model.rounds import Round
from registry.model.subject import Subject
from registry.model.title import Title
from registry.store.transaction import Tx
from registry.terms import SubsidyKind, Tier

_CLAIMS = f"""
SELECT t.id, g.programme, g.tier, t.recognised_on, g.name, s.amount
FROM subsidy s JOIN title t ON t.id = s.title_id JOIN rung g ON g.code = t.rung
WHERE s.voided_by IS NULL AND t.voided_by IS NULL AND s.recovered_on IS NULL
  AND s.kind = :kind AND g.programme = :programme AND t.id <> :title
  AND {asof.owner("t.subject_id")} = :owner
"""  # noqa: S608  # SQL of the code's own names; values are bound


def propose(
    tx: Tx, held: Round, title: Title, draft: RecognitionDraft, *, insisted: bool
) -> Proposed:
    """Propose the subsidy that the round, or the policy of the day, gives for a title.

    Where the enterprise has one of the kind for an equal or higher title of the
    programme, none is proposed unless somebody insists.
    """
    by_policy = held.amount is None
    fen = _by_policy(tx, title, draft.on) if by_policy else held.amount
    if not fen:
        return Proposed(None, "批次和政策都没有奖补标准")
    own, others = _claims(tx, title, draft.on)
    due = doubled.due([own, *others]) if others else own
    if due.title_id != own.title_id and not insisted:
        return Proposed(None, f"就高不重复：已有「{due.name}」的奖补")
    money = ProposalDraft(
        title_id=rows.number(title),
        amount=Decimal(fen).scaleb(-2),
        budget_line_id=draft.budget_line_id,
        document=draft.document,
        sample=draft.sample,
    )
    funds.propose.within(tx, money)
    return Proposed(fen, _besides(due, own, others))


def _besides(due: Claim, own: Claim, others: list[Claim]) -> str:
    """What the enterprise has besides, where one of the two is not due."""
    if not others:
        return ""
    if due.title_id != own.title_id:
        return f"与「{due.name}」的奖补重复，经批准仍提出"
    names = "、".join(f"「{one.name}」" for one in others)
    return f"另有{names}的奖补，就高不重复，请核减或收回"


def _by_policy(tx: Tx, title: Title, on: date) -> int | None:
    rung = rungs.named(tx, title.rung)
    rule = rungs.rules(tx, rung, on)
    given = rule.subsidy if rule is not None else None
    return int(given * 100) if given else None


def _claims(tx: Tx, title: Title, on: date) -> tuple[Claim, list[Claim]]:
    """The claim of a title, and those the same enterprise has in its programme."""
    rung = rungs.named(tx, title.rung)
    subject = rows.need(tx, Subject, title.subject_id, "认定对象")
    own = Claim(
        subjects.owner_on(tx, subject, on),
        rung.programme,
        SubsidyKind.REWARD,
        rung.tier,
        title.recognised_on,
        rows.number(title),
        rung.name,
    )
    return own, list(_others(tx, own, rung, on))


def _others(tx: Tx, own: Claim, rung: Rung, on: date) -> Iterator[Claim]:
    bound = {
        "kind": own.kind.value,
        "programme": rung.programme,
        "title": own.title_id,
        "owner": own.enterprise_id,
        "on": on.isoformat(),
    }
    for row in rows.driver(tx).execute(_CLAIMS, bound).fetchall():
        id_, programme, tier, since, name, _ = row
        yield Claim(
            own.enterprise_id,
            programme,
            own.kind,
            Tier.read(tier),
            date.fromisoformat(since),
            id_,
            name,
        )
