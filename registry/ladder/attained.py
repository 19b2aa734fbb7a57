"""Leaves about what has been attained: levels, titles, places in a pool."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from registry.ladder.values import (
    Flag,
    Leaf,
    Months,
    Of,
    RungName,
    SubjectKind,
    Whole,
)
from registry.terms import AssessmentKind
from registry.terms import TitleStage as Stage


class Maturity(Leaf):
    """The maturity level is at least ``level`` (0: an assessment was made).

    Candidates: assessments of E (``of = subject``: of S) of one of ``kinds``, with
    ``on <= B`` and ``valid_until`` NULL or > A, in the window of ``within_months``
    or, with ``application_year``, with ``on`` in the year of A. For
    each kind the latest counts (by ``on``, then id). Met: one of these reaches the
    level. Unmet: there are some and none does. Unknown: there is none.
    """

    level: Annotated[Whole, Field(ge=0, le=5)]
    kinds: Annotated[tuple[AssessmentKind, ...], Field(min_length=1)] = (
        AssessmentKind.SELF,
        AssessmentKind.ON_SITE,
    )
    within_months: Months | None = None
    application_year: Flag = False
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE

    @model_validator(mode="after")
    def _one_window(self) -> Maturity:
        if self.application_year and self.within_months is not None:
            raise ValueError("one_window")
        return self


class _Titles(Leaf):
    rungs: Annotated[tuple[RungName, ...], Field(min_length=1)]
    of: Of = Of.SUBJECT
    stage: Stage | None = None
    ever: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _one_rung(cls, data: object) -> object:
        """Read ``rung = "x"`` as ``rungs = ["x"]``."""
        if isinstance(data, dict) and "rung" in data:
            if "rungs" in data:
                raise ValueError("rung_or_rungs")
            rest = {key: value for key, value in data.items() if key != "rung"}
            return rest | {"rungs": [data["rung"]]}
        return data


class Holds(_Titles):
    """A title of one of ``rungs``, or of a rung deemed equivalent, is held on A.

    Held: ``recognised_on <= B`` (for months: ``<= min(B, cutoff(A, for_months))``),
    ``valid_until`` NULL or > A, ``ended_on`` NULL or > B; ``ever`` drops these two.
    ``stage = accepted`` also asks ``accepted_on <= B`` (NULL in an accepted title: it
    may be); ``stage = taken_up`` asks that the title knows stages. No such title:
    unmet, where the register is complete for every rung asked and every rung deemed
    equal to one; else unknown.
    """

    for_months: Months | None = None


class NotHolds(_Titles):
    """No title of ``rungs`` (or equivalent) is held on A; the negation of ``holds``.

    Met where none is recorded and the register is complete for every rung asked and
    every rung deemed equal to one; where it is not complete, unknown.
    """


class Children(Leaf):
    """At least ``at_least`` other subjects of E (owned on D; neither E nor S) answer.

    With ``kind``: subjects of that kind. With ``rungs``: which hold one of them
    on A (as ``holds``). Fewer: unmet where only rungs complete in the register are
    asked; unknown where a kind without rungs, or an incomplete rung, is.
    """

    at_least: Annotated[Whole, Field(ge=1)]
    kind: SubjectKind | None = None
    rungs: tuple[RungName, ...] = ()

    @model_validator(mode="after")
    def _asks_something(self) -> Children:
        if self.kind is None and not self.rungs:
            raise ValueError("kind_or_rungs")
        return self


class InPool(Leaf):
    """S (``of = enterprise``: E; ``any``: E or any it owns) is in a pool on B.

    ``admitted_on <= B`` (for months: ``<= min(B, cutoff(A, for_months))``) and
    ``left_on`` NULL or > B; a pool named ``pool`` or aimed at ``rung`` where given.
    Both where both are given. Otherwise unmet: the register is the authority on pools.
    """

    pool: str | None = None
    rung: RungName | None = None
    for_months: Months | None = None
    of: Of = Of.SUBJECT
