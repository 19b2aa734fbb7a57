"""What is watched of what an enterprise is, and of events and who else applies."""

from __future__ import annotations

from datetime import timedelta

from registry.dates import cutoff
from registry.eligibility.asked import ENTERPRISE, Asked
from registry.eligibility.dated import Dated, Spell
from registry.eligibility.leaves.events import HAPPENED, REMOVED
from registry.eligibility.sql import Sql, listed, next_day, sql
from registry.eligibility.turning.watch import (
    OWNER,
    Watch,
    bounds,
    ends,
    fixed,
    later,
    spells,
    windowed,
)
from registry.ladder.exclusions import NoEvent, OnePer
from registry.ladder.profile import (
    AboveDesignatedSize,
    DivisionIn,
    IndustryIn,
    Registered,
    SizeIn,
)
from registry.ladder.values import Leaf

ESTABLISHED = Dated("e.established_on", "e.established_precision")
STEP_ON = Dated('w."on"', "w.on_precision")


def above_designated_size(asked: Asked, leaf: AboveDesignatedSize) -> tuple[Watch, ...]:
    """When E comes to be above designated size, or ceases to be."""
    del asked, leaf
    return spells("designated_spell")


def size(asked: Asked, leaf: SizeIn) -> tuple[Watch, ...]:
    """When its size class changes."""
    del asked, leaf
    return spells("size_spell")


def industry(asked: Asked, leaf: IndustryIn) -> tuple[Watch, ...]:
    """When its industry changes."""
    del asked, leaf
    return spells("industry_spell")


def division(asked: Asked, leaf: DivisionIn) -> tuple[Watch, ...]:
    """When it moves."""
    del asked, leaf
    return spells("division_spell")


def registered(asked: Asked, leaf: Registered) -> tuple[Watch, ...]:
    """When it moves or has stayed, or has existed, for long enough."""
    if leaf.division is not None:
        return spells(
            "division_spell", _out(asked, leaf, bounds(Spell("v")), leaf.for_months)
        )
    where = sql("e.id = {enterprise}", enterprise=ENTERPRISE)
    days = windowed(asked, leaf, ends(ESTABLISHED), leaf.for_months)
    return (Watch(Sql("enterprise e"), where, days),)


def _out(
    asked: Asked, leaf: Leaf, days: tuple[Sql, ...], months: int | None
) -> tuple[Sql, ...]:
    return windowed(asked, leaf, days, months)[len(days) :]


def no_event(asked: Asked, leaf: NoEvent) -> tuple[Watch, ...]:
    """When an event happens, is removed or is long enough ago; when coverage ends."""
    happened = windowed(asked, leaf, ends(HAPPENED), leaf.within_months)
    removed = ends(REMOVED) if leaf.open else ()
    where = sql(
        "t.enterprise_id = {enterprise} AND t.kind IN ({kinds})"
        " AND t.voided_by IS NULL",
        enterprise=ENTERPRISE,
        kinds=listed(leaf.kinds),
    )
    events = Watch(Sql("event t"), where, (*happened, *removed))
    empty = _filling(asked, leaf)
    return (events, _covered(asked, leaf), *spells("division_spell"), *empty)


def _filling(asked: Asked, leaf: NoEvent) -> tuple[Watch, ...]:
    """The day on which a window that is still empty gets its first day."""
    if leaf.within_months is None or asked.day(leaf) == asked.on:
        return ()
    start = cutoff(asked.day(leaf), leaf.within_months)
    return (fixed(start + timedelta(days=1)),)


def _covered(asked: Asked, leaf: NoEvent) -> Watch:
    """Coverage of every division at once: it is looked up once, not for each."""
    through, since = Sql("c.through"), Sql("c.since")
    months = leaf.within_months if asked.day(leaf) == asked.on else None
    before = Sql("date(c.since, '-1 day')")
    where = sql("c.kind IN ({kinds}) AND c.voided_by IS NULL", kinds=listed(leaf.kinds))
    days = (next_day(through), since, *later((through, before), months))
    return Watch(Sql("coverage c"), where, days)


def one_per(asked: Asked, leaf: OnePer) -> tuple[Watch, ...]:
    """When another applies or is rejected, or comes near: all applicants at once."""
    rungs = dict.fromkeys((asked.target, *leaf.rungs))
    rounds = [asked.rounds[rung] for rung in rungs if rung in asked.rounds]
    if not rounds:
        return ()
    where = sql(
        "a.round_id IN ({rounds}) AND a.voided_by IS NULL", rounds=listed(rounds)
    )
    applied = Sql("application a")
    watches = [
        Watch(applied, where, (Sql("a.applied_on"),)),
        Watch(
            Sql("application a JOIN application_step w ON w.application_id = a.id"),
            where,
            ends(STEP_ON),
        ),
        Watch(
            Sql("application a JOIN owner_spell o ON o.subject_id = a.subject_id"),
            where,
            bounds(OWNER),
        ),
    ]
    if leaf.per != "enterprise":
        watches += _near(f"{_NEAR[leaf.per]}_spell", where)
    return tuple(watches)


_NEAR = {"group": "parent", "address": "address"}


def _near(table: str, applied: Sql) -> tuple[Watch, ...]:
    """The group or address of E, of applicants, and of those who own applicants."""
    own = Sql(f"application a JOIN {table} v ON v.enterprise_id = a.subject_id")
    owning = Sql(
        "application a JOIN owner_spell o ON o.subject_id = a.subject_id"
        f" JOIN {table} v ON v.enterprise_id = o.enterprise_id"
    )
    days = bounds(Spell("v"))
    return (
        *spells(table),
        Watch(own, applied, days),
        Watch(owning, applied, days),
    )
