"""Who stands before a step, all at once: as rows with what they rest on, or explained.

A screen reads pages; the command line prints what it is asked for, up to everybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from registry.desk.read.eligibility import EligibilitySource
from registry.desk.read.places import Place, Places
from registry.desk.read.reached import reached
from registry.desk.read.session import Reading
from registry.desk.read.steps import basis, steps, way
from registry.eligibility.answer import Answer
from registry.eligibility.explain import explained
from registry.terms import Basis

AT_ONCE = 500
"""So many are explained together: few enough to be held in memory."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A row of the table: its cells, the document it rests on, whether made up."""

    cells: tuple[str, ...]
    policy: str
    basis: Basis
    sample: bool


def stood(source: EligibilitySource, limit: int | None = None) -> list[Stood]:
    """Rows in display order, so many at most."""
    reading, bound = source.reading, steps(source.reading, source.to)
    places = list(islice(_places(source), limit))
    samples = made_up(reading, _pairs(places))
    known = [(one.active.policy.document, basis(one)) for one in bound]
    rows = reached(reading, bound, places)
    return [
        Stood(row.cells, *known[place.step], place.standing.subject_id in samples)
        for row, place in zip(rows, places, strict=True)
    ]


def answers(source: EligibilitySource, limit: int | None = None) -> Iterator[Answer]:
    """The same with every clause."""
    bound = steps(source.reading, source.to)
    places = islice(_places(source), limit)
    for step, of_step in groupby(places, key=lambda place: place.step):
        told = way(bound[step], bound)
        while some := list(islice(of_step, AT_ONCE)):
            found = explained(source.reading.connection, bound[step], _pairs(some))
            yield from (replace(one, way=told) for one in found)


def _places(source: EligibilitySource) -> Iterator[Place]:
    reading = source.reading
    bound = steps(reading, source.to)
    return Places(reading, bound, source.outcomes, source.unit).forward(None)


def _pairs(places: Sequence[Place]) -> list[tuple[int, int]]:
    standings = (place.standing for place in places)
    return [(one.subject_id, one.enterprise_id) for one in standings]


def made_up(reading: Reading, parties: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Of subjects with their enterprises those of which either is a sample."""
    rows = reading.rows(
        "SELECT j.key AS id FROM json_each(:ids) j JOIN subject s ON s.id = j.key"
        " JOIN enterprise e ON e.id = j.value WHERE s.sample OR e.sample",
        ids=json.dumps(dict(parties)),
    )
    return frozenset(int(row["id"]) for row in rows)
