"""What has been attained: levels, titles, places in a pool."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from registry.ladder.attained import Children, Holds, InPool, Maturity, NotHolds
from registry.ladder.values import Anchor, Of
from registry.terms import TitleStage
from tests.eligibility.oracle.case import (
    Case,
    is_enterprise,
    lasts,
    owned_here,
    window_start,
    yes_no,
)
from tests.eligibility.oracle.rows import Assessment, PoolEntry, Title
from tests.eligibility.oracle.worlds import (
    NEVER,
    PERHAPS,
    SURELY,
    Possibly,
    Says,
    agreed,
    both,
    either,
    readings,
    worlds,
)


def maturity(case: Case, leaf: Maturity) -> Says:
    """The latest assessment of each kind, one of which must reach the level."""
    whose = case.subject if leaf.of == Of.SUBJECT else case.enterprise
    rows = [
        row
        for row in case.book.assessments
        if row.subject == whose
        and row.kind in leaf.kinds
        and lasts(row.valid_until, case.named(leaf.day))
    ]
    options = [_days_of(row, rows, case, leaf) for row in rows]
    return agreed(
        _levels(
            [(row, on) for row, on in zip(rows, world, strict=True) if on is not None],
            leaf.level,
        )
        for world in worlds(options)
    )


def _days_of(
    row: Assessment, rows: list[Assessment], case: Case, leaf: Maturity
) -> set[date | None]:
    """The days on which it may have been made, None for those that do not count."""
    named, known = case.named(leaf.day), case.known(leaf.day)
    start = window_start(named, leaf.within_months)
    matters = {known, start, date(named.year, 1, 1), date(named.year, 12, 31)}
    matters |= {end for other in rows for end in (other.on.first, other.on.last)}
    return {
        on
        if start < on <= known and (not leaf.application_year or on.year == named.year)
        else None
        for on in row.on.readings(matters)
    }


def _levels(made: list[tuple[Assessment, date]], level: int) -> Says:
    if not made:
        return Says.UNKNOWN
    latest = [
        max(
            (one for one in made if one[0].kind == kind),
            key=lambda one: (one[1], one[0].id),
        )
        for kind in {row.kind for row, _ in made}
    ]
    return yes_no(any(row.level >= level for row, _ in latest))


def holds(case: Case, leaf: Holds) -> Says:
    """A title of one of the rungs, or of one deemed equal, is held."""
    rungs = _expanded(case, leaf.rungs)
    held = either(
        both(_belongs(case, title.subject, leaf.of), _held(case, leaf, title))
        for title in case.book.titles
        if title.rung in rungs
    )
    return agreed(_present(case, rungs, there) for there in held)


def not_holds(case: Case, leaf: NotHolds) -> Says:
    """The negation of holding."""
    asked = Holds(
        rungs=leaf.rungs, of=leaf.of, stage=leaf.stage, ever=leaf.ever, day=leaf.day
    )
    answer = holds(case, asked)
    negation = {Says.MET: Says.UNMET, Says.UNMET: Says.MET}
    return negation.get(answer, answer)


def held_on(case: Case, rungs: Iterable[str], day: Anchor, subject: int) -> Possibly:
    """Whether the subject holds a title of one of the rungs (or equal ones)."""
    asked = Holds(rungs=tuple(rungs), day=day)
    among = _expanded(case, asked.rungs)
    return either(
        _held(case, asked, title)
        for title in case.book.titles
        if title.subject == subject and title.rung in among
    )


def _expanded(case: Case, rungs: Iterable[str]) -> set[str]:
    equal = case.step.equivalents
    return {other for rung in rungs for other in equal.get(rung, (rung,))}


def _present(case: Case, rungs: set[str], there: bool) -> Says:
    if there:
        return Says.MET
    return Says.UNMET if rungs <= case.step.complete else Says.UNKNOWN


def _belongs(case: Case, subject: int, of: Of) -> Possibly:
    """Whether a record of ``subject`` is among those that ``of`` asks for."""
    match of:
        case Of.SUBJECT:
            return frozenset({subject == case.subject})
        case Of.ENTERPRISE:
            return frozenset({subject == case.enterprise})
        case Of.ANY:
            return owned_here(case, subject)


def _held(case: Case, leaf: Holds, title: Title) -> Possibly:
    named, known = case.named(leaf.day), case.known(leaf.day)
    latest = (
        min(known, window_start(named, leaf.for_months)) if leaf.for_months else known
    )
    matters = {named, known, latest}
    valid = frozenset(
        recognised is not None
        and recognised <= latest
        and (leaf.ever or (lasts(until, named) and lasts(ended, known)))
        for recognised in readings(title.recognised, matters)
        for until in readings(title.valid_until, matters)
        for ended in readings(title.ended, matters)
    )
    return both(valid, _stage(title, leaf.stage, known))


def _stage(title: Title, stage: TitleStage | None, known: date) -> Possibly:
    match stage:
        case None:
            return SURELY
        case TitleStage.TAKEN_UP:
            return NEVER if title.stage is None else SURELY
        case TitleStage.ACCEPTED:
            if title.accepted is not None:
                return frozenset({title.accepted <= known})
            return PERHAPS if title.stage == TitleStage.ACCEPTED else NEVER


def children(case: Case, leaf: Children) -> Says:
    """Enough other subjects of the enterprise answer."""
    rungs = _expanded(case, leaf.rungs)
    others = [
        subject
        for subject in case.book.subjects
        if subject.id != case.subject
        and not is_enterprise(case.book, subject.id)
        and leaf.kind in (None, subject.kind)
    ]
    answering = [
        both(
            owned_here(case, subject.id),
            held_on(case, leaf.rungs, leaf.day, subject.id) if leaf.rungs else SURELY,
        )
        for subject in others
    ]
    complete = bool(rungs) and rungs <= case.step.complete
    fewer = Says.UNMET if complete else Says.UNKNOWN
    return agreed(
        Says.MET if sum(world) >= leaf.at_least else fewer
        for world in worlds(answering)
    )


def in_pool(case: Case, leaf: InPool) -> Says:
    """A place in a pool; the register is the authority on pools."""
    there = either(
        _belongs(case, entry.subject, leaf.of)
        for entry in case.book.pool_entries
        if leaf.pool in (None, entry.pool)
        and leaf.rung in (None, entry.rung)
        and _stays(case, leaf, entry)
    )
    return agreed(yes_no(here) for here in there)


def _stays(case: Case, leaf: InPool, entry: PoolEntry) -> bool:
    known = case.known(leaf.day)
    latest = known
    if leaf.for_months is not None:
        latest = min(known, window_start(case.named(leaf.day), leaf.for_months))
    return entry.admitted <= latest and lasts(entry.left, known)
