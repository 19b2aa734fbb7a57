"""Rounds: a card of one, with its applications and how far each has come."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.card import cleaned
from registry.desk.read.session import Reading
from registry.desk.read.units import points, yuan
from registry.desk.read.values import Card, Line
from registry.errors import NotFoundError
from registry.text import visible

_HEAD = f"""
SELECT r.*, g.name AS rung_name, {beside.document("r")} FROM round r
JOIN rung g ON g.code = r.rung WHERE r.id = :round AND r.voided_by IS NULL
"""
_APPLICATIONS = f"""
SELECT a.*, {asof.name(asof.owner("a.subject_id"))} AS enterprise,
  CASE WHEN s.kind <> 'enterprise' THEN s.name END AS subject,
  (SELECT u.name FROM unit u WHERE u.id = a.unit_id) AS unit,
  k.name AS stage, p."on", p.on_precision, p.score, p.reason
FROM application a JOIN subject s ON s.id = a.subject_id
LEFT JOIN application_step p ON p.id = (
  SELECT q.id FROM application_step q WHERE q.application_id = a.id
    AND q.voided_by IS NULL AND q."on" <= :on ORDER BY q."on" DESC, q.id DESC LIMIT 1)
LEFT JOIN stage_kind k ON k.code = p.stage
WHERE a.round_id = :round AND a.voided_by IS NULL
  AND (a.applied_on IS NULL OR a.applied_on <= :on)
ORDER BY coalesce(k.ordinal, 0) DESC, enterprise, a.id
"""
APPLIED = "已申报"
"""The stage of an application that has taken no step."""


def card(reading: Reading, round_id: int) -> Card:
    """A round: its days and quota, how many stand at each stage, every application.

    Raises:
        NotFoundError: there is no such round, or it is void.
    """
    head = reading.one(_HEAD, round=round_id)
    if head is None:
        raise NotFoundError(f"台账中没有编号 {round_id} 的批次；请刷新后再看")
    rows = reading.rows(_APPLICATIONS, round=round_id)
    return Card(
        round_id,
        visible(head["name"]),
        visible(shown.joined(head["rung_name"], head["document"])),
        (
            ("批次", tuple(cleaned(line) for line in _head(head))),
            ("各环节", tuple(_by_stage(rows))),
            ("申报", tuple(cleaned(_application(row)) for row in rows)),
        ),
    )


def _head(head: sqlite3.Row) -> Iterator[Line]:
    yield Line("称号", head["rung_name"])
    yield Line("年度", f"{head['year']} 年第 {head['ordinal']} 批")
    yield Line("申报时间", _between(head["opens_on"], head["closes_on"]))
    yield Line("公示时间", _between(head["notice_since"], head["notice_through"]))
    if head["closed_on"]:
        yield Line("办结日期", head["closed_on"])
    if head["quota"] is not None:
        yield Line("名额", f"{head['quota']} 个")
    if head["amount"] is not None:
        yield Line("奖补标准", f"{yuan(head['amount'])}/个")
    yield Line("文号", head["document"] or "—")


def _between(first: str | None, last: str | None) -> str:
    return f"{first or '未定'} 至 {last or '未定'}" if first or last else "未登记"


def _by_stage(rows: list[sqlite3.Row]) -> Iterator[Line]:
    stages = [row["stage"] or APPLIED for row in rows]
    for stage in dict.fromkeys(stages):
        yield Line(visible(stage), f"{stages.count(stage)} 项")
    yield Line("合计", f"{len(rows)} 项")


def _application(row: sqlite3.Row) -> Line:
    said = shown.joined(row["stage"] or APPLIED, points(row["score"]), row["reason"])
    name = (
        f"{row['enterprise']}/{row['subject']}" if row["subject"] else row["enterprise"]
    )
    sample = "样例" if row["sample"] else ""
    return Line(
        name or "—", shown.joined(said, row["unit"]), shown.day(row, "on"), sample
    )
