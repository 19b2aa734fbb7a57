"""What a condition asks, as one Chinese sentence for screens, answers and lists."""

from __future__ import annotations

from registry.ladder.conditions import Condition
from registry.ladder.names import Names
from registry.ladder.phrases import phrase, short
from registry.ladder.tree import AllOf, AnyOf, AtLeast, Tree, tree


def required(condition: Condition, known: Names) -> str:
    """The requirement, as in 上年度主营业务收入 ≥ 2 亿元; guarded ones say when."""
    asked = worded(tree(condition), known)
    if condition.when is None:
        return asked
    return f"{worded(tree(condition.when), known)}的：{asked}"


def name(condition: Condition, known: Names) -> str:
    """The condition's own name, or one made of what its leaves are about."""
    if condition.name:
        return condition.name
    return _about(tree(condition), known)


def _about(node: Tree, known: Names) -> str:
    """What a tree is about, each part once: 或 between those of which one suffices."""
    match node:
        case AllOf(parts) | AtLeast(_, parts):
            return "、".join(dict.fromkeys(_about(part, known) for part in parts))
        case AnyOf(parts):
            return "或".join(dict.fromkeys(_about(part, known) for part in parts))
        case leaf:
            return short(leaf, known)


def worded(node: Tree, known: Names) -> str:
    """A tree in words; the parts of a node are separated by what joins them."""
    match node:
        case AllOf(parts):
            return "，且".join(worded(part, known) for part in parts)
        case AnyOf(parts):
            return "；或".join(worded(part, known) for part in parts)
        case AtLeast(k, parts):
            listed = "；".join(
                f"{i}. {worded(part, known)}" for i, part in enumerate(parts, 1)
            )
            return f"以下 {len(parts)} 项至少满足 {k} 项：{listed}"
        case leaf:
            return phrase(leaf, known)
