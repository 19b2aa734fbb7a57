"""What an enterprise is on the day: its names, identity, attributes, belongings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry import asof
from registry.desk.read import beside, shown, worded
from registry.desk.read.session import Reading
from registry.desk.read.values import Line
from registry.terms import (
    Attribute,
    NameKind,
    OrganisationKind,
    SizeStandard,
    SuccessionKind,
)

_NAMES = f"""
SELECT h.*, {asof.spelled("h")} AS holds, {beside.document("h")} FROM name_spell h
WHERE h.enterprise_id = :enterprise AND h.voided_by IS NULL
  AND (h.since IS NULL OR h.since <= :on)
ORDER BY holds DESC, CASE h.kind WHEN 'official' THEN 0 WHEN 'short' THEN 1 ELSE 2 END,
  h.since DESC, h.id
"""
_ATTRIBUTES = {
    "division_spell": "注册地",
    "unit_spell": "县市区（园区）",
    "address_spell": "地址",
    "industry_spell": "行业",
    "size_spell": "规模",
    "designated_spell": "规上",
    "status_spell": "状态",
    "parent_spell": "所属集团",
}
"""Spell tables in the order of the page, and what their values are called there."""
_OWNED = f"""
SELECT h.*, k.name AS kind_name, s.name AS shown, {beside.document("h")}
FROM owner_spell h JOIN subject s ON s.id = h.subject_id
JOIN subject_kind k ON k.code = s.kind
WHERE h.enterprise_id = :enterprise AND {asof.in_force("h")} ORDER BY s.kind, s.id
"""
_SUCCESSIONS = f"""
SELECT u.*, u.enterprise_id = :enterprise AS gone, {beside.document("u")},
  u.note AS source, {asof.name("u.enterprise_id")} AS before_name,
  {asof.name("u.successor_id")} AS after_name
FROM succession u WHERE :enterprise IN (u.enterprise_id, u.successor_id)
  AND u.voided_by IS NULL AND u."on" <= :on ORDER BY u."on", u.id
"""


def profile(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Names, code, kind, founding, attributes in force, belongings, successions."""
    return (*names(reading, enterprise), *standing(reading, enterprise))


def standing(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """The same without the names."""
    parts = (_identity, _attributes, _owned, _successions)
    return tuple(line for part in parts for line in part(reading, enterprise))


def names(reading: Reading, enterprise: int) -> tuple[Line, ...]:
    """Every name borne by the day, those in force first, the others as former ones."""
    return tuple(_names(reading, enterprise))


def _names(reading: Reading, enterprise: int) -> Iterator[Line]:
    for row in reading.rows(_NAMES, enterprise=enterprise):
        kind = NameKind.read(row["kind"]) if row["holds"] else NameKind.FORMER
        yield Line(kind.label, row["value"], *_beside("name_spell", row))


def _identity(reading: Reading, enterprise: int) -> Iterator[Line]:
    sql = "SELECT * FROM enterprise WHERE id = :enterprise"
    for row in reading.rows(sql, enterprise=enterprise):
        yield Line("统一社会信用代码", row["uscc"] or "未登记")
        yield Line("组织类型", OrganisationKind.read(row["kind"]).label)
        yield Line("成立日期", shown.day(row, "established_on") or "未登记")


def _attributes(reading: Reading, enterprise: int) -> Iterator[Line]:
    for table, label in _ATTRIBUTES.items():
        shown_ = worded.spelled(table, "h.value")
        rows = reading.rows(
            f"SELECT h.*, {shown_} AS shown, {beside.document('h')} FROM {table} h"
            f" WHERE h.enterprise_id = :enterprise AND {asof.in_force('h')}"
            " ORDER BY h.since DESC, h.id DESC",
            enterprise=enterprise,
        )
        for row in rows:
            standard = _standard(row) if table == "size_spell" else ""
            yield Line(label, f"{row['shown']}{standard}", *_beside(table, row))


def _standard(row: sqlite3.Row) -> str:
    return f" {SizeStandard.read(row['standard']).label}"


def _beside(table: str, row: sqlite3.Row) -> tuple[str, str, str]:
    """A spell's days, its source, and what a correction calls it."""
    attribute = _corrected(table, row)
    called = f"{attribute.label} {row['id']}" if attribute else shown.record(table, row)
    return shown.spell(row), shown.source(row), called


def _corrected(table: str, row: sqlite3.Row) -> Attribute | None:
    """The attribute that a correction of the spell names; none for what it owns."""
    match table:
        case "name_spell":
            return worded.NAMES[NameKind.read(row["kind"])]
        case "size_spell" if row["standard"] == SizeStandard.MIIT_2011:
            return Attribute.SIZE_2011
        case "owner_spell":
            return None
        case _:
            return worded.SPELLS[table][0]


def _owned(reading: Reading, enterprise: int) -> Iterator[Line]:
    for row in reading.rows(_OWNED, enterprise=enterprise):
        yield Line(row["kind_name"], row["shown"], *_beside("owner_spell", row))


def _successions(reading: Reading, enterprise: int) -> Iterator[Line]:
    for row in reading.rows(_SUCCESSIONS, enterprise=enterprise):
        yield Line(
            SuccessionKind.read(row["kind"]).label,
            _who_follows(row),
            shown.day(row, "on"),
            shown.source(row),
            shown.record("succession", row),
        )


def _who_follows(row: sqlite3.Row) -> str:
    if row["gone"]:
        return f"由 {row['after_name']} 承继" if row["after_name"] else "—"
    return f"承继 {row['before_name']}"
