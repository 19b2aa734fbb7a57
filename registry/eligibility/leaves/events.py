"""No event in a window: proven only where coverage says that all were recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry.dates import cutoff
from registry.eligibility.asked import ENTERPRISE, Asked
from registry.eligibility.attributes import DIVISION, EVENTFUL
from registry.eligibility.dated import Dated, Spell
from registry.eligibility.leaves.profile import one_value
from registry.eligibility.sql import (
    Sql,
    every,
    joined,
    listed,
    next_day,
    sql,
    written,
)
from registry.ladder.exclusions import NoEvent
from registry.terms import Severity

HAPPENED = Dated('t."on"', "t.on_precision")
REMOVED = Dated("t.removed_on", "t.removed_precision")
KIND, ANY_KIND = Sql("t.kind"), Sql("coalesce(t.kind, '')")
"""An enterprise has few events: one look at all of them is quicker than one a kind."""
NOTHING = Sql("")
BEGINNING = date.min
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days ``(after, through]``; ``after`` None is the beginning of time."""

    after: date | None
    through: date


def no_event(asked: Asked, leaf: NoEvent) -> Sql:
    """No event that counts, and none unrecorded: coverage fills the window."""
    return sql(
        "coalesce(CASE {eventful} WHEN 0 THEN NULL ELSE (SELECT"
        " min(CASE WHEN {surely} THEN 0 ELSE 1 END) FROM event t WHERE {counted}) END,"
        " {covered})",
        eventful=EVENTFUL.column,
        surely=_surely(leaf, _window(asked, leaf)),
        counted=counted(asked, leaf),
        covered=covered(asked, leaf, leaf.kinds),
    )


def counted(asked: Asked, leaf: NoEvent) -> Sql:
    """The events ``t`` of E that may count."""
    return sql(
        "t.enterprise_id = {enterprise} AND t.voided_by IS NULL"
        " AND {kind} IN ({kinds}) AND {may_count}",
        enterprise=ENTERPRISE,
        kind=KIND if len(leaf.kinds) == 1 else ANY_KIND,
        kinds=listed(leaf.kinds),
        may_count=_may_count(leaf, _window(asked, leaf)),
    )


def covered(asked: Asked, leaf: NoEvent, kinds: Sequence[str]) -> Sql:
    """3 where all the kinds are covered for E's division on every day, else 1.

    Which divisions these are is found once; most rows only look up their own. A row
    that does not know it asks for the sources that speak of E.
    """
    window = _to_be_covered(asked, leaf)
    if window.after is not None and window.after >= window.through:
        return Sql("3")
    known = window.through == asked.on and DIVISION in asked.attributes
    return sql(
        _KNOWN if known else _LOOKED_UP,
        everywhere=_of_all(kinds, _everywhere(kinds, window)),
        value=DIVISION.column if known else one_value(DIVISION, window.through),
        placed=_placed(),
        around=_of_all(kinds, _around(kinds, window)),
        codes=_codes(kinds, window),
    )


_KNOWN = (
    "CASE WHEN {value} IS NULL AND {placed} THEN CASE WHEN {around} THEN 3 ELSE 1 END"
    " WHEN {everywhere} OR {value} IN ({codes}) THEN 3 ELSE 1 END"
)
"""Sources for all are not sought where rows ask for those that speak of E."""
_LOOKED_UP = (
    "CASE WHEN {everywhere} THEN 3 ELSE CASE {value} IN ({codes}) WHEN 1 THEN 3"
    " WHEN 0 THEN 1 ELSE CASE WHEN {placed} AND {around} THEN 3 ELSE 1 END END END"
)
"""The division is looked up once; nothing is in a list where that is open."""


SCOPE = Sql("c.division")


def _placed() -> Sql:
    """Some division of E is recorded; else only sources for everywhere speak of it."""
    return sql(
        "EXISTS (SELECT 1 FROM {table} v"
        " WHERE v.enterprise_id = {enterprise} AND {live})",
        table=Sql(DIVISION.table),
        enterprise=ENTERPRISE,
        live=DIVISION.live("v"),
    )


def _of_all(kinds: Sequence[str], gapless: Sql) -> Sql:
    """None of the kinds is missing."""
    return sql(
        "(SELECT count(*) FROM ({gapless})) = {n}",
        gapless=gapless,
        n=written(len(set(kinds))),
    )


def _everywhere(kinds: Sequence[str], window: Window) -> Sql:
    """The kinds that are covered for everybody."""
    return _gapless("kind", _told(kinds, window, Sql("c.division = ''")), window)


def covering(asked: Asked, leaf: NoEvent) -> Sql:
    """Rows ``(kind)``: those of the leaf's kinds that are covered for E throughout."""
    window = _to_be_covered(asked, leaf)
    if window.after is not None and window.after >= window.through:
        rows = (sql("SELECT {kind} AS kind", kind=one) for one in leaf.kinds)
        return joined(" UNION ALL ", rows)
    return _around(leaf.kinds, window)


def _around(kinds: Sequence[str], window: Window) -> Sql:
    """The kinds that are covered by the sources that speak of E."""
    beside = sql(
        "(SELECT {reach} FROM {table} v WHERE {lies}) b CROSS JOIN ",
        reach=reach(window.through),
        table=Sql(DIVISION.table),
        lies=lies(window.through),
    )
    return _gapless("kind", _told(kinds, window, SPEAKS_OF_E, beside), window)


