"""Which enterprises are named by words: in names, by their sound, by their code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from registry.desk.read.session import Bound, Reading
from registry.filter.words import (
    code,
    containing,
    heard,
    in_code,
    in_name,
    in_sound,
    sounds,
)
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
    """The condition that every word of the text names enterprise ``e``.

    A word in Latin letters may be a name's initials or syllables.
    """
    words = _words(text)
    bound = {key: value for word in words for key, value in word.bound().items()}
    return Named(" AND ".join(word.matches() for word in words) or "1", bound)


def narrowed(reading: Reading, text: str) -> Named:
    """The same, with the ids that the longest word names where they are few."""
    asked, words = named(text), _words(text)
    if not words:
        return asked
    longest = max(words, key=lambda word: len(word.text))
    found = reading.rows(
        f"{longest.spells()}"
        f" UNION ALL SELECT e.id FROM enterprise e WHERE {in_code(longest.code)}"
        f" LIMIT {FEW + 1}",
        **asked.bound,
    )
    if len(found) > FEW:
        return asked
    return among(asked, [row["id"] for row in found])


def sounding(text: str) -> bool:
    """Whether some word of the text is looked for by its sound."""
    return any(word.said for word in _words(text))


def among(asked: Named, ids: Sequence[int]) -> Named:
    """The same condition, asked only of these enterprises."""
    few = in_json(sorted(set(ids)))
    return replace(asked, bound=asked.bound | {"few": few}, few=few)


def in_json(ids: Iterable[int]) -> str:
    """Ids as SQL reads them from one parameter.

    >>> in_json([3, 1])
    '[3, 1]'
    """
    return f"[{', '.join(map(str, ids))}]"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, how it is typed if it may be a sound, and its place among the words."""

    text: str
    said: tuple[str, ...]
    at: int

    @property
    def code(self) -> str:
        """The parameter of a code's beginning."""
        return f":code{self.at}"

    @property
    def _sounds(self) -> list[str]:
        return [f":sound{self.at}_{place}" for place in range(len(self.said))]

    def bound(self) -> dict[str, Bound]:
        """What its parameters bind."""
        said = dict(zip((one[1:] for one in self._sounds), self.said, strict=True))
        part = {} if said else {f"word{self.at}": containing(self.text)}
        return {f"code{self.at}": code(self.text), **part, **said}

    def spells(self) -> str:
        """The enterprises of the live name spells that hold it."""
        if not self.said:
            return (
                f"SELECT s.enterprise_id AS id FROM name_spell s WHERE {self._held()}"
            )
        return (
            "SELECT s.enterprise_id AS id FROM spoken_name k"
            " CROSS JOIN name_spell s ON s.id = k.spell_id"
            f" WHERE {heard(self._sounds)} AND s.voided_by IS NULL"
        )

    def matches(self) -> str:
        """Whether it names enterprise ``e``."""
        return (
            "(EXISTS (SELECT 1 FROM name_spell s WHERE s.enterprise_id = e.id"
            f" AND {self._held()}) OR {in_code(self.code)})"
        )

    def _held(self) -> str:
        return in_sound(self._sounds) if self.said else in_name(f":word{self.at}")


def _words(text: str) -> list[_Word]:
    words = enumerate(clean(text).split())
    return [_Word(word, sounds(word), at) for at, word in words]
