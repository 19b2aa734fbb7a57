"""What is due next: the ends of windows and notices, steps, money, expiries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from registry import asof
from registry.desk.read import beside, shown
from registry.desk.read.rounds_applied import Applied, stages
from registry.desk.read.rounds_heads import Head, courses
from registry.desk.read.rounds_progress import Progress, progress
from registry.desk.read.session import Reading
from registry.desk.read.subsidies import Subsidised, subsidies
from registry.desk.read.units import yuan
from registry.desk.read.workdays import notice_ends
from registry.errors import InputError
from registry.reports.counted import Terms
from registry.terms import StageRole, SubsidyStatus
from registry.text import visible

_EXPIRING = f"""
SELECT t.valid_until AS "on", {asof.rung_name("t.rung")} AS rung_name,
  {asof.name(asof.owner("t.subject_id"))} AS enterprise,
  {beside.owned("s")}
FROM title t JOIN subject s ON s.id = t.subject_id
WHERE {asof.held("t")} AND t.valid_until IS NOT NULL
  AND (:rounds IS NULL OR t.round_id IN (SELECT value FROM json_each(:rounds)))
ORDER BY t.valid_until, t.rung, enterprise
"""
_TITLED = f"""
SELECT t.subject_id FROM title t WHERE t.round_id = :round AND {asof.recognised("t")}
"""
_ALL = "SELECT id FROM round WHERE voided_by IS NULL ORDER BY year, id"
_MONEY = {
    SubsidyStatus.MISSING: "提出奖补",
    SubsidyStatus.PROPOSED: "批准奖补",
    SubsidyStatus.APPROVED: "拨付奖补",
}


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do or to wait for: of which round, by which day (None: now), whom.

    ``late`` says that its day is past.
    """

    what: str
    whose: str
    on: date | None
    detail: str
    names: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class DueList:
    """Tasks in the order of their days, those to be done now first."""

    terms: Terms
    tasks: tuple[Task, ...]


def due(reading: Reading, within: timedelta | None = None) -> DueList:
    """What is due in all rounds, and which titles expire, within a time.

    Tasks without a day, and those whose day is past, are due now.
    """
    rounds = [row["id"] for row in reading.rows(_ALL)]
    found = [*_of_rounds(reading, progress(reading, rounds)), *_expiring(reading, None)]
    through = reading.info.on + within if within else date.max
    near = [task for task in found if task.on is None or task.on <= through]
    until = f"{through} 以前到期" if within else "全部"
    terms = Terms(reading.info.on, "按事项计", "未办结的批次、奖补和称号", time=until)
    return DueList(terms, _sorted(near))


def tasks(reading: Reading, going: Progress) -> tuple[Task, ...]:
    """What is due in these rounds."""
    ids = [head.id for head in going.rounds]
    return _sorted([*_of_rounds(reading, going), *_expiring(reading, ids)])


