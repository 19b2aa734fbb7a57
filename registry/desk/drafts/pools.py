"""Drafts of pools, stays in them, and rosters."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from registry.desk.drafts import writing
from registry.desk.drafts.base import Draft, RestingDraft, refusal
from registry.desk.drafts.fields import Count, ExactDay, Id, Name, Words, Year


class PoolDraft(RestingDraft):
    """A pool of one year, aimed at a rung (code or name) where one is given."""

    name: Name = Field(title="培育库名称")
    year: Year = Field(title="年度")
    rung: Annotated[Words, writing.RUNG] = Field(default="", title="目标称号")


class AdmissionDraft(RestingDraft):
    """A subject's admission to a pool, with its plan."""

    pool_id: Id = Field(title="培育库")
    subject_id: Id = Field(title="认定对象")
    admitted_on: ExactDay = Field(title="入库日期")
    target_year: Year | None = Field(default=None, title="目标年度")
    measures: Words = Field(default="", title="培育措施")
    responsible: Words = Field(default="", title="责任人")


class LeavingDraft(Draft):
    """The end of a stay: the first day on which it is no longer in the pool."""

    entry_id: Id = Field(title="入库记录")
    left_on: ExactDay = Field(title="出库日期")
    reason: Name = Field(title="出库原因")


class RosterDraft(RestingDraft):
    """A set of enterprises frozen on a day, with the terms of its count (口径).

    ``tasks`` gives units (by name or number) the number a document asks of them.
    """

    name: Name = Field(title="名册名称")
    on: ExactDay = Field(title="冻结日期")
    terms: Name = Field(title="口径")
    subject_ids: tuple[Id, ...] = Field(title="名册成员")
    tasks: dict[str, Count] = Field(default={}, title="任务数")

    @field_validator("subject_ids")
    @classmethod
    def _each_once(cls, ids: tuple[int, ...]) -> tuple[int, ...]:
        if not ids:
            raise refusal("名册里没有成员，请至少写一个")
        if len(set(ids)) < len(ids):
            raise refusal("同一成员列了两次，请去掉重复的")
        return ids
