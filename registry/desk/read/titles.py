"""Who holds which title on the day, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry import asof, columns
from registry.desk.read import beside, keyset, shown
from registry.desk.read.keyset import Key
from registry.desk.read.session import Reading
from registry.desk.read.values import Cursor, Heading, Row
from registry.text import visible

_COLUMNS = (
    columns.ENTERPRISE,
    columns.SUBJECT,
    columns.UNIT,
    columns.RUNG,
    columns.RECOGNISED,
    columns.UNTIL,
    columns.DOCUMENT,
)
_KEYS = (
    Key("t.recognised_on", descending=True, filled=True),
    Key("t.rung", filled=True),
    Key("t.id", filled=True),
)
_WHERE = f"{asof.held('t')} AND (:rung IS NULL OR t.rung = :rung)"
_SELECT = f"""
SELECT t.*, {asof.rung_name("t.rung")} AS rung_name, {beside.document("t")},
  {asof.name(asof.owner("t.subject_id"))} AS enterprise,
  {asof.unit_name(asof.owner("t.subject_id"))} AS unit,
  {beside.owned("s")}
FROM title t JOIN subject s ON s.id = t.subject_id
"""


@dataclass(frozen=True, slots=True)
class TitleSource:
    """Titles held on the day, of one rung (its code) or of all, the latest first.

    A row's id is the title's.
    """

    reading: Reading
    rung: str | None = None

    @property
    def headings(self) -> Sequence[Heading]:
        """企业, 对象, 上报单位, 称号, 认定日期, 有效期至, 文号."""
        return tuple(shown.heading(column.key, column) for column in _COLUMNS)

    @property
    def terms(self) -> str:
        """Titles that are valid on the day, each counted once."""
        return f"{self.reading.info.as_of} 有效的称号，按称号项数计"

    def count(self) -> int:
        """How many titles are held."""
        sql = f"SELECT count(*) AS n FROM title t WHERE {_WHERE}"
        row = self.reading.one(sql, rung=self.rung)
        return 0 if row is None else int(row["n"])

    def page(
        self, *, after: Cursor | None = None, back: bool = False, limit: int = 100
    ) -> list[Row]:
        """Rows after (``back``: before) a cursor, in display order."""
        keys = [key.turned for key in _KEYS] if back else _KEYS
        beyond = "1" if after is None else keyset.beyond(keys, after)
        found = self._rows(
            f"{beyond} AND {_WHERE} ORDER BY {keyset.order(keys)} LIMIT :limit",
            **keyset.bound(after or ()),
            limit=limit,
        )
        return found[::-1] if back else found

    def at(self, index: int, limit: int = 100) -> list[Row]:
        """Rows from a position on."""
        order = f"ORDER BY {keyset.order(_KEYS)} LIMIT :limit OFFSET :index"
        return self._rows(f"{_WHERE} {order}", limit=limit, index=index)

    def enterprise(self, row_id: int) -> int:
        """The enterprise that owns the title's subject on the day."""
        owner = asof.owner("t.subject_id")
        row = self.reading.one(
            f"SELECT {owner} AS id FROM title t WHERE t.id = :title", title=row_id
        )
        return 0 if row is None else int(row["id"])

    def _rows(self, rest: str, **bound: str | int | None) -> list[Row]:
        rows = self.reading.rows(f"{_SELECT} WHERE {rest}", rung=self.rung, **bound)
        return [
            Row(
                row["id"],
                (row["recognised_on"], row["rung"], row["id"]),
                tuple(
                    visible(cell or "")
                    for cell in (
                        row["enterprise"],
                        row["subject"],
                        row["unit"],
                        row["rung_name"],
                        shown.day(row, "recognised_on"),
                        shown.day(row, "valid_until"),
                        row["document"],
                    )
                ),
            )
            for row in rows
        ]
