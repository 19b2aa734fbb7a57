"""Numbers by the values of sides, laid out in lines and columns that sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from registry.desk.read.counting_rows import Asked, Cell, Codes
from registry.filter.axis import Axis
from registry.filter.labels import Code

TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a count: its labels, its numbers, its share and its rank.

    ``share`` is numerator and denominator, None where there is none to be given.
    """

    labels: tuple[str, ...]
    numbers: tuple[int, ...]
    share: tuple[int, int] | None = None
    rank: int | None = None

    @property
    def percent(self) -> str:
        """The share in percent, with one decimal: 65.4%; a dash of nothing."""
        if self.share is None:
            return ""
        part, whole = self.share
        if whole == 0:
            return "—"
        tenths = (2000 * part + whole) // (2 * whole)
        return f"{tenths // 10}.{tenths % 10}%"


def columns(asked: Asked, found: Sequence[Cell]) -> tuple[str, ...]:
    """The heads of the numbers: values of the last of several sides, or measures."""
    last = asked.last
    if last is None:
        return tuple(head for head, _ in asked.measures)
    return (*(last.label(code) for code in _values(last, found, -1)), TOTAL)


def lines(asked: Asked, found: Sequence[Cell]) -> tuple[Line, ...]:
    """The lines in the order of the values; without sides there are none."""
    rows = asked.rows
    return tuple(
        Line(
            tuple(side.label(code) for side, code in zip(rows, codes, strict=True)),
            _numbers(asked, found, codes),
        )
        for codes in (_combinations(rows, found) if rows else ())
    )


def total(asked: Asked, found: Sequence[Cell]) -> Line:
    """The sum of all lines."""
    labels = (TOTAL, *("" for _ in asked.rows))[: len(asked.rows)]
    return Line(labels, _numbers(asked, found, ()))


def shared(listed: Iterable[Line], whole: Line) -> tuple[Line, ...]:
    """The lines, each with its share of the whole."""
    (all_,) = whole.numbers
    return tuple(replace(line, share=(line.numbers[0], all_)) for line in listed)


def ranked(listed: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, the greatest share (or last number) first; equals share a rank."""
    order = sorted(listed, key=_weight, reverse=True)
    weights = [_weight(line) for line in order]
    return tuple(
        replace(line, rank=weights.index(weight) + 1)
        for line, weight in zip(order, weights, strict=True)
    )


def _weight(line: Line) -> float:
    if line.share is None:
        return float(line.numbers[-1])
    part, whole = line.share
    return part / whole if whole else -1.0


def _numbers(asked: Asked, found: Sequence[Cell], codes: Codes) -> tuple[int, ...]:
    """One number a column, of the cells that begin with the codes."""
    here = [cell for cell in found if cell.codes[: len(codes)] == codes]
    if asked.last is None:
        places = range(len(asked.measures))
        return tuple(sum(cell.numbers[at] for cell in here) for at in places)
    values = _values(asked.last, found, -1)
    parts = [_sum(here, code) for code in values]
    return (*parts, sum(parts))


def _sum(found: Iterable[Cell], last: Code | None) -> int:
    return sum(cell.numbers[0] for cell in found if cell.codes[-1] == last)


def _combinations(rows: Sequence[Axis], found: Sequence[Cell]) -> list[Codes]:
    """Of one side all values to be shown; of several those that occur."""
    if len(rows) == 1:
        return [(code,) for code in _values(rows[0], found, 0)]
    occurring = {cell.codes[: len(rows)] for cell in found}
    order = product(*(_values(side, found, at) for at, side in enumerate(rows)))
    return [codes for codes in order if codes in occurring]


def _values(side: Axis, found: Sequence[Cell], at: int) -> list[Code | None]:
    """The values to be shown, in the order of their labels, what is missing last."""
    occurring = {cell.codes[at] for cell in found}
    shown = occurring | side.always
    known: list[Code | None] = [code for code in side.labels if code in shown]
    others = sorted(shown.difference(known, {None}), key=str)
    return [*known, *others, *([None] if None in occurring else [])]
