"""就高不重复: of several subsidies of one kind in one programme only the highest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registry.terms import SubsidyKind, Tier

_RISING = (Tier.CITY, Tier.PROVINCE, Tier.NATION)


@dataclass(frozen=True, slots=True)
class Claim:
    """A subsidy that was not recovered, or that is to be: whose, for which title."""

    enterprise_id: int
    programme: str
    kind: SubsidyKind
    tier: Tier
    recognised_on: date
    title_id: int
    name: str = ""

    @property
    def shared(self) -> tuple[int, str, SubsidyKind]:
        """What claims have in common of which only one is due."""
        return self.enterprise_id, self.programme, self.kind


def due(claims: Iterable[Claim]) -> Claim:
    """Of claims that exclude each other the one that is due.

    The highest tier; of equals the title recognised first.
    """
    return min(
        claims,
        key=lambda one: (-_RISING.index(one.tier), one.recognised_on, one.title_id),
    )


def excluded(claims: Iterable[Claim]) -> Mapping[tuple[int, SubsidyKind], Claim]:
    """The titles and kinds that are not due, each with the claim that is instead."""
    shared: dict[tuple[int, str, SubsidyKind], list[Claim]] = {}
    for claim in claims:
        shared.setdefault(claim.shared, []).append(claim)
    found = ((due(group), group) for group in shared.values())
    return {
        (one.title_id, one.kind): first
        for first, group in found
        for one in group
        if one.title_id != first.title_id
    }
