"""How a what-if is printed: goals with their money, conditions, names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from registry.cli.answers import BESIDE, rests_on
from registry.cli.show import (
    Format,
    as_csv,
    as_table,
    at_most,
    out,
    paragraph,
)
from registry.desk.read.session import Reading
from registry.desk.read.whatif import WhatIf
from registry.desk.read.whatif_goals import Money, Reach, reaches
from registry.desk.read.whatif_names import Mover, Why, movers
from registry.desk.read.whatif_reasons import Weighed, weighed
from registry.ladder.amounts import amount
from registry.ladder.differences import subsidy
from registry.ladder.policy import Policy
from registry.terms import MADE_UP, UNPLACED
from registry.text import visible

GOALS = ("称号", "原可晋级", "新可晋级", "进入", "退出", "奖补增减")
CONDITIONS = ("称号", "决定的条件", "原要求", "新要求", "进入", "退出")
NAMES = ("事项", "企业", "对象", "县市区", "称号", "原结论", "新结论", "因为")
ENTERS, LEAVES = "进入", "退出"
TERMS = (
    "奖补按可晋级者全部认定、政策写明的每项金额计；"
    "名额、就高不重复、批次另定的金额不在内，复核不另计"
)


def heading(found: WhatIf, word: str) -> Iterator[str]:
    """What is supposed, in whose place, and what has to be known of the day."""
    instead = "、".join(_version(one) for one in found.instead_of)
    place = f"，代替已载入的 {instead}" if instead else ""
    number = _version(found.policy)
    asked = f"{visible(word)}：{number}" if word.endswith(".toml") else number
    yield f"政策测算：假如施行 {asked}{place}；不写入台账"
    bases = dict.fromkeys(_basis(one) for one in (*found.instead_of, found.policy))
    yield f"依据：{'、'.join(bases)}"
    yield from found.notes


def tables(found: WhatIf) -> None:
    """Goal by goal, unit by unit, condition by condition, then the money in words."""
    told = reaches(found)
    if not told:
        out("这一天的规定没有实质变化：没有进入，也没有退出")
        return
    as_table(GOALS, [_goal(one) for one in told])
    if lines := list(_units(told)):
        out("\n【按县市区】")
        paragraph("\n".join(lines))
    rows = [
        (one.label, one.condition, _old(one), _new(one.old, one.new), *_moves(one))
        for one in weighed(found)
    ]
    _section("由哪些条件决定", CONDITIONS, rows)
    out("")
    out("\n".join(money(told)))


def names(
    reading: Reading, found: WhatIf, layout: Format, limit: int | None = None
) -> str:
    """By name who enters and who leaves; what to say of how many there are."""
    total = sum(len(change.moved) for change in found.changes)
    listed = list(movers(reading, found, at_most(limit, layout)))
    if layout is Format.CSV:
        as_csv((*NAMES, *BESIDE), [_row(one) for one in listed])
    else:
        _named(listed)
    more = total - len(listed)
    rest = f"；还有 {more} 项，用 --limit 或 --format csv" if more else ""
    return f"共 {total} 项进出{rest}"


def _named(listed: Iterable[Mover]) -> None:
    """A table for each title and direction."""
    for (label, enters), of in groupby(listed, key=_direction):
        out(f"\n【{ENTERS if enters else LEAVES} {label}】")
        outcome = "原结论" if enters else "新结论"
        rows = [_short(one) for one in of]
        as_table(("企业", "对象", "县市区", outcome, "因为"), rows)


def _direction(one: Mover) -> tuple[str, bool]:
    return one.label, one.enters


def _short(one: Mover) -> tuple[str, ...]:
    _, outcome = one.was if one.enters else one.becomes
    why = "；".join(_why(why, whole=False) for why in one.why)
    return (*_whom(one), outcome, why)


def money(told: Iterable[Reach]) -> Iterator[str]:
    """Goal by goal what its subsidies come to, and the sum of what is named."""
    paid = [(one, one.money) for one in told if one.money is not None]
    known = [money.change for _, money in paid if money.change is not None]
    for one, money in paid:
        if money.change is not None:
            yield f"奖补：「{one.label}」{_reckoned(money, money.change, one)}"
    if len(known) > 1:
        part = "（只计写明金额的）" if len(known) < len(paid) else ""
        yield f"奖补合计：{_change(sum(known, Decimal(0)))}{part}"
    yield from _unnamed(paid)
    if known:
        yield TERMS


def _unnamed(paid: Iterable[tuple[Reach, Money]]) -> Iterator[str]:
    """The goals whose amount is not named, those of the same words together."""
    told: dict[str, list[str]] = {}
    for one, money in paid:
        if money.change is None:
            told.setdefault(_each(money), []).append(f"「{one.label}」")
    for each, labels in told.items():
        yield f"奖补：{''.join(labels)}每项金额{each}，算不出增减"


def _basis(policy: Policy) -> str:
    return f"{visible(policy.document)}（{policy.basis.label}）"


def _version(policy: Policy) -> str:
    return f"{visible(policy.document)}（{policy.since} 起）"


def _units(told: Iterable[Reach]) -> Iterator[str]:
    """市级智能制造标杆车间 退出：荷塘区 3、芦淞区 1."""
    for one in told:
        for way, place in ((ENTERS, 1), (LEAVES, 2)):
            numbers = [
                f"{row[0] or UNPLACED} {row[place]}" for row in one.units if row[place]
            ]
            if numbers:
                yield f"{one.label} {way}：{'、'.join(numbers)}"


def _section(
    title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> None:
    if rows:
        out(f"\n【{title}】")
        as_table(header, rows)


def _goal(one: Reach) -> tuple[str, ...]:
    numbers = (one.before, one.after, one.entered, one.left)
    return (one.label, *map(str, numbers), _cost(one.money))


def _cost(money: Money | None) -> str:
    if money is None:
        return "复核不另计"
    return "金额未写明" if money.change is None else _signed(money.change)


def _signed(yuan: Decimal) -> str:
    if not yuan:
        return "不变"
    return f"{'+' if yuan > 0 else ''}{amount(yuan, '元')}"


def _reckoned(money: Money, change: Decimal, one: Reach) -> str:
    """每项 10 万元：40 项 400 万元 → 12 项 120 万元，可少支 280 万元."""
    then, now = (subsidy(total) for total in money.total)
    sides = f"{one.before} 项 {then} → {one.after} 项 {now}"
    return f"每项 {_each(money)}：{sides}，{_change(change)}"


def _each(money: Money) -> str:
    """The amount for a title; both where it changes."""
    before = subsidy(money.each[0]) if money.ways[0] else "原不认定"
    after = subsidy(money.each[1]) if money.ways[1] else "不再认定"
    return before if before == after else f"{before} → {after}"


def _change(yuan: Decimal) -> str:
    if not yuan:
        return "不增不减"
    return f"{'要多支' if yuan > 0 else '可少支'} {amount(abs(yuan), '元')}"


def _moves(one: Weighed) -> tuple[str, str]:
    return str(one.entered), str(one.left)


def _old(one: Weighed | Why) -> str:
    return "原不要求" if one.new and not one.old else one.old


def _new(old: str, new: str) -> str:
    if not new:
        return "不再要求" if old else ""
    return "要求未变" if old == new else new


def _row(one: Mover) -> tuple[str, ...]:
    return (
        ENTERS if one.enters else LEAVES,
        *_whom(one),
        one.label,
        one.was[1],
        one.becomes[1],
        "；".join(_why(why, whole=True) for why in one.why),
        rests_on(one.policy, one.basis),
        MADE_UP if one.sample else "",
    )


def _whom(one: Mover) -> tuple[str, str, str]:
    return visible(one.enterprise.name), one.thing, visible(one.enterprise.unit)


def _why(why: Why, *, whole: bool) -> str:
    """What decides and what is there; ``whole``: with what was and would be asked."""
    if not why.condition:
        return why.said
    asked = f"{_old(why)} → {_new(why.old, why.new)}，" if whole else ""
    return f"{why.condition}：{asked}现状 {why.value}"
