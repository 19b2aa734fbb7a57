"""What an enterprise hands in for a condition, where the policy does not list it."""

from __future__ import annotations

from functools import singledispatch

from registry.eligibility.answer import ConditionAnswer
from registry.ladder.attained import Children, Holds, Maturity
from registry.ladder.conditions import Condition, Judged
from registry.ladder.figures import Grade, Number, Ratio, Score, Series
from registry.ladder.names import Names
from registry.ladder.profile import (
    AboveDesignatedSize,
    DivisionIn,
    IndustryIn,
    Registered,
    SizeIn,
)
from registry.ladder.tree import AnyOf, AtLeast, Tree, all_leaves, leaves, tree
from registry.ladder.values import Leaf
from registry.ladder.wording import worded
from registry.terms import ConditionOutcome

_NOT_LISTED = "文件未列明材料"
_BY_US = "由本局作出认定，需要材料时另行通知"
_PLACE = "注册地和在该地注册的日期"


def handed_in(condition: Condition, one: ConditionAnswer, names: Names) -> str:
    """What the policy lists; else what is missing, or that nothing is asked for."""
    if one.hand_in:
        return one.hand_in
    node = tree(condition)
    if isinstance(node, AnyOf | AtLeast):
        return f"{_NOT_LISTED}；{_of_several(node, names)}{_guard(condition, names)}"
    return _of_one(condition, one, names)


def ours(condition: Condition, names: Names) -> bool:
    """Whether all that a condition asks is in the office's own records."""
    return not any(
        isinstance(leaf, Judged) or _theirs(leaf, names)
        for leaf in all_leaves(condition)
    )


def _of_one(condition: Condition, one: ConditionAnswer, names: Names) -> str:
    asked = tuple(all_leaves(condition))
    if one.outcome is ConditionOutcome.FOR_JUDGEMENT:
        return f"{_NOT_LISTED}；{_BY_US}"
    if any(isinstance(leaf, Judged) for leaf in asked):
        return f"{_NOT_LISTED}；情况有变的，可提交材料，由本局重新认定"
    theirs = "、".join(dict.fromkeys(filter(None, (_theirs(x, names) for x in asked))))
    unknown = one.outcome is ConditionOutcome.UNKNOWN
    if not theirs:
        checked = "由本局核实" if unknown else "以本局记录为准"
        return f"无，{checked}；本局记录有误的，请提交材料更正"
    if unknown:
        return f"{_NOT_LISTED}；所缺的是{theirs}，请据实补报"
    return f"{_NOT_LISTED}；达到要求后请提交{theirs}"


def _of_several(node: AnyOf | AtLeast, names: Names) -> str:
    """Each of several things that would do: what it asks, and what shows it."""
    listed = "；".join(
        f"（{at}）{worded(part, names)}（{_shown_by(part, names)}）"
        for at, part in enumerate(node.parts, 1)
    )
    some = "其一" if isinstance(node, AnyOf) or node.k == 1 else f"其中 {node.k} 项"
    return f"下列各项达到{some}即可，请就达到的一项提交依据：{listed}"


def _shown_by(part: Tree, names: Names) -> str:
    theirs, by_us = [], []
    for leaf in leaves(part):
        if isinstance(leaf, Judged):
            by_us.append(_BY_US)
        elif asked := _theirs(leaf, names):
            theirs.append(asked)
        else:
            by_us.append("以本局记录为准")
    handed = [f"提交{'、'.join(dict.fromkeys(theirs))}"] if theirs else []
    return "；".join((*handed, *dict.fromkeys(by_us)))


def _guard(condition: Condition, names: Names) -> str:
    """What tells whether a condition is asked of an enterprise at all."""
    if condition.when is None:
        return ""
    return f"；本条只适用于{worded(tree(condition.when), names)}的单位"


@singledispatch
def _theirs(leaf: Leaf, names: Names) -> str:
    """What only the enterprise can report; "" where the office keeps the record."""
    del leaf, names
    return ""


@_theirs.register
def _maturity(leaf: Maturity, names: Names) -> str:
    del leaf, names
    return "成熟度评估结果（等级、得分、日期）"


@_theirs.register
def _holds(leaf: Holds, names: Names) -> str:
    return f"{'或'.join(map(names.rung, leaf.rungs))}的认定文件或证书"


@_theirs.register
def _children(leaf: Children, names: Names) -> str:
    del leaf, names
    return "所属认定对象的名单"


@_theirs.register(Number)
@_theirs.register(Grade)
@_theirs.register(Series)
def _figure(leaf: Number | Grade | Series, names: Names) -> str:
    return _data(leaf.fact, names)


@_theirs.register
def _ratio(leaf: Ratio, names: Names) -> str:
    return f"「{names.fact(leaf.fact).name}」{_data(leaf.to, names)}"


@_theirs.register
def _score(leaf: Score, names: Names) -> str:
    return _data(leaf.total, names)


@_theirs.register
def _designated(leaf: AboveDesignatedSize, names: Names) -> str:
    del leaf, names
    return "是否为规模以上企业的依据"


@_theirs.register
def _size(leaf: SizeIn, names: Names) -> str:
    del leaf, names
    return "企业规模（大型、中型、小型、微型）的依据"


@_theirs.register
def _industry(leaf: IndustryIn, names: Names) -> str:
    del leaf, names
    return "所属国民经济行业的依据"


@_theirs.register
def _registered(leaf: Registered, names: Names) -> str:
    del names
    return "载有成立日期的营业执照" if leaf.division is None else _PLACE


@_theirs.register
def _division(leaf: DivisionIn, names: Names) -> str:
    del leaf, names
    return _PLACE


def _data(key: str, names: Names) -> str:
    return f"「{names.fact(key).name}」的数据和依据"
