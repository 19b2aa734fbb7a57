"""A described answer, and the case it is about."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from registry.dates import Precision, last_day, show
from registry.eligibility.asked import ENTERPRISE, Asked, owner
from registry.eligibility.compile import OUTCOMES
from registry.eligibility.dated import Spell
from registry.eligibility.details.crowd import Crowd, Rows
from registry.eligibility.sql import Sql, joined, sql
from registry.ladder.names import Names
from registry.ladder.values import Of
from registry.terms import ConditionOutcome

NOT_RECORDED = "未登记"
FULFILLED = (ConditionOutcome.MET, ConditionOutcome.NOT_APPLICABLE)
"""Outcomes of which nobody asks for the gap."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What there is, since when, from where, and what is missing; each may be empty."""

    value: str = ""
    on: str = ""
    source: str = ""
    gap: str = ""


Compose = Callable[..., Sql]
"""Makes SQL about the rows ``k`` of what is asked and of what else it is given."""


@dataclass(frozen=True, slots=True)
class Case:
    """One subject of a crowd before one condition, with the names of codes."""

    crowd: Crowd
    asked: Asked
    names: Names
    subject: int

    def rows(self, compose: Compose, *parts: Hashable) -> Rows:
        """The subject's rows of a query, whose first column is ``k.subject_id``."""
        return self.crowd.rows(_composed(compose, self.asked, *parts), self.subject)

    def code(self, compose: Compose, part: Hashable) -> ConditionOutcome:
        """What a compiled expression says of the subject."""
        (code,) = self.codes(compose, (part,))
        return code

    def codes(
        self, compose: Compose, parts: tuple[Hashable, ...]
    ) -> list[ConditionOutcome]:
        """What such expressions of several parts say, asked together."""
        (found,) = self.rows(_coded, compose, parts)
        return [OUTCOMES[code] for code in found]


@lru_cache(maxsize=2048)
def _composed(compose: Compose, asked: Asked, *parts: Hashable) -> Sql:
    return compose(asked, *parts)


def _coded(asked: Asked, compose: Compose, parts: tuple[Hashable, ...]) -> Sql:
    codes = joined(", ", (compose(asked, part) for part in parts))
    return sql("SELECT k.subject_id, {codes} FROM k", codes=codes)


def whose(asked: Asked, of: Of) -> Sql:
    """The ids of all subjects whose records are asked, as the inside of ``IN``."""
    if of is not Of.ANY:
        return owner(of)
    return sql(
        "SELECT {e} UNION ALL SELECT s.id FROM owner_spell o"
        " JOIN subject s ON s.id = o.subject_id WHERE o.enterprise_id = {e}"
        " AND o.voided_by IS NULL AND s.voided_by IS NULL AND {may_be}",
        e=ENTERPRISE,
        may_be=Spell("o").may_be(asked.on),
    )


def of_records(records: Iterable[tuple[str, str, str]], gap: str = "") -> Detail:
    """Records (value, day, source) in one detail, in their order."""
    found = list(records)
    if not found:
        return Detail(gap=gap)
    if len(found) == 1:
        return Detail(*found[0], gap)
    value, on, source = map(together, zip(*found, strict=True))
    return Detail(value, on, source, gap)


def source(alias: str) -> Sql:
    """A row's document, and its source text."""
    cited = document(f"{alias}.document_id")
    return Sql(f"trim({cited.text} || ' ' || {alias}.source)")


def document(id_: str) -> Sql:
    """A document by its number, else by its title; empty where there is none."""
    return Sql(
        "coalesce((SELECT coalesce(d.number, '《' || d.title || '》')"  # noqa: S608  # ours
        f" FROM document d WHERE d.id = {id_}), '')"
    )


def enterprise_name(on: date, of: Sql = ENTERPRISE) -> Sql:
    """The name to show: one in force, else the last it bore, else the first to come."""
    return sql(
        "(SELECT v.value FROM name_spell v WHERE v.enterprise_id = {of}"
        " AND v.voided_by IS NULL ORDER BY CASE WHEN {in_force} THEN 0 ELSE 1 END,"
        " CASE WHEN {begun} THEN 0 ELSE 1 END,"
        " CASE v.kind WHEN 'official' THEN 0 WHEN 'short' THEN 1 ELSE 2 END,"
        " CASE WHEN {begun} THEN v.since END DESC, v.since, v.id DESC LIMIT 1)",
        of=of,
        in_force=Spell("v").may_be(on),
        begun=sql("coalesce({since}, 1)", since=Spell("v").since.may_be_by(on)),
    )


def day(on: str | None, precision: str = "day") -> str:
    """A stored day as officials read it; empty where there is none."""
    return "" if on is None else show(date.fromisoformat(on), Precision(precision))


@lru_cache(maxsize=512)
def period(since: str, until: str) -> str:
    """A period ``[since, until)`` as officials read it: a year, a month, days.

    >>> period("2021-01-01", "2022-01-01"), period("2021-01-15", "2021-02-01")
    ('2021', '2021-01-15 至 2021-01-31')
    """
    first = date.fromisoformat(since)
    last = date.fromisoformat(until) - timedelta(days=1)
    begins = {Precision.YEAR: "-01-01", Precision.MONTH: "-01", Precision.DAY: ""}
    for precision, begin in begins.items():
        if since.endswith(begin) and last_day(first, precision) == last:
            return show(first, precision)
    return f"{first} 至 {last}"


def together(texts: Iterable[str]) -> str:
    """Each text once, in order, empty ones left out."""
    return "；".join(dict.fromkeys(text for text in texts if text))
