"""Questions answered by a list: counts, completion, changes, subsidies, differences.

Each is asked by a few words after its kind, the same on a screen, in ``tidu list`` and
in ``tidu export``: ``count:天元区 等级=三级;县市区,等级``, ``roster:名册;上报单位``,
``changes:2022``, ``subsidies:2022``, ``diff:1 now``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from registry.columns import Cell, Column, Kind
from registry.dates import parse_exact
from registry.desk.read import (
from registry.desk.gap_lists import climbed, gapped
    changes_table,
    counting,
    counting_table,
    rosters,
    subsidies,
)
from registry.desk.read.changes import changes
from registry.desk.read.publications import EDITED, difference
from registry.desk.read.session import Reading
from registry.desk.read.subsidies import Subsidised
from registry.desk.read.units import yuan
from registry.errors import InputError
from registry.lists.table import Cells, Table
from registry.text import visible

Make = Callable[[Reading, str], Table]
_YEAR = 4


def counted(reading: Reading, words: str) -> Table:
    """How many a filter selects, by up to three fields; who, where none is given."""
    text, by = _parts(words)
    made = counting.count(reading, text, by, names=not by)
    return counting_table.table(reading, made)


def completed(reading: Reading, words: str) -> Table:
    """How far a roster has come, by up to three fields; who is missing, by none."""
    roster, by = _parts(words)
    if not by:
        return rosters.missing(reading, roster)
    return counting_table.table(reading, rosters.completion(reading, roster, by=by))


def changed(reading: Reading, words: str) -> Table:
    """What changed in the world in a year, or between two days (``A..B``)."""
    since, until = _days(words)
    return changes_table.table(reading, changes(reading, since, until))


def subsidised(reading: Reading, words: str) -> Table:
    """Subsidies of a year: approved, paid, open, and those had twice."""
    if words and not (words.isdecimal() and len(words) == _YEAR):
        raise InputError(f"「{visible(words)}」不是年份；请写 subsidies:2022")
    found = subsidies.subsidies(reading, year=int(words) if words else None)
    rows = tuple(_money(number, row) for number, row in enumerate(found.rows, 1))
    return _table(reading, "奖补清单", str(found.terms), _MONEY, rows)


def different(reading: Reading, old: Table, new: Table) -> Table:
    """What entered, left and changed from one list to another, and by which changes."""
    rows = tuple(
        (edit.kind, edit.who, edit.what, "；".join(edit.reasons) or "未记录原因")
        for edit in difference(reading, old, new)
    )
    told = f"从{old.heading}（{old.on}）到{new.heading}（{new.on}）"
    return _table(reading, "名单比较", told, EDITED, rows)


ASKED: Mapping[str, Make] = {
    "count": counted,
    "统计": counted,
    "roster": completed,
    "名册": completed,
    "changes": changed,
    "变化": changed,
    "subsidies": subsidised,
    "奖补": subsidised,
}
"""Each question by the word before the colon."""


def number(text: str) -> int:
    """The number of a published list; ``InputError`` where it is none."""
    told = text.strip()
    if not told.isdecimal() or len(told) > len("999999999"):
        raise InputError(
            f"「{visible(told)}」不是名单编号；用 tidu list published 查看全部"
        )
    return int(told)


def _parts(words: str) -> tuple[str, str]:
    text, _, by = words.replace("；", ";").partition(";")
    return text.strip(), by.strip()


    "gaps": gapped,
    "缺项": gapped,
    "path": climbed,
    "路径": climbed,
def _days(words: str) -> tuple[date | None, date | None]:
    if words.isdecimal() and len(words) == _YEAR:
        return date(int(words), 1, 1), date(int(words), 12, 31)
    since, _, until = words.partition("..")
    return (
        parse_exact(since.strip()) if since.strip() else None,
        parse_exact(until.strip()) if until.strip() else None,
    )


_MONEY = (
    Column("ordinal", "序号", 6, Kind.NUMBER),
    Column("enterprise", "企业名称", 34),
    Column("subject", "车间/项目名称", 24),
    Column("unit", "所属县市区", 12),
    Column("rung", "称号", 26),
    Column("amount", "金额", 12),
    Column("status", "状态", 8),
    Column("approved_on", "批准日期", 12),
    Column("paid_on", "拨付日期", 12),
    Column("budget_line", "预算项目", 20),
    Column("instead", "就高不重复", 26),
)


def _money(place: int, row: Subsidised) -> Cells:
    who = (place, row.enterprise, row.subject, row.unit, row.rung)
    when = (row.approved_on, row.paid_on)
    return (
        *who,
        yuan(row.amount),
        row.status.label,
        *when,
        row.budget_line,
        row.instead,
    )


def _table(
    reading: Reading,
    title: str,
    terms: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
) -> Table:
    head = reading.one("SELECT head FROM seal ORDER BY change_id DESC LIMIT 1")
    return Table(
        title=title,
        issuer=reading.info.name,
        on=reading.info.on,
        terms=terms.removeprefix("口径："),
        basis="",
        columns=columns,
        rows=rows,
        marks=("演示数据",) if reading.info.demonstration else (),
        head=head["head"] if head else "",
    )
