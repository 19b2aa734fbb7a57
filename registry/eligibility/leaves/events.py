"""No event in a window: proven only where coverage says that all were recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from registry.dates import cutoff
from registry.eligibility.asked import ENTERPRISE, Asked
from registry.eligibility.attributes import DIVISION
from registry.eligibility.dated import Dated, Spell
from registry.eligibility.leaves.profile import one_value, spelled
from registry.eligibility.sql import Sql, every, joined, listed, next_day, sql
from registry.ladder.exclusions import NoEvent
from registry.terms import Severity

HAPPENED = Dated('t."on"', "t.on_precision")
REMOVED = Dated("t.removed_on", "t.removed_precision")
KIND, ANY_KIND = Sql("t.kind"), Sql("coalesce(t.kind, '')")
"""An enterprise has few events: one look at all of them is quicker than one a kind."""
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

    Which divisions these are is found once; most rows only look up their own.
    """
    window = _to_be_covered(asked, leaf)
    if window.after is not None and window.after >= window.through:
        return Sql("3")
    gapless = [_gapless(kind, window) for kind in kinds]
    known = window.through == asked.on and DIVISION in asked.attributes
    return sql(
        "CASE WHEN {everywhere} THEN 3 WHEN {value} IS NULL THEN"
        " CASE WHEN {somewhere} AND {looked_up} THEN 3 ELSE 1 END"
        " WHEN {value} IN ({codes}) THEN 3 ELSE 1 END",
        value=DIVISION.column if known else one_value(DIVISION, window.through),
        everywhere=_found(kinds, window, Sql("p.division = ''")),
        codes=_codes(gapless),
        somewhere=_somewhere(window.through),
        looked_up=_found(kinds, window, speaks_of(OF_SOURCE, window.through)),
    )


SCOPE, OF_SOURCE = Sql("c.division"), Sql("p.division")


def _found(kinds: Iterable[str], window: Window, speaks: Sql) -> Sql:
    """Of each kind a source that speaks of E has, with those of wider scope, no gap.

    Whom it speaks of is asked first: few do.
    """
    return every(
        *(
            sql(
                "EXISTS (SELECT 1 FROM coverage p WHERE p.kind = {kind}"
                " AND p.voided_by IS NULL"
                " AND CASE WHEN {speaks} THEN {unbroken} ELSE 0 END)",
                kind=kind,
                speaks=speaks,
                unbroken=_unbroken(window),
            )
            for kind in kinds
        )
    )


def _each(gapless: Iterable[Sql], holds: Sql) -> Sql:
    """Of each kind's scopes without a gap one answers."""
    return every(
        *(
            sql("EXISTS (SELECT 1 FROM ({one}) c WHERE {holds})", one=one, holds=holds)
            for one in gapless
        )
    )


def _codes(gapless: Sequence[Sql]) -> Sql:
    """The divisions within a scope without a gap of each kind."""
    named = [(Sql(f"c{place}"), one) for place, one in enumerate(gapless)]
    return sql(
        "WITH {scopes} SELECT g.code FROM division g WHERE {covered}",
        scopes=joined(
            ", ",
            (
                sql("{n} AS MATERIALIZED ({one})", n=name, one=one)
                for name, one in named
            ),
        ),
        covered=_each([sql("SELECT * FROM {n}", n=n) for n, _ in named], _within(CODE)),
    )


CODE = Sql("g.code")


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


def speaks_of(division: Sql, on: date) -> Sql:
    """A source of this scope (a prefix, or empty) speaks of E: E surely lies in it."""
    return sql(
        "({scope} = '' OR {inside} = 3)",
        scope=division,
        inside=spelled(DIVISION, on, partial(_within, scope=division)),
    )


def _within(division: Sql, scope: Sql = SCOPE) -> Sql:
    return sql(
        "substr({division}, 1, length({scope})) = {scope}",
        division=division,
        scope=scope,
    )


def _somewhere(on: date) -> Sql:
    """A division of E is surely recorded."""
    return sql(
        "EXISTS (SELECT 1 FROM {table} v WHERE v.enterprise_id = {enterprise}"
        " AND {live} AND {surely})",
        table=Sql(DIVISION.table),
        enterprise=ENTERPRISE,
        live=DIVISION.live("v"),
        surely=Spell("v").surely(on),
    )


def _gapless(kind: str, window: Window) -> Sql:
    """The divisions whose sources, with those of wider scope, cover the window."""
    return sql(
        "SELECT DISTINCT p.division FROM coverage p WHERE p.kind = {kind}"
        " AND p.voided_by IS NULL AND {unbroken}",
        kind=kind,
        unbroken=_unbroken(window),
    )


def _unbroken(window: Window) -> Sql:
    """No gap in what the sources tell of the kind and division of source ``p``.

    A gap begins with the window, or on the day after a source ends, where no other
    source goes on.
    """
    after = window.after or BEGINNING
    first = BEGINNING if window.after is None else after + ONE_DAY
    return sql(
        "{begins} AND NOT EXISTS (SELECT 1"
        " FROM coverage q WHERE {applies} AND q.through > {after}"
        " AND q.through < {through} AND NOT {goes_on})",
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
