"""Which enterprises a text names: words inside names, beginnings of credit codes."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass

from registry.desk.read.session import Bound, Reading
from registry.text import clean

FEW = 5000
"""Up to so many enterprises named by a word, they are looked up one by one."""


@dataclass(frozen=True, slots=True)
class Named:
    """A condition on enterprise ``e``; ``few`` (JSON): all ids that can meet it."""

    where: str
    bound: dict[str, Bound]
    few: str | None = None


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
        f"SELECT s.enterprise_id AS id FROM name_spell s WHERE {_in_name(at)}"
        f" UNION ALL SELECT e.id FROM enterprise e WHERE {_in_code(at)}"
        f" LIMIT {FEW + 1}",
        **asked.bound,
    )
    if len(found) > FEW:
        return asked
    few = json.dumps(sorted({row["id"] for row in found}))
    return Named(asked.where, asked.bound | {"few": few}, few)


def containing(word: str) -> str:
    """The LIKE pattern (escape: backslash) of texts that contain the word itself."""
    return "%" + "".join(f"\\{c}" if c in "\\%_" else c for c in word) + "%"


def _matches(at: int) -> str:
    return (
        "(EXISTS (SELECT 1 FROM name_spell s WHERE s.enterprise_id = e.id"
        f" AND {_in_name(at)}) OR {_in_code(at)})"
    )


def _in_name(at: int) -> str:
    return f"s.voided_by IS NULL AND s.value LIKE :word{at} ESCAPE '\\'"


def _in_code(at: int) -> str:
    return (
        f"(e.uscc >= :code{at} AND e.uscc < :code{at} || '~' AND e.voided_by IS NULL)"
    )


def _bind(at: int, word: str) -> tuple[tuple[str, Bound], ...]:
    code = unicodedata.normalize("NFKC", word).upper()
    return (f"word{at}", containing(word)), (f"code{at}", code)