def reach(on: date) -> Sql:
    """The first and the last division that E may be in, and whether it is in one."""
    return sql(
        "min(v.value) AS least, max(v.value) AS most,"
        " max(CASE WHEN {surely} THEN 1 ELSE 0 END) AS surely",
        surely=Spell("v").surely(on),
    )


def lies(on: date) -> Sql:
    """The spell ``v`` is of a division that E may be in."""
    return sql(
        "v.enterprise_id = {enterprise} AND {live} AND {may_be}",
        enterprise=ENTERPRISE,
        live=DIVISION.live("v"),
        may_be=Spell("v").may_be(on),
    )


def _codes(kinds: Sequence[str], window: Window) -> Sql:
    """The divisions within a scope without a gap of each kind."""
    return sql(
        "SELECT g.code FROM ({gapless}) c JOIN division g ON {within}"
        " AND g.code >= c.division AND g.code < c.division || '~'"
        " GROUP BY g.code HAVING count(DISTINCT c.kind) = {n}",
        gapless=_scopes(kinds, window),
        within=_within(Sql("g.code")),
        n=written(len(set(kinds))),
    )


def _scopes(kinds: Sequence[str], window: Window) -> Sql:
    """Kinds and scopes whose sources, with those of wider scope, leave no gap.

    What was read is set aside: each table that a statement has open costs every row.
    """
    told = sql(
        "told AS MATERIALIZED ({told}),"
        " p AS (SELECT DISTINCT kind, division FROM told), ",
        told=_told(kinds, window, Sql("1 = 1")),
    )
    applied = Sql(
        "SELECT p.kind, p.division, q.since, q.through FROM p JOIN told q"
        " ON q.kind = p.kind"
        " AND substr(p.division, 1, length(q.division)) = q.division",
    )
    return _gapless("kind, division", applied, window, told)


def _to_be_covered(asked: Asked, leaf: NoEvent) -> Window:
    window = _window(asked, leaf)
    return Window(window.through - ONE_DAY, window.through) if leaf.open else window


def _window(asked: Asked, leaf: NoEvent) -> Window:
    months = leaf.within_months
    after = None if months is None else cutoff(asked.day(leaf), months)
    return Window(after, asked.known(leaf))


def _may_count(leaf: NoEvent, window: Window) -> Sql:
    parts = [HAPPENED.may_be_within(window.after, window.through)]
    if leaf.open:
        removed = REMOVED.may_be_after(window.through)
        parts.append(sql("(t.removed_on IS NULL OR {removed})", removed=removed))
    if leaf.min_severity is not None:
        severe = listed(_severe(leaf.min_severity))
        parts.append(sql("(t.severity IS NULL OR t.severity IN ({s}))", s=severe))
    return every(*parts)


def _surely(leaf: NoEvent, window: Window) -> Sql:
    parts = [HAPPENED.surely_within(window.after, window.through)]
    if leaf.open:
        removed = REMOVED.surely_after(window.through)
        parts.append(sql("(t.removed_on IS NULL OR {removed})", removed=removed))
    if leaf.min_severity is not None:
        parts.append(Sql("t.severity IS NOT NULL"))
    return every(*parts)


def _severe(at_least: Severity) -> list[str]:
    order = list(Severity)
    return [one.value for one in order[order.index(at_least) :]]


def _within(division: Sql, scope: Sql = SCOPE) -> Sql:
    return sql(
        "substr({division}, 1, length({scope})) = {scope}",
        division=division,
        scope=scope,
    )


SPEAKS_OF_E = sql(
    "(c.division = '' OR b.surely = 1 AND {least} AND {most})",
    least=_within(Sql("b.least")),
    most=_within(Sql("b.most")),
)
"""A source ``c`` of this scope (a prefix, or empty) speaks of E: E surely lies in it.

What begins the first and the last of the codes that E may have begins all between.
"""


def _told(
    kinds: Sequence[str], window: Window, which: Sql, beside: Sql = NOTHING
) -> Sql:
    """The sources ``c`` of these kinds that begin before the window ends."""
    return sql(
        "SELECT c.kind, c.division, coalesce(c.since, '') AS since, c.through"
        " FROM {beside}coverage c WHERE c.kind IN ({kinds}) AND c.voided_by IS NULL"
        " AND (c.since IS NULL OR c.since <= {through}) AND {which}",
        beside=beside,
        kinds=listed(kinds),
        through=window.through,
        which=which,
    )


def _gapless(by: str, sources: Sql, window: Window, before: Sql = NOTHING) -> Sql:
    """Whatever sources are taken together by, where they cover the window.

    In the order in which they begin, none begins later than the day after the latest
    that those before it reach, and one reaches the end. ``before`` are relations that
    the sources rest on: named, not nested, as SQLite's parser is shallow.
    """
    after = window.after or BEGINNING
    first = BEGINNING if window.after is None else after + ONE_DAY
    return sql(
        "WITH {before}source AS ({sources}), run AS (SELECT {by}, since, through,"
        " max(through) OVER (PARTITION BY {by} ORDER BY since"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached FROM source)"
        " SELECT {by} FROM run GROUP BY {by} HAVING max(through) >= {through}"
        " AND max(CASE WHEN since > CASE WHEN reached > {after} THEN {next}"
        " ELSE {first} END THEN 1 ELSE 0 END) = 0",
        before=before,
        by=Sql(by),
        sources=sources,
        after=after,
        first=first,
        next=next_day(Sql("reached")),
        through=window.through,
    )
