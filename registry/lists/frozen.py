"""A list as text that is kept for ever, and the list again from that text."""

from __future__ import annotations

import json
from datetime import date
from typing import TypedDict, cast

from registry.columns import Column, Kind
from registry.lists.table import Cells, Table


class _Column(TypedDict):
    key: str
    header: str
    width: int
    kind: str


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


def freeze(table: Table) -> str:
    """All of a list but the journal's head and the archive page, as JSON."""
    told = _Listed(
        title=table.title,
        issuer=table.issuer,
        on=table.on.isoformat(),
        terms=table.terms,
        basis=table.basis,
        columns=[
            _Column(key=one.key, header=one.header, width=one.width, kind=one.kind)
            for one in table.columns
        ],
        rows=[list(row) for row in table.rows],
        marks=list(table.marks),
        group=table.group,
        notes=list(table.notes),
        signature=list(table.signature),
    )
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def thaw(text: str) -> Table:
    """The list that ``freeze`` was given, whatever the columns are called today."""
    told = cast("_Listed", json.loads(text))
    return Table(
        title=told["title"],
        issuer=told["issuer"],
        on=date.fromisoformat(told["on"]),
        terms=told["terms"],
        basis=told["basis"],
        columns=tuple(
            Column(one["key"], one["header"], one["width"], Kind(one["kind"]))
            for one in told["columns"]
        ),
        rows=tuple(cast("Cells", tuple(row)) for row in told["rows"]),
        marks=tuple(told["marks"]),
        group=told["group"],
        notes=tuple(told["notes"]),
        signature=tuple(told["signature"]),
    )
