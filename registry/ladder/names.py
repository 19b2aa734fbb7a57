"""Chinese names of what a policy file refers to by code."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from registry import paths
from registry.ladder.policy import FactKey
from registry.ladder.values import Anchor


@dataclass(frozen=True, slots=True)
class Names:
    """Names by code; a code without a name stands for itself.

    ``kinds`` holds kinds of subjects and of events, ``divisions`` six-digit codes;
    ``unset`` are the named days that no round has set, where that is known.
    """

    facts: Mapping[str, FactKey]
    rungs: Mapping[str, str]
    kinds: Mapping[str, str]
    divisions: Mapping[str, str]
    unset: frozenset[Anchor] = frozenset()

    def fact(self, key: str) -> FactKey:
        """The fact key, or a bare one for a key nobody declares."""
        return self.facts.get(key) or FactKey(key=key, name=key)

    def rung(self, id_: str) -> str:
        """The title's name in quotation marks."""
        return f"「{self.rungs.get(id_, id_)}」"

    def kind(self, code: str) -> str:
        """The name of a kind of subject or event."""
        return self.kinds.get(code, code)

    def division(self, prefix: str) -> str:
        """The division whose codes begin with the prefix."""
        return self.divisions.get(prefix.ljust(6, "0"), prefix)


@cache
def shipped(table: str) -> Mapping[str, str]:
    """Code and name from a shipped table: ``event_kinds``, ``divisions`` …."""
    with (paths.data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    return MappingProxyType(dict(rows))


def names(facts: Mapping[str, FactKey], rungs: Mapping[str, str]) -> Names:
    """Names from these facts and rungs, and from the shipped tables."""
    kinds = {**shipped("subject_kinds"), **shipped("event_kinds")}
    return Names(facts, rungs, kinds, shipped("divisions"))
