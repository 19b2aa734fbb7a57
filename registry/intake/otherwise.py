"""What a ledger says otherwise than the register and does not bring: it is only told.

The level of an enterprise is an assessment's, which has its day, its way and its
document, and so has each of its titles; a ledger of enterprises names them alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice

from registry import asof, columns
from registry.errors import InputError
from registry.intake.edits import NOTHING, Edit, say
from registry.intake.kinds import Shape, Slot
from registry.intake.lookups import Lookup, lookups
from registry.store.rung_names import install
from registry.terms import level_label
from registry.text import separated, visible

_LEVELS = (
    "等级只随评估更新：核实后用 tidu record assessment {} --level {} "
    "--kind 评估方式 --on 评估日期 --document 文号 登记；"
    "多家的填 tidu template assessments 再导入"
)
_TITLES = (
    "称号只随认定和终止更新：核实后，新认定的用 tidu record title {} {} "
    "--recognised-on 认定日期 --document 文号 登记，多项的填 tidu template titles "
    "再导入；已终止的用 tidu record end 登记，记错的用 tidu correct void 作废"
)
_UNREAD = "（认不出）"
_LEVEL = Slot(columns.LEVEL, "level")
_KNOWN = asof.assessment("r.enterprise_id", "a.level")
_NAME = "coalesce((SELECT s.name FROM subject s WHERE s.id = r.enterprise_id), r.name)"
_ROWS = "FROM ledger_row r JOIN ledger_entry e ON e.row = r.at WHERE r.state IS NULL"
_OTHER_LEVELS = f"""
SELECT r.sheet, r.line, {_NAME}, {_KNOWN}, e.level
{_ROWS} AND e.level IS NOT NULL AND e.level IS NOT {_KNOWN} ORDER BY r.at
"""
_TITLES_SAID = f"""
SELECT r.sheet, r.line, {_NAME}, e.titles, (
  SELECT group_concat(DISTINCT t.rung) FROM title t
  WHERE t.subject_id IN {asof.subjects("r.enterprise_id")} AND {asof.held("t")})
{_ROWS} AND e.titles IS NOT NULL ORDER BY r.at
"""
_NAMED = f"SELECT code, {asof.rung_name('code')} FROM rung WHERE voided_by IS NULL"
"""What rungs are called on the day, which may be other than what they are kept as."""


def told(connection: sqlite3.Connection, on: str, limit: int) -> Iterator[Edit]:
    """What is otherwise as of the day, ``limit`` of each kind (-1 all)."""
    most = None if limit < 0 else limit
    yield from islice(_levels(connection, on), most)
    yield from islice(_titles(connection, on), most)


def count(connection: sqlite3.Connection, on: str) -> int:
    """How much is otherwise as of the day."""
    return sum(1 for _ in told(connection, on, -1))


def remedies(found: tuple[Edit, ...]) -> tuple[str, ...]:
    """What to do about those of each kind that is found."""
    fields = dict.fromkeys(one.field for one in found)
    return tuple(
        _TITLES.format("企业", "称号")
        if field == columns.TITLES.header
        else _LEVELS.format("企业", "等级")
        for field in fields
    )


def remedy(one: Edit) -> str:
    """What to do about one of them."""
    name = f"'{one.name}'" if " " in one.name else one.name
    if one.field == columns.TITLES.header:
        added = set(separated(one.new)) - set(separated(one.old)) - {NOTHING}
        known = sorted(title for title in added if not title.endswith(_UNREAD))
        return _TITLES.format(name, known[0] if len(known) == 1 else "称号")
    unread = one.new.endswith(_UNREAD)
    return _LEVELS.format(name, "等级" if unread else one.new.partition("（")[0])


def _levels(connection: sqlite3.Connection, on: str) -> Iterator[Edit]:
    """Enterprises whose level is another."""
    for sheet, line, who, old, new in connection.execute(
        _OTHER_LEVELS, {"on": on}
    ).fetchall():
        read = f"{visible(new)}{_UNREAD}" if isinstance(new, str) else level_label(new)
        said = say(connection, _LEVEL, old), read
        yield Edit(sheet, line, who, columns.LEVEL.header, *said)


def _titles(connection: sqlite3.Connection, on: str) -> Iterator[Edit]:
    """Enterprises that hold other titles: those they hold, and those that are said."""
    rungs = lookups(connection)[Shape.RUNG]
    install(connection)
    for code, name in connection.execute(_NAMED, {"on": on}).fetchall():
        rungs.learn(name, code)
    rows = connection.execute(_TITLES_SAID, {"on": on}).fetchall()
    slot = Slot(columns.TITLES, "rung", Shape.RUNG)
    for sheet, line, who, text, held in rows:
        said = {_rung(rungs, name): name for name in separated(str(text))}
        known = set(filter(None, str(held or "").split(",")))
        if said.keys() != known:
            old = sorted(say(connection, slot, code) for code in known)
            new = sorted(
                say(connection, slot, code)
                if code in rungs.meant.values()
                else f"{visible(name)}{_UNREAD}"
                for code, name in said.items()
            )
            pair = ("、".join(one) or NOTHING for one in (old, new))
            yield Edit(sheet, line, who, columns.TITLES.header, *pair)


def _rung(rungs: Lookup, name: str) -> str:
    """The code of a rung that a cell names; the name where it names none."""
    try:
        return str(rungs.find(name))
    except InputError:
        return name
