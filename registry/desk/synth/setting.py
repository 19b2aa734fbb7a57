"""What there is once in a synthetic register: its documents, sources, pools, rounds."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from registry.desk.synth.batch import Batch
from registry.eligibility.bind import BoundStep, bound_steps
from registry.ladder.conditions import Judged
from registry.ladder.tree import leaves, tree

ON = date(2026, 6, 30)
"""The day synthetic registers are asked as of: their last year is 2025."""
YEARS = range(2021, ON.year + 1)
"""Years of titles and rounds."""
SOURCE = "合成数据"
"""What every synthetic row gives as its source."""

Question = tuple[str, str]
"""A condition that officials decide: policy document and condition id."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Ids and codes that the rows of enterprises refer to.

    ``units`` are the reporting units with their division, None for a zone;
    ``documents`` and ``rounds`` go by rung and year, ``pools`` by rung;
    ``questions`` are what officials decide on the way to a rung.
    """

    divisions: tuple[str, ...]
    units: tuple[tuple[int, str | None], ...]
    rungs: Mapping[str, tuple[str, ...]]
    documents: Mapping[tuple[str, int], int]
    rounds: Mapping[tuple[str, int], int]
    pools: tuple[int, ...]
    questions: Mapping[str, tuple[Question, ...]]


def settle(connection: sqlite3.Connection, batch: Batch, city: str) -> Setting:
    """Add what there is once for a city; needs units and policies to be there."""
    steps = bound_steps(connection, ON)
    rungs = _rungs(connection)
    climbed = sorted({step.step.to for step in steps})
    every_rung = sorted(chain.from_iterable(rungs.values()))
    divisions = _divisions(connection, city)
    _cover(batch, divisions)
    return Setting(
        divisions=divisions,
        units=_units(connection),
        rungs=rungs,
        documents={(r, y): _document(batch, r, y) for r in every_rung for y in YEARS},
        rounds={(r, y): _round(batch, r, y) for r in climbed for y in YEARS[-2:]},
        pools=tuple(_pool(batch, year) for year in YEARS[-3:]),
        questions=_questions(steps),
    )


POOLED = "benchmark/city-workshop"
"""The rung that pools prepare for."""


def _divisions(connection: sqlite3.Connection, city: str) -> tuple[str, ...]:
    """The counties of the city."""
    found = connection.execute(
        "SELECT code FROM division WHERE code GLOB ? AND code <> ? ORDER BY code",
        (f"{city[:4]}*", city),
    ).fetchall()
    return tuple(code for (code,) in found)


def _units(connection: sqlite3.Connection) -> tuple[tuple[int, str | None], ...]:
    return tuple(connection.execute("SELECT id, division FROM unit ORDER BY id"))


def _rungs(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The rungs by the kind of subject that can hold them."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    rows = connection.execute("SELECT subject_kind, code FROM rung ORDER BY id")
    for kind, code in rows:
        found[kind] += (code,)
    return dict(found)


def _questions(steps: tuple[BoundStep, ...]) -> dict[str, tuple[Question, ...]]:
    found: dict[str, dict[Question, None]] = defaultdict(dict)
    for step in steps:
        for condition in _judged(step):
            found[step.step.to][step.active.policy.document, condition] = None
    return {rung: tuple(questions) for rung, questions in found.items()}


def _judged(step: BoundStep) -> Iterator[str]:
    for condition in step.step.condition:
        if any(isinstance(leaf, Judged) for leaf in leaves(tree(condition))):
            yield condition.id


def _cover(batch: Batch, divisions: tuple[str, ...]) -> None:
    """Counties report accidents, one of them late; the rest comes from above."""
    for kind in ("safety", "environment", "quality"):
        for place, division in enumerate(divisions):
            late = place == len(divisions) - 1 and kind == "environment"
            through = date(ON.year, 3, 31) if late else ON
            _source(batch, kind, division, date(2015, 1, 1), through)
    for kind in ("credit", "abnormal_listing", "tax"):
        _source(batch, kind, "", date(2015, 1, 1), ON)
    for kind in ("wages", "fraud", "penalty"):
        _source(batch, kind, "", date(2020, 1, 1), date(ON.year - 1, 12, 31))


def _source(batch: Batch, kind: str, division: str, since: date, through: date) -> None:
    batch.add(
        "coverage",
        kind=kind,
        division=division,
        since=since,
        through=through,
        source=SOURCE,
    )


def _document(batch: Batch, rung: str, year: int) -> int:
    return batch.add(
        "document",
        title=f"合成文件：{year} 年认定（{rung}）",
        issuer=SOURCE,
        kind="recognition",
        on=date(year, 6, 1),
        path="",
        sha256="",
        source=SOURCE,
    )


def _round(batch: Batch, rung: str, year: int) -> int:
    return batch.add(
        "round",
        rung=rung,
        year=year,
        ordinal=1,
        name=f"合成批次 {year}（{rung}）",
        opens_on=date(year, 4, 1),
        closes_on=date(year, 8, 31),
        notice_since=date(year, 10, 9),
        notice_through=date(year, 10, 15),
    )


def _pool(batch: Batch, year: int) -> int:
    return batch.add("pool", name="合成培育名单", year=year, rung=POOLED)
