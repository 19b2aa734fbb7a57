"""Questions answered by a list: counts, completion, changes, subsidies, differences.

Each is asked by a few words after its kind, the same on a screen, in ``tidu list`` and
in ``tidu export``: ``count:等级=三级;县市区,等级``, ``roster:名册;上报单位``,
``changes:2022;更名,迁出,撤销``, ``applications:2022;未通过``, ``subsidies:2022``,
``diff:1 now``, ``gaps:称号;条件``, ``path:企业;称号``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from registry.dates import parse_exact
from registry.desk.gap_lists import climbed, gapped
from registry.desk.read import (
    changes_table,
    counting,
    counting_table,
    rosters,
    rounds_list,
    rounds_table,
    subsidies,
    subsidies_table,
)
from registry.desk.read import rounds as rounds_read
from registry.desk.read.changes import changes
from registry.desk.read.issued import issued
from registry.desk.read.list_edits import EDITED, difference
from registry.desk.read.rounds_list import State
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.lists.table import Table
from registry.lists.whose import Listed
from registry.text import separated, visible

Make = Callable[[Reading, str], Table]
_YEAR = 4


def counted(reading: Reading, words: str) -> Table:
    """How many a filter selects, by up to three fields; who, where none is given."""
    text, by = parts(words)
    made = counting.count(reading, text, by, names=not by)
    return counting_table.table(reading, made)


def completed(reading: Reading, words: str) -> Table:
    """How far a roster has come, by up to three fields; who is missing, by none.

    Who is missing of one unit: ``roster:名册;上报单位=天元区``.
    """
    roster, by = parts(words)
    if not by or "=" in by:
        return rosters.missing(reading, roster, among=_each(by))
    return counting_table.table(reading, rosters.completion(reading, roster, by=by))


def changed(reading: Reading, words: str) -> Table:
    """What changed in the world in a year, or between two days; of which kinds."""
    days, kinds = parts(words)
    since, until = _days(days)
    found = changes(reading, since, until, separated(kinds))
    return changes_table.table(reading, found)


def applied(reading: Reading, words: str) -> Table:
    """What became of the applications of rounds; of one result where one is given."""
    rounds, result = parts(words)
    asked = rounds_list.Asked(
        rounds_read.named(reading, rounds) if rounds else (),
        state=_state(result) if result else None,
    )
    return rounds_table.table(reading, asked)


def subsidised(reading: Reading, words: str) -> Table:
    """Subsidies of a year: approved, paid, open, and those had twice."""
    if words and not (words.isdecimal() and len(words) == _YEAR):
        raise InputError(f"「{visible(words)}」不是年份；请写 subsidies:2022")
    found = subsidies.subsidies(reading, year=int(words) if words else None)
    return subsidies_table.table(reading, found)


def different(reading: Reading, old: Table, new: Table) -> Table:
    """What entered, left and changed from one list to another, and by which changes."""
    rows = tuple(
        (edit.kind, edit.who, edit.what, "；".join(edit.reasons) or _unknown(old, new))
        for edit in difference(reading, old, new)
    )
    told = (
        f"{reading.info.as_of} 从{old.heading}（{old.on}）到{new.heading}（{new.on}）"
    )
    notes = (_NEAREST,) if Listed.GAP in {old.each, new.each} else ()
    return issued(reading, "名单比较", told, EDITED, rows, notes=notes)


_NEAREST = "缺项名单只列最近的若干条；新进、退出也可能只是排名进出了所列的范围"


def _unknown(old: Table, new: Table) -> str:
    """Why a row may differ of which no change tells."""
    before, after = ({one.of for one in table.whose} for table in (old, new))
    if before and after and not before & after:
        return "两份名单所列的称号、培育库或批次不同"
    if old.on != new.on:
        return f"截至日由 {old.on} 到 {new.on}"
    return "未记录原因" if old.terms == new.terms else "两份名单的口径不同"


ASKED: Mapping[str, Make] = {
    "count": counted,
    "统计": counted,
    "roster": completed,
    "名册": completed,
    "changes": changed,
    "变化": changed,
    "applications": applied,
    "申报名单": applied,
    "subsidies": subsidised,
    "奖补": subsidised,
    "gaps": gapped,
    "缺项": gapped,
    "path": climbed,
    "路径": climbed,
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


def _each(by: str) -> tuple[str, ...]:
    """The conditions between semicolons."""
    return tuple(one.strip() for one in by.split(";") if one.strip())


def _state(word: str) -> State:
    found = [state for state in State if word in state.value]
    if len(found) != 1:
        known = "、".join(State)
        raise InputError(f"「{visible(word)}」不是申报的结果；请写其中之一：{known}")
    return found[0]


def parts(words: str) -> tuple[str, str]:
    """What is asked about, and what stands behind the semicolon."""
    text, _, by = words.replace("；", ";").partition(";")
    return text.strip(), by.strip()


def _days(words: str) -> tuple[date | None, date | None]:
    if words.isdecimal() and len(words) == _YEAR:
        return date(int(words), 1, 1), date(int(words), 12, 31)
    since, _, until = words.partition("..")
    return (
        parse_exact(since.strip()) if since.strip() else None,
        parse_exact(until.strip()) if until.strip() else None,
    )
