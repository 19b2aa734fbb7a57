"""What is different between two lists: who entered, left and changed, and why.

Rows are of one and the same where whom they are about is (``lists.whose``), whatever
columns the two show and whatever they call it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from registry import asof
from registry.columns import ENTERPRISE, ORDINAL, Column
from registry.desk.read.list_reasons import Line, Reasons
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.lists.table import Table
from registry.lists.whose import Listed, Whose

EDITED = (
    Column("kind", "变化", 6),
    Column("enterprise", "企业", 34),
    Column("what", "内容", 40),
    Column("reasons", "由哪些变更", 60),
)
"""The columns of a difference."""

_JOINED = """
SELECT id, merged_into FROM enterprise
WHERE merged_into IS NOT NULL AND voided_by IS NULL
"""


_Key = tuple[int, str, int]
"""A subject, what of it, and which of several rows of that."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A row that entered, left or changed: who, what, and which changes made it so."""

    kind: str
    who: str
    what: str
    reasons: tuple[str, ...]


def difference(reading: Reading, before: Table, after: Table) -> tuple[Edit, ...]:
    """What entered, left and changed from one list to another, with the changes.

    Columns that only one of the two has are not held together.

    Raises:
        InputError: the two are not lists of the same kind, or of nobody.
    """
    each = _alike(before, after)
    joined = dict(map(tuple, reading.rows(_JOINED)))
    old, new = _keyed(before, each, joined), _keyed(after, each, joined)
    reasons = Reasons(reading, _change(before), _change(after))
    edits = [
        _edit(reading, kind, rows[key], "", reasons.of(rows[key], ()))
        for kind, rows, other in (("新进", new, old), ("退出", old, new))
        for key in rows.keys() - other
    ]
    headers = {
        column.key: column.header for column in (*before.columns, *after.columns)
    }
    for key in old.keys() & new.keys():
        was, now = old[key].row, new[key].row
        if changed := _changed(old[key], new[key]):
            told = "；".join(
                f"{headers[one]}：{was[one] or '无'} → {now[one] or '无'}"
                for one in changed
            )
            why = reasons.of(new[key], changed)
            edits.append(_edit(reading, "变化", new[key], told, why))
    return tuple(sorted(edits, key=lambda edit: (edit.kind, edit.who)))


def _alike(before: Table, after: Table) -> Listed:
    """What each row of the two is."""
    if before.each and before.each is after.each:
        return before.each
    raise InputError(
        f"「{before.heading}」{_counted(before)}，「{after.heading}」{_counted(after)}，"
        "不能逐项比较；请选同一种名单的两次发布，或写 now 与现在的同一份名单比较，"
        "编号见 tidu list published"
    )


def _counted(table: Table) -> str:
    """What each row of a list is, in words."""
    return f"每行是一{_EACH[table.each]}" if table.each else "没有记着每行是谁"


_EACH = {
    Listed.APPLICATION: "项申报",
    Listed.ENTERPRISE: "家企业",
    Listed.GAP: "条晋级方向",
    Listed.MEMBER: "个在库的认定对象",
    Listed.STEP: "条晋级路径",
    Listed.SUBSIDY: "笔奖补",
    Listed.TITLE: "项称号",
}


def _keyed(table: Table, each: Listed, joined: Mapping[int, int]) -> dict[_Key, Line]:
    """The rows by what makes two one; a second of the same counts as another.

    Of records that were joined the one that stays comes first.
    """
    seen: Counter[tuple[int, str]] = Counter()
    found = {}
    lines = _lines(table, each, joined)
    for line in sorted(lines, key=lambda one: len(one.records)):
        key = line.whose.subject, "" if each is Listed.MEMBER else line.whose.of
        seen[key] += 1
        found[(*key, seen[key])] = line
    return found


def _lines(table: Table, each: Listed, joined: Mapping[int, int]) -> Iterator[Line]:
    keys = [column.key for column in table.columns]
    for row, one in zip(table.rows, table.whose, strict=True):
        kept = joined.get(one.enterprise, one.enterprise)
        whose = Whose(kept, joined.get(one.subject, one.subject), one.of)
        cells = dict(zip(keys, row, strict=True))
        yield Line(cells, each, whose, frozenset({one.enterprise, kept}))


def _change(table: Table) -> int | None:
    return table.archive.change if table.archive else None


def _changed(old: Line, new: Line) -> tuple[str, ...]:
    """The columns that differ; the row's number does not count."""
    both = (key for key in new.row if key in old.row and key != ORDINAL.key)
    return tuple(key for key in both if old.row[key] != new.row[key])


def _edit(
    reading: Reading, kind: str, line: Line, told: str, reasons: tuple[str, ...]
) -> Edit:
    row = line.row
    subject = (str(row["subject"]),) if row.get("subject") else ()
    what = told or str(row.get("rung") or row.get("target") or _of(reading, line))
    return Edit(kind, "·".join((_name(reading, line), *subject)), what, reasons)


def _of(reading: Reading, line: Line) -> str:
    """What of the subject a row is, where its list does not show it."""
    if (sql := _CALLED.get(line.each)) is None:
        return ""
    found = reading.one(sql, of=line.whose.of)
    return str(found["name"] or "") if found else ""


_RUNG = f"SELECT {asof.rung_name(':of')} AS name"
_CALLED: Mapping[Listed, str] = MappingProxyType(
    {
        **dict.fromkeys((Listed.GAP, Listed.SUBSIDY, Listed.TITLE), _RUNG),
        Listed.APPLICATION: "SELECT (SELECT name FROM round WHERE id = :of) AS name",
        Listed.MEMBER: "SELECT (SELECT name FROM pool WHERE id = :of) AS name",
    }
)


def _name(reading: Reading, line: Line) -> str:
    """Who a row is about, also where its list does not show it."""
    if line.row.get(ENTERPRISE.key):
        return str(line.row[ENTERPRISE.key])
    found = reading.one(f"SELECT {asof.name(':id')} AS name", id=line.whose.enterprise)
    return str(found["name"] or "") if found else ""
