"""What a count reads: numbers by the values of its sides, and who is behind them."""

from __future__ import annotations

from dataclasses import dataclass

from registry import asof
from registry.desk.read.session import Bound, Reading
from registry.filter.axis import Axis
from registry.filter.labels import Code
from registry.text import visible

Codes = tuple[Code | None, ...]
"""One value of each side; None where none is recorded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A count as SQL: ``source`` after FROM with an enterprise ``e``, ``where``.

    ``measures`` are counted side by side: heads, and which rows count. ``who`` says
    whose names are listed; ``subject`` is the column with what is counted, and
    ``sample`` whether it is made up, where that is not the enterprise itself. With
    ``across`` the last of several sides makes the columns, else the measures do.
    """

    source: str
    where: str
    sides: tuple[Axis, ...]
    measures: tuple[tuple[str, str], ...]
    bound: dict[str, Bound]
    who: str = "1"
    subject: str = "e.id"
    sample: str = "0"
    across: bool = True

    @property
    def rows(self) -> tuple[Axis, ...]:
        """The sides that make the lines."""
        return self.sides if self.last is None else self.sides[:-1]

    @property
    def last(self) -> Axis | None:
        """The side that makes the columns."""
        return self.sides[-1] if self.across and len(self.sides) > 1 else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One combination of values: a number a measure, and how many are samples."""

    codes: Codes
    numbers: tuple[int, ...]
    made_up: int


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind one combination of values, by name."""

    codes: Codes
    names: tuple[str, ...]


def cells(reading: Reading, asked: Asked) -> tuple[Cell, ...]:
    """The numbers of every combination that occurs."""
    counted = [f"count(*) FILTER (WHERE {when})" for _, when in asked.measures]
    made_up = f"count(*) FILTER (WHERE e.sample OR {asked.sample})"
    keys = [side.key for side in asked.sides]
    rows = reading.rows(
        f"SELECT {', '.join((*keys, *counted, made_up))}"
        f" FROM {asked.source} WHERE {asked.where}{_grouped(keys)}",
        **asked.bound,
    )
    sides = len(keys)
    return tuple(
        Cell(tuple(row)[:sides], tuple(row)[sides:-1], row[-1]) for row in rows
    )


_EVER_GONE = (
    "SELECT g.enterprise_id FROM status_spell g WHERE g.voided_by IS NULL"
    " AND g.value IN ('moved_out', 'deregistered')"
    " UNION SELECT g.id FROM enterprise g WHERE g.kind = 'school'"
)


def aside(reading: Reading, asked: Asked) -> int:
    """How many of those counted are schools, moved out or deregistered.

    Only the few that were ever gone are asked, so that it costs little at any size.
    """
    row = reading.one(
        f"SELECT count(*) AS n FROM {asked.source} WHERE {asked.where}"
        f" AND e.id IN ({_EVER_GONE}) AND NOT {asof.registered('e')}",
        **asked.bound,
    )
    return 0 if row is None else int(row["n"])


def behind(reading: Reading, asked: Asked) -> tuple[Behind, ...]:
    """The names behind every combination that occurs."""
    keys = [side.key for side in asked.sides]
    sides = len(keys)
    own = f"(SELECT s.name FROM subject s WHERE s.id = {asked.subject})"
    rows = reading.rows(
        f"SELECT {', '.join((*keys, asof.name('e.id')))},"
        f" CASE WHEN {asked.subject} <> e.id THEN '/' || {own} ELSE '' END"
        f" FROM {asked.source} WHERE {asked.where} AND {asked.who}",
        **asked.bound,
    )
    found: dict[Codes, list[str]] = {}
    for row in rows:
        name = visible(f"{row[sides] or '—'}{row[sides + 1]}")
        found.setdefault(tuple(row)[:sides], []).append(name)
    return tuple(Behind(codes, tuple(sorted(names))) for codes, names in found.items())


def _grouped(keys: list[str]) -> str:
    places = ", ".join(str(place) for place in range(1, len(keys) + 1))
    return f" GROUP BY {places}" if places else ""
