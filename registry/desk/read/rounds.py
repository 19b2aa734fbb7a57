"""Rounds: all of them, and a card of one with what became of every application."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from registry.desk.read import lookup, shown
from registry.desk.read.rounds_applied import Applied
from registry.desk.read.rounds_due import Task, tasks
from registry.desk.read.rounds_heads import Head, heads_of
from registry.desk.read.rounds_progress import (
    Left,
    Passage,
    Progress,
    UnitRow,
    progress,
)
from registry.desk.read.session import Reading
from registry.desk.read.units import points, yuan
from registry.desk.read.values import Card, Line
from registry.errors import NotFoundError
from registry.model.labels import table_label
from registry.terms import MADE_UP

_ALL = "SELECT id FROM round WHERE voided_by IS NULL"
_OF_DOCUMENT = f"{_ALL} AND document_id = :document ORDER BY id"
_OF_YEAR = f"{_ALL} AND year = :year ORDER BY id"
_YEAR = re.compile(r"(\d{4})\s*年?度?")


def every(reading: Reading) -> tuple[Head, ...]:
    """All rounds, by year."""
    return heads_of(reading, [row["id"] for row in reading.rows(_ALL)])


def named(reading: Reading, *words: str) -> tuple[int, ...]:
    """The rounds that words mean: one by name, those of a document, or of a year.

    Raises:
        NotFoundError: none is called so, opened by it, or of that year.
        InputError: a part of a name that several have.
    """
    return tuple(dict.fromkeys(id_ for word in words for id_ in _named(reading, word)))


def _named(reading: Reading, text: str) -> tuple[int, ...]:
    if year := _YEAR.fullmatch(text.strip()):
        found = reading.rows(_OF_YEAR, year=int(year[1]))
        if not found:
            raise NotFoundError(f"{year[1]} 年没有批次；请用 tidu round list 查看")
        return tuple(row["id"] for row in found)
    try:
        return (lookup.round_id(reading.connection, text),)
    except NotFoundError:
        found = _of_document(reading, text)
        if not found:
            raise
        return tuple(row["id"] for row in found)


def _of_document(reading: Reading, text: str) -> list[sqlite3.Row]:
    try:
        document = lookup.document_id(reading.connection, text)
    except NotFoundError:
        return []
    return reading.rows(_OF_DOCUMENT, document=document)


def card(reading: Reading, round_id: int) -> Card:
    """A round: its days and quota, from applied to recognised, units, what is due.

    Raises:
        NotFoundError: there is no such round, or it is void.
    """
    going = progress(reading, [round_id])
    (head,) = going.rounds
    sections = (
        ("批次", tuple(head_lines(head))),
        ("各环节", tuple(_passages(going))),
        ("未走到下一环节的", tuple(_left(going))),
        ("按上报单位", tuple(_unit(row) for row in going.units)),
        ("接下来", tuple(_task(task) for task in tasks(reading, going))),
        ("申报", tuple(_application(one) for one in going.applied)),
    )
    return shown.made(
        round_id,
        head.name,
        shown.joined(head.rung_name, head.document),
        sections,
    )


def head_lines(head: Head) -> Iterator[Line]:
    """The days, quota and amount of a round, line by line."""
    yield Line("称号", head.rung_name)
    yield Line("年度", f"{head.year} 年第 {head.ordinal} 批")
    yield Line("申报时间", _between(head.opens_on, head.closes_on))
    yield Line("公示时间", _between(head.notice_since, head.notice_through))
    if head.notice_days:
        yield Line("公示期限", f"{head.notice_days} 个工作日")
    if head.closed_on:
        yield Line("办结日期", str(head.closed_on))
    if head.quota is not None:
        yield Line("名额", f"{head.quota} 个")
    if head.amount is not None:
        yield Line("奖补标准", f"{yuan(head.amount)}/个")
    yield Line("文号", head.document or "—")


def _between(first: object, last: object) -> str:
    return f"{first or '未定'} 至 {last or '未定'}" if first or last else "未登记"


def _passages(going: Progress) -> Iterator[Line]:
    for passage in going.passages:
        yield Line(passage.stage, f"{passage.came} 项", "", told(passage))
    if going.unapplied:
        names = "、".join(one.name for one in going.unapplied)
        yield Line("没有登记申报", f"{len(going.unapplied)} 个称号：{names}")
    yield Line("口径", going.terms.said)


def told(passage: Passage) -> str:
    """How many were left before a stage, and of how many no step is recorded."""
    return shown.joined(
        f"少 {len(passage.left)} 项" if passage.left else "",
        f"{passage.unrecorded} 项未登记这一环节" if passage.unrecorded else "",
    )


def _left(going: Progress) -> Iterator[Line]:
    for passage in going.passages:
        for one in passage.left:
            yield _one_left(passage, one)


def _one_left(passage: Passage, one: Left) -> Line:
    said = shown.joined(f"未过{passage.stage}", one.how, one.why, one.applied.unit)
    return Line(one.applied.name, said, one.on, MADE_UP if one.applied.sample else "")


def _unit(row: UnitRow) -> Line:
    places = "" if row.places is None else f"名额 {row.places}"
    said = shown.joined(
        places,
        f"申报 {row.applied}",
        f"推荐 {row.recommended}",
        f"认定 {row.recognised}",
        f"未通过或撤回 {row.ended}" if row.ended else "",
        f"在办 {row.under_way}" if row.under_way else "",
    )
    return Line(row.unit, said)


def _task(task: Task) -> Line:
    late = "（已过）" if task.late else ""
    whom = "、".join(task.names)
    on = f"{task.on}{late}" if task.on else ""
    return Line(task.what, shown.joined(task.detail, whom), on)


def _application(one: Applied) -> Line:
    stands = one.standing
    score = points(stands.score) if stands else ""
    on = str(stands.step.on) if stands else ""
    said = shown.joined(one.stage, score, one.why(), one.unit)
    sample = MADE_UP if one.sample else ""
    record = f"{table_label('application')} {one.id}"
    return Line(one.name, said, on, sample, record)
