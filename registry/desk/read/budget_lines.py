"""A budget line: its budget, what left it by the day, and what rests on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.desk.read.units import points, yuan
from registry.desk.read.values import Card, Line
from registry.terms import Provenance, SubsidyKind

_HEAD = f"""
SELECT b.*, {beside.document("b")} FROM budget_line b
WHERE b.id = :line AND b.voided_by IS NULL
"""
_PAYMENTS = f"""
SELECT p.*, {beside.document("p")} FROM payment p
WHERE p.budget_line_id = :line AND p.voided_by IS NULL AND p."on" <= :on
ORDER BY p."on", p.id
"""
_OWNER = asof.owner("t.subject_id")
_SUBSIDIES = f"""
SELECT x.*, {asof.rung_name("t.rung")} AS rung_name, {beside.document("x")},
  {asof.name(_OWNER)} AS enterprise, {beside.owned("s")}
FROM subsidy x JOIN title t ON t.id = x.title_id JOIN subject s ON s.id = t.subject_id
WHERE x.budget_line_id = :line AND x.voided_by IS NULL
  AND (x.approved_on IS NULL OR x.approved_on <= :on) ORDER BY enterprise, x.id
"""
_TARGETS = f"""
SELECT t.*, {beside.document("t")} FROM target t
WHERE t.budget_line_id = :line AND t.voided_by IS NULL ORDER BY t.id
"""


def card(reading: Reading, line: int) -> Card:
    """A budget line as of the day, with payments, subsidies and indicators.

    Raises:
        NotFoundError: there is no such line, or it is void.
    """
    head = reading.need(_HEAD, "预算项目", line=line)
    paid = reading.rows(_PAYMENTS, line=line)
    sections = (
        ("预算", tuple(_head(head, paid))),
        ("支出", tuple(map(_payment, paid))),
        ("奖补", tuple(map(_subsidy, reading.rows(_SUBSIDIES, line=line)))),
        ("绩效指标", tuple(map(_target, reading.rows(_TARGETS, line=line)))),
    )
    return shown.made(
        line,
        head["name"],
        shown.joined(f"{head['year']} 年", head["department"]),
        sections,
    )


def _head(head: sqlite3.Row, paid: Sequence[sqlite3.Row]) -> Iterator[Line]:
    spent = sum(row["amount"] for row in paid)
    record = shown.record("budget_line", head)
    yield Line("预算", yuan(head["amount"]), source=shown.source(head), record=record)
    share = ""
    if head["amount"]:
        share = f"{round(Decimal(100 * spent) / head['amount'], 2)}%"
    yield Line("已支出", shown.joined(yuan(spent), share))
    yield Line("结余", yuan(head["amount"] - spent))


def _payment(row: sqlite3.Row) -> Line:
    return Line(
        row["purpose"],
        shown.joined(yuan(row["amount"]), row["payee"]),
        shown.day(row, "on"),
        shown.source(row),
        shown.record("payment", row),
    )


def _subsidy(row: sqlite3.Row) -> Line:
    kind = SubsidyKind.read(row["kind"]).label
    return Line(
        shown.whose(row),
        shown.joined(f"{kind} {row['rung_name']}", yuan(row["amount"])),
        shown.day(row, "approved_on"),
        shown.source(row),
        shown.record("subsidy", row),
    )


def _target(row: sqlite3.Row) -> Line:
    asked = f"目标 {row['target']}" if row["target"] else ""
    got = f"实际 {row['actual']}" if row["actual"] else ""
    provenance = Provenance.read(row["provenance"]).label
    return Line(
        row["indicator"],
        shown.joined(asked, got, points(row["score"]), provenance),
        f"{row['year']} 年",
        shown.source(row),
        shown.record("target", row),
    )
