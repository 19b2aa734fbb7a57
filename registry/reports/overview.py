"""The register at a glance: counts by level, unit, title, pool and stage; what is due.

On a connection whose rows are ``sqlite3.Row``, as of a day; nothing is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry import asof
from registry.reports.counted import Count, Due, Tally, Terms
from registry.reports.kept import sums
from registry.reports.sums import (
    EVER,
    HELD,
    LEVEL,
    NEW,
    NO_LEVEL,
    POOL,
    STAGE,
    TITLES,
    Sums,
    of,
)
from registry.terms import (
    APPLIED,
    LEVELS,
    UNPLACED,
    AssessmentKind,
    Tier,
    level_label,
)
from registry.text import visible

DUE_DAYS = 90
"""Titles that end within so many days are due."""

AMONG = "台账内企业，含分支机构和科研院所，不含学校、迁出和注销"
PLACED = "县市区按上报单位"

_UNITS = "SELECT id, name FROM unit"
_RUNGS = f"""
SELECT r.code, {asof.rung_name("r.code")} AS name, r.tier
FROM rung r JOIN json_each(:codes) c ON c.value = r.code GROUP BY r.code
ORDER BY {asof.upward("r.tier")}, r.programme, r.ordinal, r.code
"""
_POOLS = """
SELECT id, name, year FROM pool WHERE voided_by IS NULL ORDER BY year DESC, id
"""
_ROUNDS = "SELECT id FROM round WHERE voided_by IS NULL AND year = :year"
_STAGES = "SELECT code, name, ordinal FROM stage_kind"
_ENDING = f"""
SELECT {asof.rung_name("t.rung")} AS what,
  {asof.name(asof.owner("t.subject_id"))} AS whose,
  t.valid_until AS day
FROM title t
WHERE {asof.held("t")} AND t.valid_until <= :through
UNION ALL
SELECT '申报截止', r.name, r.closes_on FROM round r WHERE r.voided_by IS NULL
  AND r.closes_on BETWEEN :on AND :through
UNION ALL
SELECT '公示结束', r.name, r.notice_through FROM round r WHERE r.voided_by IS NULL
  AND r.notice_through BETWEEN :on AND :through
