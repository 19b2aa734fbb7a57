"""Why a step is not asked of a subject at all, whatever its clauses say."""

from __future__ import annotations

import json

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.desk.read.steps import rung_name
from registry.eligibility.answer import Bar, Barred
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.kept import read as kept
from registry.terms import ApplicationKind, Status
from registry.text import visible

NOT_ASKED = "不属申报对象"
_GONE = (Status.MOVED_OUT, Status.DEREGISTERED)
_HELD = f"""
SELECT t.*, {beside.document("t")} FROM title t
WHERE t.subject_id = :subject AND {asof.held("t")}
  AND t.rung IN (SELECT value FROM json_each(:rungs)) ORDER BY t.recognised_on, t.id
"""
_STATUS = f"""
SELECT s.* FROM status_spell s WHERE s.enterprise_id = {asof.owner(":subject")}
  AND {asof.in_force("s")} ORDER BY s.since DESC, s.id DESC
"""


def barred(reading: Reading, step: BoundStep, subject: int) -> Barred | None:
    """Why a subject is no candidate of a step; None where it is one."""
    found = kept.standings(reading.connection, step, Among(subject_id=subject))
    if any(True for _ in found):
        return None
    if step.step.kind is ApplicationKind.NEW and (
        held := _held(reading, step, subject)
    ):
        return held
    said = f"{NOT_ASKED}（不在政策适用的地区，或不是企业）"
    return gone(reading, subject) or Barred(Bar.OUTSIDE, NOT_ASKED, said)


def gone(reading: Reading, subject: int) -> Barred | None:
    """That the subject's enterprise has moved out or is deregistered on the day."""
    row = reading.one(_STATUS, subject=subject)
    if row is None or row["value"] not in {one.value for one in _GONE}:
        return None
    label = f"已{Status.read(row['value']).label}"
    since = shown.spell(row)
    told = f"{label}（{since}）" if since else label
    return Barred(Bar.GONE, label, f"{told}，{NOT_ASKED}")


def _held(reading: Reading, step: BoundStep, subject: int) -> Barred | None:
    to = step.step.to
    rungs = json.dumps(step.active.equivalents.get(to, (to,)))
    row = reading.one(_HELD, subject=subject, rungs=rungs)
    if row is None:
        return None
    other = "" if row["rung"] == to else f"「{rung_name(reading, row['rung'])}」，"
    since = f"{other}{shown.day(row, 'recognised_on')} 起"
    document = visible(row["document"] or "")
    told = "，".join(part for part in (since, document) if part)
    return Barred(Bar.HELD, "已持有", f"已持有（{told}），无须再申报")
