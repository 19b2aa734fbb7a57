"""What is different between two lists: who entered, left and changed, and why.

Rows are of one and the same where whom they are about is (``lists.whose``), whatever
columns the two show and whatever they call it. Lists that do not say whom their rows
are about are held together by the columns that name it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from registry import asof
from registry.columns import ENTERPRISE, ORDINAL, Cell, Column
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
_OF_ITSELF = frozenset({Listed.STEP, Listed.TITLE})
"""Lists in which one subject has several rows, each of something else."""


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
        InputError: the two are not lists of the same kind.
    """
    shown = not (before.each and after.each)
    _require_alike(before, after, shown=shown)
    joined = dict(map(tuple, reading.rows(_JOINED)))
    old = _keyed(before, joined, shown=shown)
    new = _keyed(after, joined, shown=shown)
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


def _require_alike(before: Table, after: Table, *, shown: bool) -> None:
    keys = [[column.key for column in table.columns] for table in (before, after)]
    named = keys[0] == keys[1] and ENTERPRISE.key in keys[0]
    if named if shown else before.each is after.each:
        return
    raise InputError(
        f"「{before.heading}」{_counted(before)}，「{after.heading}」{_counted(after)}，"
        "不是同一种名单，不能逐项比较；请选同一种名单的两次发布，"
        "或写 now 与现在的同一份名单比较，编号见 tidu list published"
    )


def _counted(table: Table) -> str:
    """What each row of a list is, in words."""
    if table.each:
        return f"每行是一{_EACH[table.each]}"
    return f"的栏目是{'、'.join(column.header for column in table.columns)}"


_EACH = {
    Listed.ENTERPRISE: "家企业",
    Listed.MEMBER: "个在库的认定对象",
    Listed.RECOMMENDED: "项推荐的申报",
    Listed.STEP: "条晋级路径",
    Listed.TITLE: "项称号",
}


def _keyed(
    table: Table, joined: dict[int, int], *, shown: bool
) -> dict[tuple[Cell, ...], Line]:
    """The rows by what makes two one; a second of the same counts as another.

    Of records that were joined the one that stays comes first.
    """
    seen: Counter[tuple[Cell, ...]] = Counter()
    found = {}
    for line in sorted(_lines(table, joined), key=lambda one: len(one.records)):
        key = _shown(line) if shown or line.whose is None else _own(line, line.whose)
        seen[key] += 1
        found[*key, seen[key]] = line
    return found


def _lines(table: Table, joined: dict[int, int]) -> Iterator[Line]:
    keys = [column.key for column in table.columns]
    for at, row in enumerate(table.rows):
        whose = table.whose[at] if table.whose else None
        records = {whose.enterprise} if whose else set()
        if whose and whose.enterprise in joined:
            kept = joined[whose.enterprise]
            records.add(kept)
            whose = Whose(kept, joined.get(whose.subject, whose.subject), whose.of)
        cells = dict(zip(keys, row, strict=True))
        yield Line(cells, table.each, whose, frozenset(records))


def _own(line: Line, whose: Whose) -> tuple[Cell, ...]:
    return whose.subject, whose.of if line.each in _OF_ITSELF else ""


def _shown(line: Line) -> tuple[Cell, ...]:
    row = line.row
    return (
        row.get("uscc") or row.get("enterprise"),
        row.get("subject") or "",
        row.get("rung") or row.get("target") or "",
    )


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
    what = told or str(row.get("rung") or row.get("target") or "")
    return Edit(kind, "·".join((_name(reading, line), *subject)), what, reasons)


def _name(reading: Reading, line: Line) -> str:
    """Who a row is about, also where its list does not show it."""
    if line.whose is None or line.row.get(ENTERPRISE.key):
        return str(line.row.get(ENTERPRISE.key) or "")
    found = reading.one(f"SELECT {asof.name(':id')} AS name", id=line.whose.enterprise)
    return str(found["name"] or "") if found else ""
