"""Fields of events that can bar a title. No record is no proof that none happened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from registry.filter.choice import plain
from registry.filter.days import DayField
from registry.filter.field import Asking, Comparison, Field, Value, split
from registry.filter.labels import Labels, table
from registry.filter.recorded import Recorded, Some, holding
from registry.filter.refused import near_or_all
from registry.terms import Severity

NO_RECORD = "无记录"
_HAPPENED = 'x.voided_by IS NULL AND x."on" <= :on'
_OR_WORSE = ("及以上", "以上")


def _event(when: str) -> Some:
    """An event of the enterprise, as ``when`` says."""

    def some(asking: Asking, asked: Comparison, holds: str) -> str:
        del asked
        return (
            f"EXISTS (SELECT 1 FROM event x WHERE x.enterprise_id = {asking.enterprise}"
            f" AND {when} AND {holds})"
        )

    return some


def _written(asking: Asking) -> Iterable[str]:
    """Kinds, and severities after a colon."""
    return (*_kind_names(asking), *(f":{one.label}" for one in Severity))


def _kind_names(asking: Asking) -> Iterable[str]:
    return _kinds(asking.connection).values()


def _value(asking: Asking, asked: Comparison, value: Value) -> str:
    name, severity = split(value.text)
    parts = [_of_kind(asking, asked, replace(value, text=name))] if name else []
    if severity:
        listed = asking.listed(_severities(asked, value, severity))
        parts.append(f"x.severity IN ({listed})")
    return " AND ".join(parts) or "1"


def _of_kind(asking: Asking, asked: Comparison, value: Value) -> str:
    kinds, wanted = _kinds(asking.connection), plain(value.text)
    exact = [code for code, name in kinds.items() if wanted in (code, plain(name))]
    found = exact or holding(kinds, value.text)
    if not found:
        listed = near_or_all(value.text, kinds.values())
        raise asked.refuse(value, f"没有这样的事件{listed}")
    return f"x.kind IN ({asking.listed(found)})"


def _severities(asked: Comparison, value: Value, text: str) -> list[str]:
    labels = [one.label for one in Severity]
    or_worse = next((end for end in _OR_WORSE if text.endswith(end)), "")
    name = text.removesuffix(or_worse)
    if name not in labels:
        raise asked.refuse(
            value, f"没有程度「{text}」；可选：{'、'.join(labels)}，可加 及以上"
        )
    at = labels.index(name)
    chosen = list(Severity)[at:] if or_worse else [list(Severity)[at]]
    return [one.value for one in chosen]


def _kinds(connection: sqlite3.Connection) -> Labels:
    return table(connection, "SELECT code, name FROM event_kind ORDER BY id")


def _day(asking: Asking, asked: Comparison, holds: str) -> str:
    kind = "1" if asked.of is None else _of_kind(asking, asked, asked.of)
    return _event(_HAPPENED)(asking, asked, f"{kind} AND {holds}")


FIELDS: tuple[Field, ...] = (
    Recorded(
        name="事件",
        english="event",
        help="当日以前登记的事件，不论是否已移出；冒号后写程度。无记录不等于没有发生",
        examples=("事件=安全生产事故", "事件=环境:较大及以上", "事件=无记录"),
        missing=NO_RECORD,
        halves=True,
        some=_event(_HAPPENED),
        meets=_value,
        listed=_written,
    ),
    Recorded(
        name="未移出事件",
        english="open_event",
        help="当日还没有移出、修复的事件",
        examples=("未移出事件=经营异常",),
        missing=NO_RECORD,
        halves=True,
        some=_event(f"{_HAPPENED} AND (x.removed_on IS NULL OR x.removed_on > :on)"),
        meets=_value,
        listed=_written,
    ),
    DayField(
        name="事件日期",
        english="event_on",
        of="事件种类",
        after=_kind_names,
        help="事件发生的日期",
        examples=("事件日期.安全生产事故>=2020",),
        missing=NO_RECORD,
        some=_day,
        column='x."on"',
    ),
)
