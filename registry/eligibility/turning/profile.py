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
    whose,
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
from registry.ladder.values import Leaf, Of

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
    return Watch(Sql("coverage c"), where, days, common=True)


def one_per(asked: Asked, leaf: OnePer) -> tuple[Watch, ...]:
    """When another applies or is rejected, or comes near.

    Of one per enterprise only what E owns counts; of one per group or address all
    applicants at once.
    """
    rungs = dict.fromkeys((asked.target, *leaf.rungs))
    rounds = [asked.rounds[rung] for rung in rungs if rung in asked.rounds]
    if not rounds:
        return ()
    where = sql(
        "t.round_id IN ({rounds}) AND t.voided_by IS NULL", rounds=listed(rounds)
    )
    days = (Sql("t.applied_on"),)
    if leaf.per == "enterprise":
        return (
            *whose(Of.ANY, APPLIED, where, days),
            *whose(Of.ANY, STEPS, where, ends(STEP_ON)),
        )
    table = "parent_spell" if leaf.per == "group" else "address_spell"
    owning = Sql("application t JOIN owner_spell o ON o.subject_id = t.subject_id")
    return (
        Watch(APPLIED, where, days, common=True),
        Watch(STEPS, where, ends(STEP_ON), common=True),
        Watch(owning, where, bounds(OWNER), common=True),
        *_near(table, where),
    )


APPLIED = Sql("application t")
STEPS = Sql("application t JOIN application_step w ON w.application_id = t.id")


def _near(table: str, applied: Sql) -> tuple[Watch, ...]:
    """The group or address of E, of applicants, and of those who own applicants."""
    own = Sql(f"application t JOIN {table} v ON v.enterprise_id = t.subject_id")
    owning = Sql(
        "application t JOIN owner_spell o ON o.subject_id = t.subject_id"
        f" JOIN {table} v ON v.enterprise_id = o.enterprise_id"
    )
    days = bounds(Spell("v"))
    return (
        *spells(table),
        Watch(own, applied, days, common=True),
        Watch(owning, applied, days, common=True),
    )
