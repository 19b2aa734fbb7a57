"""How rounds and what is due are printed: table, JSON or CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from enum import Enum

from registry.cli.show import (
    Format,
    answered,
    as_json,
    as_table,
    aside,
    by_key,
    headed,
    listing,
    out,
    party,
    say,
)
from registry.columns import Cell
from registry.desk.read.rounds_applied import Applied
from registry.desk.read.rounds_due import DueList, Task, tasks
from registry.desk.read.rounds_heads import Head
from registry.desk.read.rounds_progress import Awarded, Left, Passage, Progress, UnitRow
from registry.desk.read.session import Reading
from registry.desk.read.workdays import CalendarDay
from registry.reports.counted import Terms
from registry.terms import MADE_UP

STAGES = ("环节", "通过", "少", "少在哪", "其中未登记此环节")
LEFT = ("未过环节", "企业", "上报单位", "结果", "日期", "原因", "注")
UNITS = ("上报单位", "推荐名额", "申报", "推荐", "认定", "未通过或撤回", "在办")
DUE = ("日期", "事项", "批次或称号", "情况")
ROUNDS = {
    "round": "批次",
    "rung": "称号",
    "year": "年度",
    "closes_on": "申报截止",
    "notice_through": "公示截止",
    "quota": "名额",
    "applied": "申报",
    "recognised": "认定",
    "under_way": "在办",
    "titles": "登记称号",
    "closed_on": "办结",
}
CALENDAR = ("日期", "休或班", "备注", "文号")
NOT_RECORDED = "未登记"


class Part(Enum):
    """Which table of a round is printed."""

    STAGES = "stages"
    NAMES = "names"
    UNITS = "units"

    @classmethod
    def of(cls, *, names: bool, units: bool) -> Part:
        """The part that options ask for."""
        if units:
            return cls.UNITS
        return cls.NAMES if names else cls.STAGES


def progress(reading: Reading, going: Progress, part: Part, layout: Format) -> None:
    """Print rounds from applied to recognised, then what comes next."""
    if layout is Format.JSON:
        as_json(_progress_object(reading, going))
        return
    head(reading, going.name, layout)
    match part:
        case Part.STAGES:
            listing(layout, STAGES, [_stage(one) for one in going.passages])
        case Part.NAMES:
            rows = [_left(p, one) for p in going.passages for one in p.left]
            listing(layout, LEFT, rows)
        case Part.UNITS:
            listing(layout, UNITS, _units(going))
    foot(going.terms, layout)
    if going.unapplied:
        names = "、".join(one.name for one in going.unapplied)
        aside(f"另有 {len(going.unapplied)} 个称号没有登记申报：{names}", layout)
    if layout is Format.TABLE and part is Part.STAGES:
        _next(reading, going)


def rounds(reading: Reading, going: Progress, layout: Format) -> None:
    """Print every round with how many applied and were recognised."""
    rows = [_round(head, going) for head in going.rounds]
    if layout is Format.JSON:
        told = [by_key(tuple(ROUNDS), row) for row in rows]
        answered(reading, "rounds", told)
        return
    listing(layout, tuple(ROUNDS.values()), rows)
    say(f"共 {len(rows)} 个批次；截至 {reading.info.on}")


def due(reading: Reading, found: DueList, layout: Format, *, names: bool) -> None:
    """Print what is due, soonest first; the names only where they are asked for."""
    if layout is Format.JSON:
        told = [_task_object(task) for task in found.tasks]
        as_json(headed(reading) | {"terms": str(found.terms), "tasks": told})
        return
    head(reading, "到期和待办", layout)
    header = (*DUE, "名单") if names or layout is Format.CSV else DUE
    listing(layout, header, [_task(task)[: len(header)] for task in found.tasks])
    foot(found.terms, layout)


def days(reading: Reading, found: Sequence[CalendarDay], layout: Format) -> None:
    """Print the days of the registry's own calendar."""
    if layout is Format.JSON:
        told = [asdict(one) | {"on": str(one.on)} for one in found]
        answered(reading, "days", told)
        return
    rows = [
        (str(one.on), "班" if one.works else "休", one.note, one.document)
        for one in found
    ]
    listing(layout, CALENDAR, rows)


