"""What changes between two versions of a policy: head, titles, ways, conditions.

Rungs are paired by id, ways by their ends and kind (one whose beginning moved, by its
end), conditions by id. What is on one side only is added or removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from registry.ladder.amounts import amount
from registry.ladder.clauses import Change, Difference, conditions
from registry.ladder.names import Names
from registry.ladder.policy import Policy, Rung, Step
from registry.terms import ApplicationKind

Words = dict[str, str]
"""What is said of something, by what is said."""
HEAD = "文件"
ENTRY = "入门"


def differences(old: Policy, new: Policy, names: Names) -> tuple[Difference, ...]:
    """Every difference, in the order of a policy file; none if they say the same.

    ``names`` gives the names of rungs that neither declares.
    """
    own = {rung.id: rung.name for one in (old, new) for rung in one.rung}
    known = replace(names, rungs={**names.rungs, **own})
    return (
        *_told(HEAD, _head(old, known), _head(new, known)),
        *_rungs(old, new, known),
        *_steps(old, new, known),
    )


def _told(about: str, old: Words, new: Words) -> Iterator[Difference]:
    """What is said otherwise of one thing."""
    for what, now in new.items():
        if old[what] != now:
            change = Change.AMOUNT if what == _SUBSIDY else Change.OTHER
            yield Difference(change, about, "", what, old[what], now)


def _head(policy: Policy, names: Names) -> Words:
    return {
        "文号": policy.document,
        "标题": policy.title,
        "方向": f"{policy.programme_name}（{policy.programme}）",
        "印发单位": policy.issuer,
        "适用区划": names.division(policy.scope),
        "施行自": policy.since.isoformat(),
        "施行至": _day(policy.until),
        "替代文件": "、".join(policy.replaces) or "无",
        "依据": policy.basis.label,
        "出处": policy.source,
    }


_SUBSIDY = "奖补"


def _rung(rung: Rung, names: Names) -> Words:
    years = rung.valid_years
    return {
        "名称": rung.name,
        "层级": rung.tier.label,
        "认定到": names.kind(rung.subject),
        "有效期": "未写明" if years is None else f"{years} 年",
        _SUBSIDY: subsidy(rung.subsidy),
        "等同称号": "、".join(map(names.rung, rung.equivalent)) or "无",
        "持有者全部登记": _yes(yes=rung.complete),
        "分揭榜和验收": _yes(yes=rung.stages),
        "同级次序": str(rung.order),
    }


def _rungs(old: Policy, new: Policy, names: Names) -> Iterator[Difference]:
    before = {rung.id: rung for rung in old.rung}
    for rung in new.rung:
        about = f"「{rung.name}」"
        if (was := before.pop(rung.id, None)) is not None:
            yield from _told(about, _rung(was, names), _rung(rung, names))
        else:
            yield Difference(
                Change.ADDED, about, "", "新增称号", "", _summary(rung, names)
            )
    for rung in before.values():
        gone = _summary(rung, names)
        yield Difference(Change.REMOVED, f"「{rung.name}」", "", "取消称号", gone, "")


def _summary(rung: Rung, names: Names) -> str:
    kind = names.kind(rung.subject)
    return f"{rung.tier.label}，认定到{kind}，奖补{subsidy(rung.subsidy)}"


def _steps(old: Policy, new: Policy, names: Names) -> Iterator[Difference]:
    before = _paired(old, new)
    for step in new.step:
        about = whither(step, names)
        was = before.pop(step.key, None)
        if was is None:
            yield Difference(
                Change.ADDED, about, "", "新增途径", "", _counted(step, new)
            )
        else:
            yield from _told(about, _way(was, names), _way(step, names))
        yield from conditions(
            about, was.condition if was else (), step.condition, names
        )
    for gone in before.values():
        about, told = whither(gone, names), _counted(gone, old)
        yield Difference(Change.REMOVED, about, "", "取消途径", told, "")
        yield from conditions(about, gone.condition, (), names)


def _paired(old: Policy, new: Policy) -> dict[str, Step]:
    """The old steps by the key of the new step that each became, else by their own."""
    before = {step.key: step for step in old.step}
    left = [step for step in old.step if step.key not in {s.key for s in new.step}]
    for step in new.step:
        same = [s for s in left if (s.to, s.kind) == (step.to, step.kind)]
        if step.key not in before and len(same) == 1:
            left.remove(same[0])
            before[step.key] = before.pop(same[0].key)
    return before


def _way(step: Step, names: Names) -> Words:
    return {
        "起点": names.rung(step.from_) if step.from_ else ENTRY,
        "途径自": _day(step.since, "同文件"),
        "途径至": _day(step.until, "同文件"),
    }


def _counted(step: Step, policy: Policy) -> str:
    since = max(policy.since, step.since or policy.since)
    return f"自 {since} 起，条件 {len(step.condition)} 项"


def whither(step: Step, names: Names) -> str:
    """A way in words: 入门 → 「市级智能制造标杆车间」, 「专精特新中小企业」复核."""
    if step.kind is ApplicationKind.RENEWAL:
        return f"{names.rung(step.to)}{step.kind.label}"
    return f"{names.rung(step.from_) if step.from_ else ENTRY} → {names.rung(step.to)}"


def subsidy(yuan: Decimal | None) -> str:
    """The amount a policy names for a title; 未写明 where it names none."""
    return "未写明" if yuan is None else amount(yuan, "元")


def _day(day: date | None, unsaid: str = "未写明") -> str:
    return unsaid if day is None else day.isoformat()


def _yes(*, yes: bool) -> str:
    return "是" if yes else "否"
