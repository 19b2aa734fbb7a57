"""Contacts as they are shown: masked, unless it is recorded why they are not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace

from registry import columns
from registry.columns import Cell, Column, Kind
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.issued import issued
from registry.desk.read.listed import BY_UNIT, listed, record
from registry.desk.read.lists import every
from registry.desk.read.session import Reading
from registry.desk.read.shown import joined
from registry.desk.read.values import Line
from registry.lists import masks
from registry.lists.table import Table
from registry.terms import MADE_UP
from registry.text import visible

_WORDS = "d.name AS person, d.post, d.phone, d.email, d.note AS said"
_OF = f"""
SELECT c.id, {_WORDS}, c.sample FROM contact c
JOIN contact_detail d ON d.contact_id = c.id
WHERE c.voided_by IS NULL AND c.enterprise_id = :enterprise ORDER BY c.id
"""
_LISTED = f"""
SELECT c.id, c.enterprise_id AS subject_id, c.enterprise_id AS owner, c.sample, {_WORDS}
FROM contact c JOIN contact_detail d ON d.contact_id = c.id WHERE c.voided_by IS NULL
  AND c.enterprise_id IN (SELECT value FROM json_each(:ids))
"""
COLUMNS = (
    columns.ORDINAL,
    columns.ENTERPRISE,
    columns.USCC,
    columns.UNIT,
    Column("person", "联系人", 12),
    Column("post", "职务", 16),
    Column("phone", "电话", 18, Kind.CODE),
    Column("email", "电子邮箱", 24),
    Column("said", "联系备注", 20),
    columns.NOTE,
)
Mask = Callable[[str], str]
_MASKS: Mapping[str, Mask] = {
    "person": masks.name,
    "phone": masks.phone,
    "email": masks.email,
    "said": masks.words,
}
UNMASKED = "含个人信息"


def table(reading: Reading, text: str, *, masked: bool = True) -> Table:
    """The contacts of the enterprises that a filter selects, unit by unit.

    Raises:
        InputError: the filter cannot be read.
    """
    source = EnterpriseSource(reading, text)
    ids = json.dumps([one.id for one in every(source)])
    rows = listed(reading, _LISTED, BY_UNIT, ids=ids)
    hidden = "；姓名、电话、邮箱已遮盖" if masked else "；未遮盖"
    made = issued(
        reading,
        "企业联系人",
        f"{reading.info.as_of} 台账中企业的联系人，按人计{source.filtered}{hidden}",
        COLUMNS,
        tuple(_cells(place, row, masked=masked) for place, row in enumerate(rows, 1)),
        sample=any(row["made_up"] for row in rows),
    )
    marks = made.marks if masked else (*made.marks, UNMASKED)
    return replace(made, marks=marks, personal=True)


def lines(
    reading: Reading, enterprise: int, *, masked: bool = True
) -> tuple[Line, ...]:
    """The contacts of one enterprise, as lines of its page."""
    rows = reading.rows(_OF, enterprise=enterprise)
    return tuple(_line(_said(row, masked=masked), row) for row in rows)


def _line(said: Mapping[str, str], row: sqlite3.Row) -> Line:
    how = joined(said["post"], said["phone"], said["email"], said["said"])
    sample = MADE_UP if row["sample"] else ""
    return Line(said["person"], how, "", sample, f"联系人 {row['id']}")


def _said(row: sqlite3.Row, *, masked: bool) -> dict[str, str]:
    words = {key: visible(row[key]) for key in ("person", "post", *list(_MASKS)[1:])}
    if not masked:
        return words
    return words | {key: hide(words[key]) for key, hide in _MASKS.items()}


def _cells(place: int, row: sqlite3.Row, *, masked: bool) -> tuple[Cell, ...]:
    about: dict[str, Cell] = {**record(row), "ordinal": place}
    about |= _said(row, masked=masked)
    return tuple(column.write(about[column.key]) for column in COLUMNS)
