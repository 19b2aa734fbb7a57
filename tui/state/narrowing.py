"""A list that is narrowed by choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from registry.desk.read.session import Reading
from registry.desk.read.values import Source
from tui.state.choices import Choice
from tui.state.table import TableState


class CountedFeed(Protocol):
    """Opens a list in a reading, and counts its rows by what became of them."""

    def __call__(self, reading: Reading) -> Source:
        """The rows."""

    def counts(self, reading: Reading) -> Mapping[Any, int]:
        """How many rows there are of each kind; their sum is how many there are."""


class Narrowing(Protocol):
    """What a list is narrowed by, and what is said of it."""

    @property
    def narrowed(self) -> bool:
        """Whether something is left out that is not by default."""

    def learn(self, reading: Reading) -> None:
        """Read what is called how that can be chosen."""

    def source(self) -> CountedFeed:
        """What to read, as it is asked for now."""

    def words(self) -> Sequence[tuple[str, str]]:
        """What is filtered by, and for what."""

    def choices(self) -> list[Choice]:
        """All that can be filtered by, what is chosen now marked."""

    def choose(self, key: str) -> None:
        """Filter by a choice, or no longer if it was chosen already."""

    def clear(self) -> None:
        """Leave nothing out that is not by default."""

    def title(self, counts: Mapping[Any, int]) -> str:
        """How many there are, and of what."""

    def status(self, table: TableState) -> list[str]:
        """Where one is in the list and what is marked."""
