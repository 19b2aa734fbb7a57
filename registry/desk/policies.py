"""Loading a policy version with its rungs; see ``policy_files`` for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.desk import rows
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.policy_files import Checked, checked
from registry.desk.verb import verb
from registry.eligibility.bind import policies, vocabulary
from registry.errors import NotFoundError
from registry.ladder import policy as values
from registry.model.document import Document
from registry.model.policy import Policy, Rung
from registry.store.transaction import Tx
from registry.terms import Basis


@dataclass(frozen=True, slots=True)
class Loaded:
    """The row of a loaded policy; not ``changed`` where it was loaded before."""

    id: int
    document: str
    changed: bool
    warnings: tuple[str, ...]


@verb("载入政策")
def load(tx: Tx, draft: PolicyDraft) -> Loaded:
    """Load a policy version with its rungs; the same rules twice change nothing.

    Raises:
        FaultsError: the file has faults, all of them collected.
        ConflictError: it overlaps a loaded version that it does not replace.
    """
    loaded = policies(rows.driver(tx))
    found = checked(draft.path, loaded, vocabulary(rows.driver(tx)))
    policy = found.policy
    if policy in loaded:
        known = rows.live(
            tx, Policy, document_number=policy.document, since=policy.since
        )
        return Loaded(
            rows.number(known[-1]), policy.document, changed=False, warnings=()
        )
    for rung in policy.rung:
        _put_rung(tx, policy, rung, loaded)
    _require_targets(tx, policy)
    row = tx.add(_row(tx, found, draft))
    return Loaded(
        rows.number(row), policy.document, changed=True, warnings=found.warnings
    )


def _require_targets(tx: Tx, policy: values.Policy) -> None:
    for step in policy.step:
        if not rows.live(tx, Rung, code=step.to):
            raise NotFoundError(
                f"没有称号「{step.to}」；请在文件里用 [[rung]] 申明它，"
                "或先载入申明它的政策"
            )


def _put_rung(
    tx: Tx, policy: values.Policy, rung: values.Rung, loaded: Sequence[values.Policy]
) -> None:
    """Write a rung as the newest policy that declares it has it."""
    declaring = [one.since for one in loaded if rung.id in {r.id for r in one.rung}]
    known = rows.live(tx, Rung, code=rung.id)
    if not known:
        tx.add(_rung(policy, rung))
    elif policy.since >= max(declaring, default=policy.since):
        _update(tx, known[0], _rung(policy, rung))


def _update(tx: Tx, row: Rung, new: Rung) -> None:
    own = {"name", "programme", "tier", "subject_kind", "ordinal"}
    if row.model_dump(include=own) != new.model_dump(include=own):
        row.name, row.programme, row.tier = new.name, new.programme, new.tier
        row.subject_kind, row.ordinal = new.subject_kind, new.ordinal
        tx.touch(row)


def _rung(policy: values.Policy, rung: values.Rung) -> Rung:
    return Rung(
        code=rung.id,
        name=rung.name,
        programme=policy.programme,
        tier=rung.tier,
        subject_kind=rung.subject,
        ordinal=rung.order,
    )


def _row(tx: Tx, found: Checked, draft: PolicyDraft) -> Policy:
    policy = found.policy
    recorded = rows.live(tx, Document, number=policy.document)
    return Policy(
        document_number=policy.document,
        programme=policy.programme,
        title=policy.title,
        issuer=policy.issuer,
        scope=policy.scope,
        since=policy.since,
        until=policy.until,
        basis=policy.basis,
        source=policy.source,
        toml=found.text,
        sha256=found.sha256,
        document_id=recorded[0].id if recorded else None,
        sample=draft.sample or policy.basis is Basis.SAMPLE,
    )
