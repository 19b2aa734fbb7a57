"""A rung of the ladder: which documents speak of it, who holds it, who may come up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.desk.read.steps import basis, rung_name, steps, whither
from registry.desk.read.values import Card, Line
from registry.eligibility.kept import read as kept
from registry.errors import NotFoundError
from registry.terms import Outcome, Tier
from registry.text import visible

_HEAD = """
SELECT r.*, k.name AS kind_name FROM rung r
LEFT JOIN subject_kind k ON k.code = r.subject_kind
WHERE r.code = :code AND r.voided_by IS NULL
"""
_HOLDERS = f"""
SELECT t.*, {asof.name(asof.owner("t.subject_id"))} AS enterprise,
  {asof.unit_name(asof.owner("t.subject_id"))} AS unit, {beside.document("t")},
  {beside.owned("s")},
  {asof.held("t")} AS held
FROM title t JOIN subject s ON s.id = t.subject_id
WHERE t.rung = :code AND {asof.recognised("t")}
ORDER BY held DESC, t.recognised_on DESC, enterprise, t.id
"""


def card(reading: Reading, code: str) -> Card:
    """A rung as of the day: its steps with their documents, its holders, past ones.

    Raises:
        NotFoundError: there is no such rung.
    """
    head = reading.one(_HEAD, code=code)
    if head is None:
        raise NotFoundError(f"台账中没有称号「{visible(code)}」；请先载入政策")
    rows = reading.rows(_HOLDERS, code=code)
    sections = (
        ("称号", tuple(_head(head, rows, reading.info.on.year))),
        ("晋级", tuple(_steps(reading, code))),
        ("持有", tuple(_holder(row) for row in rows if row["held"])),
        ("曾经持有", tuple(_holder(row) for row in rows if not row["held"])),
    )
    return shown.made(
        head["id"],
        rung_name(reading, code),
        code,
        sections,
    )


def _head(head: sqlite3.Row, rows: list[sqlite3.Row], year: int) -> Iterator[Line]:
    held = sum(row["held"] for row in rows)
    new = sum(row["recognised_on"] >= f"{year:04}-01-01" for row in rows)
    yield Line("层级", Tier.read(head["tier"]).label)
    yield Line("认定到", head["kind_name"] or head["subject_kind"])
    yield Line("当前有效", f"{held} 项")
    yield Line("本年新增", f"{new} 项")
    yield Line("历年累计", f"{len(rows)} 项")


def _steps(reading: Reading, code: str) -> Iterator[Line]:
    """Every step in force to the rung, with how many stand how before it."""
    for step in steps(reading, code):
        counts = kept.counts(reading.connection, step)
        said = (f"{one.label} {counts[one]}" for one in Outcome if counts[one])
        begun = step.step.from_
        since = rung_name(reading, begun) if begun else "入门"
        yield Line(
            f"{since} → {whither(step)}" if begun != code else whither(step),
            " · ".join(said) or "没有候选",
            str(reading.info.on),
            f"{step.active.policy.document}（{basis(step).label}）",
        )


def _holder(row: sqlite3.Row) -> Line:
    until = shown.day(row, "valid_until")
    return Line(
        shown.whose(row),
        shown.joined(row["unit"] or "未登记", row["note"]),
        shown.day(row, "recognised_on") + (f" 至 {until}（不含）" if until else " 起"),
        shown.source(row),
        shown.record("title", row),
    )
