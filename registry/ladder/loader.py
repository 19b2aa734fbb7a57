"""From a policy file to frozen values, with every fault collected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from registry.errors import FaultsError, InputError, NotFoundError, because
from registry.ladder import toml
from registry.ladder.faults import Finding, Place, from_errors
from registry.ladder.policy import Policy, Step
from registry.ladder.references import findings
from registry.ladder.vocabulary import Vocabulary, shipped, shipped_vocabulary
from registry.terms import Basis

__all__ = ["load", "parse", "shipped"]


def load(path: Path, vocabulary: Vocabulary | None = None) -> Policy:
    """Read a policy file.

    Raises:
        FaultsError: the file has faults; all of them are collected.
        NotFoundError: there is no such file.
        InputError: the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(f"没有文件 {path}；请核对路径") from None
    except OSError as error:
        told = f"读不出文件 {path}（{because(error)}）；请核对路径和权限"
        raise InputError(told) from error
    return parse(toml.decoded(content, str(path)), str(path), vocabulary)


def parse(text: str, file: str, vocabulary: Vocabulary | None = None) -> Policy:
    """Read a policy from its TOML text; ``file`` names it in faults.

    The file may name what itself or ``vocabulary`` declares (the shipped data, unless
    given). In a file whose basis is ``sample`` every condition comes out as one.

    Raises:
        FaultsError: the text has faults; all of them are collected.
    """
    try:
        return _parsed(text, file, vocabulary or shipped_vocabulary())
    except RecursionError:
        raise FaultsError((toml.too_deep(file),)) from None


def _parsed(text: str, file: str, vocabulary: Vocabulary) -> Policy:
    raw = toml.parsed(text, file)
    found = [*_invalid(raw), *findings(raw, vocabulary)]
    if found:
        raise FaultsError(Place(file, text).faults(found))
    return _marked(Policy.model_validate(raw))


def _invalid(raw: dict[str, object]) -> Iterator[Finding]:
    try:
        Policy.model_validate(raw)
    except ValidationError as error:
        yield from from_errors(error, Policy)


def _marked(policy: Policy) -> Policy:
    """The policy with ``sample`` on every condition, where its basis is sample."""
    if policy.basis is not Basis.SAMPLE:
        return policy
    steps = tuple(_marked_step(step) for step in policy.step)
    return policy.model_copy(update={"step": steps})


def _marked_step(step: Step) -> Step:
    conditions = tuple(c.model_copy(update={"sample": True}) for c in step.condition)
    return step.model_copy(update={"condition": conditions})
