"""One leaf of the vocabulary as a Chinese phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import singledispatch

from registry.ladder.amounts import amount
from registry.ladder.attained import Children, Holds, InPool, Maturity, NotHolds
from registry.ladder.conditions import Judged
from registry.ladder.exclusions import NoEvent, NotSubsidised, OnePer
from registry.ladder.figures import Bound, Grade, Number, Ratio, Score, Series
from registry.ladder.names import Names
from registry.ladder.profile import (
    AboveDesignatedSize,
    DivisionIn,
    IndustryIn,
    Registered,
    SizeIn,
)
from registry.ladder.values import Anchor, Leaf, Of, Reduce
from registry.terms import LEVELS, Term, TitleStage

ANCHORS = {
    Anchor.AS_OF: "",
    Anchor.DEADLINE: "申报截止日",
    Anchor.NOTICE_END: "公示截止日",
    Anchor.YEAR_END: "上年末",
}
_PER = {"enterprise": "同一企业", "group": "同一集团", "address": "同一地址"}


def phrase(leaf: Leaf, names: Names) -> str:
    """What a leaf asks, and for which day where that is not the as-of day."""
    asked = _phrase(leaf, names)
    if leaf.day is Anchor.AS_OF:
        return asked
    unset = "，该日未登记，暂按当日算" if leaf.day in names.unset else ""
    return f"{asked}（以{ANCHORS[leaf.day]}为准{unset}）"


def short(leaf: Leaf, names: Names) -> str:
    """What a leaf is about, in a few words: a heading for its condition."""
    match leaf:
        case Ratio():
            return _share(leaf, names)
        case Number() | Grade() | Series():
            return names.fact(leaf.fact).name
        case Score():
            return names.fact(leaf.total).name
        case Judged():
            return leaf.question
        case Maturity():
            return "智能制造能力成熟度"
        case _:
            return _phrase(leaf, names)


@singledispatch
def _phrase(leaf: Leaf, names: Names) -> str:
    raise NotImplementedError(type(leaf), names)


@_phrase.register
def _maturity(leaf: Maturity, names: Names) -> str:
    del names
    kinds = _labels(leaf.kinds)
    window = "申报当年" if leaf.application_year else _window(leaf.within_months)
    whose = "申报对象的" if leaf.of is Of.SUBJECT else ""
    if leaf.level == 0:
        return f"{window}已完成{whose}成熟度{kinds}"
    level = LEVELS[leaf.level].partition("（")[0]
    made = f"，{window}完成" if window else ""
    return f"{whose}成熟度 ≥ {level}（{kinds}{made}）"


@_phrase.register
def _holds(leaf: Holds, names: Names) -> str:
    held = "曾获" if leaf.ever else "持有"
    months = f"满{_span(leaf.for_months)}" if leaf.for_months else ""
    return f"{_whose(leaf.of)}{held}{_titles(leaf.rungs, names, leaf.stage)}{months}"


@_phrase.register
def _not_holds(leaf: NotHolds, names: Names) -> str:
    held = "从未获得" if leaf.ever else "未持有"
    return f"{_whose(leaf.of)}{held}{_titles(leaf.rungs, names, leaf.stage)}"


@_phrase.register
def _children(leaf: Children, names: Names) -> str:
    kind = names.kind(leaf.kind) if leaf.kind else "认定对象"
    counted = f"所属企业另有至少 {leaf.at_least} 个{kind}"
    return f"{counted}持有{_titles(leaf.rungs, names)}" if leaf.rungs else counted


@_phrase.register
def _number(leaf: Number, names: Names) -> str:
    key = names.fact(leaf.fact)
    unit = "%" if leaf.reduce is Reduce.GROWTH else key.unit
    asked = f"{_figure(leaf, key.name)}{_of(leaf.of)} {_limits(leaf, unit)}"
    window = _window(leaf.within_months)
    others = "".join(
        f"；{_joined(map(names.division, one.divisions))}"
        f"{_joined(one.industries, '行业 ')} {_limits(one, unit)}"
        for one in leaf.by
    )
    return f"{asked}（{window}的数据）{others}" if window else f"{asked}{others}"


@_phrase.register
def _ratio(leaf: Ratio, names: Names) -> str:
    share = _figure(leaf, _share(leaf, names))
    return f"{share}{_of(leaf.of)} {_limits(leaf, '%')}"


@_phrase.register
def _grade(leaf: Grade, names: Names) -> str:
    key = names.fact(leaf.fact)
    grade = dict(key.grades).get(leaf.at_least, leaf.at_least)
    if key.grades and key.grades[-1][0] == leaf.at_least:
        return f"{key.name}{_of(leaf.of)}：{grade}"
    return f"{key.name}{_of(leaf.of)}不低于{grade}"


@_phrase.register
def _series(leaf: Series, names: Names) -> str:
    by = {"industry": "（同行业）", "division": "（同地区）", None: ""}[leaf.by]
    period = "上年度" if leaf.period == "last_year" else ""
    fact = names.fact(leaf.fact).name
    percent = amount(leaf.at_least, "%")
    return f"{period}{fact}{_of(leaf.of)}不低于{leaf.series}{by}的 {percent}"


@_phrase.register
def _score(leaf: Score, names: Names) -> str:
    asked = [(leaf.total, leaf.at_least), *((p.fact, p.at_least) for p in leaf.parts)]
    keys = [(names.fact(fact), least) for fact, least in asked]
    total, *parts = (f"{key.name} ≥ {amount(v, key.unit)}" for key, v in keys)
    return f"{total}，其中{'、'.join(parts)}" if parts else total


@_phrase.register
def _designated(leaf: AboveDesignatedSize, names: Names) -> str:
    del leaf, names
    return "规模以上企业"


@_phrase.register
def _size(leaf: SizeIn, names: Names) -> str:
    del names
    return f"企业规模为{_labels(leaf.classes)}（{leaf.standard.label}）"


@_phrase.register
def _industry(leaf: IndustryIn, names: Names) -> str:
    del names
    outside = f"（不含 {'、'.join(leaf.excluding)}）" if leaf.excluding else ""
    return f"行业属于 {'、'.join(leaf.prefixes)}{outside}"


@_phrase.register
def _division(leaf: DivisionIn, names: Names) -> str:
    return f"位于{_joined(map(names.division, leaf.prefixes))}"


@_phrase.register
def _registered(leaf: Registered, names: Names) -> str:
    where = f"在{names.division(leaf.division)}注册" if leaf.division else "成立"
    return f"{where}满{_span(leaf.for_months)}" if leaf.for_months else where


@_phrase.register
def _no_event(leaf: NoEvent, names: Names) -> str:
    state = "未解除的" if leaf.open else ""
    worst = f"{leaf.min_severity.label}及以上" if leaf.min_severity else ""
    kinds = "、".join(map(names.kind, leaf.kinds))
    return f"{_window(leaf.within_months)}无{state}{worst}{kinds}"


@_phrase.register
def _in_pool(leaf: InPool, names: Names) -> str:
    name = f"「{leaf.pool}」" if leaf.pool else "培育库"
    aim = f"{names.rung(leaf.rung)}的" if leaf.rung else ""
    months = f"满{_span(leaf.for_months)}" if leaf.for_months else ""
    return f"{_whose(leaf.of)}已列入{aim}{name}{months}"


@_phrase.register
def _not_subsidised(leaf: NotSubsidised, names: Names) -> str:
    kinds = "、".join(kind.label for kind in leaf.kinds)
    only = f"{_joined(map(names.rung, leaf.rungs))}的" if leaf.rungs else ""
    return f"{_window(leaf.within_months)}未获{only}{kinds}"


@_phrase.register
def _one_per(leaf: OnePer, names: Names) -> str:
    others = f"（{_joined(map(names.rung, leaf.rungs))}合并计算）" if leaf.rungs else ""
    return f"{_PER[leaf.per]}同批限报一项{others}"


@_phrase.register
def _judged(leaf: Judged, names: Names) -> str:
    del names
    return f"人工认定：{leaf.question}"


def _share(leaf: Ratio, names: Names) -> str:
    return f"{names.fact(leaf.fact).name}占{names.fact(leaf.to).name}比重"


def _figure(leaf: Number | Ratio, name: str) -> str:
    match leaf.reduce:
        case Reduce.SUM:
            return f"近 {leaf.years} 年{name}合计"
        case Reduce.MEAN:
            return f"近 {leaf.years} 年{name}年均"
        case Reduce.EACH:
            return f"近 {leaf.years} 年每年{name}"
        case Reduce.GROWTH:
            return f"近 {leaf.years} 年{name}复合增长率"
        case None:
            return f"上年度{name}" if leaf.period == "last_year" else name


def _limits(bound: Bound, unit: str) -> str:
    limits: Sequence[tuple[str, Decimal | None]] = (
        ("≥", bound.at_least),
        ("≤", bound.at_most),
    )
    return " 且 ".join(
        f"{sign} {amount(v, unit)}" for sign, v in limits if v is not None
    )


def _titles(rungs: Iterable[str], names: Names, stage: TitleStage | None = None) -> str:
    held = _joined(map(names.rung, rungs), last="或")
    return f"{held}（{stage.label}）" if stage else held


def _whose(of: Of) -> str:
    match of:
        case Of.SUBJECT:
            return ""
        case Of.ENTERPRISE:
            return "所属企业"
        case Of.ANY:
            return "所属企业或其任一认定对象"


def _of(of: Of) -> str:
    return "（申报对象）" if of is Of.SUBJECT else ""


def _window(months: int | None) -> str:
    return f"近 {_number_of(months)}" if months else ""


def _span(months: int) -> str:
    return f" {_number_of(months)}"


def _number_of(months: int) -> str:
    years, rest = divmod(months, 12)
    return f"{months} 个月" if rest else f"{years} 年"


def _labels(terms: Iterable[Term]) -> str:
    return _joined((term.label for term in terms), last="或")


def _joined(words: Iterable[str], prefix: str = "", last: str = "、") -> str:
    """Words with 、 between them and ``last`` before the last one."""
    *first, end = [*words] or [""]
    text = f"{'、'.join(first)}{last}{end}" if first else end
    return f"{prefix}{text}" if text else ""
