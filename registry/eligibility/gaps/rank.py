"""Who is nearest, which measure helps whom, and where: asked of ``near_step``.

All but ``first`` is asked inside of ``near.everybody``.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from heapq import merge
from itertools import groupby
from operator import itemgetter, or_

from registry import asof
from registry.eligibility.answer import Standing
from registry.eligibility.bind import BoundStep
from registry.eligibility.gaps import best
from registry.eligibility.gaps.near import everybody
from registry.eligibility.kept import read
from registry.terms import Outcome

Clause = tuple[int, int, int]
"""A measure's number, a step's place, and the place of the condition it meets."""


@dataclass(frozen=True, slots=True)
class Helped:
    """Whom one measure would help: enterprises, each counted once in every number.

    ``alone`` do not meet it and lack nothing else: they are one short;
    ``enterprises`` are all, however they lack it.
    """

    measure: int
    enterprises: int
    alone: int
    unmet: int
    unknown: int
    judged: int


@dataclass(frozen=True, slots=True)
class Around:
    """A reporting unit's enterprises, each counted once, by the step it is nearest to.

    ``unit_id`` None: none is recorded. ``one_short`` lack one unmet condition and
    nothing else, ``pending`` have none unmet, ``further`` are all others.
    """

    unit_id: int | None
    enterprises: int
    one_short: int
    pending: int
    further: int


def first(
    connection: sqlite3.Connection,
    steps: Sequence[BoundStep],
    limit: int,
    unit_id: int | None = None,
) -> tuple[list[tuple[BoundStep, Standing]], int]:
    """So many of all who lack anything, the nearest first, and how many there are.

    Nobody is nearer than who is one short: where outcomes are kept, and these are
    enough, all others are only counted.
    """
    if all(read.kept(connection, step) is not None for step in steps):
        with everybody(connection, steps, unit_id, one_short=True):
            found = nearest(connection, steps, limit)
        if len(found) == limit:
            return found, _lacking(connection, steps, unit_id)
    with everybody(connection, steps, unit_id):
        return nearest(connection, steps, limit), count(connection)


def _lacking(
    connection: sqlite3.Connection, steps: Sequence[BoundStep], unit_id: int | None
) -> int:
    found = [
        best.counts(connection, [steps[at] for at in group], unit_id)
        for group in best.groups(steps)
    ]
    return sum(sum(one.values()) - one[Outcome.ELIGIBLE] for one in found)


def count(connection: sqlite3.Connection) -> int:
    """How many rows there are."""
    row = connection.execute("SELECT count(*) FROM near_step").fetchone()
    return int(row[0])


def nearest(
    connection: sqlite3.Connection, steps: Sequence[BoundStep], limit: int
) -> list[tuple[BoundStep, Standing]]:
    """So many rows, the nearest first."""
    rows = connection.execute(
        "SELECT step, subject_id, enterprise_id, unmet, unknown, judged FROM near_step"
        " ORDER BY distance, step, subject_id LIMIT ?",
        (limit,),
    )
    return [
        (step, Standing(subject, enterprise, step.step.key, step.step.to, *masks))
        for step, (subject, enterprise, *masks) in (
            (steps[at], rest) for at, *rest in rows
        )
    ]


ALIKE = 16_384
"""So many different answers are remembered at a time, to keep memory flat."""
_LACKING = """
SELECT step, unmet, unknown, judged, missing = 1 AND unmet, enterprise_id
FROM near_step ORDER BY enterprise_id
"""
_NEAREST = """
SELECT distance, enterprise_id FROM near_step
WHERE step = ? AND (unmet + unknown + judged) >> ? & 1
ORDER BY distance, enterprise_id
"""


def measures(connection: sqlite3.Connection, clauses: Iterable[Clause]) -> list[Helped]:
    """The measures, those first that alone would bring most enterprises up.

    Rows are read enterprise by enterprise: what one lacks is a bit a measure, and
    those who lack the same are counted together.
    """
    lacks = _lacks(clauses)
    alike: Counter[_Lacks] = Counter()
    numbers: defaultdict[int, list[int]] = defaultdict(lambda: [0] * 5)
    rows = connection.execute(_LACKING)
    rows.row_factory = None
    for _, theirs in groupby(rows, key=itemgetter(5)):
        own = [lacks(row[:5]) for row in theirs]
        alike[own[0] if len(own) == 1 else _together(own)] += 1
        if len(alike) == ALIKE:
            _add(alike, numbers)
            alike.clear()
    _add(alike, numbers)
    found = (Helped(measure, *all_) for measure, all_ in numbers.items())
    return sorted(found, key=_first_to_help)


def _first_to_help(one: Helped) -> tuple[int, ...]:
    return -one.alone, -one.unmet, -one.unknown, -one.judged, one.measure


_Lacks = tuple[int, ...]
"""Measures, a bit each: that alone are missing, unmet, unknown, for judgement."""


def _lacks(clauses: Iterable[Clause]) -> Callable[[tuple[int, ...]], _Lacks]:
    """Which measures a row lacks: its step, three masks, whether it is one short."""
    of: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for measure, step, place in clauses:
        of[step].append((place, 2**measure))

    @lru_cache(maxsize=ALIKE)
    def lacks(row: tuple[int, ...]) -> _Lacks:
        step, *masks, short = row
        unmet, unknown, judged = (
            reduce(or_, (bit for place, bit in of[step] if mask >> place & 1), 0)
            for mask in masks
        )
        return unmet if short else 0, unmet, unknown, judged

    return lacks


def _together(several: Iterable[_Lacks]) -> _Lacks:
    return tuple(reduce(or_, side) for side in zip(*several, strict=True))


def _add(alike: Mapping[_Lacks, int], numbers: Mapping[int, list[int]]) -> None:
    """Count each measure that enterprises lack, in the order of ``Helped``."""
    for (alone, *sides), number in alike.items():
        whole = reduce(or_, sides)
        for at, mask in enumerate((whole, alone, *sides)):
            for measure in _bits(mask):
                numbers[measure][at] += number


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (low := mask & -mask).bit_length() - 1
        mask ^= low


def whom(
    connection: sqlite3.Connection, clauses: Iterable[Clause], most: int
) -> dict[int, list[int]]:
    """The enterprises that each measure would help, the nearest first, so many."""
    ways: defaultdict[int, list[Clause]] = defaultdict(list)
    for clause in clauses:
        ways[clause[0]].append(clause)
    found = {one: _nearest(connection, of, most) for one, of in ways.items()}
    return {one: enterprises for one, enterprises in found.items() if enterprises}


def _nearest(
    connection: sqlite3.Connection, ways: Sequence[Clause], most: int
) -> list[int]:
    """The enterprises that lack one of these conditions: read no further than asked."""
    found: dict[int, None] = {}
    with ExitStack() as opened:
        asked = [connection.execute(_NEAREST, way[1:]) for way in ways]
        rows = merge(*(opened.enter_context(closing(one)) for one in asked), key=tuple)
        for _, enterprise in rows:
            found[enterprise] = None
            if len(found) == most:
                break
    return list(found)


_OWN = f"""
own AS MATERIALIZED (SELECT n.enterprise_id, n.step, n.unmet, n.unknown, n.judged,
  n.missing, min(n.distance) AS distance,
  {asof.value("unit_spell", "n.enterprise_id")} AS unit_id
  FROM near_step n GROUP BY n.enterprise_id)
