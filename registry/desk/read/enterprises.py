"""The register's enterprises as pages, however many there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from registry import asof, columns, terms
from registry.desk.read import keyset, shown
from registry.desk.read.keyset import Key
from registry.desk.read.naming import Named, in_json, narrowed, sounding
from registry.desk.read.session import Reading
from registry.desk.read.values import Cursor, Heading, Row
from registry.errors import InputError
from registry.filter.marks import plain
from registry.text import clean, visible

Sort = tuple[tuple[str, bool], ...]
"""Columns to sort by, first first, each with whether it descends."""

BY_NAME: Sort = (("name", False),)

_COLUMNS = {
    "name": columns.ENTERPRISE,
    "code": columns.USCC,
    "unit": columns.UNIT,
    "industry": columns.INDUSTRY,
    "level": columns.LEVEL,
    "assessed": columns.ASSESSED,
    "titles": columns.TITLES,
    "status": columns.STATUS,
}
_SORTED = {
    "name": Key(asof.name("e.id")),
    "code": Key("e.uscc"),
    "unit": Key(asof.value("unit_spell", "e.id")),
    "level": Key(asof.assessment("e.id", "a.level")),
}
_BY_ID = Key("e.id", filled=True)
_NAME_IN_ORDER = Key("n.value", filled=True)
_BY_NAMES: tuple[Sort, ...] = (BY_NAME, (("name", True),))
_NAMES_FIRST = "name_spell n CROSS JOIN enterprise e ON e.id = n.enterprise_id"
_LISTED_BY_NAMES = (
    f"{asof.LIVE_ENTERPRISE} AND n.voided_by IS NULL"
    f" AND n.id = {asof.name('n.enterprise_id', 's.id')}"
)
_DECORATED = f"""
SELECT e.id, e.uscc, {asof.name("e.id")} AS name, {asof.unit_name("e.id")} AS unit,
  {asof.value("industry_spell", "e.id")} AS industry,
  {asof.value("status_spell", "e.id")} AS status,
  a.level, a.kind, a."on", a.on_precision,
  (SELECT group_concat(name, '、')
     FROM (SELECT DISTINCT {asof.rung_name("t.rung")} AS name
     FROM title t JOIN rung r ON r.code = t.rung
     WHERE t.subject_id IN {asof.subjects("e.id")} AND {asof.held("t")}
     ORDER BY {asof.upward("r.tier")} DESC, r.ordinal, r.code)) AS titles
