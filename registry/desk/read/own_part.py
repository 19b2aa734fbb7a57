"""A part of the register as a ledger: what goes out to a county, and comes back.

Every column that a ledger of enterprises brings stands in it, so that the county can
put right what is there and fill in what is missing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Mapping

from registry import asof, columns
from registry.columns import Cell
from registry.desk.read.enterprises import BY_NAME, EnterpriseSource, Sort
from registry.desk.read.issued import issued
from registry.desk.read.listed import listed, record, whose
from registry.desk.read.lists import every, place
from registry.desk.read.session import Reading
from registry.intake.kinds import ENTERPRISES, Shape
from registry.intake.parties import ATTRIBUTES, Attribute
from registry.lists.layouts import Layout
from registry.lists.table import Table
from registry.lists.whose import Listed
from registry.store.view_words import day

LAYOUT = Layout(
    (columns.LEVEL, columns.ASSESSED, columns.TITLES),
    (columns.ORDINAL, *ENTERPRISES.columns),
)
"""What a ledger of enterprises brings, then what it is only told."""

_NOTES = (
    "有变化的直接改，自哪天起变的写在「自何日起」一栏；没有变化的不动",
    "成熟度等级、评估、称号、备注供核对，不随这份台账导入",
)


def own_part(
    reading: Reading,
    text: str = "",
    sort: Sort = BY_NAME,
    only: Container[int] | None = None,
) -> Table:
    """The enterprises that match ``text``, with all that is recorded of what they are.

    What a ledger says of a change (自何日起, 来源, 文号) is left to be filled in. In
    the order ``sort``; ``only`` these where given.
    """
    source = EnterpriseSource(reading, text, sort)
    titles = place(source, "titles")
    found = [one for one in every(source) if only is None or one.id in only]
    rows = listed(reading, _ROWS, "w.id", ids=json.dumps([one.id for one in found]))
    records = [
        _record(row) | {columns.TITLES.key: one.cells[titles]}
        for one, row in zip(found, rows, strict=True)
    ]
    return issued(
        reading,
        "企业台账" if only is None else "选定企业台账",
        source.terms,
        LAYOUT.columns,
        LAYOUT.freeze(records),
        sample=any(one["made_up"] for one in records),
        notes=_NOTES,
        each=Listed.ENTERPRISE,
        whose=tuple(map(whose, rows)),
    )


def _record(row: sqlite3.Row) -> dict[str, Cell]:
    blank: dict[str, Cell] = dict.fromkeys(one.key for one in LAYOUT.columns)
    return blank | record(row) | {key: row[key] for key in _RECORDED}


def _value(of: Attribute) -> str:
    """What is in force of an attribute of enterprise ``p``, a division by its name."""
    named = "(SELECT d.name FROM division d WHERE d.code = s.value)"
    what = named if of.slot.shape is Shape.DIVISION else "s.value"
    return asof.value(of.table, "p.id", what, f"1{of.where}")


def _names(which: str) -> str:
    return (
        "(SELECT group_concat(value, '、') FROM (SELECT DISTINCT s.value"
        " FROM name_spell s WHERE s.enterprise_id = p.id AND s.voided_by IS NULL"
        f" AND {which} ORDER BY s.value))"
    )


_FORMER = (
    "(s.kind = 'former' OR s.kind = 'official' AND s.until <= :on)"
    f" AND s.value IS NOT {asof.name('p.id')}"
)
"""What it was told to have been called, and what it bore as its name until then."""


_RECORDED: Mapping[str, str] = {
    columns.SHORT_NAME.key: _names("s.kind = 'short'"),
    columns.FORMER_NAMES.key: _names(_FORMER),
    columns.ORGANISATION.key: "p.kind",
    columns.ESTABLISHED.key: day("p.established_on", "p.established_precision"),
    **{one.slot.column.key: _value(one) for one in ATTRIBUTES if not one.value},
}
_ROWS = f"""
SELECT j.key AS id, j.value AS subject_id, j.value AS owner, 0 AS sample,
  {", ".join(f"{sql} AS {key}" for key, sql in _RECORDED.items())}
FROM json_each(:ids) j JOIN enterprise p ON p.id = j.value
"""
