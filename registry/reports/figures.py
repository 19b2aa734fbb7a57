"""Figures a report asks for: what a derived target's ``query`` names, and the points.

A query is ``kind:what:year``:

- ``titles:RUNG:YEAR``: how many titles of the rung were recognised in the year (10个);
- ``subsidy:RUNG:YEAR``: what one of these titles was paid (10万/个, 8至10万/个);
- ``executed:BUDGET LINE:YEAR``: what the line paid, and its share of the budget
  (200万元（100%）).

What was revoked or recovered later stays in its year: these are the year's figures.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.errors import InputError
from registry.terms import Provenance

NO_FIGURE = "无"
"""What is shown where the register holds nothing to derive a figure from."""

_TITLES = """
SELECT count(*) AS n FROM title t
WHERE t.voided_by IS NULL AND t.rung = :what
  AND t.recognised_on >= :since AND t.recognised_on < :until
"""
_SUBSIDY = """
SELECT min(p.amount) AS least, max(p.amount) AS most FROM payment p
JOIN subsidy s ON s.id = p.subsidy_id AND s.voided_by IS NULL
JOIN title t ON t.id = s.title_id AND t.voided_by IS NULL
WHERE p.voided_by IS NULL AND t.rung = :what
  AND t.recognised_on >= :since AND t.recognised_on < :until
"""
_EXECUTED = """
SELECT b.amount AS budget, coalesce(sum(p.amount), 0) AS paid FROM budget_line b
LEFT JOIN payment p ON p.budget_line_id = b.id AND p.voided_by IS NULL
WHERE b.voided_by IS NULL AND b.name = :what AND b.year = :year GROUP BY b.id
"""
_INDICATORS = """
SELECT t."group", t.category, t.indicator, t.target, t.actual, t.weight, t.score,
  t.deviation, t.provenance, t.query, t.source
FROM target t JOIN budget_line b ON b.id = t.budget_line_id AND b.voided_by IS NULL
WHERE t.voided_by IS NULL AND t.year = :year AND b.name = :line ORDER BY t.id
"""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a self-evaluation; points (None: not given), ``provenance`` in words.

    ``actual`` is the figure as it was handed in; ``derived`` what the register gives
    today, empty where the row is reported.
    """

    group: str
    category: str
    name: str
    target: str
    actual: str
    derived: str
    weight: Decimal | None
    score: Decimal | None
    deviation: str
    provenance: str
    source: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A performance self-evaluation (绩效自评表) of one budget line and year."""

    line: str
    year: int
    indicators: tuple[Indicator, ...]

    @property
    def weight(self) -> Decimal:
        """The points that could be had."""
        return _total(one.weight for one in self.indicators)

    @property
    def score(self) -> Decimal:
        """The points that were given, computed from the rows."""
        return _total(one.score for one in self.indicators)


def figure(connection: sqlite3.Connection, query: str) -> str:
    """What the register derives for a query, as a report writes it.

    Raises:
        InputError: there is no such query.
    """
    kind, _, rest = query.partition(":")
    what, _, year = rest.rpartition(":")
    if kind not in _KINDS or not what or not year.isdecimal():
        raise InputError(
            f"「{query}」不是推算方法；请写成 {'、'.join(_KINDS)} 之一，"
            "如 titles:benchmark/city-sme:2022"
        )
    derive, sql = _KINDS[kind]
    bound = {
        "what": what,
        "year": int(year),
        "since": f"{int(year):04}-01-01",
        "until": f"{int(year) + 1:04}-01-01",
    }
    row = connection.execute(sql, bound).fetchone()
    return NO_FIGURE if row is None else derive(row)


def evaluation(connection: sqlite3.Connection, line: str, year: int) -> Evaluation:
    """The self-evaluation of a budget line: rows as handed in, and as derived."""
    rows = connection.execute(_INDICATORS, {"line": line, "year": year}).fetchall()
    return Evaluation(line, year, tuple(_indicator(connection, row) for row in rows))


def _indicator(connection: sqlite3.Connection, row: sqlite3.Row) -> Indicator:
    return Indicator(
        group=row["group"],
        category=row["category"],
        name=row["indicator"],
        target=row["target"],
        actual=row["actual"],
        derived=figure(connection, row["query"]) if row["query"] else "",
        weight=_points(row["weight"]),
        score=_points(row["score"]),
        deviation=row["deviation"],
        provenance=Provenance.read(row["provenance"]).label,
        source=row["source"],
    )


def _points(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths) / 100


def _total(points: Iterable[Decimal | None]) -> Decimal:
    return sum((given for given in points if given is not None), Decimal(0))


def _titles(row: sqlite3.Row) -> str:
    return f"{row['n']}个"


def _subsidy(row: sqlite3.Row) -> str:
    if row["least"] is None:
        return NO_FIGURE
    least, most = _wan(row["least"]), _wan(row["most"])
    return f"{least}万/个" if least == most else f"{least}至{most}万/个"


def _executed(row: sqlite3.Row) -> str:
    if not row["budget"]:
        return NO_FIGURE
    share = Decimal(100 * row["paid"]) / row["budget"]
    return f"{_wan(row['paid'])}万元（{_plain(round(share, 2))}%）"


def _wan(fen: int) -> str:
    return _plain(Decimal(fen) / 1_000_000)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_KINDS: Mapping[str, tuple[Callable[[sqlite3.Row], str], str]] = {
    "titles": (_titles, _TITLES),
    "subsidy": (_subsidy, _SUBSIDY),
    "executed": (_executed, _EXECUTED),
}
