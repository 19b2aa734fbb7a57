"""A described answer, and the case it is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.dates import Precision, show
from registry.eligibility.asked import Asked
from registry.eligibility.dated import Spell
from registry.eligibility.sql import Part, Sql, sql
from registry.ladder.names import Names
from registry.ladder.values import Of

NOT_RECORDED = "未登记"
SOURCE = Sql("trim(coalesce(d.number, '') || ' ' || t.source)")
"""The document's number and the source text of a row ``t`` with its document ``d``."""


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

    def of(self, whose: Of) -> int:
        """The subject whose records are asked: S or E."""
        return self.subject if whose is Of.SUBJECT else self.enterprise

    def whose(self, whose: Of) -> Sql:
        """The ids of all subjects whose records are asked, as the inside of ``IN``."""
        if whose is not Of.ANY:
            return sql("{one}", one=self.of(whose))
        return sql(
            "SELECT {e} UNION ALL SELECT s.id FROM owner_spell o"
            " JOIN subject s ON s.id = o.subject_id WHERE o.enterprise_id = {e}"
            " AND o.voided_by IS NULL AND s.voided_by IS NULL AND {may_be}",
            e=self.enterprise,
            may_be=Spell("o").may_be(self.asked.on),
        )

    def rows(self, template: str, /, **parts: Part) -> list[tuple[Any, ...]]:
        """The rows of a query whose parts are spliced or bound, as in ``sql``."""
        query = sql(template, **parts)
        return [tuple(row) for row in self.connection.execute(query.text, query.values)]


def of_records(records: Iterable[tuple[str, str, str]], gap: str = "") -> Detail:
    """Records (value, day, source) in one detail, in their order."""
    found = list(records)
    value, on, source = (listed(one[place] for one in found) for place in range(3))
    return Detail(value, on, source, gap)


def day(on: str | None, precision: str = "day") -> str:
    """A stored day as officials read it; empty where there is none."""
    return "" if on is None else show(date.fromisoformat(on), Precision(precision))


def listed(texts: Iterable[str]) -> str:
    """Each text once, in order, empty ones left out."""
    return "；".join(dict.fromkeys(text for text in texts if text))
