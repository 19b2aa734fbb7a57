"""The table of working days that officials extend."""

from __future__ import annotations

from datetime import date

from registry.desk import rows
from registry.desk.drafts.workdays import CalendarDayDraft
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.model.place import CalendarDay
from registry.store.transaction import Tx


@verb("登记工作日历")
def set_days(tx: Tx, draft: CalendarDayDraft) -> int:
    """Say whether one works on a day or on some days; how many days it changed.

    What was said of a day before is void.

    Raises:
        ConflictError: the table says so of all of them already.
    """
    changed = [day for day in draft.days() if _said(tx, day) != draft.works]
    if not changed:
        word = "上班" if draft.works else "休息"
        raise ConflictError(f"{draft.on} 已登记为{word}；不用再登记")
    for day in changed:
        for old in rows.live(tx, CalendarDay, on=day):
            tx.void(old)
        tx.add(_row(tx, draft, day))
    return len(changed)


def _said(tx: Tx, on: date) -> bool | None:
    recorded = rows.live(tx, CalendarDay, on=on)
    return recorded[0].works if recorded else None


def _row(tx: Tx, draft: CalendarDayDraft, on: date) -> CalendarDay:
    return CalendarDay(
        on=on,
        works=draft.works,
        note=draft.note,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
