"""One shape of a condition for everybody who walks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from registry.ladder.conditions import Alternative, AnyLeaf, Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """A conjunction: the least of its parts' answers."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A disjunction: the greatest of its parts' answers."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``k`` of the parts: the k-th greatest of their answers."""

    k: int
    parts: tuple[Tree, ...]


Tree = AnyLeaf | AllOf | AnyOf | AtLeast


def tree(asked: Condition | Alternative) -> Tree:
    """The question as a tree: a bare leaf, or a node over at least two parts.

    ``at_least`` keeps its node whatever its size; a condition's ``when`` is no part
    of its tree (walk ``tree(condition.when)`` beside it). However deep ``all`` stands
    in ``all``, it is one conjunction: no tree has more than two levels above leaves.
    """
    if isinstance(asked, Alternative):
        return _joined(asked)
    if asked.any:
        parts = tuple(tree(one) for one in asked.any)
        return parts[0] if len(parts) == 1 else AnyOf(parts)
    if asked.at_least is not None:
        return AtLeast(asked.at_least.k, tuple(tree(a) for a in asked.at_least.of))
    return asked.leaves()[0]


def leaves(node: Tree) -> Iterator[AnyLeaf]:
    """Every leaf of a tree, from left to right."""
    if isinstance(node, AllOf | AnyOf | AtLeast):
        for part in node.parts:
            yield from leaves(part)
    else:
        yield node


def all_leaves(asked: Condition) -> Iterator[AnyLeaf]:
    """Every leaf of a condition and of its guard."""
    yield from leaves(tree(asked))
    if asked.when is not None:
        yield from leaves(tree(asked.when))


def _joined(asked: Alternative) -> Tree:
    parts = tuple(_conjoined(asked))
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _conjoined(asked: Alternative) -> Iterator[AnyLeaf]:
    yield from asked.leaves()
    for one in asked.all:
        yield from _conjoined(one)
