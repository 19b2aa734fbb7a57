"""What a letter says of when one can apply: the round that is open, or the next."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from registry.desk.read import beside, shown
from registry.desk.read.session import Reading
from registry.terms import MADE_UP
from registry.text import visible

_AHEAD = f"""
SELECT r.*, {beside.document("r")} FROM round r
WHERE r.voided_by IS NULL AND r.rung = :rung
  AND (r.opens_on IS NOT NULL OR r.closes_on IS NOT NULL)
  AND coalesce(r.closes_on, :on) >= :on AND coalesce(r.closed_on > :on, 1)
ORDER BY coalesce(r.opens_on, ''), r.id
"""
_UNKNOWN = (
    "本局台账没有登记正在受理或即将受理该称号申报的批次；何时受理，请留意申报通知。"
)


@dataclass(frozen=True, slots=True)
class Window:
    """When a round takes applications, as far as it is known; ``open``: on the day.

    ``rests_on`` is its document, and that it is made up where it is.
    """

    round: str
    rests_on: str
    opens_on: str | None
    closes_on: str | None
    open: bool

    def __str__(self) -> str:
        rests_on = f"（{self.rests_on}）" if self.rests_on else ""
        since = f"自{shown.written(self.opens_on)}起" if self.opens_on else ""
        until = f"{shown.written(self.closes_on)}截止" if self.closes_on else ""
        when = "，".join(filter(None, (since, until or "截止日期未登记")))
        how = "正在" if self.open else "将"
        return f"「{self.round}」{rests_on}{how}受理申报：{when}。"


def windows(reading: Reading, rung: str) -> tuple[Window, ...]:
    """The rounds of a rung that take applications on the day; else the next one."""
    found = [_window(reading, row) for row in reading.rows(_AHEAD, rung=rung)]
    return tuple(one for one in found if one.open) or tuple(found[:1])


def told(ahead: tuple[Window, ...]) -> str:
    """When one can apply, in sentences."""
    return "".join(map(str, ahead)) or _UNKNOWN


def _window(reading: Reading, row: sqlite3.Row) -> Window:
    opens = row["opens_on"]
    marks = (row["document"], MADE_UP if row["sample"] else None)
    return Window(
        visible(row["name"]),
        visible("，".join(filter(None, marks))),
        opens,
        row["closes_on"],
        opens is None or opens <= reading.on,
    )
