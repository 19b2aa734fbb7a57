"""A workshop, factory, scene or solution: whose it is, and all it has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry import asof
from registry.desk.read import beside, holdings, records, shown
from registry.desk.read.session import Reading
from registry.desk.read.values import Card, Line
from registry.terms import MADE_UP

_HEAD = f"""
SELECT x.*, k.name AS kind_name, {asof.name(asof.owner("x.id"))} AS owner,
  {asof.unit_name(asof.owner("x.id"))} AS unit
FROM subject x JOIN subject_kind k ON k.code = x.kind
WHERE x.id = :subject AND x.voided_by IS NULL
"""
_OWNERS = f"""
SELECT h.*, {asof.name("h.enterprise_id")} AS owner, {beside.document("h")}
FROM owner_spell h WHERE h.subject_id = :subject AND h.voided_by IS NULL
  AND (h.since IS NULL OR h.since <= :on) ORDER BY h.since DESC, h.id DESC
"""
_SECTIONS = (
    ("称号", holdings.titles),
    ("评估", records.assessments),
    ("指标", records.facts),
    ("申报", holdings.applications),
    ("培育", holdings.pools),
    ("奖补", holdings.subsidies),
)


def card(reading: Reading, subject: int) -> Card:
    """What is recorded of a subject other than an enterprise, section by section.

    Raises:
        NotFoundError: there is no such subject, or its record is void.
    """
    head = reading.need(_HEAD, "认定对象", subject=subject)
    sections = (
        ("对象", tuple(_identity(reading, head))),
        *((title, section(reading, subject)) for title, section in _SECTIONS),
    )
    return shown.made(
        subject,
        f"{head['owner']}/{head['name']}" if head["owner"] else head["name"],
        shown.joined(head["kind_name"], head["unit"]),
        sections,
    )


def _identity(reading: Reading, head: sqlite3.Row) -> Iterator[Line]:
    sample = MADE_UP if head["sample"] else ""
    record = shown.record("subject", head)
    yield Line("名称", head["name"], source=sample, record=record)
    yield Line("种类", head["kind_name"])
    for row in reading.rows(_OWNERS, subject=head["id"]):
        yield Line(
            "所属企业",
            row["owner"] or "—",
            shown.spell(row),
            shown.source(row),
            shown.record("owner_spell", row),
        )
