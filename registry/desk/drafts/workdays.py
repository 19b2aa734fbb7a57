"""Drafts of days on which one works or not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, model_validator

from registry.desk.drafts.base import RestingDraft, refusal
from registry.desk.drafts.fields import ExactDay, MaybeExactDay, Words, reading
from registry.errors import InputError
from registry.text import clean

_LONGEST = timedelta(days=62)
_WORKS = {"班": True, "上班": True, "补班": True, "调休上班": True, "works": True}
_RESTS = {"休": False, "放假": False, "休息": False, "调休": False, "rests": False}


def rest_or_work(value: object) -> bool:
    """Whether one works, as 休 or 班.

    Raises:
        InputError: it says neither.
    """
    if isinstance(value, bool):
        return value
    known = _WORKS | _RESTS
    word = clean(str(value)).lower()
    if word not in known:
        raise InputError(f"「{value}」不是「休」或「班」，请改写")
    return known[word]


class CalendarDayDraft(RestingDraft):
    """A day, or some days on end, on which one works or not.

    Said anew, it replaces what was recorded.
    """

    on: ExactDay = Field(title="日期")
    works: Annotated[bool, reading(rest_or_work)] = Field(title="休或班")
    through: MaybeExactDay = Field(default=None, title="至（含）")
    note: Words = Field(default="", title="备注")

    @model_validator(mode="after")
    def _in_order(self) -> CalendarDayDraft:
        if self.through and not self.on <= self.through <= self.on + _LONGEST:
            raise refusal("止日要在起日之后两个月以内，请核对")
        return self

    def days(self) -> tuple[date, ...]:
        """The days that are meant, the last one included."""
        last = self.through or self.on
        return tuple(self.on + timedelta(n) for n in range((last - self.on).days + 1))
