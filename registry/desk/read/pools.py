"""A pool (培育库): its aim, who is in it unit by unit, who has left."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.desk.read.values import Card, Line

_HEAD = f"""
SELECT p.*, {asof.rung_name("p.rung")} AS rung_name, {beside.document("p")}
FROM pool p WHERE p.id = :pool AND p.voided_by IS NULL
"""
_ENTRIES = f"""
SELECT x.*, {asof.name(asof.owner("x.subject_id"))} AS enterprise,
  {asof.unit_name(asof.owner("x.subject_id"))} AS unit, {beside.document("x")},
  {beside.owned("s")},
  x.left_on IS NOT NULL AND x.left_on <= :on AS gone, x.responsible AS source
FROM pool_entry x JOIN subject s ON s.id = x.subject_id
WHERE x.pool_id = :pool AND {asof.admitted("x")}
ORDER BY gone, {asof.value("unit_spell", asof.owner("x.subject_id"))}, enterprise, x.id
"""


def card(reading: Reading, pool: int) -> Card:
    """A pool as of the day: what it is for, members by unit, each member.

    Raises:
        NotFoundError: there is no such pool, or it is void.
    """
    head = reading.need(_HEAD, "培育库", pool=pool)
    rows = reading.rows(_ENTRIES, pool=pool)
    members = [row for row in rows if not row["gone"]]
    left = [row for row in rows if row["gone"]]
    sections = (
        ("培育库", tuple(_head(head, members, left))),
        ("在库（按县市区）", tuple(_by_unit(members))),
        ("在库", tuple(map(_member, members))),
        ("已出库", tuple(map(_member, left))),
    )
    return shown.made(
        pool,
        f"{head['name']}（{head['year']}）",
        shown.joined(head["rung_name"], head["document"]),
        sections,
    )


def _head(
    head: sqlite3.Row, members: Sequence[sqlite3.Row], left: Sequence[sqlite3.Row]
) -> Iterator[Line]:
    record = shown.record("pool", head)
    yield Line(
        "年度", f"{head['year']} 年", source=head["document"] or "", record=record
    )
    yield Line("目标称号", head["rung_name"] or "未定")
    yield Line("在库", _counted(members))
    yield Line("已出库", _counted(left))


def _counted(rows: Sequence[sqlite3.Row]) -> str:
    """What is in a pool is counted as what it is: 30 家, 82 个（属 60 家企业）."""
    if not any(row["subject"] for row in rows):
        return f"{len(rows)} 家"
    return f"{len(rows)} 个（属 {len({row['enterprise'] for row in rows})} 家企业）"


def _by_unit(members: Sequence[sqlite3.Row]) -> Iterator[Line]:
    counted = Counter(row["unit"] or "未登记" for row in members)
    return (Line(unit, str(number)) for unit, number in counted.items())


def _member(row: sqlite3.Row) -> Line:
    year = f"目标 {row['target_year']} 年" if row["target_year"] else ""
    left = row["left_reason"] if row["gone"] else ""
    until = f" 至 {row['left_on']}" if row["gone"] else " 起"
    return Line(
        shown.whose(row),
        shown.joined(row["unit"] or "未登记", year, row["measures"], left),
        f"{row['admitted_on']}{until}",
        shown.source(row),
        shown.record("pool_entry", row),
    )
