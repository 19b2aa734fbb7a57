"""The register at a glance: counts by level, unit, title, pool and stage; what is due.

Pure SQL on a connection whose rows are ``sqlite3.Row``, as of a day; nothing written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator
from datetime import date, timedelta

from registry import asof
from registry.reports.counted import Count, Due, Tally, Terms
from registry.terms import LEVELS, AssessmentKind, Tier, level_label
from registry.text import visible

DUE_DAYS = 90
"""Titles that end within so many days are due."""

_COUNTED = f"{asof.LIVE_ENTERPRISE} AND {asof.registered('e')}"
AMONG = "台账内企业，含分支机构和科研院所，不含学校、迁出和注销"
PLACED = "县市区按上报单位"

_LEVELS = f"""
SELECT level, count(*) FILTER (WHERE kind = 'self') AS self,
  count(*) FILTER (WHERE kind = 'on_site') AS on_site
FROM (SELECT k.kind, {asof.assessment("e.id", "a.level", "k.kind")} AS level
  FROM enterprise e JOIN (SELECT 'self' AS kind UNION ALL SELECT 'on_site') k
  WHERE {_COUNTED})
GROUP BY level ORDER BY level IS NULL, level
"""
_UNITS = f"""
SELECT unit_id, (SELECT u.name FROM unit u WHERE u.id = unit_id) AS unit,
  count(*) AS enterprises, count(self) AS self, count(on_site) AS on_site,
  sum(titles) AS titles
FROM (SELECT {asof.value("unit_spell", "e.id")} AS unit_id,
    {asof.assessment("e.id", "a.id", "'self'")} AS self,
    {asof.assessment("e.id", "a.id", "'on_site'")} AS on_site,
    (SELECT count(*) FROM title t
      WHERE t.subject_id IN {asof.subjects("e.id")} AND {asof.held("t")}) AS titles
  FROM enterprise e WHERE {_COUNTED})
GROUP BY unit_id ORDER BY unit_id IS NULL, unit_id
"""
_RUNGS = f"""
SELECT r.code, {asof.rung_name("r.code")} AS name, r.tier,
  count(*) FILTER (WHERE {asof.held("t")}) AS held,
  count(*) FILTER (WHERE t.recognised_on BETWEEN :new_since AND :on) AS new,
  count(*) FILTER (WHERE t.recognised_on <= :on) AS ever
FROM title t JOIN rung r ON r.code = t.rung WHERE t.voided_by IS NULL
GROUP BY r.code
ORDER BY CASE r.tier WHEN 'city' THEN 0 WHEN 'province' THEN 1 ELSE 2 END,
  r.programme, r.ordinal, r.code
"""
_POOLS = """
SELECT p.id, p.name, p.year, count(x.id) AS entries,
  count(DISTINCT x.subject_id) AS subjects
FROM pool p LEFT JOIN pool_entry x ON x.pool_id = p.id AND x.voided_by IS NULL
  AND x.admitted_on <= :on AND (x.left_on IS NULL OR x.left_on > :on)
WHERE p.voided_by IS NULL GROUP BY p.id ORDER BY p.year DESC, p.id
"""
_STAGES = f"""
SELECT k.code, coalesce(k.name, '已申报') AS name, count(*) AS n
FROM application a JOIN round r ON r.id = a.round_id AND r.voided_by IS NULL
LEFT JOIN stage_kind k ON k.code = {asof.standing("a.id", "q.stage")}
WHERE a.voided_by IS NULL AND r.year = :year
  AND (a.applied_on IS NULL OR a.applied_on <= :on)
GROUP BY k.code ORDER BY coalesce(k.ordinal, -1)
"""
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
    tiers = by_tier(connection, on, partly)
    before = (part(connection, on) for part in (by_level, by_unit))
    after = (part(connection, on) for part in (by_rung, by_pool, by_stage))
    return (*before, tiers, *after)


def by_level(connection: sqlite3.Connection, on: date) -> Tally:
    """Enterprises by their latest valid level, self- and on-site assessments apart."""
    rows = {row["level"]: row for row in _rows(connection, on, _LEVELS)}
    levels: tuple[int | None, ...] = (*range(len(LEVELS)), None)
    counts = tuple(
        Count(
            level_label(level),
            (rows[level]["self"], rows[level]["on_site"]) if level in rows else (0, 0),
            "" if level is None else str(level),
        )
        for level in levels
    )
    terms = Terms(on, "按企业计", AMONG, "取该方式最近一次有效评估，两种方式分列")
    return Tally("成熟度等级", terms, _kinds(), counts)


def by_unit(connection: sqlite3.Connection, on: date) -> Tally:
    """Enterprises, those assessed, and titles in force, by reporting unit."""
    counts = tuple(
        Count(
            visible(row["unit"] or "未登记"),
            (row["enterprises"], row["self"], row["on_site"], row["titles"]),
            str(row["unit_id"] or ""),
        )
        for row in _rows(connection, on, _UNITS)
    )
    terms = Terms(on, "企业按家计，称号按项计", AMONG, PLACED, "评估与称号当日有效")
    return Tally("县市区", terms, ("企业", *_kinds(), "有效称号"), counts)


def by_tier(
    connection: sqlite3.Connection, on: date, partly: Container[str] = ()
) -> Tally:
    """Titles by tier: in force, new this year, cumulative; without rungs ``partly``."""
    rows = [row for row in _titles(connection, on) if row["code"] not in partly]
    counts = tuple(
        Count(
            tier.label,
            (
                sum(row["held"] for row in rows if row["tier"] == tier),
                sum(row["new"] for row in rows if row["tier"] == tier),
                sum(row["ever"] for row in rows if row["tier"] == tier),
            ),
            tier.value,
        )
        for tier in Tier
    )
    return Tally("称号（按层级）", _of_titles(on, _WITHOUT), _TIMES, counts)


def by_rung(connection: sqlite3.Connection, on: date) -> Tally:
    """Titles by rung: in force, new this year, cumulative."""
    counts = tuple(
        Count(visible(row["name"]), (row["held"], row["new"], row["ever"]), row["code"])
        for row in _titles(connection, on)
    )
    return Tally("称号（按名称）", _of_titles(on), _TIMES, counts)


def by_pool(connection: sqlite3.Connection, on: date) -> Tally:
    """Who is in each pool on the day."""
    counts = tuple(
        Count(
            visible(f"{row['name']}（{row['year']}）"),
            (row["subjects"],),
            str(row["id"]),
        )
        for row in _rows(connection, on, _POOLS)
    )
    terms = Terms(on, "按认定对象计", "已入库且未出库", time="当日在库")
    return Tally("培育库", terms, ("在库",), counts)


def by_stage(connection: sqlite3.Connection, on: date) -> Tally:
    """This year's applications by the stage they have reached."""
    counts = tuple(
        Count(visible(row["name"]), (row["n"],), row["code"] or "")
        for row in _rows(connection, on, _STAGES, year=on.year)
    )
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


def _titles(connection: sqlite3.Connection, on: date) -> Iterator[sqlite3.Row]:
    return _rows(connection, on, _RUNGS, new_since=f"{on.year:04}-01-01")


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
