"""The maturity level reached by the latest assessment of each kind."""

from __future__ import annotations

from datetime import date

from registry.dates import cutoff
from registry.eligibility.asked import Asked, owner
from registry.eligibility.dated import Dated
from registry.eligibility.sql import Sql, every, greatest, least, sql, written
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
    """What the last assessment says where it is surely the latest, else what all say.

    It is, where it surely counts and there is no other from its year on: those of
    years before were made before, however precisely they are known.
    """
    return sql(
        "coalesce((SELECT CASE WHEN t.on_precision <> 'day' AND NOT ({surely})"
        " OR EXISTS {others} THEN {open}"
        " WHEN t.level >= {level} THEN 3 ELSE 0 END FROM assessment t"
        " WHERE t.subject_id = {subject} AND t.kind = {kind} AND t.voided_by IS NULL"
        ' AND {may_count} ORDER BY t."on" DESC, t.id DESC LIMIT 1), -1)',
        surely=_surely(asked, leaf, "t"),
        others=OTHERS,
        open=_among(asked, leaf, kind),
        level=written(leaf.level),
        subject=owner(leaf.of),
        kind=kind.value,
        may_count=may_count(asked, leaf),
    )


OTHERS = Sql(
    "(SELECT 1 FROM assessment l WHERE l.subject_id = t.subject_id AND l.kind = t.kind"
    ' AND l.voided_by IS NULL AND l."on" >= substr(t."on", 1, 4) AND l.id <> t.id)'
)
"""Other assessments from the year of ``t`` on; the index alone tells."""


def _among(asked: Asked, leaf: Maturity, kind: AssessmentKind) -> Sql:
    """The answer of all assessments that may be the latest."""
    return sql(
        "(SELECT CASE WHEN count(CASE WHEN t.level >= {level} THEN 1 END) = 0"
        " THEN CASE max({surely}) WHEN 1 THEN 0 ELSE -1 END"
        " WHEN min(t.level) >= {level} AND max({surely}) = 1 THEN 3 ELSE 1 END"
        " FROM assessment t WHERE t.subject_id = {subject} AND t.kind = {kind}"
        " AND t.voided_by IS NULL AND {may_count} AND NOT EXISTS {later})",
        level=written(leaf.level),
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
    window = _after(asked, leaf), _through(asked, leaf)
    return every(_valid("t", asked.day(leaf)), _day("t").may_be_within(*window))


def _surely(asked: Asked, leaf: Maturity, alias: str) -> Sql:
    window = _after(asked, leaf), _through(asked, leaf)
    return every(_valid(alias, asked.day(leaf)), _day(alias).surely_within(*window))


def _valid(alias: str, on: date) -> Sql:
    until = Dated(f"{alias}.valid_until")
    return sql("({ended}) IS NOT TRUE", ended=until.may_be_by(on))


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
