"""Which periods of a fact are asked: the latest visible one, or whole years."""

from __future__ import annotations

from datetime import date, timedelta

from registry.eligibility.asked import Asked, owner
from registry.eligibility.sql import Sql, some, sql
from registry.ladder.values import Leaf, Of

ONE_DAY = timedelta(days=1)


def last_years(asked: Asked, leaf: Leaf, years: int) -> tuple[int, ...]:
    """The ``years`` years up to and with the one before A's, earliest first."""
    last = asked.day(leaf).year - 1
    return tuple(range(last - years + 1, last + 1))


def facts_of(alias: Sql, of: Of, key: str) -> Sql:
    """The live facts of one key about S or E, under an alias."""
    return sql(
        "{alias}.subject_id = {owner} AND {alias}.key = {key}"
        " AND {alias}.voided_by IS NULL",
        alias=alias,
        owner=owner(of),
        key=key,
    )


def visible(alias: Sql, asked: Asked, leaf: Leaf) -> Sql:
    """The fact's period has ended by B: it is known on B."""
    end = asked.known(leaf) + ONE_DAY
    return sql("{alias}.until <= {end}", alias=alias, end=end)


def whole_years(alias: Sql, asked: Asked, leaf: Leaf, years: tuple[int, ...]) -> Sql:
    """The visible facts of exactly these calendar years."""
    known = asked.known(leaf)
    ended = [year for year in years if date(year, 12, 31) <= known]
    pairs = some([_whole_year(alias, year) for year in ended])
    if len(ended) <= 1:
        return pairs
    return sql(
        "{alias}.until >= {first} AND {alias}.until <= {last} AND {pairs}",
        alias=alias,
        first=date(ended[0] + 1, 1, 1),
        last=date(ended[-1] + 1, 1, 1),
        pairs=pairs,
    )


def _whole_year(alias: Sql, year: int) -> Sql:
    return sql(
        "{alias}.until = {until} AND {alias}.since = {since}",
        alias=alias,
        until=date(year + 1, 1, 1),
        since=date(year, 1, 1),
    )


def latest_first(alias: Sql) -> Sql:
    """The order in which the first is the latest period."""
    return sql("{alias}.until DESC, {alias}.since DESC LIMIT 1", alias=alias)
