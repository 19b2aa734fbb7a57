"""What units recommended in a round (推荐汇总表), ranked unit by unit."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from registry import asof, columns
from registry.columns import Cell, Column, Kind
from registry.desk.read import lookup, shown
from registry.desk.read.issued import issued
from registry.desk.read.listed import listed, record, whose
from registry.desk.read.session import Reading
from registry.desk.read.units import points
from registry.errors import InputError
from registry.lists.table import Table
from registry.lists.whose import Listed
from registry.readers import ways
from registry.terms import NO_UNIT

_RECOMMENDED = f"""
SELECT a.id, a.subject_id, {asof.owner("a.subject_id")} AS owner,
  a.sample OR p.sample AS sample, a.unit_id AS sent_by,
  (SELECT u.name FROM unit u WHERE u.id = a.unit_id) AS sender,
  p.rank, p.score, p.reply, p."on" AS recommended_on,
  p.on_precision AS recommended_precision
FROM application a JOIN application_step p ON p.id = (
  SELECT s.id FROM application_step s JOIN stage_kind k ON k.code = s.stage
  WHERE s.application_id = a.id AND s.voided_by IS NULL AND s."on" <= :on
    AND k.role = 'recommendation' ORDER BY s."on" DESC, s.id DESC LIMIT 1)
WHERE a.round_id = :round AND a.voided_by IS NULL AND p.passed IS NOT 0
"""
_ORDER = "sent_by IS NULL, sent_by, rank IS NULL, rank, score DESC, enterprise, w.id"
_ROUND = """
SELECT r.name, (SELECT coalesce(d.number, d.title) FROM document d
  WHERE d.id = r.document_id) AS document FROM round r WHERE r.id = :round
"""
_PLACES = """
SELECT u.name, sum(q.places) AS places
FROM round_quota q JOIN unit u ON u.id = q.unit_id
WHERE q.round_id = :round AND q.voided_by IS NULL GROUP BY u.id ORDER BY u.id
"""
RANK = Column("rank", "推荐排序", 9, Kind.NUMBER, ways.WHOLE, rule="按推荐时登记的排序")
COLUMNS = (
    columns.ORDINAL,
    replace(columns.UNIT, rule="按推荐单位"),
    RANK,
    columns.ENTERPRISE,
    columns.USCC,
    columns.SUBJECT,
    columns.INDUSTRY,
    columns.LEVEL,
    columns.ASSESSED,
    Column("score", "推荐评分", 9),
    Column("reply", "推荐意见", 24),
    Column("recommended_on", "推荐日期", 12, Kind.DATE),
    columns.NOTE,
)


def table(reading: Reading, name: str) -> Table:
    """What was recommended in a round by the day: units in order, ranked in each.

    Raises:
        InputError: no round is named, or several are called so.
        NotFoundError: no round is called so.
    """
    if not name:
        raise InputError(
            "请写明批次，如 推荐:批次名称；用 tidu list rounds 查看有哪些批次"
        )
    number = lookup.round_id(reading.words, name)
    head = reading.one(_ROUND, round=number)
    rows = listed(reading, _RECOMMENDED, _ORDER, round=number)
    return issued(
        reading,
        f"{head['name'] if head else name}推荐汇总表",
        f"{reading.info.as_of} 已推荐的申报，按申报项数计",
        COLUMNS,
        tuple(_cells(place, row) for place, row in enumerate(rows, 1)),
        basis=(head["document"] or "") if head else "",
        sample=any(row["made_up"] for row in rows),
        notes=tuple(_beyond(reading, number, rows)),
        each=Listed.APPLICATION,
        whose=tuple(whose(row, number) for row in rows),
    )


def _cells(place: int, row: sqlite3.Row) -> tuple[Cell, ...]:
    about = record(row) | {
        "ordinal": place,
        "unit": row["sender"] or NO_UNIT,
        "rank": row["rank"],
        "score": points(row["score"]),
        "reply": row["reply"],
        "recommended_on": shown.day(row, "recommended_on"),
    }
    return tuple(column.write(about[column.key]) for column in COLUMNS)


def _beyond(reading: Reading, number: int, rows: list[sqlite3.Row]) -> Iterator[str]:
    """The units that recommended more than they had places for."""
    sent = Counter(row["sender"] for row in rows)
    for unit in reading.rows(_PLACES, round=number):
        if sent[unit["name"]] > unit["places"]:
            yield (
                f"{unit['name']}推荐 {sent[unit['name']]} 项，"
                f"超出名额（{unit['places']} 项）"
            )
