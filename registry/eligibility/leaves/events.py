"""No event in a window: proven only where coverage says that all were recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from registry.dates import cutoff
from registry.eligibility.asked import ENTERPRISE, Asked
from registry.eligibility.dated import Dated
from registry.eligibility.leaves.profile import DIVISION, spelled
from registry.eligibility.sql import Sql, every, least, listed, next_day, sql
from registry.ladder.exclusions import NoEvent
from registry.terms import Severity

HAPPENED = Dated('t."on"', "t.on_precision")
REMOVED = Dated("t.removed_on", "t.removed_precision")
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
        "coalesce((SELECT min(CASE WHEN {surely} THEN 0 ELSE 1 END) FROM event t"
        " WHERE {counted}), {covered})",
        surely=_surely(leaf, _window(asked, leaf)),
        counted=counted(asked, leaf),
        covered=least([covered(asked, leaf, kind) for kind in leaf.kinds]),
    )


def counted(asked: Asked, leaf: NoEvent) -> Sql:
    """The events ``t`` of E that may count."""
    return sql(
        "t.enterprise_id = {enterprise} AND t.voided_by IS NULL"
        " AND t.kind IN ({kinds}) AND {may_count}",
        enterprise=ENTERPRISE,
        kinds=listed(leaf.kinds),
        may_count=_may_count(leaf, _window(asked, leaf)),
    )


def covered(asked: Asked, leaf: NoEvent, kind: str) -> Sql:
    """3 where a kind is covered for E's division on every day, else 1."""
    window = _window(asked, leaf)
    if leaf.open:
        window = Window(window.through - ONE_DAY, window.through)
    if window.after is not None and window.after >= window.through:
        return Sql("3")
    return _kind_covered(kind, window)


def _window(asked: Asked, leaf: NoEvent) -> Window:
    months = leaf.within_months
    after = None if months is None else cutoff(asked.day(leaf), months)
    return Window(after, asked.known(leaf))


def _may_count(leaf: NoEvent, window: Window) -> Sql:
    parts = [HAPPENED.may_be_by(window.through)]
    if window.after is not None:
        parts.append(HAPPENED.may_be_after(window.after))
    if leaf.open:
        removed = REMOVED.may_be_after(window.through)
        parts.append(sql("(t.removed_on IS NULL OR {removed})", removed=removed))
    if leaf.min_severity is not None:
        severe = listed(_severe(leaf.min_severity))
        parts.append(sql("(t.severity IS NULL OR t.severity IN ({s}))", s=severe))
    return every(*parts)


def _surely(leaf: NoEvent, window: Window) -> Sql:
    parts = [HAPPENED.surely_by(window.through)]
    if window.after is not None:
        parts.append(HAPPENED.surely_after(window.after))
    if leaf.open:
        removed = REMOVED.surely_after(window.through)
        parts.append(sql("(t.removed_on IS NULL OR {removed})", removed=removed))
    if leaf.min_severity is not None:
        parts.append(Sql("t.severity IS NOT NULL"))
    return every(*parts)


def _severe(at_least: Severity) -> list[str]:
    order = list(Severity)
    return [one.value for one in order[order.index(at_least) :]]


def speaks_of(division: Sql, on: date) -> Sql:
    """A source of this scope (a prefix, or empty) speaks of E: E surely lies in it."""
    inside = sql("substr(v.value, 1, length({scope})) = {scope}", scope=division)
    return sql(
        "({scope} = '' OR {inside} = 3)",
        scope=division,
        inside=spelled(DIVISION, on, inside),
    )


def _kind_covered(kind: str, window: Window) -> Sql:
    """E lies in one of the divisions for which the sources leave no day out."""
    return sql(
        "CASE WHEN EXISTS (WITH c AS MATERIALIZED ({gapless})"
        " SELECT 1 FROM c WHERE {speaks_of}) THEN 3 ELSE 1 END",
        gapless=_gapless(kind, window),
        speaks_of=speaks_of(Sql("c.division"), window.through),
    )


def _gapless(kind: str, window: Window) -> Sql:
    """The divisions whose sources, with those of wider scope, cover the window.

    A gap begins with the window, or on the day after a source ends, where no other
    source goes on.
    """
    after = window.after or BEGINNING
    first = BEGINNING if window.after is None else after + ONE_DAY
    return sql(
        "SELECT DISTINCT p.division FROM coverage p WHERE p.kind = {kind}"
        " AND p.voided_by IS NULL AND {begins} AND NOT EXISTS (SELECT 1"
        " FROM coverage q WHERE {applies} AND q.through > {after}"
        " AND q.through < {through} AND NOT {goes_on})",
        kind=kind,
        begins=_goes_on(sql("{after}", after=after), sql("{first}", first=first)),
        applies=_applies(Sql("q")),
        after=after,
        through=window.through,
        goes_on=_goes_on(Sql("q.through"), next_day(Sql("q.through"))),
    )


def _goes_on(after: Sql, first: Sql) -> Sql:
    """A source covers the day ``first``, the one after ``after``."""
    return sql(
        "EXISTS (SELECT 1 FROM coverage r WHERE {applies}"
        " AND (r.since IS NULL OR r.since <= {first}) AND r.through > {after})",
        applies=_applies(Sql("r")),
        first=first,
        after=after,
    )


def _applies(alias: Sql) -> Sql:
    """The source speaks of the kind and of all of the division of ``p``."""
    return sql(
        "{alias}.kind = p.kind AND {alias}.voided_by IS NULL"
        " AND substr(p.division, 1, length({alias}.division)) = {alias}.division",
        alias=alias,
    )
