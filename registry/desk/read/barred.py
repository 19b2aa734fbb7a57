"""Why a step is not asked of a subject at all, whatever its clauses say."""

from __future__ import annotations

import json
import sqlite3

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.desk.read.steps import renewals, rung_name
from registry.eligibility.answer import Bar, Barred
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.kept import read as kept
from registry.eligibility.presence import scope_prefix
from registry.terms import ApplicationKind, OrganisationKind, Status, TitleEnd
from registry.text import visible

NOT_ASKED = "不属申报对象"
_NO_LONGER = "不属本局台账的申报对象"
_GONE = (Status.MOVED_OUT, Status.DEREGISTERED)
_HELD = f"""
SELECT t.*, {beside.document("t")} FROM title t
WHERE t.subject_id = :subject AND {asof.held("t")}
  AND t.rung IN (SELECT value FROM json_each(:rungs)) ORDER BY t.recognised_on, t.id
"""
_HAD = f"""
SELECT t.*, {beside.document("t")} FROM title t
WHERE t.subject_id = :subject AND {asof.recognised("t")}
  AND t.rung IN (SELECT value FROM json_each(:rungs))
ORDER BY t.recognised_on DESC, t.id DESC
"""
_SPELL = f"""
SELECT s.* FROM {{table}} s WHERE s.enterprise_id = {asof.owner(":subject")}
  AND {asof.in_force("s")} ORDER BY s.since DESC, s.id DESC
"""
_STATUS = _SPELL.format(table="status_spell")
_DIVISION = _SPELL.format(table="division_spell")
_KIND = f"SELECT kind FROM enterprise WHERE id = {asof.owner(':subject')}"


def barred(reading: Reading, step: BoundStep, subject: int) -> Barred | None:
    """Why a subject is no candidate of a step; None where it is one."""
    found = kept.standings(reading.connection, step, Among(subject_id=subject))
    if any(True for _ in found):
        return None
    return (
        outside(reading, subject)
        or _holding(reading, step, subject)
        or _outside(reading, step, subject)
    )


def outside(reading: Reading, subject: int) -> Barred | None:
    """That no step is asked of a subject: whose it is has gone, or is a school."""
    return _gone(reading, subject) or _school(reading, subject)


def _school(reading: Reading, subject: int) -> Barred | None:
    row = reading.one(_KIND, subject=subject)
    if row is None or row["kind"] != OrganisationKind.SCHOOL:
        return None
    return _not_asked(f"是{OrganisationKind.SCHOOL.label}，不是企业")


def _gone(reading: Reading, subject: int) -> Barred | None:
    """That the subject's enterprise has moved out or is deregistered on the day."""
    row = reading.one(_STATUS, subject=subject)
    if row is None or row["value"] not in {one.value for one in _GONE}:
        return None
    label = f"已{Status.read(row['value']).label}"
    since = shown.spell(row)
    said = f"{label}（{since}）" if since else label
    begun = shown.day(row, "since")
    told = (
        f"贵单位已于{shown.written(begun)}{label.removeprefix('已')}，自该日起"
        if begun
        else f"贵单位{label}，"
    )
    moved = row["value"] == Status.MOVED_OUT
    next_ = "如需申报，请向迁入地的工业和信息化主管部门咨询。" if moved else ""
    return Barred(
        Bar.GONE, label, f"{said}，{NOT_ASKED}", f"{told}{_NO_LONGER}。{next_}"
    )


def title_told(reading: Reading, step: BoundStep, subject: int) -> str:
    """Of a step's title since and until when it is, or was, a subject's; else ""."""
    if (row := _title(_HELD, reading, step, subject)) is not None:
        return f"{_since_when(reading, row)}，{_until_when(row)}。"
    if (row := _title(_HAD, reading, step, subject)) is None:
        return ""
    return f"{_since_when(reading, row, '曾持有')}，{_over(reading, row)}。"


def _over(reading: Reading, row: sqlite3.Row) -> str:
    """When and how a title ceased to be held."""
    if row["ended_on"] is None or row["ended_on"] > reading.on:
        return f"{_until_when(row)}，已到期"
    how = TitleEnd.read(row["end_kind"])
    ended = shown.written(shown.day(row, "ended_on"))
    return f"已于{ended}{'' if how is TitleEnd.EXPIRED else '被'}{how.label}"


def _holding(reading: Reading, step: BoundStep, subject: int) -> Barred | None:
    row = _title(_HELD, reading, step, subject)
    if row is None or step.step.kind is not ApplicationKind.NEW:
        return None
    to = step.step.to
    other = "" if row["rung"] == to else f"「{rung_name(reading, row['rung'])}」，"
    since = f"{other}{shown.day(row, 'recognised_on')} 起"
    until = f"有效期至 {over}" if (over := shown.day(row, "valid_until")) else ""
    document = visible(row["document"] or "")
    parts = "，".join(filter(None, (since, until, document)))
    equal = "" if row["rung"] == to else f"该称号等同于「{rung_name(reading, to)}」，"
    told = (
        f"贵单位{_since_when(reading, row)}，{_until_when(row)}；{equal}无须再申报。"
        f"{_due(reading, row)}"
    )
    return Barred(Bar.HELD, "已持有", f"已持有（{parts}），无须再申报", told)


def _title(
    sql: str, reading: Reading, step: BoundStep, subject: int
) -> sqlite3.Row | None:
    to = step.step.to
    rungs = json.dumps(step.active.equivalents.get(to, (to,)))
    return reading.one(sql, subject=subject, rungs=rungs)


def _since_when(reading: Reading, row: sqlite3.Row, has: str = "持有") -> str:
    since = shown.written(shown.day(row, "recognised_on"))
    document = visible(row["document"] or "")
    by = f"（{document}）" if document else ""
    return f"自{since}起{has}「{rung_name(reading, row['rung'])}」{by}"


def _until_when(row: sqlite3.Row) -> str:
    """Until when a title is held; the day is the first on which it is not."""
    if not (over := shown.day(row, "valid_until")):
        return "台账未载有效期"
    first = "（自该日起不再有效）" if row["until_precision"] == "day" else ""
    return f"有效期至{shown.written(over)}{first}"


def _due(reading: Reading, row: sqlite3.Row) -> str:
    """What is due next of a title: its renewal, where a policy has one."""
    found = renewals(reading, row["rung"])
    if not found:
        return "本局台账所载的政策没有规定该称号的复核。"
    policy, since = found[0]
    begins = shown.written(since.isoformat())
    return (
        f"下一步是复核：按《{policy.title}》（{policy.document}），自{begins}起适用。"
    )


def _outside(reading: Reading, step: BoundStep, subject: int) -> Barred:
    return _not_asked(_why_outside(reading, step, subject))


def _not_asked(why: str) -> Barred:
    told = f"按本局台账的登记，贵单位{why}，{NOT_ASKED}。"
    return Barred(Bar.OUTSIDE, NOT_ASKED, f"{NOT_ASKED}（{why}）", told)


def _why_outside(reading: Reading, step: BoundStep, subject: int) -> str:
    prefix = scope_prefix(step.active.policy.scope)
    row = reading.one(_DIVISION, subject=subject)
    if row is not None and not row["value"].startswith(prefix):
        since = shown.spell(row)
        there = (
            f"在{step.names.division(row['value'])}{f'（{since}）' if since else ''}"
        )
        return f"{there}，不在政策适用的{step.names.division(prefix)}"
    if step.step.kind is ApplicationKind.RENEWAL:
        return f"未持有「{rung_name(reading, step.step.to)}」，没有可复核的称号"
    return "登记的情况不足以列为申报对象"
