"""Policies as data: check a file, load it, list and show what is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from registry.desk import rows
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.verb import verb
from registry.eligibility import compile as compiled
from registry.eligibility.bind import policies, vocabulary
from registry.errors import (
    ConflictError,
    Fault,
    FaultsError,
    InputError,
    NotFoundError,
    because,
)
from registry.ladder import policy as values
from registry.ladder.facts import fact_keys
from registry.ladder.lint import Flaw, FlawKind, lint
from registry.ladder.loader import parse
from registry.ladder.vocabulary import Vocabulary, shipped_vocabulary
from registry.model.document import Document
from registry.model.policy import Policy, Rung
from registry.store.reader import open_reader
from registry.store.refusals import refusing
from registry.store.transaction import Tx
from registry.terms import Basis

FATAL = frozenset({FlawKind.OVERLAP, FlawKind.CYCLE})
"""Flaws that a policy may not bring into a ladder; others are told as warnings."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A policy file without faults, and what is odd about the ladder it makes."""

    policy: values.Policy
    text: str
    sha256: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The row of a loaded policy; not ``changed`` where it was loaded before."""

    id: int
    document: str
    changed: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A loaded version of a policy."""

    id: int
    document: str
    programme: str
    title: str
    scope: str
    since: str
    until: str | None
    basis: Basis
    sha256: str


def check(path: Path) -> Checked:
    """Read a policy file and try to compile all of it; no registry is needed.

    Raises:
        FaultsError: the file has faults, all of them collected.
        NotFoundError: there is no such file.
        ConflictError: its own steps overlap or go round in a circle.
    """
    known = shipped_vocabulary()
    return _checked(path, (), known, elsewhere=known.rungs)


@verb("载入政策")
def load(tx: Tx, draft: PolicyDraft) -> Loaded:
    """Load a policy version with its rungs; the same rules twice change nothing.

    Raises:
        FaultsError: the file has faults, all of them collected.
        ConflictError: it overlaps a loaded version that it does not replace.
    """
    loaded = policies(rows.driver(tx))
    found = _checked(draft.path, loaded, vocabulary(rows.driver(tx)))
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


def listed(path: Path) -> tuple[Listed, ...]:
    """Every loaded version, by programme and day."""
    with refusing(path), closing(open_reader(path)) as connection:
        found = connection.execute(
            "SELECT id, document_number AS document, programme, title, scope, since,"
            " until, basis, sha256 FROM policy WHERE voided_by IS NULL"
            " ORDER BY programme, since, id"
        ).fetchall()
    return tuple(
        Listed(**(dict(row) | {"basis": Basis.read(row["basis"])})) for row in found
    )


def shown(path: Path, document: str) -> str:
    """The TOML text of the newest loaded version of a document.

    Raises:
        NotFoundError: no version of it is loaded.
    """
    with refusing(path), closing(open_reader(path)) as connection:
        found = connection.execute(
            "SELECT toml FROM policy WHERE voided_by IS NULL AND document_number = ?"
            " ORDER BY since DESC, id DESC LIMIT 1",
            (document,),
        ).fetchone()
    if found is None:
        raise NotFoundError(f"没有载入政策「{document}」；请用 tidu policy list 查看")
    return str(found[0])


def _checked(
    path: Path,
    loaded: Sequence[values.Policy],
    known: Vocabulary,
    elsewhere: Collection[str] = (),
) -> Checked:
    """``elsewhere``: rungs that other files declare which are not at hand."""
    text = _text(path)
    policy = parse(text, str(path), known)
    _require_compiled(path, policy)
    same = [one for one in loaded if one != policy]
    flaws = _brought(same, policy, elsewhere)
    fatal = [flaw.sentence for flaw in flaws if flaw.kind in FATAL]
    if fatal:
        raise ConflictError(fatal[0])
    told = tuple(f"{flaw.about}：{flaw.sentence}" for flaw in flaws)
    return Checked(policy, text, hashlib.sha256(text.encode()).hexdigest(), told)


def _brought(
    loaded: Sequence[values.Policy], policy: values.Policy, elsewhere: Collection[str]
) -> tuple[Flaw, ...]:
    """The flaws that a policy adds to those the loaded ones have already."""
    before = set(lint(loaded, elsewhere)) if loaded else set()
    found = lint([*loaded, policy], elsewhere)
    return tuple(flaw for flaw in found if flaw not in before)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFoundError(f"没有文件 {path}；请核对路径") from None
    except OSError as error:
        told = f"读不出文件 {path}（{because(error)}）；请核对路径和权限"
        raise InputError(told) from error
    except UnicodeDecodeError:
        raise InputError(f"{path} 不是 UTF-8 编码的文本；请另存为 UTF-8") from None


def _require_compiled(path: Path, policy: values.Policy) -> None:
    faults = tuple(
        Fault(str(path), problem, "请改写这个条件", value=f"{step.key} {condition}")
        for step in policy.step
        for condition, problem in compiled.check(step, fact_keys())
    )
    if faults:
        raise FaultsError(faults)


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
