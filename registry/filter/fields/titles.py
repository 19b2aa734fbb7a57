"""Fields of titles: held, ever held, new, when they end, how they ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from registry import asof
from registry.filter.axis import Axis, Items
from registry.filter.choice import said
from registry.filter.days import DayField
from registry.filter.field import Asking, Comparison, Field, Value, split
from registry.filter.fields import rungs
from registry.filter.owned import owner_in
from registry.filter.recorded import Recorded, Some, term
from registry.terms import Term, Tier, TitleEnd, TitleStage

_HELD = asof.held("t")
_AMONG_HELD = "当日有效的称号"
_EVER = asof.recognised("t")
_THIS_YEAR = f"{_EVER} AND t.recognised_on >= substr(:on, 1, 4) || '-01-01'"
_ENDED = (
    "CASE WHEN t.ended_on <= :on THEN t.end_kind"
    " WHEN t.valid_until <= :on THEN 'expired' END"
)
_ACCEPTED = asof.accepted("t")
_TIER = "(SELECT g.tier FROM rung g WHERE g.code = t.rung)"
_STAGES = {
    TitleStage.TAKEN_UP.label: f"t.stage IS NOT NULL AND NOT {_ACCEPTED}",
    TitleStage.ACCEPTED.label: _ACCEPTED,
}


def _titles(when: str, rung: str, among: str) -> Items:
    """Titles as what is counted; those in force beside the new and all there were."""
    ways = {"现有效": _HELD, "本年新增": _THIS_YEAR, "历年累计": _EVER}
    measures = tuple((word, f"{way} AND {rung}") for word, way in ways.items())
    return Items(
        name="称号",
        unit="项",
        rows="title t",
        subject="t.subject_id",
        when=f"{when} AND {rung}",
        among=among,
        sample="t.sample",
        measures=measures if when == _HELD else (),
    )


def _of_rung(asking: Asking, asked: Comparison, value: Value | None) -> str:
    if value is None:
        return "1"
    codes = asking.listed(rungs.meant(asking, asked, value))
    return f"t.rung IN ({codes})"


def _title(when: str) -> Some:
    """A title as ``when`` says, of the rung after the dot, of whomever they own."""

    def some(asking: Asking, asked: Comparison, holds: str) -> str:
        meets = f"{when} AND {_of_rung(asking, asked, asked.of)} AND {holds}"
        return owner_in(asking.enterprise, "title t", "t.subject_id", meets)

    return some


def _by_rung(when: str, among: str) -> Callable[[Asking, Comparison], Axis]:
    """The titles themselves, by rung; after the dot, only those meant."""

    def apart(asking: Asking, asked: Comparison) -> Axis:
        return Axis(
            title=said(asked),
            key="t.rung",
            labels=rungs.labels(asking),
            missing=asked.field.missing,
            terms="",
            items=_titles(when, _of_rung(asking, asked, asked.of), among),
        )

    return apart


def _by_tier(asking: Asking, asked: Comparison) -> Axis:
    """The titles themselves, by tier."""
    rung = _of_rung(asking, asked, asked.of)
    return Axis(
        title=said(asked),
        key=_TIER,
        labels={tier.value: tier.label for tier in Tier},
        missing=asked.field.missing,
        terms="",
        always=frozenset(tier.value for tier in Tier),
        items=_titles(_HELD, rung, _AMONG_HELD),
    )


def _at_stage(asking: Asking, asked: Comparison, value: Value) -> str:
    """Of the rung, at its stage where one is named."""
    name, stage = split(value.text)
    if not stage and name in _STAGES:
        return _STAGES[name]
    rung = _of_rung(asking, asked, replace(value, text=name))
    if stage and stage not in _STAGES:
        raise asked.refuse(value, f"没有阶段「{stage}」；可选：{'、'.join(_STAGES)}")
    return f"{rung} AND {_STAGES[stage]}" if stage else rung


def _of_tier(asking: Asking, asked: Comparison, value: Value) -> str:
    found = term(Tier, asked, value, value.text, "没有这样的层级")
    return f"{_TIER} = {asking.bind(found)}"


def _ended_so(asking: Asking, asked: Comparison, value: Value) -> str:
    found = term(TitleEnd, asked, value, value.text, "没有这样的终止方式")
    return f"{_ENDED} = {asking.bind(found)}"


def _rungs_and_stages(asking: Asking) -> Iterable[str]:
    return (*rungs.named(asking), *_STAGES)


def _labels(terms: type[Term]) -> Callable[[Asking], Iterable[str]]:
    return lambda _: [one.label for one in terms]


FIELDS: tuple[Field, ...] = (
    Recorded(
        name="称号",
        english="title",
        of="称号",
        after=rungs.named,
        help="当日有效的称号（含车间、工厂等）：名称、名称里的字、层级或方向",
        examples=(
            "称号=市级标杆车间",
            "称号=省级",
            "称号=服务商",
            "称号=示范工厂:已验收",
            "称号=无",
        ),
        missing="无",
        halves=True,
        some=_title(_HELD),
        meets=_at_stage,
        listed=_rungs_and_stages,
        apart=_by_rung(_HELD, _AMONG_HELD),
    ),
    Recorded(
        name="曾有称号",
        english="ever_title",
        of="称号",
        after=rungs.named,
        aliases=("累计称号",),
        help="当日以前认定过的称号，不论现在是否有效",
        examples=("曾有称号=标杆", "非 曾有称号=标杆"),
        missing="无",
        halves=True,
        some=_title(_EVER),
        meets=_at_stage,
        listed=_rungs_and_stages,
        apart=_by_rung(_EVER, "历年累计认定的称号，含已终止的"),
    ),
    Recorded(
        name="新增称号",
        english="new_title",
        of="称号",
        after=rungs.named,
        help="当年（截至当日）认定的称号",
        examples=("新增称号=服务商",),
        missing="无",
        halves=True,
        some=_title(_THIS_YEAR),
        meets=_at_stage,
        listed=_rungs_and_stages,
        apart=_by_rung(_THIS_YEAR, "当年新认定的称号"),
    ),
    Recorded(
        name="层级",
        english="tier",
        of="称号",
        after=rungs.named,
        help="当日有效称号的层级：市级、省级、国家级",
        examples=("层级=省级", "层级.服务商=市级"),
        missing="无",
        some=_title(_HELD),
        meets=_of_tier,
        listed=_labels(Tier),
        apart=_by_tier,
    ),
    DayField(
        name="称号到期",
        english="title_until",
        aliases=("到期",),
        of="称号",
        after=rungs.named,
        help="有效称号的到期日；90天 指截至日之后 90 天",
        examples=("称号到期<90天", "称号到期.专精特新<=2023-06"),
        ahead=True,
        some=_title(_HELD),
        column="t.valid_until",
    ),
    DayField(
        name="称号认定",
        english="title_on",
        aliases=("认定日期",),
        of="称号",
        after=rungs.named,
        help="称号的认定日期，不论现在是否有效",
        examples=("称号认定=2022", "称号认定.服务商>=2022-06"),
        some=_title(_EVER),
        column="t.recognised_on",
    ),
    Recorded(
        name="称号终止",
        english="title_end",
        of="称号",
        after=rungs.named,
        help="称号怎样终止：到期、撤销、取消、替代",
        examples=("称号终止=撤销,取消", "称号终止.省级=到期"),
        some=_title(f"{_EVER} AND {_ENDED} IS NOT NULL"),
        meets=_ended_so,
        listed=_labels(TitleEnd),
    ),
)
