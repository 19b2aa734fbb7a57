"""Drafts of assessments, facts, events, coverage, judgements and documents."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from registry.desk.drafts import voidable, writing
from registry.desk.drafts.base import (
    Draft,
    RestingDraft,
    SourcedDraft,
    refusal,
    require_some,
)
from registry.desk.drafts.fields import (
    NO_LONGER,
    Division,
    ExactDay,
    Id,
    KnownDay,
    Level,
    MaybeDay,
    MaybeExactDay,
    MaybePoints,
    Name,
    Number,
    Points,
    Rung,
    Standard,
    Words,
    coded,
    maybe_coded,
    reading,
)
from registry.errors import InputError
from registry.ladder import measures
from registry.ladder.standards import standards
from registry.terms import AssessmentKind, DocumentKind, Severity, Verdict

HIGHEST = Decimal(5)
"""The highest score of a maturity assessment, in points."""

VOIDABLE = writing.Written("类别", voidable.words())
FactKeyName = Annotated[str, reading(lambda text: measures.key(str(text)).key)]


class AssessmentDraft(SourcedDraft):
    """A maturity assessment; scores in points 0 to 5, sub-domains by name."""

    subject_id: Id = Field(title="认定对象")
    kind: Annotated[AssessmentKind, coded(AssessmentKind)] = Field(
        default=AssessmentKind.SELF, title="评估方式"
    )
    on: KnownDay = Field(title="评估日期")
    level: Level = Field(title="成熟度等级")
    score: MaybePoints = Field(default=None, title="得分", le=HIGHEST)
    scores: dict[str, Points] = Field(default={}, title="子域得分")
    standard: Standard = Field(default="GB/T 39116-2020", title="评估标准")
    valid_until: MaybeExactDay = Field(
        default=None, title="有效期至", description=NO_LONGER
    )

    @model_validator(mode="after")
    def _in_order(self) -> AssessmentDraft:
        if self.valid_until is not None and self.valid_until <= self.on.on:
            raise refusal("有效期止日不晚于评估日期，请核对")
        if any(score > HIGHEST for score in self.scores.values()):
            raise refusal("子域得分应在 0 到 5 之间，请核对")
        model = standards().get(self.standard)
        if model is not None and self.on.last < model.published:
            raise refusal(
                f"评估日期早于 {model.number} 的发布（{model.published}），"
                "请核对年份，按别的标准评估的请写评估标准"
            )
        return self


class FactDraft(SourcedDraft):
    """A number in its key's unit, or a grade by label or code, for a period.

    ``key`` is a code or Chinese name of ``data/facts.toml``; ``period`` a year, a
    month or a day.
    """

    subject_id: Id = Field(title="认定对象")
    key: FactKeyName = Field(title="指标")
    period: KnownDay = Field(title="所属期")
    value: Name = Field(title="数值")

    @model_validator(mode="after")
    def _can_be_measured(self) -> FactDraft:
        _require_measure(self.key, self.value)
        return self


class EventDraft(SourcedDraft):
    """Something that can bar a title; ``kind`` by code or name."""

    enterprise_id: Id = Field(title="企业")
    kind: Annotated[Name, writing.EVENT_KIND] = Field(title="事件类别")
    severity: Annotated[Severity | None, maybe_coded(Severity)] = Field(
        default=None, title="等级"
    )
    on: KnownDay = Field(title="发生日期")
    removed_on: MaybeDay = Field(default=None, title="移出或修复日期")
    note: Words = Field(default="", title="备注")

    @model_validator(mode="after")
    def _removed_later(self) -> EventDraft:
        if self.removed_on is not None and self.removed_on.last < self.on.on:
            raise refusal("移出或修复日期早于发生日期，请核对")
        return self


class LiftDraft(Draft):
    """An event that was removed from its list, or whose credit was restored."""

    event_id: Id = Field(title="事件")
    removed_on: KnownDay = Field(title="移出或修复日期")


class CoverageDraft(RestingDraft):
    """A source that covers a kind of event up to and with ``through``.

    ``division`` narrows it to a division by name or code, blank is the registry.
    """

    kind: Annotated[Name, writing.EVENT_KIND] = Field(title="事件类别")
    division: Division = Field(default="", title="县市区")
    since: MaybeExactDay = Field(default=None, title="覆盖自")
    through: ExactDay = Field(title="覆盖至")
    source: Name = Field(title="来源")

    @model_validator(mode="after")
    def _in_order(self) -> CoverageDraft:
        if self.since is not None and self.through < self.since:
            raise refusal("覆盖止日早于起日，请核对")
        return self


class JudgementDraft(RestingDraft):
    """An official's verdict on one condition of one rung in one policy document."""

    subject_id: Id = Field(title="认定对象")
    policy: Number = Field(title="政策文号", min_length=1)
    rung: Rung = Field(title="称号")
    condition: Name = Field(title="条件")
    verdict: Annotated[Verdict, coded(Verdict)] = Field(title="结论")
    on: ExactDay = Field(title="认定日期")
    judged_by: Name = Field(title="认定人")
    valid_until: MaybeExactDay = Field(
        default=None, title="有效期至", description=NO_LONGER
    )
    note: Words = Field(default="", title="依据")

    @model_validator(mode="after")
    def _in_order(self) -> JudgementDraft:
        if self.valid_until is not None and self.valid_until <= self.on:
            raise refusal("有效期止日不晚于认定日期，请核对")
        return self


