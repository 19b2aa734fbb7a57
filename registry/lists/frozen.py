"""A list as text that is kept for ever, and the list again from that text."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TypedDict, cast

from registry.columns import Column, Kind
from registry.lists.ladders import Box, Ladder
from registry.lists.table import Cells, Table
from registry.lists.whose import Listed, Whose


class _Column(TypedDict):
    key: str
    header: str
    width: int
    kind: str
    rule: str


class _Ladder(TypedDict):
    name: str
    boxes: list[tuple[int, int, list[str]]]
    ways: list[tuple[int, int]]


class _Listed(TypedDict):
    title: str
    issuer: str
    on: str
    terms: str
    basis: str
    columns: list[_Column]
    rows: list[list[str | int | None]]
    marks: list[str]
    group: str
    notes: list[str]
    signature: list[str]
    group_signature: list[str]
    ladders: list[_Ladder]
    each: str
    whose: list[tuple[int, int, str]]


def freeze(table: Table) -> str:
    """All of a list but the journal's head and the archive page, as JSON."""
    told = _Listed(
        title=table.title,
        issuer=table.issuer,
        on=table.on.isoformat(),
        terms=table.terms,
        basis=table.basis,
        columns=[
            _Column(
                key=one.key,
                header=one.header,
                width=one.width,
                kind=one.kind,
                rule=one.rule,
            )
            for one in table.columns
        ],
        rows=[list(row) for row in table.rows],
        marks=list(table.marks),
        group=table.group,
        notes=list(table.notes),
        signature=list(table.signature),
        group_signature=list(table.group_signature),
        ladders=[_drawn(one) for one in table.ladders],
        each=table.each or "",
        whose=[(one.enterprise, one.subject, one.of) for one in table.whose],
    )
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def digest(frozen: str) -> str:
    """The SHA-256 of a frozen list: of all that is listed, and of nothing else."""
    return hashlib.sha256(frozen.encode()).hexdigest()


def thaw(text: str) -> Table:
    """The list that ``freeze`` was given, whatever the columns are called today."""
    told = cast("_Listed", json.loads(text))
    each = told.get("each", "")
    return Table(
        title=told["title"],
        issuer=told["issuer"],
        on=date.fromisoformat(told["on"]),
        terms=told["terms"],
        basis=told["basis"],
        columns=tuple(map(_column, told["columns"])),
        rows=tuple(cast("Cells", tuple(row)) for row in told["rows"]),
        marks=tuple(told["marks"]),
        group=told["group"],
        notes=tuple(told["notes"]),
        signature=tuple(told["signature"]),
        group_signature=tuple(told["group_signature"]),
        ladders=tuple(map(_ladder, told["ladders"])),
        each=Listed(each) if each else None,
        whose=tuple(Whose(*one) for one in told.get("whose", ())),
    )


def _column(told: _Column) -> Column:
    kind, rule = Kind(told["kind"]), told.get("rule", "")
    return Column(told["key"], told["header"], told["width"], kind, rule=rule)


def _drawn(ladder: Ladder) -> _Ladder:
    boxes = [(box.column, box.row, list(box.lines)) for box in ladder.boxes]
    return _Ladder(name=ladder.name, boxes=boxes, ways=list(ladder.ways))


def _ladder(told: _Ladder) -> Ladder:
    boxes = tuple(Box(column, row, tuple(ls)) for column, row, ls in told["boxes"])
    ways = tuple((below, above) for below, above in told["ways"])
    return Ladder(told["name"], boxes, ways)
