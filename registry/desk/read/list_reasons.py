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

from registry import dates
from registry.columns import Cell
from registry.desk.read.session import Reading
from registry.desk.read.worded import SPELLS
from registry.desk.read.wording import Image
from registry.lists.whose import Listed, Whose
from registry.store.undoable import PAST, Past, undoing
from registry.text import visible

Row = Mapping[str, Cell]
"""A row of a list, by column key."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list, what it is, and whom it is about.

    ``records`` are the enterprise's own and the one that it was joined to.
    """

    row: Row
    each: Listed
    whose: Whose
    records: frozenset[int]


_EVER = 2**62
_ALL = (
    *SPELLS,
    *("enterprise", "subject", "owner_spell", "succession", "event"),
    *("assessment", "fact", "judgement", "title", "pool_entry", "application"),
    *("application_step", "subsidy", "policy"),
)
_UNASKED = frozenset({"name_spell", "address_spell", "subsidy"})
"""What no condition asks for."""
_HASH = re.compile(r"（SHA-256 [0-9a-f]{64}）")
_STANDING = frozenset({Listed.GAP, Listed.STEP})
"""Lists whose rows say how somebody stands before a step."""
_OWN: Mapping[Listed, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(
            _STANDING, tuple(table for table in _ALL if table not in _UNASKED)
        ),
        Listed.APPLICATION: ("application", "application_step"),
        Listed.MEMBER: ("pool_entry",),
        Listed.TITLE: ("title",),
        Listed.SUBSIDY: ("subsidy", "title"),
        Listed.ENTERPRISE: ("status_spell", "succession"),
    }
)
"""What a row is about, by what each row of its list is."""
_SHOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "enterprise": ("name_spell", "enterprise", "owner_spell"),
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
_OWN_COLUMNS = frozenset({(Listed.SUBSIDY, "status"), (Listed.APPLICATION, "unit")})
"""Columns that say of what the row is about what others say of the enterprise."""


_KEYS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("enterprise", "subject"), "id"),
        **dict.fromkeys(("owner_spell", "assessment", "fact"), "subject_id"),
        **dict.fromkeys(("judgement", "title", "pool_entry"), "subject_id"),
        **dict.fromkeys(("application", "application_step", "policy"), "subject_id"),
        "subsidy": "subject_id",
    }
)
"""What says of whom a row is, where that is not ``enterprise_id``."""
_OF: Mapping[str, str] = MappingProxyType(
    {
        "title": "rung",
        "subsidy": "rung",
        "pool_entry": "pool_id",
        "application": "round_id",
        "application_step": "round_id",
    }
)
"""What says of what of a subject a row is."""
_EVERYBODY = 0
"""Whom a policy is about."""
_OWNERS = """
SELECT id, id FROM enterprise
UNION SELECT subject_id, enterprise_id FROM owner_spell
"""
_ENTRIES = """
SELECT j.change_id, j.table_name, CASE j.table_name
  WHEN 'application_step' THEN (
    SELECT json_object('subject_id', a.subject_id, 'round_id', a.round_id)
    FROM application a
    WHERE a.id = coalesce(j."after", j."before") ->> '$.application_id')
  WHEN 'subsidy' THEN (
    SELECT json_object('subject_id', t.subject_id, 'rung', t.rung) FROM title t
    WHERE t.id = coalesce(j."after", j."before") ->> '$.title_id')
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
        self._owners = _gathered(reading, _OWNERS)
        self._standing = dict(_standing(reading, low, high))
        self._entries: dict[int, list[_Entry]] = {}
        for entry in _entries(reading, low, high):
            if entry.change in self._standing:
                for whose in self._whose(entry):
                    self._entries.setdefault(whose, []).append(entry)

    def of(self, line: Line, changed: Collection[str]) -> tuple[str, ...]:
        """Why a row came or left, or why these columns of it changed; newest last."""
        tables = set(_tables(line, changed))
        found = {
            entry.change
            for whose in (*line.records, _EVERYBODY)
            for entry in self._entries.get(whose, ())
            if entry.table in tables and _is_about(entry, line)
        }
        return tuple(self._standing[number] for number in sorted(found))

    def _whose(self, entry: _Entry) -> Collection[int]:
        """The enterprises that an entry is about."""
        key = _KEYS.get(entry.table, "enterprise_id")
        number = entry.image.get(key)
        if entry.table == "enterprise" or key == "enterprise_id":
            return {int(number or _EVERYBODY)}
        if entry.table == "policy":
            return {_EVERYBODY}
        return {int(one or _EVERYBODY) for one in self._owners.get(number, ())}


def _is_about(entry: _Entry, line: Line) -> bool:
    """Whether an entry is of the row's own subject, and of what the row is of that."""
    whose, subject = line.whose, entry.image.get("subject_id")
    if entry.table == "assessment":
        return line.each in _STANDING or subject in line.records
    if line.each in _OF_ALL or entry.table not in _OF:
        return True
    of = entry.image.get(_OF[entry.table])
    mine = line.records if whose.subject in line.records else {whose.subject}
    same = entry.table not in _OWN[line.each] or str(of) == whose.of
    return subject in mine and same


_OF_ALL = _STANDING | {Listed.ENTERPRISE}
"""Lists whose rows rest on all that the enterprise has."""


def _tables(line: Line, changed: Collection[str]) -> Iterator[str]:
    """What a row rests on, or those of its columns that changed."""
    own = _OWN[line.each]
    if changed:
        for key in changed:
            shown = _SHOWN.get(key, own)
            yield from own if (line.each, key) in _OWN_COLUMNS else shown
        return
    yield from own
    if line.each is Listed.ENTERPRISE:
        asked = (table for key in line.row for table in _SHOWN.get(key, ()))
        yield from (table for table in asked if table not in _UNASKED)


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
