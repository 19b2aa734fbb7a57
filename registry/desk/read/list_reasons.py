"""Why a row of a list came, left or changed: the journal's entries that bear on it.

What a list shows rests on few tables; a change that wrote to others of the enterprise,
or to another of its subjects or titles, is no reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from registry import asof, dates
from registry.columns import Cell
from registry.desk.read import lookup
from registry.desk.read.session import Reading
from registry.desk.read.worded import SPELLS
from registry.desk.read.wording import Image
from registry.errors import RegistryError
from registry.store.undoable import PAST, Past, undoing
from registry.text import visible

Row = Mapping[str, Cell]
"""A row of a list, by column key."""

_EVER = 2**62
_ALL = (
    *SPELLS,
    *("enterprise", "subject", "owner_spell", "succession", "event"),
    *("assessment", "fact", "judgement", "title", "pool_entry", "application"),
    *("application_step", "policy"),
)
_UNASKED = frozenset({"name_spell", "address_spell"})
"""What no condition asks for."""
_HASH = re.compile(r"（SHA-256 [0-9a-f]{64}）")
_OWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "target": tuple(table for table in _ALL if table not in _UNASKED),
        "rank": ("application", "application_step"),
        "admitted_on": ("pool_entry",),
        "rung": ("title",),
    }
)
"""What a row is about, by the first of these columns that its list has."""
_SHOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "enterprise": ("name_spell", "enterprise"),
        "uscc": ("enterprise",),
        "short_name": ("name_spell",),
        "former_names": ("name_spell",),
        "subject": ("subject", "owner_spell"),
        "unit": ("unit_spell",),
        "division": ("division_spell",),
        "address": ("address_spell",),
        "industry": ("industry_spell",),
        "size": ("size_spell",),
        "above_designated_size": ("designated_spell",),
        "status": ("status_spell",),
        "level": ("assessment",),
        "assessed": ("assessment",),
        "titles": ("title",),
    }
)
"""Where a column is from; any other is from what the row is about."""


_KEYS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("enterprise", "subject"), "id"),
        **dict.fromkeys(("owner_spell", "assessment", "fact"), "subject_id"),
        **dict.fromkeys(("judgement", "title", "pool_entry"), "subject_id"),
        **dict.fromkeys(("application", "application_step", "policy"), "subject_id"),
    }
)
"""What says of whom a row is, where that is not ``enterprise_id``."""
_OF_ONE = frozenset({"title", "pool_entry", "application", "application_step"})
"""What is of the row's own subject, where it names one, and not of its enterprise."""
_EVERYBODY = 0
"""Whom a policy is about."""
_OWNERS = """
SELECT id, id FROM enterprise
UNION SELECT subject_id, enterprise_id FROM owner_spell
"""
_RUNGS = f"""
SELECT code, name FROM rung UNION SELECT code, {asof.rung_name("code")} FROM rung
"""
_ENTRIES = """
SELECT j.change_id, j.table_name, CASE j.table_name WHEN 'application_step'
  THEN (SELECT json_object('subject_id', a.subject_id) FROM application a
    WHERE a.id = coalesce(j."after", j."before") ->> '$.application_id')
  ELSE coalesce(j."after", j."before") END
FROM journal j WHERE j.change_id > :low AND j.change_id <= :high
AND j.table_name IN (SELECT value FROM json_each(:tables))
"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the journal on a row: before, or after where it was not there."""

    change: int
    table: str
    image: Image


class Reasons:
    """The changes between two lists, by whom they are about; ``None`` is: by now."""

    def __init__(self, reading: Reading, one: int | None, other: int | None) -> None:
        low, high = sorted(_EVER if end is None else end for end in (one, other))
        self._reading = reading
        self._owners = _gathered(reading, _OWNERS)
        self._subjects = _gathered(reading, "SELECT id, name FROM subject")
        self._rungs = _gathered(reading, _RUNGS)
        self._standing = dict(_standing(reading, low, high))
        self._entries: dict[int, list[_Entry]] = {}
        for entry in _entries(reading, low, high):
            if entry.change in self._standing:
                for whose in self._whose(entry):
                    self._entries.setdefault(whose, []).append(entry)

    def of(self, row: Row, changed: Collection[str]) -> tuple[str, ...]:
        """Why a row came or left, or why these columns of it changed; newest last."""
        tables = set(_tables(row, changed))
        found = {
            entry.change
            for whose in (self._enterprise(row), _EVERYBODY)
            for entry in self._entries.get(whose, ())
            if entry.table in tables and self._is_about(entry, row)
        }
        return tuple(self._standing[number] for number in sorted(found))

    def _enterprise(self, row: Row) -> int:
        named = str(row.get("uscc") or row.get("enterprise") or "")
        try:
            return lookup.enterprise_id(self._reading.connection, named)
        except RegistryError:
            return _EVERYBODY

    def _whose(self, entry: _Entry) -> Collection[int]:
        """The enterprises that an entry is about."""
        key = _KEYS.get(entry.table, "enterprise_id")
        number = entry.image.get(key)
        if entry.table == "enterprise" or key == "enterprise_id":
            return {int(number or _EVERYBODY)}
        if entry.table == "policy":
            return {_EVERYBODY}
        return {int(one or _EVERYBODY) for one in self._owners.get(number, ())}

    def _is_about(self, entry: _Entry, row: Row) -> bool:
        """Whether an entry is of the row's subject and rung, where both name one."""
        subjects = self._subjects.get(entry.image.get("subject_id"), set())
        own = entry.table in _OF_ONE and "target" not in row
        if own and row.get("subject") and subjects:
            return row["subject"] in subjects
        rungs = self._rungs.get(entry.image.get("rung"), set())
        known = any(row.get("rung") in names for names in self._rungs.values())
        return not (rungs and known) or row.get("rung") in rungs


def _tables(row: Row, changed: Collection[str]) -> Iterator[str]:
    """What a row rests on, or those of its columns that changed."""
    own = next((tables for key, tables in _OWN.items() if key in row), ())
    if changed:
        for key in changed:
            yield from _SHOWN.get(key, own)
    elif own:
        yield from own
    else:
        yield from (table for key in row for table in _SHOWN.get(key, ()))


def _gathered(reading: Reading, sql: str) -> Mapping[Cell, set[Cell]]:
    """All that a statement gives for each first value."""
    found: dict[Cell, set[Cell]] = {}
    for key, value in reading.rows(sql):
        found.setdefault(key, set()).add(value)
    return found


def _standing(reading: Reading, low: int, high: int) -> Iterator[tuple[int, str]]:
    """The changes of a span in words, but for what was undone within it."""
    past = (Past(*row) for row in reading.rows(PAST))
    pairs = undoing(one for one in past if one.number <= high).items()
    undone = {number for pair in pairs if min(pair) > low for number in pair}
    rows = reading.rows(
        "SELECT * FROM change WHERE id > :low AND id <= :high", low=low, high=high
    )
    zone = reading.info.zone
    for row in rows:
        if row["id"] not in undone:
            told_why = _HASH.sub("", row["reason"])
            because = "；".join(filter(None, (row["document"], told_why)))
            day = dates.local(row["at"], zone)[:10]
            told = f"{day} {row['by']} {row['action']}"
            told += f"（{because}）" if because else ""
            yield row["id"], visible(f"{told}，第 {row['id']} 次变更")


def _entries(reading: Reading, low: int, high: int) -> Iterator[_Entry]:
    rows = reading.rows(_ENTRIES, low=low, high=high, tables=json.dumps(_ALL))
    for change, table, image in rows:
        yield _Entry(change, table, json.loads(image))
