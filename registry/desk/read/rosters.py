"""A roster (名册): who is on it, how far each unit has come, who is missing (催报)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from registry import asof, columns
from registry.columns import Cell
from registry.desk.read import beside, counting_roster, shown
from registry.desk.read.counting import Matrix
from registry.desk.read.filtering import clause
from registry.desk.read.issued import issued
from registry.desk.read.listed import listed, record, whose
from registry.desk.read.lookup import roster_id
from registry.desk.read.session import Reading
from registry.desk.read.values import Card, Line
from registry.filter.field import MISSING
from registry.lists.layouts import Layout
from registry.lists.table import Table
from registry.lists.whose import Listed
from registry.terms import MADE_UP, Status
from registry.text import clean, visible

BY_UNIT = "上报单位"
_OF_UNIT = f"{BY_UNIT}="
_MISSED = Layout((columns.STATUS,))
_COLUMNS = tuple(
    replace(one, rule="按冻结时的上报单位") if one is columns.UNIT else one
    for one in _MISSED.columns
)
MOST_NAMED = 200
"""A page names so many of the missing at most, and says how many there are."""

_HEAD = f"""
SELECT r.*, {beside.document("r")}, (SELECT count(*) FROM roster_entry m
  WHERE m.roster_id = r.id AND m.voided_by IS NULL) AS members
FROM roster r WHERE r.id = :roster AND r.voided_by IS NULL
"""
_TASKS = """
SELECT u.name AS unit, t.number FROM roster_task t JOIN unit u ON u.id = t.unit_id
WHERE t.roster_id = :roster AND t.voided_by IS NULL ORDER BY u.id
"""
_MISSING = f"""
SELECT m.id, e.id AS owner, m.sample, CASE WHEN EXISTS
  (SELECT 1 FROM enterprise n WHERE n.id = m.subject_id) THEN e.id ELSE m.subject_id
  END AS subject_id,
  (SELECT u.name FROM unit u WHERE u.id = m.unit_id) AS frozen, m.unit_id AS frozen_id,
  {asof.value("status_spell", "e.id")} AS status
FROM {counting_roster.MEMBERS}
WHERE m.roster_id = :roster AND m.voided_by IS NULL AND coalesce({{selects}}, 1)
"""
_UNITS = f"""
SELECT x.id, {asof.value("unit_spell", asof.owner("x.id"))}
FROM json_each(:ids) j JOIN subject x ON x.id = j.value AND x.voided_by IS NULL
ORDER BY j.key
"""
_ORDER = "frozen_id IS NULL, frozen_id, enterprise, w.id"


def units_on(
    connection: sqlite3.Connection, subjects: Collection[int], on: date
) -> list[tuple[int, int | None]]:
    """The live subjects among these, each with its reporting unit on a day."""
    bound = {"ids": json.dumps(list(subjects)), "on": on.isoformat()}
    return [(row[0], row[1]) for row in connection.execute(_UNITS, bound)]


def done_by_default(reading: Reading, roster: str) -> str:
    """The filter that says who is done: self-assessed in the roster's year or since."""
    return _done(_head(reading, roster))


def _done(head: sqlite3.Row) -> str:
    return f"评估日期.自评估>={head['on'][:4]}"


def completion(
    reading: Reading,
    roster: str,
    done: str = "",
    by: str = BY_UNIT,
    *,
    names: bool = False,
) -> Matrix:
    """Members by unit (or other fields), how many are done, the rate and the rank.

    ``done`` is a filter; without it, who has self-assessed since the roster's year
    began. ``names`` are of those that are missing.

    Raises:
        InputError: the filter or a field cannot be read.
        NotFoundError: there is no such roster.
    """
    asked = done or done_by_default(reading, roster)
    return counting_roster.completion(reading, roster, asked, by, names=names)


