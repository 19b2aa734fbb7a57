"""Policy files on disk: read, with every fault in its place, before anything is done.

Neither a session nor a transaction is needed here; ``registry.desk.policies`` loads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registry.eligibility import compile as compiled
from registry.errors import (
    ConflictError,
    Fault,
    FaultsError,
    InputError,
    NotFoundError,
    because,
)
from registry.ladder.facts import fact_keys
from registry.ladder.lines import lines
from registry.ladder.lint import Flaw, FlawKind, lint
from registry.ladder.loader import parse
from registry.ladder.overlaps import Overlap, overlaps
from registry.ladder.policy import Policy
from registry.ladder.versions import declared
from registry.ladder.vocabulary import Vocabulary, shipped_vocabulary


@dataclass(frozen=True, slots=True)
class Checked:
    """A policy file without faults, and what is odd about the ladder it makes."""

    policy: Policy
    text: str
    sha256: str
    warnings: tuple[str, ...]


def check(path: Path) -> Checked:
    """Read a policy file and try to compile all of it; no registry is needed.

    Raises:
        FaultsError: the file has faults, all of them collected.
        NotFoundError: there is no such file.
        ConflictError: its own steps overlap or go round in a circle.
    """
    known = shipped_vocabulary()
    return checked(path, (), known, elsewhere=known.rungs)


def tried(path: Path, loaded: Sequence[Policy], known: Vocabulary) -> Checked:
    """The same beside the policies of a registry, of which it may be a correction.

    A loaded version of the same document and day is left out: the file takes its place.
    """
    return checked(path, loaded, known, corrects=True)


def checked(
    path: Path,
    loaded: Sequence[Policy],
    known: Vocabulary,
    elsewhere: Collection[str] = (),
    *,
    corrects: bool = False,
) -> Checked:
    """Read a file that joins loaded policies; as ``check``, of the ladder of them all.

    ``elsewhere``: rungs that other files declare which are not at hand.
    """
    text = _text(path)
    policy = parse(text, str(path), known)
    _require_compiled(path, policy)
    others = [one for one in loaded if not _same(one, policy, corrects=corrects)]
    _require_new_version(path, text, policy, others)
    for overlap in overlaps([*others, policy]):
        if overlap.second is policy:
            raise ConflictError(str(_placed(path, text, others, overlap)))
    flaws = _brought(others, policy, elsewhere)
    for flaw in flaws:
        if flaw.kind is FlawKind.CYCLE:
            raise ConflictError(f"{path}：{flaw.sentence}")
    told = tuple(f"{flaw.about}：{flaw.sentence}" for flaw in flaws)
    return Checked(policy, text, hashlib.sha256(text.encode()).hexdigest(), told)


def _same(loaded: Policy, policy: Policy, *, corrects: bool) -> bool:
    """The very same rules, or the version that a correction is about."""
    version = loaded.document, loaded.since
    return loaded == policy or (corrects and version == (policy.document, policy.since))


def _require_new_version(
    path: Path, text: str, policy: Policy, others: Sequence[Policy]
) -> None:
    """Refuse other rules of the same document from the same day."""
    if any(_version(one) == _version(policy) for one in others):
        fault = Fault(
            str(path),
            f"{policy.document} 自这一天起的版本已经载入",
            "修订请写更晚的 since；更正请先用 tidu correct void --table 政策"
            " 作废已载入的那一版",
            line=lines(text)["since",],
            column="since",
            value=str(policy.since),
        )
        raise ConflictError(str(fault))


def _version(policy: Policy) -> tuple[str, date]:
    return policy.document, policy.since


def _placed(path: Path, text: str, loaded: Sequence[Policy], overlap: Overlap) -> Fault:
    """An overlap at the line of the step that is in the file."""
    step, policy = overlap.step, overlap.second
    rung = declared([*loaded, policy], policy.since).get(step.to)
    name = rung.name if rung is not None else step.to
    return Fault(
        str(path),
        overlap.problem,
        overlap.remedy,
        line=lines(text)["step", policy.step.index(step)],
        column="step",
        value=f"{name}（{step.kind.label}）",
    )


def _brought(
    loaded: Sequence[Policy], policy: Policy, elsewhere: Collection[str]
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


def _require_compiled(path: Path, policy: Policy) -> None:
    faults = tuple(
        Fault(str(path), problem, "请改写这个条件", value=f"{step.key} {condition}")
        for step in policy.step
        for condition, problem in compiled.check(step, fact_keys())
    )
    if faults:
        raise FaultsError(faults)
