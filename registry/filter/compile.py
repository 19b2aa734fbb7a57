"""From an expression to SQL: one condition on the id of an enterprise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from registry.filter import catalogue
from registry.filter.field import Asking, Comparator, Comparison
from registry.filter.refused import FilterError
from registry.filter.tree import All, Node, Not, Some, Word
from registry.filter.words import (
    code,
    containing,
    half,
    in_code,
    in_name,
    in_sound,
    named,
    sounds,
)


def condition(node: Node, asking: Asking) -> str:
    """SQL that is 1 for the enterprises selected and 0 for all others, never NULL.

    It binds ``:on`` and what ``asking`` has collected.

    Raises:
        FilterError: a value means nothing in this register, or a word is in no name
            and is the value of a field.
    """
    match node:
        case Word():
            _refuse_value(node, asking)
            words = dict.fromkeys((node.text, half(node.text)))
            return f"({' OR '.join(_named(word, asking) for word in words)})"
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
        f"({named(asking.enterprise, _called(word, asking))}"
        f" OR EXISTS (SELECT 1 FROM enterprise u WHERE u.id = {asking.enterprise}"
        f" AND {in_code(beginning, 'u')}))"
    )


def _refuse_value(word: Word, asking: Asking) -> None:
    """Refuse a word that is in no name and may be meant as the value of a field."""
    if word.typed is None or word.typed.quoted or sounds(word.text):
        return
    fields = ", ".join(_meant(word.text, asking))
    if fields and not _in_some_name(word.text, asking):
        at, end = word.typed.at, word.typed.end
        problem = f"没有名称含这几个字；是不是：{fields.replace(', ', '、')}？"
        raise FilterError(word.whole, at, end, problem)


def _meant(word: str, asking: Asking) -> Iterator[str]:
    for one in map(catalogue.field, _TYPED_ALONE):
        known = set(one.values(asking)) - {one.missing}
        if word in known | {value.partition("（")[0] for value in known}:
            yield f"{one.name}={word}"


_TYPED_ALONE = ("县市区", "上报单位", "等级", "规模", "状态", "层级")
"""Fields whose values are often typed alone."""


def _in_some_name(word: str, asking: Asking) -> bool:
    found = asking.connection.execute(
        f"SELECT 1 FROM name_spell s WHERE {in_name(':word')} LIMIT 1",
        {"word": containing(word)},
    )
    return found.fetchone() is not None


def _called(word: str, asking: Asking) -> str:
    """A name spell ``s`` holds the word, or is typed so."""
    if said := sounds(word):
        return in_sound([asking.bind(one) for one in said])
    return in_name(asking.bind(containing(word)))
