"""Whom each row of a list is about, whatever columns it shows."""

from __future__ import annotations

from dataclasses import dataclass

from registry.terms import Term


class Listed(Term):
    """What each row of a list is."""

    ENTERPRISE = "enterprise", "企业"
    MEMBER = "member", "在库的认定对象"
    RECOMMENDED = "recommended", "推荐的申报"
    STEP = "step", "晋级路径"
    TITLE = "title", "称号"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a row is about: an enterprise, which of its subjects, and what ``of`` it.

    ``of`` is the code of a rung, a step, or the number of a pool or round.
    """

    enterprise: int
    subject: int
    of: str = ""
