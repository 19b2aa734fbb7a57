"""Filter expressions over a registry that is open for reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from registry import asof
from registry.desk.read import naming
from registry.desk.read.naming import Named, among
from registry.desk.read.session import Bound, Reading
from registry.filter.compile import condition
from registry.filter.completion import complete
from registry.filter.field import Asking
from registry.filter.parse import parse
from registry.filter.refused import FilterError
from registry.terms import Outcome


@dataclass(frozen=True, slots=True)
class Filtered:
    """An expression as SQL, what it binds, and what ambiguous words were taken for."""

    sql: str
    bound: dict[str, Bound]
    notes: tuple[str, ...]


def chosen(reading: Reading, text: str) -> tuple[int, ...]:
    """Ids of the enterprises on the register that the expression selects, in order.

    Raises:
        FilterError: the expression cannot be read, or a value means nothing here.
    """
    sql, bound = clause(reading, text)
    rows = reading.rows(
        f"SELECT e.id FROM enterprise e WHERE {asof.LISTED} AND {sql} ORDER BY e.id",
        **bound,
    )
    return tuple(row["id"] for row in rows)


def clause(
    reading: Reading, text: str, enterprise: str = "e.id"
) -> tuple[str, dict[str, Bound]]:
    """A condition on an enterprise's id, in SQL, and the values it binds.

    0 or 1, never NULL. Values are named ``:f0`` on, and ``:on``, which
    ``Reading.rows`` binds. It does not ask whether the record is live: see
    ``asof.LISTED``.

    Raises:
        FilterError: the expression cannot be read, or a value means nothing here.
    """
    found = filtered(reading, text, enterprise)
    return found.sql, found.bound


def filtered(reading: Reading, text: str, enterprise: str = "e.id") -> Filtered:
    """The same as ``clause``, with what ambiguous words were taken to mean."""
    asked = asking(reading, enterprise)
    sql = condition(parse(text), asked)
    return Filtered(sql, asked.bound, tuple(asked.notes))


def fault(reading: Reading, text: str) -> str:
    """Where and why the expression cannot be read, in one line; empty where it can."""
    asked = Asking(reading.connection, reading.info.on, standings=lambda *_: ())
    try:
        condition(parse(text), asked)
    except FilterError as error:
        return error.brief
    return ""


def completions(reading: Reading, text: str) -> tuple[str, ...]:
    """The expression with its last word completed, every way there is."""
    return complete(text, asking(reading))


def asking(reading: Reading, enterprise: str = "e.id") -> Asking:
    """What expressions are asked of: this register, on its day, this enterprise."""
    of = partial(_standings, reading)
    return Asking(reading.connection, reading.info.on, enterprise, of)


def narrowed(reading: Reading, text: str) -> Named:
    """The condition on enterprise ``e``, with the ids that meet it where they are few.

    Where many of the first enterprises meet it, a page of rows is soon found in any
    order, and nobody is looked up.

    Raises:
        FilterError: the expression cannot be read, or a value means nothing here.
    """
    found = filtered(reading, text)
    if _is_common(reading, found):
        return Named(found.sql, found.bound, notes=found.notes)
    limit = naming.FEW + 1
    rows = reading.rows(
        f"SELECT e.id FROM enterprise e WHERE {asof.LISTED} AND {found.sql}"
        f" LIMIT {limit}",
        **found.bound,
    )
    if len(rows) == limit:
        return Named(found.sql, found.bound, notes=found.notes)
    return among(Named("1", {}, notes=found.notes), [row["id"] for row in rows])


def _is_common(reading: Reading, found: Filtered) -> bool:
    row = reading.one(
        f"SELECT count(*) AS met FROM (SELECT id FROM enterprise ORDER BY id"
        f" LIMIT {_FIRST}) f JOIN enterprise e ON e.id = f.id"
        f" WHERE {asof.LISTED} AND {found.sql}",
        **found.bound,
    )
    return row is not None and row["met"] * _COMMON >= _FIRST


_FIRST = 2_000
_COMMON = 50
"""One in so many, of so many that were recorded first, is common."""


def _standings(
    reading: Reading, rungs: tuple[str, ...], outcomes: tuple[str, ...]
) -> Iterator[int]:
    """Enterprises that, or whose subjects, stand so before steps to these rungs."""
    from registry.desk.read.steps import steps  # noqa: PLC0415 - few filters ask it
    from registry.eligibility.gaps import best  # noqa: PLC0415 - as above

    wanted = [Outcome.read(outcome) for outcome in outcomes]
    bound = steps(reading)
    for at, step in enumerate(bound):
        if not rungs or step.step.to in rungs:
            found = best.standings(reading.connection, bound, at, outcomes=wanted)
            yield from (one.enterprise_id for one in found)
