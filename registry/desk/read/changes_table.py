"""What changed in the world, as a list that can leave the register."""

from __future__ import annotations

from dataclasses import replace

from registry import columns
from registry.columns import Cell
from registry.desk.read.changes import Change, Changes
from registry.desk.read.issued import issued
from registry.desk.read.session import Reading
from registry.lists.table import Table
from registry.terms import MADE_UP

COLUMNS = (
    columns.ORDINAL,
    columns.CHANGED_ON,
    columns.CHANGE,
    columns.ENTERPRISE,
    replace(columns.UNIT, rule=""),  # the terms of changes say it
    columns.SUBJECT,
    columns.OLD,
    columns.NEW,
    columns.DOCUMENT,
    columns.TOUCHED,
    columns.NOTE,
)


def table(reading: Reading, asked: Changes) -> Table:
    """The changes in the order of their days, each with the titles it touches."""
    found = asked.found
    documents = dict.fromkeys(one.document for one in found if one.document)
    return issued(
        reading,
        "变化清单",
        asked.terms.said,
        COLUMNS,
        tuple(cells(number, one) for number, one in enumerate(found, 1)),
        basis="、".join(documents),
        sample=any(one.sample for one in found),
    )


def cells(number: int, one: Change) -> tuple[Cell, ...]:
    """One change, in the order of ``COLUMNS``."""
    return (
        number,
        one.on,
        one.kind,
        one.enterprise,
        one.unit,
        one.subject,
        one.old,
        one.new,
        one.document,
        "、".join(one.touched),
        "；".join(part for part in (MADE_UP if one.sample else "", one.source) if part),
    )
