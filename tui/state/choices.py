"""A list to choose from, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its key, how it is called, what is said beside it."""

    key: str
    label: str
    note: str = ""
    chosen: bool = False

    def holds(self, words: Sequence[str]) -> bool:
        """Whether its label or note holds every word."""
        shown = f"{self.label} {self.note}".casefold()
        return all(word in shown for word in words)


Other = Callable[[str], Choice]
"""Makes what is typed a choice of its own."""


@dataclass(slots=True)
class ChoicesState:
    """The choices that contain every word typed, and the one under the cursor.

    What is typed in Latin letters may be the initials of a choice; these come after.
    ``other`` adds what is typed itself, last.
    """

    choices: Sequence[Choice]
    text: str = ""
    other: Other | None = None
    cursor: int = 0
    shown: list[Choice] = field(init=False)

    def __post_init__(self) -> None:
        self.narrow(self.text)
        chosen = [i for i, choice in enumerate(self.shown) if choice.chosen]
        self.cursor = chosen[0] if chosen else 0

    def narrow(self, text: str) -> None:
        """Keep the choices that contain every word of the text."""
        self.text = text
        words = text.casefold().split()
        self.shown = [choice for choice in self.choices if choice.holds(words)]
        self.shown += [one for one in self._sounding(words) if one not in self.shown]
        if self.other is not None and words:
            self.shown.append(self.other(text.strip()))
        self.cursor = 0

    def renew(self, choices: Sequence[Choice]) -> None:
        """Take the same choices, marked otherwise; the cursor stays."""
        at, self.choices = self.cursor, choices
        self.narrow(self.text)
        self.cursor = at

    def _sounding(self, words: list[str]) -> list[Choice]:
        """The choices whose initials hold every word, typed in Latin letters."""
        from registry import pinyin  # noqa: PLC0415 - where something is typed

        if not words or not all(map(pinyin.means_sound, words)):
            return []
        speech = pinyin.Speech.with_own()
        found = []
        for one in self.choices:
            initials = speech.of(one.label).initials
            if all(word in initials for word in words):
                found.append(one)
        return found

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor = min(max(self.cursor + by, 0), max(0, len(self.shown) - 1))

    @property
    def current(self) -> Choice | None:
        """The choice under the cursor."""
        return self.shown[self.cursor] if self.shown else None
