"""Facts about subjects, and the dated series they are compared with."""

from __future__ import annotations

from datetime import date, timedelta

from registry.dates import Day
from registry.desk import rows
from registry.desk.drafts.records import FactDraft, SeriesValueDraft
from registry.desk.verb import verb
from registry.errors import ConflictError
from registry.ladder import measures
from registry.model.assessment import Fact, SeriesValue
from registry.model.subject import Subject
from registry.store.transaction import Tx


@verb("登记指标")
def fact(tx: Tx, draft: FactDraft) -> int:
    """Record a number or a grade of a subject for a period; its id.

    Raises:
        ConflictError: that key is recorded for that very period already.
    """
    subject = rows.need(tx, Subject, draft.subject_id, "认定对象")
    _refuse_twin(tx, draft, subject)
    key = measures.key(draft.key)
    measure = measures.measure(key, draft.value)
    since, until = bounds(draft.period)
    row = Fact(
        subject_id=draft.subject_id,
        key=key.key,
        since=since,
        until=until,
        period=draft.period.precision,
        value=measure.value,
        grade=measure.grade,
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    return rows.number(tx.add(row))


@verb("登记参照数列")
def series_value(tx: Tx, draft: SeriesValueDraft) -> int:
    """Record a dated reference value, in its fact key's unit; its id.

    Raises:
        ConflictError: the series has a value for that scope and period already.
    """
    since, until = bounds(draft.period)
    same = rows.live(
        tx, SeriesValue, series=draft.series, scope=draft.scope, since=since
    )
    if same:
        raise ConflictError(
            f"「{draft.series}」{draft.period} 的值已登记，编号 {same[0].id}；"
            f"{rows.wrongly(same[0])}"
        )
    row = SeriesValue(
        series=draft.series,
        scope=draft.scope,
        since=since,
        until=until,
        value=measures.number(draft.key, draft.value),
        source=draft.source,
        sample=draft.sample,
        document_id=rows.document_id(tx, draft),
    )
    return rows.number(tx.add(row))


def bounds(period: Day) -> tuple[date, date]:
    """The days ``[since, until)`` of a year, a month or a single day."""
    return period.on, period.last + timedelta(days=1)


def _refuse_twin(tx: Tx, draft: FactDraft, subject: Subject) -> None:
    since, until = bounds(draft.period)
    same = rows.live(
        tx,
        Fact,
        subject_id=draft.subject_id,
        key=draft.key,
        since=since,
        until=until,
    )
    if same:
        raise ConflictError(
            f"「{subject.name}」{draft.period} 的{measures.key(draft.key).name}已登记，"
            f"编号 {same[0].id}；{rows.wrongly(same[0])}"
        )
