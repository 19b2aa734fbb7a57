"""The maturity level reached by the latest assessment of each kind."""

from __future__ import annotations

from datetime import date

from registry.dates import cutoff
from registry.eligibility.asked import Asked, owner
from registry.eligibility.dated import Dated
from registry.eligibility.sql import Sql, every, greatest, least, sql
from registry.ladder.attained import Maturity
from registry.terms import AssessmentKind


def maturity(asked: Asked, leaf: Maturity) -> Sql:
    """One kind's latest assessment reaches the level; none of any kind: unknown.

    Each kind says 3 (it does), 1 (it may), 0 (it does not) or -1 (it does not, or
    there is none): the greatest decides, and -1 means that nothing is known.
    """
    kinds = greatest([_latest(asked, leaf, kind) for kind in leaf.kinds])
    return sql(
        "CASE {kinds} WHEN -1 THEN 1 WHEN 3 THEN 3 WHEN 0 THEN 0 ELSE 1 END",
        kinds=kinds,
    )


def _latest(asked: Asked, leaf: Maturity, kind: AssessmentKind) -> Sql:
    return sql(
        "(SELECT CASE WHEN count(CASE WHEN t.level >= {level} THEN 1 END) = 0"
        " THEN CASE max({surely}) WHEN 1 THEN 0 ELSE -1 END"
        " WHEN min(t.level) >= {level} AND max({surely}) = 1 THEN 3 ELSE 1 END"
        " FROM assessment t WHERE t.subject_id = {subject} AND t.kind = {kind}"
        " AND t.voided_by IS NULL AND {may_count} AND NOT EXISTS {later})",
        level=leaf.level,
        surely=sql(
            "CASE WHEN {surely} THEN 1 ELSE 0 END", surely=_surely(asked, leaf, "t")
        ),
        subject=owner(leaf.of),
        kind=kind.value,
        may_count=may_count(asked, leaf),
        later=_later(asked, leaf),
    )


def _later(asked: Asked, leaf: Maturity) -> Sql:
    """An assessment that surely counts and was surely made after ``t``."""
    last = least([_day("t").last, sql("{known}", known=_through(asked, leaf))])
    return sql(
        "(SELECT 1 FROM assessment l WHERE l.subject_id = t.subject_id"
        ' AND l.kind = t.kind AND l.voided_by IS NULL AND l."on" >= t."on"'
        ' AND {surely} AND (l."on" > {last} OR l."on" = {last} AND l.id > t.id))',
        surely=_surely(asked, leaf, "l"),
        last=last,
    )


def may_count(asked: Asked, leaf: Maturity) -> Sql:
    """The assessment ``t`` is valid and may lie in the window."""
    day = _day("t")
    parts = [_valid("t", asked.day(leaf)), day.may_be_by(_through(asked, leaf))]
    if (after := _after(asked, leaf)) is not None:
        parts.append(day.may_be_after(after))
    return every(*parts)


def _surely(asked: Asked, leaf: Maturity, alias: str) -> Sql:
    day = _day(alias)
    parts = [_valid(alias, asked.day(leaf)), day.surely_by(_through(asked, leaf))]
    if (after := _after(asked, leaf)) is not None:
        parts.append(day.surely_after(after))
    return every(*parts)


def _valid(alias: str, on: date) -> Sql:
    until = Dated(f"{alias}.valid_until")
    return sql(
        "({until} IS NULL OR {after})", until=until.first, after=until.surely_after(on)
    )


def _after(asked: Asked, leaf: Maturity) -> date | None:
    """The last day before the window, if there is a window."""
    on = asked.day(leaf)
    starts = []
    if leaf.within_months is not None:
        starts.append(cutoff(on, leaf.within_months))
    if leaf.application_year:
        starts.append(date(on.year - 1, 12, 31))
    return max(starts, default=None)


def _through(asked: Asked, leaf: Maturity) -> date:
    """The last day of the window."""
    return asked.known(leaf)


def _day(alias: str) -> Dated:
    return Dated(f'{alias}."on"', f"{alias}.on_precision")
