"""Steps of two policies that are in force on one day, for enterprises of one scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from registry.ladder.policy import Policy, Step
from registry.ladder.versions import days

Spell = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Overlap:
    """The same step of two policies; ``first`` was given before ``second``."""

    first: Policy
    second: Policy
    step: Step

    @property
    def problem(self) -> str:
        """What is wrong, in Chinese."""
        return f"{self.first.document} 与 {self.second.document} 的同一途径同日有效"

    @property
    def remedy(self) -> str:
        """What to do, in Chinese."""
        return "请写明 until，或由后一文件写 replaces"

    @property
    def sentence(self) -> str:
        """Both in one sentence."""
        return f"{self.problem}；{self.remedy}"


def overlaps(policies: Sequence[Policy]) -> Iterator[Overlap]:
    """Every step that two of the policies have in force on a day."""
    steps = [(policy, step) for policy in policies for step in policy.step]
    for (policy, step), (other, twin) in combinations(steps, 2):
        if _rivals(policy, other) and step.key == twin.key:
            spells = days(policy, step, policies), days(other, twin, policies)
            if _meet(*spells):
                yield Overlap(policy, other, twin)


def _rivals(policy: Policy, other: Policy) -> bool:
    """Whether neither gives way: a later version of one document ends the earlier."""
    versions = policy.document == other.document and policy.since != other.since
    return policy.scope == other.scope and not versions


def _meet(one: Spell, other: Spell) -> bool:
    (since, until), (other_since, other_until) = one, other
    return (other_until is None or since < other_until) and (
        until is None or other_since < until
    )
