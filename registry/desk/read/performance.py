"""Budget lines and what left them, self-evaluations, and figures merely reported."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.desk.read.shown import cleaned
from registry.desk.read.values import Line
from registry.reports.figures import Evaluation, Indicator, evaluation
from registry.terms import Provenance
from registry.text import visible

__all__ = ["Budget", "Evaluation", "Indicator", "budgets", "evaluations", "reported"]

_BUDGETS = f"""
SELECT b.*, {beside.document("b")}, coalesce((SELECT sum(p.amount) FROM payment p
  WHERE p.budget_line_id = b.id AND p.voided_by IS NULL AND p."on" <= :on), 0) AS paid
FROM budget_line b WHERE b.voided_by IS NULL AND b.year = :year ORDER BY b.id
"""
_EVALUATED = """
SELECT DISTINCT b.id, b.name FROM target t JOIN budget_line b ON b.id = t.budget_line_id
WHERE t.voided_by IS NULL AND b.voided_by IS NULL AND t.year = :year ORDER BY b.id
"""
_REPORTED = f"""
SELECT t.*, {beside.document("t")} FROM target t
WHERE t.voided_by IS NULL AND t.year = :year AND t.budget_line_id IS NULL
  AND t.provenance = 'reported' ORDER BY t.id
"""


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget line of a year: budgeted and paid by the day, in fen."""

    id: int
    name: str
    year: int
    amount: int
    paid: int
    source: str

    @property
    def share(self) -> Decimal | None:
        """Percent of the budget that was paid, to a hundredth; none where it is 0."""
        return round(Decimal(100 * self.paid) / self.amount, 2) if self.amount else None


def budgets(reading: Reading, year: int) -> tuple[Budget, ...]:
    """The year's budget lines with what left them by the day."""
    return tuple(
        Budget(
            row["id"],
            visible(row["name"]),
            row["year"],
            row["amount"],
            row["paid"],
            visible(shown.source(row)),
        )
        for row in reading.rows(_BUDGETS, year=year)
    )


def evaluations(reading: Reading, year: int) -> tuple[Evaluation, ...]:
    """The year's self-evaluations (绩效自评表), totals computed from their rows."""
    return tuple(
        evaluation(reading.connection, row["name"], year)
        for row in reading.rows(_EVALUATED, year=year)
    )


def reported(reading: Reading, year: int) -> tuple[Line, ...]:
    """Figures of the year that are reported (填报), not derived, with their source."""
    return tuple(
        cleaned(
            Line(
                row["indicator"],
                shown.joined(row["actual"], Provenance.REPORTED.label),
                f"{row['year']} 年",
                shown.source(row),
            )
        )
        for row in reading.rows(_REPORTED, year=year)
    )
