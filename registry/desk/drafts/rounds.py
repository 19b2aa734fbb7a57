"""Drafts of rounds, applications and their steps."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from registry.desk.drafts import writing
from registry.desk.drafts.base import Draft, RestingDraft, refusal, require_some
from registry.desk.drafts.fields import (
    Count,
    ExactDay,
    Id,
    KnownDay,
    MaybeExactDay,
    MaybeFlag,
    MaybePoints,
    MaybeYuan,
    Name,
    Number,
    Place,
    Rung,
    Unit,
    Words,
    Year,
    coded,
)
from registry.terms import ApplicationKind


class _Setting(RestingDraft):
    opens_on: MaybeExactDay = Field(default=None, title="申报开始")
    closes_on: MaybeExactDay = Field(default=None, title="申报截止")
    notice_since: MaybeExactDay = Field(default=None, title="公示开始")
    notice_through: MaybeExactDay = Field(default=None, title="公示截止")
    notice_days: int | None = Field(default=None, ge=1, le=60, title="公示工作日数")
    quota: Count | None = Field(default=None, ge=1, title="名额")
    amount: MaybeYuan = Field(default=None, title="奖补标准", ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> _Setting:
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise refusal("申报截止早于申报开始，请核对")
        since, through = self.notice_since, self.notice_through
        if since and through and through < since:
            raise refusal("公示截止早于公示开始，请核对")
        return self


class RoundDraft(_Setting):
    """A round of a rung; ``amount`` is the subsidy of one title, in yuan."""

    rung: Rung = Field(title="称号")
    year: Year = Field(title="年度")
    ordinal: int = Field(default=1, ge=1, le=99, title="批次序号")
    name: Words = Field(default="", title="批次名称")


class CalendarDraft(_Setting):
    """New days, quota or amount of a round; those left out stay as they are."""

    round_id: Id = Field(title="批次")

    @model_validator(mode="after")
    def _says_what(self) -> CalendarDraft:
        shared = RestingDraft.model_fields
        require_some(self, *(key for key in _Setting.model_fields if key not in shared))
        return self


class QuotaDraft(RestingDraft):
    """How many applications a unit may recommend in a round; a new number replaces."""

    round_id: Id = Field(title="批次")
    unit: Name = Field(title="上报单位")
    places: int = Field(ge=0, le=10_000, title="推荐名额")


class ClosingDraft(Draft):
    """The day on which a round is closed; today where none is given."""

    round_id: Id = Field(title="批次")
    on: MaybeExactDay = Field(default=None, title="办结日期")


class ReopeningDraft(Draft):
    """A round that was closed too early."""

    round_id: Id = Field(title="批次")


class RecognitionDraft(RestingDraft):
    """The recognition of all who passed the notice of a round, by a document.

    ``excepted`` are applications left undecided; ``insisted`` those whose subsidy is
    proposed although the enterprise has another (就高不重复).
    """

    round_id: Id = Field(title="批次")
    on: ExactDay = Field(title="认定日期")
    document: Number = Field(min_length=1, title="文号")
    excepted: tuple[Id, ...] = Field(default=(), title="除外")
    insisted: tuple[Id, ...] = Field(default=(), title="仍提奖补")
    budget_line_id: Id | None = Field(default=None, title="预算项目")


class ApplicationDraft(Draft):
    """A subject's application in a round; its owner's unit sends it where none is."""

    round_id: Id = Field(title="批次")
    subject_id: Id = Field(title="认定对象")
    kind: Annotated[ApplicationKind, coded(ApplicationKind)] = Field(
        default=ApplicationKind.NEW, title="申报类型"
    )
    applied_on: MaybeExactDay = Field(default=None, title="申报日期")
    unit: Unit = Field(default="", title="上报单位")
    note: Words = Field(default="", title="备注")


class StepDraft(RestingDraft):
    """A step an application takes; ``stage`` by code or name, ``score`` in points.

    ``reason`` is why it said no; of a step that says no, only ``out_of_turn`` is why
    it comes out of turn.
    """

    application_id: Id = Field(title="申报")
    stage: Annotated[Name, writing.STAGE] = Field(title="环节")
    on: KnownDay = Field(title="日期")
    unit: Unit = Field(default="", title="办理单位")
    taken_by: Words = Field(default="", title="办理人")
    passed: MaybeFlag = Field(default=None, title="是否通过")
    score: MaybePoints = Field(default=None, title="评分", le=1000)
    rank: Place | None = Field(default=None, title="推荐排序")
    reply: Words = Field(default="", title="答复")
    reason: Annotated[Words, writing.STEP_REASON] = Field(default="", title="理由")
    out_of_turn: Annotated[Words, writing.OUT_OF_TURN] = Field(
        default="", title="不按程序的理由"
    )