FROM json_each(:ids) j JOIN enterprise e ON e.id = j.value
LEFT JOIN assessment a ON a.id = {asof.assessment("e.id")}
ORDER BY j.key
"""


@dataclass(frozen=True, slots=True)
class EnterpriseSource:
    """Enterprises that the filter ``text`` selects, in the order ``sort``.

    Plain words are parts of names (present, short or former), or the beginning of
    the code. Pages in the order of names or codes cost the same at any size; other
    orders read the whole register once for each page.

    Raises:
        InputError: the order names a column that cannot be sorted by, or the filter
            cannot be read.
    """

    reading: Reading
    text: str = ""
    sort: Sort = BY_NAME
    _asked: Named = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the filter; refuse an order by what is no column."""
        for column, _ in self.sort:
            if column not in _SORTED:
                raise InputError(f"不能按「{column}」排序；请选：{'、'.join(_SORTED)}")
        object.__setattr__(self, "_asked", _narrowed(self.reading, self.text))

    @property
    def headings(self) -> Sequence[Heading]:
        """企业名称, 代码, 上报单位, 行业, 等级, 评估, 称号, 状态."""
        return tuple(
            shown.heading(key, column, sortable=key in _SORTED)
            for key, column in _COLUMNS.items()
        )

    @property
    def terms(self) -> str:
        """What is listed, and what the filter's words were taken to mean."""
        return f"{self.reading.info.as_of} 台账中的企业，按企业计{self.filtered}"

    @property
    def filtered(self) -> str:
        """What the filter was taken to mean, to be said after other terms."""
        if not clean(self.text):
            return ""
        asked = _ASKED[sounding(self.text)] if plain(self.text) else "筛选"
        meant = f"（{'，'.join(self._asked.notes)}）" if self._asked.notes else ""
        return f"，{asked}「{clean(self.text)}」{meant}"

    def count(self) -> int:
        """How many enterprises match."""
        asked = self._asked
        row = self.reading.one(
            f"SELECT count(*) AS n FROM {_gone_through(asked)}"
            f" WHERE {asof.LISTED} AND {asked.where}",
            **asked.bound,
        )
        return 0 if row is None else int(row["n"])

    def page(
        self, *, after: Cursor | None = None, back: bool = False, limit: int = 100
    ) -> list[Row]:
        """Rows after (``back``: before) a cursor, in display order."""
        found = self._select(limit, after=after, back=back)
        return self._shown(found[::-1] if back else found)

    def at(self, index: int, limit: int = 100) -> list[Row]:
        """Rows from a position on."""
        return self._shown(self._select(limit, offset=index))

    def _select(
        self,
        limit: int,
        *,
        after: Cursor | None = None,
        back: bool = False,
        offset: int = 0,
    ) -> list[sqlite3.Row]:
        asked = self._asked
        walk = self._walk(asked)
        keys = [key.turned for key in walk.keys] if back else walk.keys
        beyond = "1" if after is None else keyset.beyond(keys, after)
        chosen = ", ".join(f"{key.sql} AS k{place}" for place, key in enumerate(keys))
        return self.reading.rows(
            f"SELECT {chosen} FROM {walk.tables}"
            f" WHERE {beyond} AND {walk.where} AND {asked.where}"
            f" ORDER BY {keyset.order(keys)} LIMIT :limit OFFSET :offset",
            **asked.bound | keyset.bound(after or ()),
            limit=limit,
            offset=offset,
        )

    def _walk(self, asked: Named) -> _Walk:
        keys = [replace(_SORTED[column], descending=down) for column, down in self.sort]
        if asked.few is not None or self.sort[:1] not in _BY_NAMES:
            return _Walk(_gone_through(asked), asof.LISTED, [*keys, _BY_ID])
        first = replace(_NAME_IN_ORDER, descending=keys[0].descending)
        return _Walk(_NAMES_FIRST, _LISTED_BY_NAMES, [first, *keys[1:], _BY_ID])

    def _shown(self, found: Sequence[sqlite3.Row]) -> list[Row]:
        ids = in_json(row[-1] for row in found)
        decorated = self.reading.rows(_DECORATED, ids=ids)
        return [
            Row(row["id"], tuple(keys), _cells(row))
            for keys, row in zip(found, decorated, strict=True)
        ]


_ASKED = ("名称或代码含", "名称、拼音或代码含")


def words_only(text: str) -> bool:
    """Whether a filter is nothing but words to be found in names."""
    return plain(text)


def _narrowed(reading: Reading, text: str) -> Named:
    if plain(text) and (found := narrowed(reading, text)).few != "[]":
        return found
    from registry.desk.read import filtering  # noqa: PLC0415 - plain words need it not

    return filtering.narrowed(reading, text)


@dataclass(frozen=True, slots=True)
class _Walk:
    """What a page goes through: tables, which rows of theirs, in which order."""

    tables: str
    where: str
    keys: Sequence[Key]


def _gone_through(asked: Named) -> str:
    if asked.few is None:
        return "enterprise e"
    return "json_each(:few) f JOIN enterprise e ON e.id = f.value"


def _cells(row: sqlite3.Row) -> tuple[str, ...]:
    cells = (
        row["name"],
        row["uscc"] or "",
        row["unit"] or "",
        row["industry"] or "",
        terms.level_label(row["level"]),
        _assessed(row),
        row["titles"] or "",
        terms.Status.read(row["status"]).label if row["status"] else "",
    )
    return tuple(visible(cell) for cell in cells)


def _assessed(row: sqlite3.Row) -> str:
    if row["on"] is None:
        return ""
    return f"{terms.AssessmentKind.read(row['kind']).label} {shown.day(row, 'on')}"
