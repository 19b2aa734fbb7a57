"""What to heed before a draft is recorded, though nothing forbids it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from registry import asof
from registry.dates import Precision, show
from registry.desk.drafts.base import Draft
from registry.desk.drafts.contacts import ContactDraft, worded
from registry.desk.drafts.funds import SubsidyDraft
from registry.desk.drafts.pools import AdmissionDraft
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.drafts.rounds import ApplicationDraft
from registry.desk.endings import ENDED
from registry.desk.read.contacts import known, namesakes
from registry.desk.read.units import yuan
from registry.store.view_words import day
from registry.terms import Status

_SCHOOLS = ("学校", "学院", "大学", "研究院", "研究所", "协会")
"""What the names of those end in that are no enterprises."""

_ENDED = ", ".join(f"'{status.value}'" for status in ENDED)
_WHO = f"""
SELECT {asof.name(asof.owner(":id"))} AS name, s.value, s.since, s.since_precision,
  (SELECT {day("e.established_on", "e.established_precision")} FROM enterprise e
    WHERE e.id = {asof.owner(":id")} AND :on < e.established_on) AS founded
FROM (SELECT 1) LEFT JOIN status_spell s ON s.enterprise_id = {asof.owner(":id")}
  AND s.value IN ({_ENDED}) AND {asof.in_force("s")}
"""  # noqa: S608  # SQL of the code's own names; values are bound
_OTHERS = f"""
SELECT g.name, y.amount, y.paid_on, y.paid_precision
FROM title t JOIN rung h ON h.code = t.rung JOIN rung g ON g.programme = h.programme
JOIN title b ON b.rung = g.code AND b.id <> t.id AND b.voided_by IS NULL
JOIN subsidy y ON y.title_id = b.id AND y.voided_by IS NULL
  AND y.recovered_on IS NULL AND y.kind = :kind
WHERE t.id = :id AND {asof.owner("b.subject_id")} = {asof.owner("t.subject_id")}
ORDER BY y.id
"""  # noqa: S608  # as above

Warn = Callable[[sqlite3.Connection, Any], Iterator[str]]


def cautions(connection: sqlite3.Connection, draft: Draft) -> tuple[str, ...]:
    """What speaks against a draft that may be recorded all the same.

    ``connection`` is the driver's own: a reader's, or the open transaction's.
    """
    warn = _WARNING.get(type(draft))
    return tuple(warn(connection, draft)) if warn else ()


def _assessed(connection: sqlite3.Connection, draft: AssessmentDraft) -> Iterator[str]:
    yield from _of(connection, draft.subject_id, draft.on.last)


def _applied(connection: sqlite3.Connection, draft: ApplicationDraft) -> Iterator[str]:
    yield from _of(connection, draft.subject_id, draft.applied_on)


def _admitted(connection: sqlite3.Connection, draft: AdmissionDraft) -> Iterator[str]:
    yield from _of(connection, draft.subject_id, draft.admitted_on)


def _of(connection: sqlite3.Connection, subject: int, on: date | None) -> Iterator[str]:
    """That it had ended, left or not begun by the day, or is none by its name."""
    bound = {"id": subject, "on": (on or date.max).isoformat()}
    row = connection.execute(_WHO, bound).fetchone()
    name, status, since, precision, founded = tuple(row)
    if founded:
        yield f"{founded} 才成立"
    if status:
        ended = show(date.fromisoformat(since), Precision(precision)) if since else ""
        yield f"{ended} 已{Status.read(status).label}".strip()
    if (name or "").endswith(_SCHOOLS):
        yield "从名称看不是企业"


def _granted(connection: sqlite3.Connection, draft: SubsidyDraft) -> Iterator[str]:
    """That the enterprise has a subsidy of the kind for another title of the ladder."""
    on = draft.approved_on.last.isoformat()
    bound = {"id": draft.title_id, "kind": draft.kind.value, "on": on}
    for row in connection.execute(_OTHERS, bound).fetchall():
        name, amount, paid_on, precision = tuple(row)
        paid = (
            f"{show(date.fromisoformat(paid_on), Precision(precision))} 拨付"
            if paid_on
            else "未拨付"
        )
        yield f"就高不重复：已有「{name}」{draft.kind.label} {yuan(amount)}（{paid}）"


def _acquainted(connection: sqlite3.Connection, draft: ContactDraft) -> Iterator[str]:
    """That somebody of the name is recorded: what changes of them, or that two are."""
    found = known(connection, draft.enterprise_id, worded(draft))
    if found is not None:
        edits = (f"{label} {old} → {new}" for label, old, new in found.edits)
        yield f"已有这位联系人，改 {'、'.join(edits)}"
    elif namesakes(connection, draft.enterprise_id, draft.name):
        yield "已有同名的联系人，职务和电话都不同，按另一位登记"


_WARNING: Mapping[type[Draft], Warn] = MappingProxyType(
    {
        AssessmentDraft: _assessed,
        ApplicationDraft: _applied,
        AdmissionDraft: _admitted,
        SubsidyDraft: _granted,
        ContactDraft: _acquainted,
    }
)
