"""A filter expression as it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from registry.filter.field import Comparison


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found in some name, or at the beginning of the credit code."""

    text: str


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


def words(node: Node) -> tuple[str, ...]:
    """The words that every selected enterprise's names must hold."""
    match node:
        case Word(text):
            return (text,)
        case All(parts):
            return tuple(word for part in parts for word in words(part))
        case _:
            return ()
