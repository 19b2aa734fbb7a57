"""Which of several dated declarations counts on a day, and rung names by that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Something that says one thing from a day on."""

    @property
    def since(self) -> date:
        """The first day it says so."""


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Names:
    """What one loaded policy calls its rungs, by id, from a day on."""

    since: date
    rungs: dict[str, str]


def inward(declared: Iterable[D], on: date) -> list[D]:
    """The declarations with the one that counts on the day last.

    That is the newest that has begun; where none has, the first that will.
    """
    return sorted(declared, key=lambda d: (d.since <= on, -abs((d.since - on).days)))


def names(texts: Iterable[tuple[str, str]]) -> tuple[Names, ...]:
    """The names of rungs in loaded policies: pairs of first day and TOML text.

    Only names are read: nothing is checked, as it was when the policy was loaded.
    """
    import tomllib  # noqa: PLC0415 - the first rows may name no rung

    return tuple(
        Names(
            date.fromisoformat(since),
            {one["id"]: one["name"] for one in tomllib.loads(text).get("rung", ())},
        )
        for since, text in texts
    )


def named(declared: Iterable[Names], on: date) -> dict[str, str]:
    """The name of every declared rung, by id, as it is called on the day."""
    return {
        id_: name for one in inward(declared, on) for id_, name in one.rungs.items()
    }
