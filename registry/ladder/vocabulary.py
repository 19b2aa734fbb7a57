"""What the words of a policy file can refer to: facts, rungs and kinds."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from registry import paths
from registry.ladder.facts import fact_keys
from registry.ladder.policy import FactKey
from registry.ladder.values import Named


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything declared outside a policy file that the file may name.

    ``documents`` are the numbers of policies that another can replace.
    """

    facts: Mapping[str, FactKey]
    rungs: frozenset[str]
    subject_kinds: frozenset[str]
    event_kinds: frozenset[str]
    divisions: frozenset[str]
    documents: frozenset[str]

    def words(self, named: Named) -> Collection[str]:
        """The words declared as such a thing."""
        match named:
            case Named.FACT:
                return self.facts.keys()
            case Named.RUNG:
                return self.rungs
            case Named.SUBJECT_KIND:
                return self.subject_kinds
            case Named.EVENT_KIND:
                return self.event_kinds
            case Named.DIVISION:
                return self.divisions
            case Named.DOCUMENT:
                return self.documents

    def knowing(
        self,
        rungs: Iterable[str],
        divisions: Iterable[str] = (),
        documents: Iterable[str] = (),
    ) -> Vocabulary:
        """The same with more rungs …: those of other files or of a registry."""
        return replace(
            self,
            rungs=self.rungs | frozenset(rungs),
            divisions=self.divisions | frozenset(divisions),
            documents=self.documents | frozenset(documents),
        )


def shipped() -> tuple[Path, ...]:
    """The policy files that come with the program, by name."""
    return tuple(sorted((paths.data() / "policies").glob("*.toml")))


@cache
def shipped_vocabulary() -> Vocabulary:
    """What the shipped data declare."""
    return Vocabulary(
        facts=fact_keys(),
        rungs=frozenset(rung["id"] for one in _files() for rung in one.get("rung", ())),
        subject_kinds=codes("subject_kinds"),
        event_kinds=codes("event_kinds"),
        divisions=codes("divisions"),
        documents=frozenset(one["document"] for one in _files()),
    )


def codes(table: str) -> frozenset[str]:
    """The codes in a shipped table such as ``subject_kinds``."""
    with (paths.data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


def _files() -> Iterable[dict[str, Any]]:
    return (tomllib.loads(path.read_text("utf-8")) for path in shipped())
