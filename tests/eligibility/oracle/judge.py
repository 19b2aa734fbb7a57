"""The slow judge: who is asked on a step, what every condition says, and so what.

Written from the docstrings of the vocabulary alone; the SQL that answers officials
is held against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.ladder import conditions as ask
from registry.ladder.conditions import Alternative, AnyLeaf, Condition
from registry.ladder.values import Anchor, Leaf
from registry.ladder.versions import ActiveStep
from registry.terms import ApplicationKind, ConditionOutcome, Outcome, Status, Verdict
from tests.eligibility.oracle import attained, exclusions, figures, profile
from tests.eligibility.oracle.case import Case, lasts, of, owner, recorded, yes_no
from tests.eligibility.oracle.rows import Book, Enterprise
from tests.eligibility.oracle.worlds import SURELY, Says


@dataclass(frozen=True, slots=True)
class Judged:
    """Where a subject stands on a step: one outcome a condition."""

    subject: int
    enterprise: int
    conditions: tuple[ConditionOutcome, ...]

    @property
    def outcome(self) -> Outcome:
        """The step's outcome, counted from the conditions'."""
        said = [self.conditions.count(outcome) for outcome in ConditionOutcome]
        count = dict(zip(ConditionOutcome, said, strict=True))
        unmet = count[ConditionOutcome.UNMET]
        open_ = count[ConditionOutcome.UNKNOWN] + count[ConditionOutcome.FOR_JUDGEMENT]
        if unmet == 0:
            return Outcome.PENDING if open_ else Outcome.ELIGIBLE
        return Outcome.ONE_SHORT if (unmet, open_) == (1, 0) else Outcome.NOT_ELIGIBLE

    def mask(self, outcome: ConditionOutcome) -> int:
        """One bit for every condition of that outcome."""
        return sum(2**bit for bit, one in enumerate(self.conditions) if one == outcome)


def judge(book: Book, step: ActiveStep, on: date) -> list[Judged]:
    """Every candidate of the step with what its conditions say, by subject."""
    return [
        Judged(
            subject,
            enterprise,
            tuple(
                clause(Case(book, step, on, subject, enterprise, asked.id), asked)
                for asked in step.step.condition
            ),
        )
        for subject, enterprise in candidates(book, step, on)
    ]


def candidates(book: Book, step: ActiveStep, on: date) -> Iterator[tuple[int, int]]:
    """The subjects a step is for, with their owners, by subject."""
    for subject in sorted(book.subjects, key=lambda one: one.id):
        if subject.kind != step.rung.subject:
            continue
        enterprise = owner(book, subject.id, on)
        if enterprise is None:
            continue
        case = Case(book, step, on, subject.id, enterprise, "")
        if _is_candidate(case):
            yield subject.id, enterprise


def _is_candidate(case: Case) -> bool:
    found = [e for e in case.book.enterprises if e.id == case.enterprise]
    return (
        bool(found)
        and _may_apply(found[0])
        and not _gone(case)
        and not _outside(case)
        and _stands_below(case)
    )


def _may_apply(enterprise: Enterprise) -> bool:
    return not enterprise.merged and enterprise.kind != "school"


def _gone(case: Case) -> bool:
    statuses = of(case.book.statuses, case.enterprise)
    over = (Status.MOVED_OUT, Status.DEREGISTERED)
    return recorded(statuses, case.on, lambda status: status in over) == Says.MET


def _outside(case: Case) -> bool:
    spells = of(case.book.divisions, case.enterprise)
    scope = case.step.policy.scope
    inside = recorded(spells, case.on, lambda code: is_inside(code, scope))
    return inside == Says.UNMET


def is_inside(code: str, scope: str) -> bool:
    """Whether a division lies in another: nation, province, city or itself.

    >>> is_inside("430203", "430200"), is_inside("430300", "430200")
    (True, False)
    """
    if scope == "100000":
        return True
    if scope.endswith("0000"):
        return code[:2] == scope[:2]
    if scope.endswith("00"):
        return code[:4] == scope[:4]
    return code == scope


def _stands_below(case: Case) -> bool:
    """Not yet on the target rung; for a renewal: on it, as far as is known."""
    target = case.step.step.to
    held = attained.held_on(case, [target], Anchor.AS_OF, case.subject)
    if case.step.step.kind == ApplicationKind.RENEWAL:
        return True in held
    return held != SURELY


def clause(case: Case, asked: Condition) -> ConditionOutcome:
    """What one condition says, its guard considered."""
    own = question(case, asked)
    if asked.when is None:
        return _OUTCOMES[own]
    match alternative(case, asked.when):
        case Says.UNMET:
            return ConditionOutcome.NOT_APPLICABLE
        case Says.MET:
            return _OUTCOMES[own]
        case Says.UNKNOWN | Says.FOR_JUDGEMENT:
            met = own == Says.MET
            return ConditionOutcome.MET if met else ConditionOutcome.UNKNOWN


_OUTCOMES = {
    Says.UNMET: ConditionOutcome.UNMET,
    Says.UNKNOWN: ConditionOutcome.UNKNOWN,
    Says.FOR_JUDGEMENT: ConditionOutcome.FOR_JUDGEMENT,
    Says.MET: ConditionOutcome.MET,
}


def question(case: Case, asked: Condition) -> Says:
    """A leaf's answer, the greatest of ``any``, the k-th greatest of ``at_least``."""
    if asked.any:
        return max(alternative(case, one) for one in asked.any)
    if asked.at_least is not None:
        answers = [alternative(case, one) for one in asked.at_least.of]
        return sorted(answers, reverse=True)[asked.at_least.k - 1]
    (leaf,) = asked.leaves()
    return say(leaf, case)


def alternative(case: Case, asked: Alternative) -> Says:
    """The least of all that an alternative holds."""
    own = [say(leaf, case) for leaf in asked.leaves()]
    return min(own + [alternative(case, one) for one in asked.all])


def say(leaf: AnyLeaf, case: Case) -> Says:
    """What one leaf says."""
    return LEAVES[type(leaf)](case, leaf)


def judged(case: Case, leaf: ask.Judged) -> Says:
    """The latest verdict on this very condition; none: for judgement."""
    step = case.step
    about = step.policy.document, step.step.to, case.condition
    verdicts = [
        row
        for row in case.book.judgements
        if row.subject == case.subject
        and (row.policy, row.rung, row.condition) == about
        and row.on <= case.known(leaf.day)
        and lasts(row.valid_until, case.named(leaf.day))
    ]
    latest = max(verdicts, key=lambda row: (row.on, row.id), default=None)
    return (
        Says.FOR_JUDGEMENT if latest is None else yes_no(latest.verdict == Verdict.MET)
    )


LEAVES: dict[type[Leaf], Callable[[Case, Any], Says]] = {
    ask.Maturity: attained.maturity,
    ask.Holds: attained.holds,
    ask.NotHolds: attained.not_holds,
    ask.Children: attained.children,
    ask.InPool: attained.in_pool,
    ask.Number: figures.number,
    ask.Ratio: figures.ratio,
    ask.Grade: figures.grade,
    ask.Series: figures.series,
    ask.Score: figures.score,
    ask.AboveDesignatedSize: profile.above_designated_size,
    ask.SizeIn: profile.size,
    ask.IndustryIn: profile.industry,
    ask.DivisionIn: profile.division,
    ask.Registered: profile.registered,
    ask.NoEvent: exclusions.no_event,
    ask.NotSubsidised: exclusions.not_subsidised,
    ask.OnePer: exclusions.one_per,
    ask.Judged: judged,
}
"""Who judges which leaf."""
