"""Every field of the filter, and how a word finds one."""

from __future__ import annotations

from collections.abc import Iterator

from registry.filter.choice import plain
from registry.filter.field import Field, Value
from registry.filter.fields import (
    assessments,
    documents,
    events,
    facts,
    names,
    pools,
    profile,
    rounds,
    standings,
    titles,
)
from registry.filter.marks import DOTS
from registry.filter.refused import did_you_mean

FIELDS: tuple[Field, ...] = (
    *names.FIELDS,
    *profile.FIELDS,
    *assessments.FIELDS,
    *titles.FIELDS,
    *pools.FIELDS,
    *rounds.FIELDS,
    *standings.FIELDS,
    *facts.FIELDS,
    *events.FIELDS,
    *documents.FIELDS,
)
"""In the order in which help lists them."""


def field(name: str) -> Field:
    """The field of exactly this Chinese name."""
    return next(one for one in FIELDS if one.name == name)


def find(word: str) -> Field | None:
    """The field that a word names, in Chinese, English or by another name."""
    wanted = plain(word)
    return next((one for one in FIELDS if wanted in map(plain, one.names)), None)


def resolve(word: Value) -> tuple[Field | None, Value | None]:
    """The field of ``name.of``, and what stands after the dot.

    The name of a figure stands for 指标 with that figure.
    """
    name, of = _split(word)
    found = find(name.text)
    if found is None and facts.named(name.text):
        return facts.FACTS, word
    return found, of


def is_field(word: str) -> bool:
    """Whether the word, up to a dot, names a field."""
    return resolve(Value(word, 0, len(word)))[0] is not None


def unknown(word: str) -> str:
    """What is said of a word that names no field."""
    near = did_you_mean(word, (*_all_names(), *facts.names()))
    return f"没有这个筛选项{near or '；'}可选项见 tidu filter help"


def _all_names() -> Iterator[str]:
    for one in FIELDS:
        yield from one.names


def _split(word: Value) -> tuple[Value, Value | None]:
    place = next((at for at, char in enumerate(word.text) if char in DOTS), None)
    if place is None or word.quoted:
        return word, None
    name = Value(word.text[:place], word.at, word.at + place)
    return name, Value(word.text[place + 1 :], word.at + place + 1, word.end)
