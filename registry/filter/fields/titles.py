"""Fields of titles: held, ever held, new, when they end, how they ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from registry import asof
from registry.filter.axis import Axis, Items
from registry.filter.choice import said
from registry.filter.days import DayField
from registry.filter.field import Asking, Comparison, Field, Value, split
from registry.filter.fields import rungs
from registry.filter.owned import owner_in
from registry.filter.refused import did_you_mean
from registry.terms import Tier, TitleEnd, TitleStage

_EVER = "t.voided_by IS NULL AND t.recognised_on <= :on"
_THIS_YEAR = f"{_EVER} AND t.recognised_on >= substr(:on, 1, 4) || '-01-01'"
_ENDED = (
    "CASE WHEN t.ended_on <= :on THEN t.end_kind"
    " WHEN t.valid_until <= :on THEN 'expired' END"
)
_ACCEPTED = "(t.stage = 'accepted' AND coalesce(t.accepted_on, :on) <= :on)"
_TIER = "(SELECT g.tier FROM rung g WHERE g.code = t.rung)"
_STAGES = {
    TitleStage.TAKEN_UP.label: f"t.stage IS NOT NULL AND NOT {_ACCEPTED}",
    TitleStage.ACCEPTED.label: _ACCEPTED,
}


def _titles(when: str, rung: str, among: str) -> Items:
    """Titles as what is counted; those in force beside the new and all there were."""
    ways = {"现有效": asof.held("t"), "本年新增": _THIS_YEAR, "历年累计": _EVER}
    measures = tuple((word, f"{way} AND {rung}") for word, way in ways.items())
    return Items(
        name="称号",
        unit="项",
        rows="title t",
        subject="t.subject_id",
        when=f"{when} AND {rung}",
        among=among,
        sample="t.sample",
        measures=measures if when == asof.held("t") else (),
    )


def _has(asking: Asking, holds: str) -> str:
    return owner_in(asking.enterprise, "title t", "t.subject_id", holds)


def _of_rung(asking: Asking, asked: Comparison, value: Value | None) -> str:
    if value is None:
        return "1"
    codes = asking.listed(rungs.meant(asking, asked, value))
    return f"t.rung IN ({codes})"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held(Field):
    """A title of a rung, held or otherwise as ``when`` says."""

    when: str
    among: str
    of: str = "称号"
    missing: str = "无"
    halves: bool = True

    def known(self, asking: Asking, asked: Comparison) -> str:
        """There is such a title, of whatever rung, or of one after the dot."""
        return _has(asking, f"{self.when} AND {_of_rung(asking, asked, asked.of)}")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """There is a title of one of the rungs, at its stage where one is named."""
        self.unordered(asked)
        some = " OR ".join(f"({_value(asking, asked, one)})" for one in values)
        rung = _of_rung(asking, asked, asked.of)
        return _has(asking, f"{self.when} AND {rung} AND ({some})")

    def axis(self, asking: Asking, asked: Comparison) -> Axis:
        """The titles themselves, by rung; after the dot, only those meant."""
        rung = _of_rung(asking, asked, asked.of)
        labels = rungs.labels(asking)
        return Axis(
            title=said(asked),
            key="t.rung",
            labels=labels,
            missing=self.missing,
            terms="",
            items=_titles(self.when, rung, self.among),
        )

    def values(self, asking: Asking) -> Iterable[str]:
        """Tiers, programmes and rungs, and stages."""
        return (*rungs.named(asking), *_STAGES, self.missing)

    def qualifiers(self, asking: Asking) -> Iterable[str]:
        """Rungs."""
        return rungs.named(asking)


def _value(asking: Asking, asked: Comparison, value: Value) -> str:
    name, stage = split(value.text)
    if not stage and name in _STAGES:
        return _STAGES[name]
    rung = _of_rung(asking, asked, replace(value, text=name))
    if stage and stage not in _STAGES:
        raise asked.refuse(value, f"没有阶段「{stage}」；可选：{'、'.join(_STAGES)}")
    return f"{rung} AND {_STAGES[stage]}" if stage else rung


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended(Field):
    """A title that ended in one of the ways, of the rung after the dot."""

    def known(self, asking: Asking, asked: Comparison) -> str:
        """A title has ended."""
        rung = _of_rung(asking, asked, asked.of)
        return _has(asking, f"{_EVER} AND {rung} AND {_ENDED} IS NOT NULL")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """A title has ended in one of these ways."""
        self.unordered(asked)
        rung = _of_rung(asking, asked, asked.of)
        ends = asking.listed(_end(asked, one) for one in values)
        return _has(asking, f"{_EVER} AND {rung} AND {_ENDED} IN ({ends})")

    def values(self, asking: Asking) -> Iterable[str]:
        """The ways to end."""
        del asking
        return (*(end.label for end in TitleEnd), self.missing)

    def qualifiers(self, asking: Asking) -> Iterable[str]:
        """Rungs."""
        return rungs.named(asking)


def _end(asked: Comparison, value: Value) -> str:
    for end in TitleEnd:
        if value.text in (end.value, end.label):
            return end.value
    known = [end.label for end in TitleEnd]
    near = did_you_mean(value.text, known) or f"；可选：{'、'.join(known)}"
    raise asked.refuse(value, f"没有这样的终止方式{near}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _TitleDay(DayField):
    """A day of a title, of the rung after the dot."""

    def qualifiers(self, asking: Asking) -> Iterable[str]:
        """Rungs."""
        return rungs.named(asking)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tier(Field):
    """A title held that is of a tier, of the rung after the dot."""

    missing: str = "无"

    def known(self, asking: Asking, asked: Comparison) -> str:
        """There is such a title."""
        return _held_until(asking, asked, "1")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """There is such a title of one of the tiers."""
        self.unordered(asked)
        tiers = asking.listed(_tier(asked, one) for one in values)
        of_tier = f"{_TIER} IN ({tiers})"
        return _held_until(asking, asked, of_tier)

    def axis(self, asking: Asking, asked: Comparison) -> Axis:
        """The titles themselves, by tier."""
        rung = _of_rung(asking, asked, asked.of)
        return Axis(
            title=said(asked),
            key=_TIER,
            labels={tier.value: tier.label for tier in Tier},
            missing=self.missing,
            terms="",
            always=frozenset(tier.value for tier in Tier),
            items=_titles(asof.held("t"), rung, "当日有效的称号"),
        )

    def values(self, asking: Asking) -> Iterable[str]:
        """The tiers."""
        del asking
        return (*(tier.label for tier in Tier), self.missing)

    def qualifiers(self, asking: Asking) -> Iterable[str]:
        """Rungs."""
        return rungs.named(asking)


def _tier(asked: Comparison, value: Value) -> str:
    for tier in Tier:
        if value.text in (tier.value, tier.label):
            return tier.value
    known = "、".join(tier.label for tier in Tier)
    raise asked.refuse(value, f"没有这样的层级；可选：{known}")


def _held_until(asking: Asking, asked: Comparison, holds: str) -> str:
    rung = _of_rung(asking, asked, asked.of)
    return _has(asking, f"{asof.held('t')} AND {rung} AND {holds}")


def _recognised(asking: Asking, asked: Comparison, holds: str) -> str:
    rung = _of_rung(asking, asked, asked.of)
    return _has(asking, f"{_EVER} AND {rung} AND {holds}")


FIELDS: tuple[Field, ...] = (
    _Held(
        name="称号",
        english="title",
        help="当日有效的称号（含车间、工厂等）：名称、名称里的字、层级或方向",
        examples=(
            "称号=市级标杆车间",
            "称号=省级",
            "称号=服务商",
            "称号=示范工厂:已验收",
            "称号=无",
        ),
        when=asof.held("t"),
        among="当日有效的称号",
    ),
    _Held(
        name="曾有称号",
        english="ever_title",
        aliases=("累计称号",),
        help="当日以前认定过的称号，不论现在是否有效",
        examples=("曾有称号=标杆", "非 曾有称号=标杆"),
        when=_EVER,
        among="历年累计认定的称号，含已终止的",
    ),
    _Held(
        name="新增称号",
        english="new_title",
        help="当年（截至当日）认定的称号",
        examples=("新增称号=服务商",),
        when=_THIS_YEAR,
        among="当年新认定的称号",
    ),
    _Tier(
        name="层级",
        english="tier",
        of="称号",
        help="当日有效称号的层级：市级、省级、国家级",
        examples=("层级=省级", "层级.服务商=市级"),
    ),
    _TitleDay(
        name="称号到期",
        english="title_until",
        aliases=("到期",),
        of="称号",
        help="有效称号的到期日；90天 指截至日之后 90 天",
        examples=("称号到期<90天", "称号到期.专精特新<=2023-06"),
        ahead=True,
        some=_held_until,
        column="t.valid_until",
    ),
    _TitleDay(
        name="称号认定",
        english="title_on",
        aliases=("认定日期",),
        of="称号",
        help="称号的认定日期，不论现在是否有效",
        examples=("称号认定=2022", "称号认定.服务商>=2022-06"),
        some=_recognised,
        column="t.recognised_on",
    ),
    _Ended(
        name="称号终止",
        english="title_end",
        of="称号",
        help="称号怎样终止：到期、撤销、取消、替代",
        examples=("称号终止=撤销,取消", "称号终止.省级=到期"),
    ),
)