def head(reading: Reading, title: str, layout: Format) -> None:
    """Print what is shown, of which day, and whether it is made up."""
    shown = filter(None, (reading.info.made_up, f"截至 {reading.info.on}"))
    line = f"{title}（{'，'.join(shown)}）"
    out(line) if layout is Format.TABLE else say(line)


def foot(terms: Terms, layout: Format) -> None:
    """Print the terms (口径) of what was shown."""
    aside(str(terms), layout)


def _next(reading: Reading, going: Progress) -> None:
    coming = tasks(reading, going)
    if going.quota is not None:
        out(f"名额 {going.quota} 个，已认定 {going.recognised} 个")
    out("\n接下来")
    if coming:
        as_table(DUE, [_task(task)[: len(DUE)] for task in coming])
    else:
        out("没有待办事项")


def _stage(one: Passage) -> tuple[str, ...]:
    hows = Counter(left.how for left in one.left)
    where = "、".join(f"{how} {count}" for how, count in hows.items())
    left = str(len(one.left)) if one.left else ""
    return (one.stage, str(one.came), left, where, str(one.unrecorded or ""))


def _left(passage: Passage, one: Left) -> tuple[str, ...]:
    unit = one.applied.unit or NOT_RECORDED
    note = MADE_UP if one.applied.sample else ""
    return (passage.stage, one.applied.name, unit, one.how, one.on, one.why, note)


def _units(going: Progress) -> list[tuple[str, ...]]:
    total = UnitRow(
        "合计",
        None,
        *(
            sum(getattr(row, name) for row in going.units)
            for name in ("applied", "recommended", "recognised", "ended", "under_way")
        ),
    )
    return [_unit(row) for row in (*going.units, total)]


def _unit(row: UnitRow) -> tuple[str, ...]:
    return (
        row.unit,
        "" if row.places is None else str(row.places),
        str(row.applied),
        str(row.recommended),
        str(row.recognised),
        str(row.ended),
        str(row.under_way),
    )


def _round(head: Head, going: Progress) -> tuple[Cell, ...]:
    applied = [one for one in going.applied if one.round_id == head.id]
    return (
        head.name,
        head.rung_name,
        head.year,
        str(head.closes_on or ""),
        str(head.notice_through or ""),
        head.quota,
        len(applied),
        sum(one.recognised for one in applied),
        sum(one.end is None for one in applied),
        sum(one.round_id == head.id for one in going.titles),
        str(head.closed_on or ""),
    )


def _task(task: Task) -> tuple[str, ...]:
    on = str(task.on or "现在")
    late = f"{on}（已过）" if task.late else on
    return (late, task.what, task.whose, task.detail, "、".join(task.names))


def _progress_object(reading: Reading, going: Progress) -> dict[str, object]:
    return headed(reading) | {
        "terms": str(going.terms),
        "rounds": [head.name for head in going.rounds],
        "quota": going.quota,
        "stages": [
            {
                "stage": one.stage,
                "came": one.came,
                "unrecorded": one.unrecorded,
                "left": [_left_object(left) for left in one.left],
            }
            for one in going.passages
        ],
        "titles_without_application": list(map(whose, going.unapplied)),
        "units": [asdict(row) for row in going.units],
        "due": [_task_object(task) for task in tasks(reading, going)],
    }


def _left_object(one: Left) -> dict[str, object]:
    return whose(one.applied) | {
        "result": one.how,
        "on": one.on,
        "why": one.why,
        "sample": one.applied.sample,
    }


def whose(one: Applied | Awarded) -> dict[str, object]:
    """Of which enterprise, and of what of it, an application or a title is."""
    subject = {"id": one.subject_id, "name": one.subject or one.enterprise}
    return {"enterprise": party(one), "subject": subject}


def _task_object(task: Task) -> dict[str, object]:
    return {**asdict(task), "on": str(task.on) if task.on else None}
