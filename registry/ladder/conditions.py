"""The closed vocabulary of conditions, and exactly what each word means.

Every leaf is asked of a subject S, its owner E (the enterprise that owns S on the
as-of day D; an enterprise owns itself), a day D, and a *named day* A:

- ``as_of``: D itself.
- ``deadline``: the earliest ``closes_on`` on or after D of a round of the step's
  target rung; D where there is none.
- ``notice_end``: the same with ``notice_through``.
- ``year_end``: 31 December of the year before D.

B is ``min(A, D)``: nothing that happens after D is known on D. Voided rows never
count. A window of M months that ends on A holds the days x with
``cutoff(A, M) < x``; "for M months" holds where ``since <= cutoff(A, M)``.

Answers are ordered unmet < unknown < for judgement < met. A conjunction is the
least of its parts, ``any`` the greatest, ``k of`` the k-th greatest. A date known
to the month or year is read as every day it may be; where those readings give
different answers the answer is unknown.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from registry.terms import AssessmentKind, Severity, Size, SizeStandard, SubsidyKind
from registry.terms import TitleStage as Stage


class Anchor(StrEnum):
    """The named day that a window ends on."""

    AS_OF = "as_of"
    DEADLINE = "deadline"
    NOTICE_END = "notice_end"
    YEAR_END = "year_end"


class Of(StrEnum):
    """Whose record is asked: the subject's, its owner's, or any the owner owns."""

    SUBJECT = "subject"
    ENTERPRISE = "enterprise"
    ANY = "any"


class Reduce(StrEnum):
    """How the values of several years become one answer."""

    SUM = "sum"
    MEAN = "mean"
    EACH = "each"
    GROWTH = "growth"


Months = Annotated[int, Field(ge=1, le=1200)]
Years = Annotated[int, Field(ge=1, le=5)]
Codes = Annotated[tuple[str, ...], Field(min_length=1)]
Digits = Annotated[str, Field(pattern=r"^\d{2,6}$")]


class Value(BaseModel):
    """A frozen value read from a policy file; an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Leaf(Value):
    """One question; ``day`` names the day A it is asked for."""

    day: Anchor = Anchor.AS_OF


class Maturity(Leaf):
    """The maturity level is at least ``level`` (0: an assessment was made).

    Candidates: assessments of E (``of = subject``: of S) of one of ``kinds``, with
    ``on <= B`` and ``valid_until`` NULL or > A, in the window of ``within_months``
    that ends on A or, with ``application_year``, with ``on`` in the year of A. For
    each kind the latest counts (by ``on``, then id). Met: one of these reaches the
    level. Unmet: there are some and none does. Unknown: there is none.
    """

    level: Annotated[int, Field(ge=0, le=5)]
    kinds: Annotated[tuple[AssessmentKind, ...], Field(min_length=1)] = (
        AssessmentKind.SELF,
        AssessmentKind.ON_SITE,
    )
    within_months: Months | None = None
    application_year: bool = False
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE


class _Titles(Leaf):
    rungs: Codes
    of: Of = Of.SUBJECT
    stage: Stage | None = None
    ever: bool = False

    @model_validator(mode="before")
    @classmethod
    def _one_rung(cls, data: object) -> object:
        """Read ``rung = "x"`` as ``rungs = ["x"]``."""
        if isinstance(data, dict) and "rung" in data and "rungs" not in data:
            rest = {key: value for key, value in data.items() if key != "rung"}
            return rest | {"rungs": [data["rung"]]}
        return data


class Holds(_Titles):
    """A title of one of ``rungs``, or of a rung deemed equivalent, is held on A.

    Held: ``recognised_on <= B`` (for months: ``<= min(B, cutoff(A, for_months))``),
    ``valid_until`` NULL or > A, ``ended_on`` NULL or > B; ``ever`` asks only for
    ``recognised_on <= B``. ``stage = accepted`` also asks ``accepted_on <= B``;
    ``stage = taken_up`` asks that the title knows stages. No such title: unmet,
    where the register is complete for every rung asked; else unknown.
    """

    for_months: Months | None = None


class NotHolds(_Titles):
    """No title of ``rungs`` (or equivalent) is held on A; the negation of ``holds``.

    Met where none is recorded and the register is complete for every rung asked;
    where it is not complete, unknown.
    """


class Children(Leaf):
    """At least ``at_least`` *other* subjects of E (owned on D) answer.

    With ``kind``: subjects of that kind. With ``rungs``: which hold one of them
    on A (as ``holds``). Fewer: unmet where only rungs complete in the register are
    asked; unknown where a kind without rungs, or an incomplete rung, is.
    """

    at_least: Annotated[int, Field(ge=1)]
    kind: str | None = None
    rungs: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _asks_something(self) -> Children:
        if self.kind is None and not self.rungs:
            raise ValueError("kind_or_rungs")
        return self


