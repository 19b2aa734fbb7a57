"""What an enterprise is: size, industry, place, age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.ladder.profile import (
    AboveDesignatedSize,
    DivisionIn,
    IndustryIn,
    Registered,
    SizeIn,
)
from tests.eligibility.oracle.case import (
    Case,
    of,
    recorded,
    window_start,
    yes_no,
)
from tests.eligibility.oracle.rows import Spell
from tests.eligibility.oracle.worlds import (
    BEGINNING,
    ONE_DAY,
    Says,
    agreed,
    readings,
    worlds,
)


def above_designated_size(case: Case, leaf: AboveDesignatedSize) -> Says:
    """Above designated size."""
    spells = of(case.book.designated, case.enterprise)
    return recorded(spells, case.known(leaf.day), lambda value: value == "1")


def size(case: Case, leaf: SizeIn) -> Says:
    """The size class under one standard."""
    spells = [
        spell
        for spell in of(case.book.sizes, case.enterprise)
        if spell.standard == leaf.standard
    ]
    return recorded(spells, case.known(leaf.day), lambda value: value in leaf.classes)


def industry(case: Case, leaf: IndustryIn) -> Says:
    """An industry of some prefixes and none of others."""
    return recorded(
        of(case.book.industries, case.enterprise),
        case.known(leaf.day),
        lambda code: (
            code.startswith(leaf.prefixes) and not code.startswith(leaf.excluding)
        ),
    )


def division(case: Case, leaf: DivisionIn) -> Says:
    """A division of some prefixes."""
    return recorded(
        of(case.book.divisions, case.enterprise),
        case.known(leaf.day),
        lambda code: code.startswith(leaf.prefixes),
    )


def registered(case: Case, leaf: Registered) -> Says:
    """Registered somewhere, or for some time, or both."""
    known = case.known(leaf.day)
    if leaf.for_months is None:
        inside = str(leaf.division)
        return division(case, DivisionIn(prefixes=(inside,), day=leaf.day))
    first = min(known, window_start(case.named(leaf.day), leaf.for_months))
    if leaf.division is None:
        return _established(case, first)
    return _stayed(case, leaf.division, first, known)


def _established(case: Case, latest: date) -> Says:
    enterprise = next(e for e in case.book.enterprises if e.id == case.enterprise)
    if enterprise.established is None:
        return Says.UNKNOWN
    days = enterprise.established.readings({latest})
    return agreed(yes_no(day <= latest) for day in days)


@dataclass(frozen=True, slots=True)
class Stay:
    """What one spell says of the days from first to last, in one world."""

    inside: bool
    overlaps: bool
    on_first: bool
    on_last: bool
    since_known: bool


def _stayed(case: Case, inside: str, first: date, last: date) -> Says:
    """All spells of the time inside, one of them in force on its first day."""
    spells = of(case.book.divisions, case.enterprise)
    options = [_stays(spell, inside, first, last) for spell in spells]
    return agreed(_stay(world) for world in worlds(options))


def _stays(spell: Spell, inside: str, first: date, last: date) -> set[Stay]:
    return {
        Stay(
            inside=str(spell.value).startswith(inside),
            overlaps=overlap(since, until, first, last),
            on_first=overlap(since, until, first, first),
            on_last=overlap(since, until, last, last),
            since_known=since is not None,
        )
        for since in readings(spell.since, {first, last})
        for until in readings(spell.until, {first, last})
    }


def _stay(stays: Sequence[Stay]) -> Says:
    if not any(stay.on_last for stay in stays):
        return Says.UNKNOWN
    if any(stay.overlaps and not stay.inside for stay in stays):
        return Says.UNMET
    at_first = [stay for stay in stays if stay.on_first]
    if not at_first:
        return Says.UNMET
    return Says.MET if any(stay.since_known for stay in at_first) else Says.UNKNOWN


def overlap(since: date | None, until: date | None, first: date, last: date) -> bool:
    """Whether ``[since, until)`` holds a day from first to last."""
    begins = max(since or BEGINNING, first)
    ends = min(date.max if until is None else until - ONE_DAY, last)
    return begins <= ends
