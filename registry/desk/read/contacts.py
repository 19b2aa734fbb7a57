"""Contacts as they are shown: masked, unless it is recorded why they are not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from registry import columns
from registry.columns import Cell, Column, Kind
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.issued import issued
from registry.desk.read.listed import BY_UNIT, listed, record
from registry.desk.read.lists import every
from registry.desk.read.session import Reading
from registry.desk.read.shown import joined
from registry.desk.read.values import Line
from registry.errors import InputError
from registry.lists import masks
from registry.lists.table import Table
from registry.terms import MADE_UP
from registry.text import visible

_NAMED = """
SELECT c.id, d.name, d.post, d.phone, d.email, d.note FROM contact c
JOIN contact_detail d ON d.contact_id = c.id
WHERE c.voided_by IS NULL AND c.enterprise_id = ? AND d.name = ? ORDER BY c.id
"""
_LABELS = {"post": "职务", "phone": "电话", "email": "邮箱", "note": "备注"}
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
_MASKED_AS = {"name": "person", "note": "said"}
_MASKS: Mapping[str, Mask] = {
    "person": masks.name,
    "phone": masks.phone,
    "email": masks.email,
    "said": masks.words,
}
UNMASKED = "含个人信息"


@dataclass(frozen=True, slots=True)
class Known:
    """A recorded contact, and what was said anew of the same person, by field."""

    id: int
    words: Mapping[str, str]
    said: Mapping[str, str]

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that are said otherwise; nothing said changes nothing."""
        return tuple(key for key in _LABELS if self.said[key] and not self._agrees(key))

    @property
    def edits(self) -> Iterator[tuple[str, str, str]]:
        """What changes: the field, old and new, masked."""
        for key in self.changed:
            old, new = _hidden(key, self.words[key]), _hidden(key, self.said[key])
            yield _LABELS[key], old or "无", new

    @property
    def is_another(self) -> bool:
        """Whether both post and telephone are said and differ: somebody else."""
        apart = (self.words[k] and k in self.changed for k in ("post", "phone"))
        return all(apart)

    def _agrees(self, key: str) -> bool:
        said, words = self.said[key], self.words[key]
        if key == "phone":
            said, words = _digits(said), _digits(words)
        return said == words


def known(
    connection: sqlite3.Connection, enterprise: int, said: Mapping[str, str]
) -> Known | None:
    """The recorded contact whom these words are about: one of the same name.

    Raises:
        InputError: there are several of the name, and the words fit none in full.
    """
    alike = [one for one in _named(connection, enterprise, said) if not one.is_another]
    fits = [one for one in alike if not one.changed]
    found = fits[:1] or [one for one in alike if "phone" not in one.changed] or alike
    if len(found) > 1:
        raise InputError(
            f"同名的联系人有 {len(found)} 位，看不出是哪一位；"
            "请用 tidu contact correct --record 编号 更正"
        )
    return found[0] if found else None


def namesakes(connection: sqlite3.Connection, enterprise: int, name: str) -> int:
    """How many contacts of an enterprise have a name."""
    return len(connection.execute(_NAMED, (enterprise, name)).fetchall())


def known_as(
    connection: sqlite3.Connection, enterprise: int, said: Mapping[str, str]
) -> str:
    """How the contact stands whom these words are about, masked."""
    found = known(connection, enterprise, said)
    if found is None:
        return "无"
    return joined(*(_hidden(key, words) for key, words in found.words.items()))


def _named(
    connection: sqlite3.Connection, enterprise: int, said: Mapping[str, str]
) -> Iterator[Known]:
    rows = connection.execute(_NAMED, (enterprise, said["name"])).fetchall()
    for number, *words in rows:
        of = dict(zip(("name", *_LABELS), words, strict=True))
        yield Known(number, of, said)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit()) or text


def _hidden(key: str, text: str) -> str:
    mask = _MASKS.get(_MASKED_AS.get(key, key))
    return mask(visible(text)) if mask else visible(text)


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