class Bound(Value):
    """Thresholds in the fact's own unit (yuan, percent, count); both inclusive."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Bound:
        if self.at_least is None and self.at_most is None:
            raise ValueError("at_least_or_at_most")
        return self


class Threshold(Bound):
    """A threshold of its own for some divisions or industries (code prefixes).

    Where both are given both must fit. The first that fits E on D replaces the
    leaf's own; E's division or industry not recorded: the answer is unknown.
    """

    divisions: tuple[Digits, ...] = ()
    industries: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_some(self) -> Threshold:
        if not self.divisions and not self.industries:
            raise ValueError("divisions_or_industries")
        return self


class _Reduced(Leaf, Bound):
    period: Literal["latest", "last_year"] | None = None
    reduce: Reduce | None = None
    years: Years | None = None
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE

    @model_validator(mode="after")
    def _one_way(self) -> _Reduced:
        if (self.reduce is None) != (self.years is None):
            raise ValueError("reduce_with_years")
        if self.reduce is not None and self.period is not None:
            raise ValueError("period_or_reduce")
        return self


class Number(_Reduced):
    """A number fact against a threshold.

    Facts visible: ``until <= B + 1 day``. ``period = latest`` (the default): the
    visible fact with the greatest ``(until, since, id)``; with ``within_months``
    only if its last day is in the window that ends on A. ``last_year``: the fact
    of the whole year before A's year. ``reduce`` takes the ``years`` whole years
    up to and with that year: ``sum`` and ``mean`` are unknown unless all are
    there; ``each`` is unmet where one fails, else unknown where one is missing;
    ``growth`` is the compound yearly growth in percent over ``years`` years, from
    the value ``years`` before last year (unknown unless both are there and the
    first is > 0). No value: unknown.
    """

    fact: str
    within_months: Months | None = None
    by: tuple[Threshold, ...] = ()


class Ratio(_Reduced):
    """``fact`` in percent of ``to``; periods and visibility as in ``number``.

    ``latest``: the visible period with the greatest ``(until, since)`` for which
    both are recorded. ``sum``: sum over sum. ``each``: each year's own. ``mean``
    and ``growth`` are faults. ``to`` <= 0 or missing: unknown for that period.
    """

    fact: str
    to: str

    @model_validator(mode="after")
    def _sum_or_each(self) -> Ratio:
        if self.reduce in (Reduce.MEAN, Reduce.GROWTH):
            raise ValueError("ratio_reduce")
        return self


class SizeIn(Leaf):
    """E's size class under ``standard`` on B is one of ``classes``; none: unknown."""

    classes: Annotated[tuple[Size, ...], Field(min_length=1)]
    standard: SizeStandard = SizeStandard.STATISTICS_2017


class IndustryIn(Leaf):
    """E's industry on B starts with one of ``prefixes`` and none of ``excluding``."""

    prefixes: Codes
    excluding: tuple[str, ...] = ()


class DivisionIn(Leaf):
    """E's division on B starts with one of ``prefixes``; not recorded: unknown."""

    prefixes: Annotated[tuple[Digits, ...], Field(min_length=1)]


class Registered(Leaf):
    """E is registered inside ``division`` (prefix), for ``for_months`` where given.

    With ``division``: its division on B starts with it. With ``for_months`` too:
    so does every spell that overlaps ``[cutoff(A, M), B]``, and one of them is in
    force on the cutoff day (a spell with ``since`` NULL leaves it unknown). Without
    ``division``: ``established_on <= cutoff(A, M)``. Nothing recorded: unknown.
    """

    division: Digits | None = None
    for_months: Months | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Registered:
        if self.division is None and self.for_months is None:
            raise ValueError("division_or_for_months")
        return self


class NoEvent(Leaf):
    """E had no event of ``kinds`` (of ``min_severity`` or worse) in the window.

    The window ends on B; it starts after ``cutoff(A, within_months)``, or at the
    beginning of time without ``within_months``. ``open`` counts only events not
    removed: ``removed_on`` NULL or > B. An event without severity where
    ``min_severity`` asks for one: unknown. Without any such event: met if for
    each kind the coverage rows whose ``division`` is a prefix of E's division
    (an empty one covers all; E's division not recorded: only empty ones) together
    cover each day of the window (with ``open``: only the day B); else unknown.
    """

    kinds: Codes
    min_severity: Severity | None = None
    within_months: Months | None = None
    open: bool = False


