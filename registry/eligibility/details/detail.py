"""A described answer, and the case it is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry.dates import Precision, last_day, show
from registry.eligibility.asked import ENTERPRISE, Asked, owner
from registry.eligibility.attributes import NOTHING_KNOWN
from registry.eligibility.dated import Spell
from registry.eligibility.sql import Part, Sql, run, sql
from registry.ladder.names import Names
from registry.ladder.values import Of

NOT_RECORDED = "未登记"


@dataclass(frozen=True, slots=True)
class Detail:
    """What there is, since when, from where, and what is missing; each may be empty."""

    value: str = ""
    on: str = ""
    source: str = ""
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One subject before one condition, with the names that words are made of."""

    connection: sqlite3.Connection
    asked: Asked
    names: Names
    subject: int
    enterprise: int

    @property
    def row(self) -> Sql:
        """The relation ``k`` with this one candidate row."""
        return sql(
            "(SELECT {subject} AS subject_id, {enterprise} AS enterprise_id,"
            " {nothing_known}) k",
            subject=self.subject,
            enterprise=self.enterprise,
            nothing_known=NOTHING_KNOWN,
        )

    def whose(self, whose: Of) -> Sql:
        """The ids of all subjects whose records are asked, as the inside of ``IN``."""
        if whose is not Of.ANY:
            return owner(whose)
        return sql(
            "SELECT {e} UNION ALL SELECT s.id FROM owner_spell o"
            " JOIN subject s ON s.id = o.subject_id WHERE o.enterprise_id = {e}"
            " AND o.voided_by IS NULL AND s.voided_by IS NULL AND {may_be}",
            e=ENTERPRISE,
            may_be=Spell("o").may_be(self.asked.on),
        )

    def code(self, expression: Sql) -> int:
        """What a compiled expression says of this candidate."""
        ((code,),) = self.rows("SELECT {code} FROM {row}", code=expression)
        return int(code)

    def rows(self, template: str, /, **parts: Part) -> list[tuple[Any, ...]]:
        """The rows of a query on the candidate, ``{row}``; parts as in ``sql``."""
        query = sql(template, row=self.row, **parts)
        return [tuple(row) for row in run(self.connection, query)]


def of_records(records: Iterable[tuple[str, str, str]], gap: str = "") -> Detail:
    """Records (value, day, source) in one detail, in their order."""
    found = list(records)
    value, on, source = (together(one[place] for one in found) for place in range(3))
    return Detail(value, on, source, gap)


def source(alias: str) -> Sql:
    """A row's document by its number, and its source text."""
    return Sql(
        "trim(coalesce((SELECT d.number FROM document d"  # noqa: S608  # ours
        f" WHERE d.id = {alias}.document_id), '') || ' ' || {alias}.source)"
    )


def day(on: str | None, precision: str = "day") -> str:
    """A stored day as officials read it; empty where there is none."""
    return "" if on is None else show(date.fromisoformat(on), Precision(precision))


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
