"""Drafts of titles, their stages and their ends."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from registry.desk.drafts.base import Draft, RestingDraft, SourcedDraft, refusal
from registry.desk.drafts.fields import (
    NO_LONGER,
    ExactDay,
    Flag,
    Id,
    KnownDay,
    MaybeDay,
    MaybeExactDay,
    Rung,
    Words,
    coded,
    maybe_coded,
)
from registry.terms import TitleEnd, TitleStage


class TitleDraft(SourcedDraft):
    """A recognition; ``rung`` by code or name; ``valid_until`` is the first day after.

    ``renewal`` says that the title in force is followed by this one, by document.
    """

    subject_id: Id = Field(title="认定对象")
    rung: Rung = Field(title="称号")
    recognised_on: KnownDay = Field(title="认定日期")
    valid_until: MaybeDay = Field(default=None, title="有效期至", description=NO_LONGER)
    stage: Annotated[TitleStage | None, maybe_coded(TitleStage)] = Field(
        default=None, title="阶段"
    )
    accepted_on: MaybeExactDay = Field(default=None, title="验收日期")
    round_id: Id | None = Field(default=None, title="批次")
    renewal: Flag = Field(default=False, title="复核")
    note: Words = Field(default="", title="备注")

    @model_validator(mode="after")
    def _in_order(self) -> TitleDraft:
        if self.valid_until and self.valid_until.on <= self.recognised_on.on:
            raise refusal("有效期止日不晚于认定日期，请核对")
        if (self.stage is TitleStage.ACCEPTED) != (self.accepted_on is not None):
            raise refusal("验收日期与「已验收」要一起写，请补上另一项或都去掉")
        if self.accepted_on and self.accepted_on < self.recognised_on.on:
            raise refusal("验收日期早于认定日期，请核对")
        return self


class AcceptanceDraft(Draft):
    """The day on which a title that was taken up is accepted."""

    title_id: Id = Field(title="称号记录")
    on: ExactDay = Field(title="验收日期")


class TitleEndDraft(RestingDraft):
    """How and when a title ends: ``on`` is the first day it is no longer held.

    An expiry without ``on`` ends on the title's own ``valid_until``.
    """

    title_id: Id = Field(title="称号记录")
    kind: Annotated[TitleEnd, coded(TitleEnd)] = Field(title="终止方式")
    on: MaybeDay = Field(default=None, title="终止日期")

    @model_validator(mode="after")
    def _has_a_day(self) -> TitleEndDraft:
        if self.on is None and self.kind is not TitleEnd.EXPIRED:
            raise refusal(f"{self.kind.label}要写明终止日期")
        return self
