"""Whom each row of a list is about, whatever columns it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Listed(StrEnum):
    """What each row of a list is."""

    APPLICATION = "application"
    ENTERPRISE = "enterprise"
    GAP = "gap"
    MEMBER = "member"
    STEP = "step"
    SUBSIDY = "subsidy"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a row is about: an enterprise, which of its subjects, and what ``of`` it.

    ``of`` is the code of a rung, a step, or the number of a pool or round.
    """

    enterprise: int
    subject: int
    of: str = ""
