"""A filter expression as it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from registry.filter.field import Comparison, Value


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found in some name, or at the beginning of the credit code.

    ``typed`` is its place in the expression ``whole``.
    """

    text: str
    typed: Value | None = field(default=None, compare=False)
    whole: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """All enterprises that the part does not select."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Enterprises that every part selects; without parts, all."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Enterprises that some part selects."""

    parts: tuple[Node, ...]


Node = Word | Comparison | Not | All | Some


def comparisons(node: Node) -> Iterator[Comparison]:
    """Every comparison of the expression, in the order written."""
    match node:
        case Comparison():
            yield node
        case Not(part):
            yield from comparisons(part)
        case All(parts) | Some(parts):
            for part in parts:
                yield from comparisons(part)
        case Word():
            return
