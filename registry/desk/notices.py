"""The days of a round's notice: its end is reckoned, and what contradicts refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from registry import workdays
from registry.desk import rows
from registry.desk.drafts.rounds import CalendarDraft, RoundDraft
from registry.desk.read.workdays import table
from registry.errors import InputError
from registry.model.rounds import Round
from registry.store.transaction import Tx
from registry.workdays import Table

_DAY = timedelta(days=1)


def settle(tx: Tx, row: Round, said: RoundDraft | CalendarDraft) -> None:
    """Set the end of the notice where it is not said, and refuse days that are wrong.

    Raises:
        InputError: it begins on a day on which nobody works, ends before its working
            days are over, or has an end and no beginning; each with the right day.
    """
    extra = table(rows.driver(tx))
    if said.notice_since is not None:
        _require_workday(said.notice_since, extra)
    if said.notice_through is None:
        if said.notice_since or said.notice_days:
            row.notice_through = _end(row, extra) or row.notice_through
        return
    if row.notice_since is None:
        raise InputError(
            f"写了公示截止 {said.notice_through}，没有写公示开始；"
            f"请用 --notice-since 写明{_from(row, said.notice_through, extra)}"
        )
    end = _end(row, extra)
    if end is not None and said.notice_through < end:
        raise InputError(
            f"公示自 {row.notice_since} 起 {row.notice_days} 个工作日，到 {end} 才满，"
            f"不是 {said.notice_through}；请把公示截止改为 {end}，或不写，由程序推算"
        )


def _end(row: Round, extra: Table) -> date | None:
    """The last working day of the notice; None where it is not known how many."""
    if row.notice_since is None or row.notice_days is None:
        return None
    return workdays.after(row.notice_since, row.notice_days, extra)


def _require_workday(on: date, extra: Table) -> None:
    """Refuse a holiday; of a year without calendar nothing is known."""
    right = on
    with suppress(InputError):
        while not workdays.works(right, extra):
            right += _DAY
    if right != on:
        raise InputError(
            f"公示开始 {on} 是休息日；请改为其后的工作日 {right}，"
            "调休上班的先用 tidu calendar add 登记"
        )


def _from(row: Round, through: date, extra: Table) -> str:
    """On which day a notice of so many working days began, in words."""
    if row.notice_days is None:
        return "公示开始的日期"
    since = through
    while workdays.after(since, row.notice_days, extra) > through or not workdays.works(
        since, extra
    ):
        since -= _DAY
    return f"，{row.notice_days} 个工作日的应自 {since} 起"
