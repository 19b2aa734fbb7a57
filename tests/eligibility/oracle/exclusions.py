"""What bars a title: events, subsidies had, others applying."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from registry.ladder.exclusions import NoEvent, NotSubsidised, OnePer
from registry.terms import Severity
from tests.eligibility.oracle.case import (
    Case,
    lasts,
    of,
    owned,
    owned_here,
    recorded,
    started,
    values,
    window_start,
    yes_no,
)
from tests.eligibility.oracle.rows import Application, Coverage, Event, Subsidy
from tests.eligibility.oracle.worlds import (
    BEGINNING,
    NEVER,
    ONE_DAY,
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


def no_event(case: Case, leaf: NoEvent) -> Says:
    """No event in the window, and every day of it covered for every kind."""
    known = case.known(leaf.day)
    start = window_start(case.named(leaf.day), leaf.within_months)
    events = [
        event
        for event in case.book.events
        if event.enterprise == case.enterprise and event.kind in leaf.kinds
    ]
    happened = either(_counts(event, leaf, start, known) for event in events)
    covered = all(_covered(case, leaf, kind, start, known) for kind in leaf.kinds)
    nothing = Says.MET if covered else Says.UNKNOWN
    return agreed(Says.UNMET if bad else nothing for bad in happened)


def _counts(event: Event, leaf: NoEvent, start: date, known: date) -> Possibly:
    inside = frozenset(
        on is not None
        and start < on <= known
        and (not leaf.open or lasts(removed, known))
        for on in readings(event.on, {start, known})
        for removed in readings(event.removed, {known})
    )
    return both(inside, _severe(event, leaf.min_severity))


def _severe(event: Event, least: Severity | None) -> Possibly:
    if least is None:
        return SURELY
    if event.severity is None:
        return PERHAPS
    order = [severity.value for severity in Severity]
    return frozenset({order.index(event.severity) >= order.index(least.value)})


def _covered(case: Case, leaf: NoEvent, kind: str, start: date, known: date) -> bool:
    rows = [
        row
        for row in case.book.coverage
        if row.kind == kind and _covers_enterprise(case, row, known)
    ]
    if leaf.open:
        return covers(rows, known)
    return all(covers(rows, day) for day in telling(rows, start, known))


def _covers_enterprise(case: Case, row: Coverage, known: date) -> bool:
    if not row.division:
        return True
    spells = of(case.book.divisions, case.enterprise)
    inside = recorded(spells, known, lambda code: code.startswith(row.division))
    return inside == Says.MET


def covers(rows: Sequence[Coverage], day: date) -> bool:
    """Whether one of the rows covers the day."""
    return any(started(row.since, day) and day <= row.through for row in rows)


def telling(rows: Sequence[Coverage], start: date, known: date) -> set[date]:
    """Days of the window among which there is an uncovered one if there is any."""
    first = BEGINNING if start == BEGINNING else start + ONE_DAY
    ends = {row.through + ONE_DAY for row in rows}
    begins = {row.since - ONE_DAY for row in rows if row.since is not None}
    return {day for day in {first, known} | ends | begins if first <= day <= known}


def not_subsidised(case: Case, leaf: NotSubsidised) -> Says:
    """No subsidy in the window; own books are complete."""
    had = either(
        both(owned_here(case, subsidy.subject), _granted(case, leaf, subsidy))
        for subsidy in case.book.subsidies
        if subsidy.kind in leaf.kinds
        and (not leaf.rungs or subsidy.rung in leaf.rungs)
        and lasts(subsidy.recovered, case.known(leaf.day))
    )
    return agreed(yes_no(not one) for one in had)


def _granted(case: Case, leaf: NotSubsidised, subsidy: Subsidy) -> Possibly:
    if subsidy.approved is None:
        return PERHAPS
    known = case.known(leaf.day)
    start = window_start(case.named(leaf.day), leaf.within_months)
    days = subsidy.approved.readings({start, known})
    return frozenset(start < day <= known for day in days)


def one_per(case: Case, leaf: OnePer) -> Says:
    """No other subject of the same enterprise, group or address has applied."""
    rounds = {
        current_round(case, rung) for rung in {case.step.step.to, *leaf.rungs}
    } - {None}
    applied = either(
        both(_stands(case, application), _same(case, leaf, application.subject))
        for application in case.book.applications
        if application.round in rounds and application.subject != case.subject
    )
    return agreed(yes_no(not one) for one in applied)


def current_round(case: Case, rung: str) -> int | None:
    """The round of a rung that closes next, on D or later."""
    coming = [
        (round_.closes, round_.id)
        for round_ in case.book.rounds
        if round_.rung == rung
        and round_.closes is not None
        and round_.closes >= case.on
    ]
    return min(coming)[1] if coming else None


def _stands(case: Case, application: Application) -> Possibly:
    """Whether it was made by D and neither rejected nor withdrawn by then."""
    if not started(application.applied, case.on):
        return NEVER
    dropped = either(
        frozenset(day <= case.on for day in when.readings({case.on}))
        for when in application.dropped
    )
    return frozenset(not one for one in dropped)


def _same(case: Case, leaf: OnePer, other: int) -> Possibly:
    """Whether its enterprise is the same as ours, or shares group or address."""
    return either(
        both(
            owned(case.book, other, enterprise.id, case.on),
            _alike(case, leaf, enterprise.id),
        )
        for enterprise in case.book.enterprises
    )


def _alike(case: Case, leaf: OnePer, enterprise: int) -> Possibly:
    if enterprise == case.enterprise:
        return SURELY
    match leaf.per:
        case "enterprise":
            return NEVER
        case "group":
            pair = _groups(case, case.enterprise), _groups(case, enterprise)
            return frozenset(a == b for a, b in worlds(pair))
        case "address":
            places = _addresses(case, case.enterprise), _addresses(case, enterprise)
            unrecorded = any(None in possible for possible in places)
            return (
                PERHAPS if unrecorded else frozenset(a == b for a, b in worlds(places))
            )


def _groups(case: Case, enterprise: int) -> set[int]:
    parents = values(of(case.book.parents, enterprise), case.on)
    return {enterprise if parent is None else int(parent) for parent in parents}


def _addresses(case: Case, enterprise: int) -> set[str | int | None]:
    return values(of(case.book.addresses, enterprise), case.on)
