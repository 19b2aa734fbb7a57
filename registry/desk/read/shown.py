"""How columns, days, spells and sources read on screens."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta

from registry.columns import Column, Kind
from registry.dates import Precision, last_day, show
from registry.desk.read.values import Card, Heading, Line
from registry.model.labels import table_label
from registry.terms import MADE_UP
from registry.text import visible


def day(row: sqlite3.Row, column: str) -> str:
    """A day column as it is known; ``recognised_on`` has ``recognised_precision``."""
    if row[column] is None:
        return ""
    beside = _BESIDE.get(column, f"{column.removesuffix('_on')}_precision")
    known = row[beside] if beside in row.keys() else Precision.DAY  # noqa: SIM118  # "in" a Row looks at values
    return show(date.fromisoformat(row[column]), Precision(known))


_BESIDE = {"on": "on_precision", "valid_until": "until_precision"}


def written(day: str) -> str:
    """A day as it is shown, as documents write it; no more precise than it is known.

    >>> written("2022-03-01"), written("2022-03")
    ('2022年3月1日', '2022年3月')
    """
    parts = zip(day.split("-"), "年月日", strict=False)
    return "".join(f"{int(number)}{unit}" for number, unit in parts)


def spell(row: sqlite3.Row) -> str:
    """The days of a spell: 2020-01-01 起, 2019 至 2022-05, or nothing known."""
    since, until = day(row, "since"), day(row, "until")
    if until:
        return f"{since or '建账前'} 至 {until}"
    return f"{since} 起" if since else ""


def period(since: str, until: str) -> str:
    """The period ``[since, until)`` in words: 2021 年, 2021 年 3 月, or its days."""
    first = date.fromisoformat(since)
    last = date.fromisoformat(until) - timedelta(days=1)
    if first == last:
        return first.isoformat()
    if last == last_day(first, Precision.YEAR) and first.month == first.day == 1:
        return f"{first.year} 年"
    if last == last_day(first, Precision.MONTH) and first.day == 1:
        return f"{first.year} 年 {first.month} 月"
    return f"{first} 至 {last}"


def source(row: sqlite3.Row) -> str:
    """Where a row rests: its document's number, its source, and whether a sample."""
    parts = (row["document"], row["source"], MADE_UP if row["sample"] else "")
    return " ".join(dict.fromkeys(part for part in parts if part))


def record(table: str, row: sqlite3.Row) -> str:
    """What a correction calls a row: its table and number, 称号 12."""
    return f"{table_label(table)} {row['id']}"


def whose(row: sqlite3.Row) -> str:
    """The enterprise, with what it owns where that is what is meant: 企业/车间."""
    return "/".join(filter(None, (row["enterprise"], row["subject"]))) or "—"


def passed(answer: int | None) -> str:
    """How a step was answered; nothing where it was not."""
    return "" if answer is None else "通过" if answer else "不通过"


def joined(*parts: str | None) -> str:
    """The parts that are there, with dots between them."""
    return " · ".join(part for part in parts if part)


def cleaned(line: Line) -> Line:
    """The line without control characters."""
    return Line(
        visible(line.label),
        visible(line.value),
        visible(line.on),
        visible(line.source),
        line.record,
    )


def made(
    number: int,
    title: str,
    subtitle: str,
    sections: Iterable[tuple[str, Iterable[Line]]],
) -> Card:
    """A card without control characters."""
    return Card(
        number,
        visible(title),
        visible(subtitle),
        tuple((head, tuple(map(cleaned, lines))) for head, lines in sections),
    )


def heading(key: str, column: Column, *, sortable: bool = False) -> Heading:
    """A column as the heading of a table on screen."""
    right = column.kind is Kind.NUMBER
    return Heading(key, column.label, column.width, right, sortable)
