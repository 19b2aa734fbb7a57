"""A policy case: a sentence, the facts it is about, and what must come out.

Written in ``tests/cases/*.toml``; ``hunan-benchmark-2022.toml`` says how.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from registry.ladder.arithmetic import scaled
from registry.ladder.facts import fact_keys
from tests.eligibility.strategies.registries import Registry
from tests.eligibility.strategies.scene import Row

FOLDER = Path(__file__).parents[1] / "cases"
ENTERPRISE, OWNED = 1, 2
Listed = tuple[dict[str, object], ...]


class World(BaseModel):
    """What is recorded of one enterprise and of what applies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    applies: str
    division: str = ""
    above_designated_size: bool | None = None
    facts: dict[str, dict[int, Decimal | str]] = {}
    assessments: Listed = ()
    titles: Listed = ()
    events: Listed = ()
    judgements: Listed = ()
    coverage: Listed = ()

    @property
    def subject(self) -> int:
        """The id of what applies: the enterprise itself, or a thing of it."""
        return ENTERPRISE if self.applies == "enterprise" else OWNED


class Case(BaseModel):
    """One sentence and its answer: the outcome and the conditions not met."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    policy: str
    step: str
    on: date
    sentence: str
    world: World
    outcome: str
    unmet: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    judged: frozenset[str] = frozenset()


def cases() -> Iterator[Case]:
    """Every case of every file."""
    for file in sorted(FOLDER.glob("*.toml")):
        raw = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
        given = raw.pop("given")
        for one in raw.pop("case"):
            told = {key: one.pop(key) for key in [*one] if key in Case.model_fields}
            facts = given.get("facts", {}) | one.pop("facts", {})
            world = given | one | {"facts": facts}
            yield Case.model_validate(raw | told | {"world": world})


def registry(case: Case, document: str) -> Registry:
    """The registry that holds what the case says, and nothing else."""
    rows = _rows(case.world, document, case.step.partition(">")[2].partition("#")[0])
    return Registry({table: _numbered(found) for table, found in rows.items()}, ())


def _rows(world: World, document: str, rung: str) -> dict[str, list[Row]]:
    subject: Row = {"subject_id": world.subject}
    firm: Row = {"enterprise_id": ENTERPRISE}
    spell: Row = {"enterprise_id": ENTERPRISE, "since": "2010-01-01"}
    judged: Row = subject | {"policy": document, "rung": rung}
    return {
        "subject": _subjects(world),
        "enterprise": [{"kind": "enterprise"}],
        "owner_spell": [subject | spell] * (world.subject == OWNED),
        "division_spell": [spell | {"value": world.division}] * bool(world.division),
        "designated_spell": [spell | {"value": one} for one in _known(world)],
        "fact": [*_facts(world)],
        "assessment": [{"subject_id": ENTERPRISE} | one for one in world.assessments],
        "title": [subject | one for one in world.titles],
        "event": [firm | one for one in world.events],
        "judgement": [judged | one for one in world.judgements],
        "coverage": [*_coverage(world)],
    }


def _known(world: World) -> list[int]:
    size = world.above_designated_size
    return [] if size is None else [int(size)]


def _subjects(world: World) -> list[Row]:
    owned: list[Row] = [{"kind": world.applies, "name": "某处"}]
    firm: Row = {"kind": "enterprise", "name": "某企业"}
    return [firm, *owned * (world.subject == OWNED)]


def _facts(world: World) -> Iterator[Row]:
    for key, years in world.facts.items():
        for year, value in years.items():
            row: Row = {
                "subject_id": world.subject,
                "key": key,
                "since": f"{year}-01-01",
                "until": f"{year + 1}-01-01",
                "period": "year",
            }
            if fact_keys()[key].grades:
                yield row | {"grade": value}
            else:
                yield row | {"value": scaled(Decimal(value), fact_keys()[key].scale)}


def _coverage(world: World) -> Iterator[Row]:
    for one in world.coverage:
        rest = {key: value for key, value in one.items() if key != "kinds"}
        kinds = one["kinds"]
        assert isinstance(kinds, list)
        yield from ({"kind": kind, **rest} for kind in kinds)


def _numbered(rows: list[Row]) -> list[Row]:
    return [
        {key: _stored(value) for key, value in row.items()}
        | {"id": number, "ref": str(number), "change_id": 1}
        for number, row in enumerate(rows, 1)
    ]


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
