"""The closed vocabulary of conditions, and exactly what each word means.

Every leaf is asked of a subject S, its owner E (the enterprise that owns S on the
as-of day D; an enterprise owns itself), a day D, and a *named day* A of the step's
target rung:

- ``as_of``: D itself.
- ``deadline``: the earliest ``closes_on`` on or after D of its rounds; D where there
  is none.
- ``notice_end``: the same with ``notice_through``.
- ``year_end``: 31 December of the year before D.

B is ``min(A, D)``: nothing that happens after D is known on D. A window of M months
that ends on A holds the days x with ``cutoff(A, M) < x <= B``; "for M months" holds
where ``since <= cutoff(A, M)``. Voided rows never count, nor what hangs on them.

Answers are ordered unmet < unknown < for judgement < met. A conjunction is the
least of its parts, ``any`` the greatest, ``k of`` the k-th greatest.

A date known to the month or year is read as every day it may be, independently of
all others; where those readings give different answers the leaf's answer is unknown.
A spell is in force on X where ``since`` is NULL or <= X and ``until`` NULL or > X.
An attribute of E on X (division, industry, size, parent …) may be the value of every
spell that may be in force, and not recorded unless one surely is: a question about
it is answered where all it may be agree, and unknown otherwise. Likewise a subject
that E may own, but not surely, never makes more than unknown; S itself is E's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from registry.ladder.attained import Children, Holds, InPool, Maturity, NotHolds
from registry.ladder.exclusions import NoEvent, NotSubsidised, OnePer
from registry.ladder.figures import (
    Bound,
    Grade,
    Number,
    Part,
    Ratio,
    Score,
    Series,
    Threshold,
)
from registry.ladder.profile import (
    AboveDesignatedSize,
    DivisionIn,
    IndustryIn,
    Registered,
    SizeIn,
)
from registry.ladder.values import Anchor, Flag, Leaf, Of, Reduce, Value, Whole, Words

__all__ = [
    "AboveDesignatedSize",
    "Alternative",
    "Anchor",
    "AnyLeaf",
    "Bound",
    "Children",
    "Condition",
    "DivisionIn",
    "Grade",
    "Holds",
    "InPool",
    "IndustryIn",
    "Judged",
    "KOf",
    "Leaf",
    "Leaves",
    "Maturity",
    "NoEvent",
    "NotHolds",
    "NotSubsidised",
    "Number",
    "Of",
    "OnePer",
    "Part",
    "Ratio",
    "Reduce",
    "Registered",
    "Score",
    "Series",
    "SizeIn",
    "Threshold",
    "Value",
]


MOST_ALTERNATIVES = 62
"""How many alternatives one list may hold: expressions stay within SQLite's limits."""


class Judged(Leaf):
    """An official decides: the latest judgement on S for the condition it stands in.

    Judgement: same policy document, target rung and condition id, ``on <= B``,
    ``valid_until`` NULL or > A; latest by ``(on, id)``. None: for judgement.
    """

    question: Words


AnyLeaf = (
    Maturity
    | Holds
    | NotHolds
    | Children
    | Number
    | Ratio
    | AboveDesignatedSize
    | SizeIn
    | IndustryIn
    | DivisionIn
    | Registered
    | NoEvent
    | Grade
    | Series
    | InPool
    | NotSubsidised
    | OnePer
    | Score
    | Judged
)


class Leaves(Value):
    """The leaves that one table of a policy file may hold."""

    maturity: Maturity | None = None
    holds: Holds | None = None
    not_holds: NotHolds | None = None
    children: Children | None = None
    number: Number | None = None
    ratio: Ratio | None = None
    above_designated_size: Literal[True] | None = None
    size: SizeIn | None = None
    industry: IndustryIn | None = None
    division: DivisionIn | None = None
    registered: Registered | None = None
    no_event: NoEvent | None = None
    grade: Grade | None = None
    series: Series | None = None
    in_pool: InPool | None = None
    not_subsidised: NotSubsidised | None = None
    one_per: OnePer | None = None
    score: Score | None = None
    judged: Judged | None = None

    def leaves(self) -> tuple[AnyLeaf, ...]:
        """The leaves this table holds, in the vocabulary's order."""
        said = self.model_fields_set
        found = (getattr(self, name) for name in Leaves.model_fields if name in said)
        return tuple(
            AboveDesignatedSize() if leaf is True else leaf
            for leaf in found
            if leaf is not None
        )


class Alternative(Leaves):
    """One member of ``any`` or ``at_least``: the conjunction of all it holds."""

    all: Annotated[tuple[Alternative, ...], Field(max_length=MOST_ALTERNATIVES)] = ()

    @model_validator(mode="after")
    def _asks_something(self) -> Alternative:
        if not self.leaves() and not self.all:
            raise ValueError("empty_alternative")
        return self


class KOf(Value):
    """At least ``k`` of the alternatives."""

    k: Annotated[Whole, Field(ge=1)]
    of: Annotated[
        tuple[Alternative, ...], Field(min_length=1, max_length=MOST_ALTERNATIVES)
    ]


class Condition(Leaves):
    """One clause: exactly one leaf, one ``any``, or one ``at_least``.

    ``when`` guards it: where the guard is unmet the condition is not applicable,
    which counts as met and is reported; where the guard is unknown or for
    judgement, the condition is met if its own answer is met, else unknown.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    cite: Words
    name: str = ""
    sample: Flag = False
    hand_in: str = ""
    when: Alternative | None = None
    any: Annotated[tuple[Alternative, ...], Field(max_length=MOST_ALTERNATIVES)] = ()
    at_least: KOf | None = None

    @model_validator(mode="after")
    def _one_question(self) -> Condition:
        asked = len(self.leaves()) + bool(self.any) + (self.at_least is not None)
        if asked != 1:
            raise ValueError("one_question")
        if self.at_least is not None and self.at_least.k > len(self.at_least.of):
            raise ValueError("k_too_great")
        return self