"""
_UNITS = f"""
WITH {_OWN}
SELECT own.unit_id, count(*),
  count(CASE WHEN missing = 1 AND unmet THEN 1 END) AS short,
  count(CASE WHEN unmet = 0 THEN 1 END) AS pending,
  count(CASE WHEN missing > 1 AND unmet THEN 1 END)
FROM own GROUP BY own.unit_id
ORDER BY short DESC, pending DESC, own.unit_id IS NULL, own.unit_id
"""
_THERE = f"""
WITH {_OWN}, ranked AS (SELECT unit_id, enterprise_id, row_number() OVER
  (PARTITION BY unit_id ORDER BY distance, enterprise_id) AS place FROM own)
SELECT unit_id, enterprise_id FROM ranked WHERE place <= :most ORDER BY unit_id, place
"""
_COMMON = f"""
WITH {_OWN}, c AS MATERIALIZED (SELECT value ->> '$[0]' AS measure,
  value ->> '$[1]' AS step, value ->> '$[2]' AS place FROM json_each(:clauses))
SELECT own.unit_id, c.measure, count(*) AS enterprises
FROM c CROSS JOIN own ON own.step = c.step WHERE own.unmet >> c.place & 1
GROUP BY own.unit_id, c.measure ORDER BY enterprises DESC, c.measure
"""


def units(connection: sqlite3.Connection, on: date) -> list[Around]:
    """The units, those first with most enterprises that are one short."""
    return [Around(*row) for row in connection.execute(_UNITS, _day(on))]


def there(
    connection: sqlite3.Connection, on: date, most: int
) -> dict[int | None, list[int]]:
    """The enterprises of each unit, the nearest first, so many at most."""
    found: defaultdict[int | None, list[int]] = defaultdict(list)
    for unit, enterprise in connection.execute(_THERE, _day(on) | {"most": most}):
        found[unit].append(enterprise)
    return dict(found)


def common(
    connection: sqlite3.Connection, on: date, clauses: Iterable[Clause]
) -> dict[int | None, tuple[int, int]]:
    """What most enterprises of a unit do not meet on their nearest step; how many."""
    bound = _day(on) | {"clauses": json.dumps(list(clauses))}
    found: dict[int | None, tuple[int, int]] = {}
    for unit, measure, enterprises in connection.execute(_COMMON, bound):
        found.setdefault(unit, (measure, enterprises))
    return found


def _day(on: date) -> dict[str, str | int]:
    return {"on": on.isoformat()}