class SeriesValueDraft(RestingDraft):
    """A dated reference value of a fact key, in the key's unit, for a period.

    ``scope`` is an industry or division prefix, blank for all.
    """

    series: Name = Field(title="参照数列")
    key: FactKeyName = Field(title="指标")
    scope: Words = Field(default="", title="范围")
    period: KnownDay = Field(title="所属期")
    value: Name = Field(title="数值")
    source: Name = Field(title="来源")

    @model_validator(mode="after")
    def _can_be_measured(self) -> SeriesValueDraft:
        _require_measure(self.key, self.value)
        return self


class DocumentDraft(Draft):
    """A numbered document; ``replaces`` is the 文号 of the one it replaces."""

    number: Number = Field(default="", title="文号")
    title: Name = Field(title="标题")
    issuer: Words = Field(default="", title="发文机关")
    source: Words = Field(default="", title="来源")
    kind: Annotated[DocumentKind, coded(DocumentKind)] = Field(title="文件类别")
    on: MaybeDay = Field(default=None, title="发文日期")
    path: Words = Field(default="", title="文件位置")
    sha256: Words = Field(default="", title="文件校验值")
    replaces: Number = Field(default="", title="所替代文号")


class DocumentAmendmentDraft(Draft):
    """What a recorded document should say; what is left out stays as it was."""

    document_id: Id = Field(title="文件")
    number: Number | None = Field(default=None, title="文号")
    title: Name | None = Field(default=None, title="标题")
    issuer: Words | None = Field(default=None, title="发文机关")
    source: Words | None = Field(default=None, title="来源")
    kind: Annotated[DocumentKind | None, maybe_coded(DocumentKind)] = Field(
        default=None, title="文件类别"
    )
    on: MaybeDay = Field(default=None, title="发文日期")
    path: Words | None = Field(default=None, title="文件位置")
    sha256: Words | None = Field(default=None, title="文件校验值")
    replaces: Number | None = Field(default=None, title="所替代文号")

    @model_validator(mode="after")
    def _says_what(self) -> DocumentAmendmentDraft:
        require_some(
            self, *(key for key in DocumentDraft.model_fields if key != "sample")
        )
        return self


class VoidDraft(Draft):
    """A recorded row that should never have been: its table and number."""

    table: Annotated[str, reading(voidable.table), VOIDABLE] = Field(title="记录类别")
    id: Id = Field(title="记录编号")


class CorrectionDraft(Draft):
    """The number of the row that is wrong, and the draft of the one that is right."""

    id: Id = Field(title="记录编号")
    right: (
        AssessmentDraft
        | FactDraft
        | EventDraft
        | CoverageDraft
        | JudgementDraft
        | SeriesValueDraft
    ) = Field(title="更正为")


def _require_measure(key: str, value: str) -> None:
    try:
        measures.measure(measures.key(key), value)
    except InputError as wrong:
        raise refusal(f"数值：{wrong}") from None
