"""Which enterprises are named by words: inside names, at beginnings of codes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.desk.read.session import Bound, Reading
from registry.filter.words import code, containing, in_code, in_name
from registry.text import clean

FEW = 5000
"""Up to so many enterprises that are asked for are looked up one by one."""


@dataclass(frozen=True, slots=True)
class Named:
    """A condition on enterprise ``e``; ``few`` (JSON): all ids that can meet it.

    ``notes`` are what words with more than one meaning were taken to mean.
    """

    where: str
    bound: dict[str, Bound]
    few: str | None = None
    notes: tuple[str, ...] = ()


def named(text: str) -> Named:
    """The condition that every word of the text names enterprise ``e``."""
    words = clean(text).split()
    bound = {
        key: value for at, word in enumerate(words) for key, value in _bind(at, word)
    }
    return Named(" AND ".join(map(_matches, range(len(words)))) or "1", bound)


def narrowed(reading: Reading, text: str) -> Named:
    """The same, with the ids that the longest word names where they are few."""
    asked = named(text)
    words = clean(text).split()
    if not words:
        return asked
    at = max(range(len(words)), key=lambda place: len(words[place]))
    found = reading.rows(
        f"SELECT s.enterprise_id AS id FROM name_spell s WHERE {in_name(f':word{at}')}"
        f" UNION ALL SELECT e.id FROM enterprise e WHERE {in_code(f':code{at}')}"
        f" LIMIT {FEW + 1}",
        **asked.bound,
    )
    if len(found) > FEW:
        return asked
    return among(asked, [row["id"] for row in found])


def among(asked: Named, ids: Sequence[int]) -> Named:
    """The same condition, asked only of these enterprises."""
    few = json.dumps(sorted(set(ids)))
    return replace(asked, bound=asked.bound | {"few": few}, few=few)


def _matches(at: int) -> str:
    return (
        "(EXISTS (SELECT 1 FROM name_spell s WHERE s.enterprise_id = e.id"
        f" AND {in_name(f':word{at}')}) OR {in_code(f':code{at}')})"
    )


def _bind(at: int, word: str) -> tuple[tuple[str, Bound], ...]:
    return (f"word{at}", containing(word)), (f"code{at}", code(word))