ORDER BY day, what, whose
"""


def tallies(
    connection: sqlite3.Connection, on: date, partly: Container[str] = ()
) -> tuple[Tally, ...]:
    """Every count of the overview, each with its terms.

    ``partly`` are the rungs of which the register does not record every holder.
    """
    found = sums(connection, on)
    held = tuple(_held(connection, on, found))
    return (
        by_level(on, found),
        by_unit(connection, on, found),
        by_tier(on, held, partly),
        by_rung(on, held),
        by_pool(connection, on, found),
        by_stage(connection, on, found),
    )


def by_level(on: date, found: Sums) -> Tally:
    """Enterprises by their latest valid level, self- and on-site assessments apart."""
    own: Counter[int] = Counter()
    site: Counter[int] = Counter()
    for (_, levels), number in of(found, LEVEL):
        self_assessed, on_site = map(int, levels.split(","))
        own[self_assessed] += number
        site[on_site] += number
    counts = tuple(
        Count(level_label(level), (own[key], site[key]), str(key) if key >= 0 else "")
        for level, key in [*((n, n) for n in range(len(LEVELS))), (None, NO_LEVEL)]
    )
    terms = Terms(on, "按企业计", AMONG, "取该方式最近一次有效评估，两种方式分列")
    return Tally("成熟度等级", terms, _kinds(), counts)


def by_unit(connection: sqlite3.Connection, on: date, found: Sums) -> Tally:
    """Enterprises, those assessed, and titles in force, by reporting unit."""
    there: dict[int, list[int]] = {}
    for (unit, levels), number in of(found, LEVEL):
        assessed = [int(level) != NO_LEVEL for level in levels.split(",")]
        line = there.setdefault(unit, [0, 0, 0, 0])
        for at, has in enumerate((True, *assessed)):
            line[at] += number * has
    for (unit, _), number in of(found, TITLES):
        there[unit][3] += number
    names = {row["id"]: row["name"] for row in _rows(connection, on, _UNITS)}
    counts = tuple(
        Count(
            visible(names.get(unit) or UNPLACED),
            tuple(there[unit]),
            str(unit or ""),
        )
        for unit in sorted(there, key=lambda one: (one == 0, one))
    )
    terms = Terms(on, "企业按家计，称号按项计", AMONG, PLACED, "评估与称号当日有效")
    return Tally("县市区", terms, ("企业", *_kinds(), "有效称号"), counts)


@dataclass(frozen=True, slots=True)
class Held:
    """A rung with its titles: in force, recognised this year, at any time."""

    code: str
    name: str
    tier: str
    numbers: tuple[int, int, int]


def _held(connection: sqlite3.Connection, on: date, found: Sums) -> Iterator[Held]:
    by_measure = [
        {rung: number for (_, rung), number in of(found, measure)}
        for measure in (HELD, NEW, EVER)
    ]
    codes = json.dumps(sorted(set().union(*by_measure)))
    for row in _rows(connection, on, _RUNGS, codes=codes):
        held, new, ever = (numbers.get(row["code"], 0) for numbers in by_measure)
        yield Held(row["code"], row["name"], row["tier"], (held, new, ever))


def by_tier(on: date, held: Sequence[Held], partly: Container[str] = ()) -> Tally:
    """Titles by tier: in force, new this year, cumulative; without rungs ``partly``."""
    told = [one for one in held if one.code not in partly]
    counts = tuple(
        Count(
            tier.label,
            tuple(
                sum(one.numbers[at] for one in told if one.tier == tier)
                for at in range(len(_TIMES))
            ),
            tier.value,
        )
        for tier in Tier
    )
    return Tally("称号（按层级）", _of_titles(on, _WITHOUT), _TIMES, counts)


def by_rung(on: date, held: Sequence[Held]) -> Tally:
    """Titles by rung: in force, new this year, cumulative."""
    counts = tuple(Count(visible(one.name), one.numbers, one.code) for one in held)
    return Tally("称号（按名称）", _of_titles(on), _TIMES, counts)


def by_pool(connection: sqlite3.Connection, on: date, found: Sums) -> Tally:
    """Who is in each pool on the day."""
    inside = {int(pool): number for (_, pool), number in of(found, POOL)}
    counts = tuple(
        Count(
            visible(f"{row['name']}（{row['year']}）"),
            (inside.get(row["id"], 0),),
            str(row["id"]),
        )
        for row in _rows(connection, on, _POOLS)
    )
    terms = Terms(on, "按认定对象计", "已入库且未出库", time="当日在库")
    return Tally("培育库", terms, ("在库",), counts)


def by_stage(connection: sqlite3.Connection, on: date, found: Sums) -> Tally:
    """This year's applications by the stage they have reached."""
    ours = {row["id"] for row in _rows(connection, on, _ROUNDS, year=on.year)}
    reached: Counter[str] = Counter()
    for (_, key), number in of(found, STAGE):
        round_, _, stage = key.partition(",")
        if int(round_) in ours:
            reached[stage] += number
    stages = {row["code"]: row for row in _rows(connection, on, _STAGES)}
    first = [("", APPLIED)] if reached[""] else []
    ordered = sorted(
        (code for code in reached if code), key=lambda code: stages[code]["ordinal"]
    )
    named = [*first, *((code, stages[code]["name"]) for code in ordered)]
    counts = tuple(Count(visible(name), (reached[code],), code) for code, name in named)
    terms = Terms(on, "按申报项数计", f"{on.year} 年各批次", "取已到的最后环节")
    return Tally("申报", terms, ("申报",), counts)


def due(connection: sqlite3.Connection, on: date) -> tuple[Due, ...]:
    """Titles that end and rounds that close within ``DUE_DAYS``, soonest first."""
    through = (on + timedelta(days=DUE_DAYS)).isoformat()
    return tuple(
        Due(
            visible(row["what"]),
            visible(row["whose"] or "—"),
            date.fromisoformat(row["day"]),
        )
        for row in _rows(connection, on, _ENDING, through=through)
    )


_TIMES = ("当前有效", "本年新增", "历年累计")


_WITHOUT = "，不含台账登记不全的证书"


def _of_titles(on: date, without: str = "") -> Terms:
    time = f"有效指当日未到期未终止；新增指 {on.year} 年认定；累计含已终止"
    among = f"台账内登记的称号，含车间、工厂、场景{without}"
    return Terms(on, "按称号项数计", among, time=time)


def _kinds() -> tuple[str, ...]:
    return tuple(kind.label for kind in AssessmentKind)


def _rows(
    connection: sqlite3.Connection, on: date, sql: str, **bound: str | int
) -> Iterator[sqlite3.Row]:
    yield from connection.execute(sql, {"on": on.isoformat()} | bound)