class Grade(Leaf):
    """The latest visible grade of ``fact`` is ``at_least`` in the key's order."""

    fact: str
    at_least: str
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE


class Series(Leaf):
    """Last year's (or the latest) ``fact`` in percent of a dated series' value.

    The series row: ``since <= first day of the fact's period < until``; among rows
    whose ``scope`` is a prefix of E's industry or division (``by``) on B, or empty,
    the longest scope wins. No row or no fact, or a series value <= 0: unknown.
    """

    fact: str
    series: str
    period: Literal["latest", "last_year"] = "last_year"
    by: Literal["industry", "division"] | None = None
    at_least: Decimal
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE


class InPool(Leaf):
    """S (``of = enterprise``: E; ``any``: E or any it owns) is in a pool on B.

    ``admitted_on <= B`` (for months: ``<= min(B, cutoff(A, for_months))``) and
    ``left_on`` NULL or > B; a pool named ``pool`` or aimed at ``rung`` where given.
    Otherwise unmet: the register is the authority on pools.
    """

    pool: str | None = None
    rung: str | None = None
    for_months: Months | None = None
    of: Of = Of.SUBJECT


class NotSubsidised(Leaf):
    """E (any subject it owns on D) got no subsidy of ``kinds`` in the window.

    Counts: ``approved_on`` in the window that ends on B (all time without
    ``within_months``), ``recovered_on`` NULL or > B, for ``rungs`` where given.
    One without ``approved_on``: unknown. Otherwise met: own books are complete.
    """

    kinds: Annotated[tuple[SubsidyKind, ...], Field(min_length=1)] = (
        SubsidyKind.REWARD,
        SubsidyKind.SUPPORT,
    )
    rungs: tuple[str, ...] = ()
    within_months: Months | None = None


class OnePer(Leaf):
    """No *other* subject of the same enterprise, group or address has applied.

    Applications counted: in the current rounds of the target rung and of
    ``rungs`` (the round of each with the earliest ``closes_on >= D``),
    ``applied_on`` NULL or <= D, without a step ``rejected`` or ``withdrawn`` on or
    before D. Group: the parent on D, or the enterprise itself without one.
    Address: on D; not recorded: unknown. No current round: met.
    """

    per: Literal["enterprise", "group", "address"]
    rungs: tuple[str, ...] = ()


class Part(Value):
    """The minimum of one part of a scored evaluation."""

    fact: str
    at_least: Decimal


class Score(Leaf):
    """A scored evaluation: the latest ``total`` and each part reach their minimum.

    The least of the answers of ``number`` (period latest) on each.
    """

    total: str
    at_least: Decimal
    parts: tuple[Part, ...] = ()
    of: Literal[Of.SUBJECT, Of.ENTERPRISE] = Of.ENTERPRISE


class Judged(Leaf):
    """An official decides: the latest judgement on S for this very condition.

    Judgement: same policy document, target rung and condition id, ``on <= B``,
    ``valid_until`` NULL or > A; latest by ``(on, id)``. None: for judgement.
    """

    question: Annotated[str, Field(min_length=1)]


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
        found = (getattr(self, name) for name in Leaves.model_fields)
        return tuple(
            AboveDesignatedSize() if leaf is True else leaf
            for leaf in found
            if leaf is not None
        )


class AboveDesignatedSize(Leaf):
    """E is above designated size on D; not recorded: unknown."""


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


class Alternative(Leaves):
    """One member of ``any`` or ``at_least``: the conjunction of all it holds."""

    all: tuple[Alternative, ...] = ()


class KOf(Value):
    """At least ``k`` of the alternatives."""

    k: Annotated[int, Field(ge=1)]
    of: Annotated[tuple[Alternative, ...], Field(min_length=1)]


class Condition(Leaves):
    """One clause: exactly one leaf, one ``any``, or one ``at_least``.

    ``when`` guards it: where the guard is unmet the condition is not applicable,
    which counts as met and is reported; where the guard is unknown or for
    judgement, the condition is met if its own answer is met, else unknown.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    cite: Annotated[str, Field(min_length=1)]
    name: str = ""
    sample: bool = False
    hand_in: str = ""
    when: Alternative | None = None
    any: tuple[Alternative, ...] = ()
    at_least: KOf | None = None

    @model_validator(mode="after")
    def _one_question(self) -> Condition:
        asked = len(self.leaves()) + bool(self.any) + (self.at_least is not None)
        if asked != 1:
            raise ValueError("one_question")
        if self.at_least is not None and self.at_least.k > len(self.at_least.of):
            raise ValueError("k_too_great")
        return self