def missing(
    reading: Reading, roster: str, done: str = "", among: Sequence[str] = ()
) -> Table:
    """Who on the roster is not done, unit by unit as frozen, as a list to be sent.

    ``among`` limits them, each a field and its value; 上报单位=天元区 is the unit
    frozen with the roster.

    Raises:
        InputError: a filter cannot be read.
        NotFoundError: there is no such roster.
    """
    head = _head(reading, roster)
    asked = done or done_by_default(reading, roster)
    rows = _rows(reading, head["id"], asked, among)
    size = f"名册「{visible(head['name'])}」（{head['on']} 冻结，{head['members']} 家）"
    limit = f"限于「{clean(' '.join(among))}」，" if among else ""
    told = f"截至 {reading.on} {size}中未符合「{clean(asked)}」的，{limit}按企业计"
    return issued(
        reading,
        f"{visible(head['name'])}未完成名单",
        told,
        _COLUMNS,
        _MISSED.freeze(_record(row) for row in rows),
        basis=head["document"] or "",
        sample=any(row["made_up"] for row in rows),
        each=Listed.ENTERPRISE,
        whose=tuple(map(whose, rows)),
    )


def card(reading: Reading, roster: int) -> Card:
    """A roster on one page: what it is, tasks, completion by unit, who is missing.

    Raises:
        NotFoundError: there is no such roster, or it is void.
    """
    head = reading.need(_HEAD, "名册", roster=roster)
    done = _done(head)
    sections = (
        ("名册", tuple(_identity(head))),
        ("任务数", tuple(_tasks(reading, roster))),
        ("完成（有自评估）", tuple(_completed(completion(reading, head["ref"], done)))),
        ("未完成", tuple(_named(_rows(reading, roster, done)))),
    )
    return shown.made(
        roster,
        head["name"],
        head["terms"],
        sections,
    )


def _head(reading: Reading, roster: str) -> sqlite3.Row:
    id_ = roster_id(reading.words, roster, reading.info.on)
    (head,) = reading.rows(_HEAD, roster=id_)
    return head


def _rows(
    reading: Reading, roster: int, done: str, among: Sequence[str] = ()
) -> list[sqlite3.Row]:
    units = [one for one in among if one.startswith(_OF_UNIT)]
    others = "".join(f" ({one})" for one in among if one not in units)
    sql, bound = clause(reading, f"非 ({done}){others}")
    asked = _MISSING.format(selects=sql)
    for at, one in enumerate(units):
        asked += f" AND frozen IS :unit{at}"
        name = one.removeprefix(_OF_UNIT).strip('"')
        bound[f"unit{at}"] = None if name == MISSING else name
    return listed(reading, asked, _ORDER, roster=roster, **bound)


def _record(row: sqlite3.Row) -> dict[str, Cell]:
    gone = Status.read(row["status"]) if row["status"] else None
    return record(row) | {
        "unit": row["frozen"],
        "status": gone.value if gone else None,
    }


def _identity(head: sqlite3.Row) -> Iterator[Line]:
    sample = MADE_UP if head["sample"] else ""
    record_ = shown.record("roster", head)
    yield Line("冻结日期", head["on"], source=head["document"] or "", record=record_)
    yield Line("口径", head["terms"], source=sample)
    yield Line("成员", f"{head['members']} 家")


def _tasks(reading: Reading, roster: int) -> Iterator[Line]:
    for row in reading.rows(_TASKS, roster=roster):
        yield Line(row["unit"], f"{row['number']} 家")


def _completed(made: Matrix) -> Iterator[Line]:
    for line in made.lines:
        whole, part = line.numbers
        rank = f"第 {line.rank} 名" if line.rank else ""
        yield Line(line.labels[0], shown.joined(f"{part}/{whole}", line.percent, rank))
    whole, part = made.total.numbers
    yield Line("合计", shown.joined(f"{part}/{whole}", made.total.percent))
    yield Line("口径", made.terms.said)


def _named(rows: list[sqlite3.Row]) -> Iterator[Line]:
    for row in rows[:MOST_NAMED]:
        yield Line(row["enterprise"] or "—", row["frozen"] or "未登记")
    if len(rows) > MOST_NAMED:
        yield Line("……", f"另有 {len(rows) - MOST_NAMED} 家，用 tidu roster show 导出")