def _sorted(found: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(sorted(found, key=lambda task: (task.on or date.min, task.whose)))


def _of_rounds(reading: Reading, going: Progress) -> Iterator[Task]:
    money = subsidies(reading, [head.id for head in going.rounds]).rows
    for head in going.rounds:
        applied = [one for one in going.applied if one.round_id == head.id]
        if head.closed_on is None:
            yield from _window(reading, head, applied)
            yield from _notice(reading, head, applied)
            yield from _waiting(head, applied)
            yield from _steps(reading, head, applied)
            yield from _decided(head, applied)
        yield from _untitled(reading, head, applied)
        yield from _money(head, [row for row in money if row.round_id == head.id])


def _window(reading: Reading, head: Head, applied: list[Applied]) -> Iterator[Task]:
    on = reading.info.on
    if head.opens_on and head.opens_on > on:
        yield Task("开始申报", head.name, head.opens_on, "")
    if head.closes_on and head.closes_on >= on:
        yield Task("申报截止", head.name, head.closes_on, f"已申报 {len(applied)} 项")


def _on_notice(applied: Iterable[Applied]) -> list[Applied]:
    """Those that were published for objection, and nothing stands against."""
    return [
        one
        for one in applied
        if one.end is None
        and not (one.waits or one.objected or one.failed)
        and any(step.stage.role is StageRole.NOTICE for step in one.taken)
    ]


def _notice(reading: Reading, head: Head, applied: list[Applied]) -> Iterator[Task]:
    """The end of the notice; once it is over, recognition."""
    try:
        ends = notice_ends(reading.connection, head.id)
    except InputError as unknown:
        yield Task("公示期满", head.name, None, str(unknown))
        return
    waiting = _on_notice(applied)
    if ends is not None and ends >= reading.info.on:
        days = f"{head.notice_days} 个工作日，" if head.notice_days else ""
        detail = f"{days}公示 {len(waiting)} 项"
        yield Task("公示期满", head.name, ends, detail, _names(waiting))
    elif waiting:
        over = f"公示已于 {ends} 期满" if ends else "公示何时期满未登记"
        detail = f"{len(waiting)} 项，{over}"
        yield Task("发文认定", head.name, ends, detail, _names(waiting), bool(ends))


def _waiting(head: Head, applied: list[Applied]) -> Iterator[Task]:
    objected = [one for one in applied if one.objected]
    returned = [one for one in applied if one.waits]
    if objected:
        detail = f"{len(objected)} 项"
        yield Task("处理异议", head.name, None, detail, _names(objected))
    if returned:
        detail = f"{len(returned)} 项"
        yield Task("等企业补正", head.name, None, detail, _names(returned))


def _steps(reading: Reading, head: Head, applied: list[Applied]) -> Iterator[Task]:
    """The stages that come next, each with whom it waits for."""
    ahead = courses((head,), stages(reading))[head.id]
    published = _on_notice(applied)
    coming: dict[str, list[Applied]] = {}
    for one in applied:
        idle = one.end is None and not (one.waits or one.objected)
        if idle and one not in published and (stage := ahead.coming(one.taken)):
            coming.setdefault(stage.name, []).append(one)
    for name, ones in coming.items():
        yield Task(f"办「{name}」", head.name, None, f"{len(ones)} 项", _names(ones))


def _decided(head: Head, applied: list[Applied]) -> Iterator[Task]:
    if applied and all(one.end is not None for one in applied):
        detail = f"{len(applied)} 项都有结果，可以办结"
        yield Task("办结批次", head.name, None, detail)


def _untitled(reading: Reading, head: Head, applied: list[Applied]) -> Iterator[Task]:
    titled = {row["subject_id"] for row in reading.rows(_TITLED, round=head.id)}
    bare = [one for one in applied if one.recognised and one.subject_id not in titled]
    if bare:
        detail = f"已认定 {len(bare)} 项没有登记称号"
        yield Task("登记称号", head.name, None, detail, _names(bare))


def _money(head: Head, rows: list[Subsidised]) -> Iterator[Task]:
    for status, what in _MONEY.items():
        of_status = [row for row in rows if row.status is status]
        if of_status:
            total = yuan(sum(row.amount for row in of_status))
            names = tuple(row.name for row in of_status)
            yield Task(what, head.name, None, f"{len(names)} 笔 {total}", names)


def _expiring(reading: Reading, rounds: list[int] | None) -> Iterator[Task]:
    """Titles in force that expire, day by day and title by title."""
    bound = None if rounds is None else json.dumps(rounds)
    found: dict[tuple[str, str], list[str]] = {}
    for row in reading.rows(_EXPIRING, rounds=bound):
        name = visible(shown.whose(row))
        found.setdefault((row["on"], row["rung_name"]), []).append(name)
    for (on, rung), names in found.items():
        yield Task(
            "称号到期",
            visible(rung),
            date.fromisoformat(on),
            f"{len(names)} 个",
            tuple(names),
        )


def _names(applied: Iterable[Applied]) -> tuple[str, ...]:
    return tuple(one.name for one in applied)
