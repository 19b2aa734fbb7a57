"""From an expression to SQL: one condition on the id of an enterprise."""

from __future__ import annotations

from dataclasses import replace

from registry.filter.field import Asking, Comparator, Comparison
from registry.filter.tree import All, Node, Not, Some, Word
from registry.filter.words import (
    code,
    containing,
    in_code,
    in_name,
    in_sound,
    sounds,
)


def condition(node: Node, asking: Asking) -> str:
    """SQL that is 1 for the enterprises selected and 0 for all others, never NULL.

    It binds ``:on`` and what ``asking`` has collected.

    Raises:
        FilterError: a value means nothing in this register.
    """
    match node:
        case Word(text):
            return _named(text, asking)
        case Comparison():
            return _compared(node, asking)
        case Not(part):
            return f"NOT {condition(part, asking)}"
        case All(parts):
            return _joined("AND", parts, asking) if parts else "1"
        case Some(parts):
            return _joined("OR", parts, asking)


def _joined(glue: str, parts: tuple[Node, ...], asking: Asking) -> str:
    return f"({f' {glue} '.join(condition(part, asking) for part in parts)})"


def _compared(asked: Comparison, asking: Asking) -> str:
    if told := asked.field.told(asked):
        asking.note(told)
    if asked.comparator is Comparator.NE:
        equal = replace(asked, comparator=Comparator.EQ)
        return f"NOT {asked.field.clause(asking, equal)}"
    return asked.field.clause(asking, asked)


def _named(word: str, asking: Asking) -> str:
    beginning = asking.bind(code(word))
    return (
        "(EXISTS (SELECT 1 FROM name_spell s"
        f" WHERE s.enterprise_id = {asking.enterprise} AND {_called(word, asking)})"
        f" OR EXISTS (SELECT 1 FROM enterprise u WHERE u.id = {asking.enterprise}"
        f" AND {in_code(beginning, 'u')}))"
    )


def _called(word: str, asking: Asking) -> str:
    """A name spell ``s`` holds the word, or is typed so."""
    if said := sounds(word):
        return in_sound([asking.bind(one) for one in said])
    return in_name(asking.bind(containing(word)))
