"""What a letter says first: the verdict of the whole, then of each way and subject."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from registry.desk.read.letter_clauses import Told
from registry.eligibility.answer import Answer
from registry.terms import ConditionOutcome, Outcome


def verdict(told: Sequence[Told]) -> str:
    """The verdict of several ways, of which one suffices, or of several subjects.

    Of each subject the nearest way comes first.
    """
    nearest: dict[int, Told] = {}
    for one in told:
        nearest.setdefault(one.answer.subject.id, one)
    (first, *others) = nearest.values()
    if not others:
        return _of_ways(first)
    by_label: defaultdict[str, list[str]] = defaultdict(list)
    for one in nearest.values():
        by_label[_label(one.answer)].append(f"「{one.answer.thing}」")
    listed = "；".join(
        f"{label} {len(things)} 个（{'、'.join(things)}）"
        for label, things in by_label.items()
    )
    return f"核对结果：共核对 {len(nearest)} 个对象，{listed}。"


def _of_ways(nearest: Told) -> str:
    """One suffices: what the others lack need not be had."""
    label = _label(nearest.answer)
    if nearest.answer.outcome is not Outcome.ELIGIBLE or nearest.answer.barred:
        return f"核对结果：{label}。各途径符合其一即可，最接近的列在最前。"
    return (
        f"核对结果：{label}。{nearest.about}的条件已全部符合；"
        "各途径符合其一即可，其他途径尚缺的条件不影响申报，附后供参考。"
    )


def concluding(told: Told) -> str:
    """The verdict of one step asked of one subject."""
    answer = told.answer
    if answer.barred is not None:
        who = f"贵单位{told.about}" if answer.thing else "贵单位"
        return answer.barred.told.replace("贵单位", who, 1)
    counted = Counter(one.outcome for one in answer.conditions)
    listed = "、".join(
        f"{outcome.label} {counted[outcome]} 条"
        for outcome in ConditionOutcome
        if counted[outcome]
    )
    whose = f"{told.about}的" if told.about else ""
    total = f"共 {len(answer.conditions)} 条，{listed}"
    thing = f"「{answer.thing}」" if answer.thing else ""
    titled = f"贵单位{thing}{told.titled}" if told.titled else ""
    return f"{titled}{whose}核对结果：{answer.outcome.label}（{total}）。"


def _label(answer: Answer) -> str:
    return answer.barred.label if answer.barred else answer.outcome.label
