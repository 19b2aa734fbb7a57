"""Subsidies already had, and others of the same enterprise, group or address."""

from __future__ import annotations

from registry.dates import cutoff
from registry.eligibility.asked import Asked
from registry.eligibility.dated import Dated
from registry.eligibility.leaves.records import Records, found, none_of
from registry.eligibility.sql import Sql, listed, sql
from registry.ladder.exclusions import NotSubsidised
from registry.ladder.values import Of

APPROVED = Dated("y.approved_on", "y.approved_precision")


def not_subsidised(asked: Asked, leaf: NotSubsidised) -> Sql:
    """No subsidy for a title of E or of what it owns; own books are complete."""
    return none_of(found(asked, Of.ANY, subsidies(asked, leaf)))


def subsidies(asked: Asked, leaf: NotSubsidised) -> Records:
    """The subsidies ``y`` for titles ``t`` that count."""
    known, after = asked.known(leaf), None
    if leaf.within_months is not None:
        after = cutoff(asked.day(leaf), leaf.within_months)
    kept = sql(
        "t.voided_by IS NULL AND y.voided_by IS NULL AND y.kind IN ({kinds})"
        " AND (y.recovered_on IS NULL OR y.recovered_on > {known})"
        " AND (y.approved_on IS NULL OR {approved})",
        kinds=listed(kind.value for kind in leaf.kinds),
        known=known,
        approved=APPROVED.may_be_within(after, known),
    )
    if leaf.rungs:
        rungs = listed(leaf.rungs)
        kept = sql("{kept} AND t.rung IN ({rungs})", kept=kept, rungs=rungs)
    source = Sql("title t JOIN subsidy y ON y.title_id = t.id")
    granted = APPROVED.surely_within(after, known)
    surely = sql("y.approved_on IS NOT NULL AND {granted}", granted=granted)
    return Records(source, kept, surely)
