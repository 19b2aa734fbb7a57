"""Counts with their terms: what a filter selects, told apart along sides that sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from registry import asof
from registry.desk.read import counting_rows, counting_shape
from registry.desk.read.counting_rows import Asked, Cell
from registry.desk.read.counting_shape import Line
from registry.desk.read.counting_unknown import unknown
from registry.desk.read.filtering import asking
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.filter.axes import axes
from registry.filter.axis import Axis, Items
from registry.filter.compile import condition
from registry.filter.field import Asking
from registry.filter.parse import parse
from registry.filter.tree import Node, comparisons
from registry.reports.counted import Terms
from registry.terms import Provenance
from registry.text import clean

MOST_SIDES = 3
ENTERPRISES = ("企业", "家")


@dataclass(frozen=True, slots=True)
class Named:
    """Who is behind a number: the labels of its line (and column), the names."""

    labels: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A count: its lines sum to ``total``.

    ``counted`` is what is counted and ``unit`` its counting word; ``sides`` are the
    titles of all sides, ``heads`` of those that make the lines, ``columns`` the heads
    of the numbers. ``who`` says whose ``names`` are given.
    """

    terms: Terms
    counted: str
    unit: str
    sides: tuple[str, ...]
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line
    who: str = ""
    names: tuple[Named, ...] = ()


def count(
    reading: Reading,
    text: str = "",
    by: str = "",
    *,
    names: bool = False,
    rank: bool = False,
) -> Matrix:
    """How many enterprises (or titles, stays, applications) the filter selects.

    ``by`` names up to three fields; the last of several makes the columns. ``names``
    adds who they are, ``rank`` puts the greatest line first.

    Raises:
        InputError: the filter or a field cannot be read, or the fields count things
            of different kinds.
    """
    of = asking(reading)
    asked_for = parse(text)
    sides = tuple(_narrowed(read_sides(by, of), asked_for))
    asked = _asked(sides, _items(sides), condition(asked_for, of), of)
    found = counting_rows.cells(reading, asked)
    terms = _terms(reading, text, of, asked, found)
    if not found or not any(number for cell in found for number in cell.numbers):
        also = unknown(reading, asked_for)
        terms = replace(terms, among="，".join((terms.among, *also)))
    made = matrix(asked, found, terms)
    return finished(reading, made, asked, names=names, rank=rank)


def _narrowed(sides: Sequence[Axis], asked_for: Node) -> Iterator[Axis]:
    """Values that the filter leaves out are not shown with a 0."""
    used = {one.field.name for one in comparisons(asked_for)}
    for side in sides:
        own = side.title.partition(".")[0] in used
        yield replace(side, always=frozenset()) if own else side


def read_sides(by: str, of: Asking) -> tuple[Axis, ...]:
    """The sides of a count.

    Raises:
        InputError: there are too many, or a word is no field that tells apart.
    """
    sides = axes(by, of)
    if len(sides) > MOST_SIDES:
        raise InputError(f"--by 至多写 {MOST_SIDES} 项；请减少几项，或分几次统计")
    return sides


def matrix(asked: Asked, found: Sequence[Cell], terms: Terms) -> Matrix:
    """The numbers laid out."""
    items = _items(asked.sides)
    counted, unit = (items.name, items.unit) if items else ENTERPRISES
    return Matrix(
        terms=terms,
        counted=counted,
        unit=unit,
        sides=tuple(side.title for side in asked.sides),
        heads=tuple(side.title for side in asked.rows),
        columns=counting_shape.columns(asked, found),
        lines=counting_shape.lines(asked, found),
        total=counting_shape.total(asked, found),
    )


def finished(
    reading: Reading, made: Matrix, asked: Asked, *, names: bool, rank: bool
) -> Matrix:
    """The count with its names and its order, where they are asked for."""
    lines = made.lines
    if len(asked.sides) == 1 and len(asked.measures) == 1:
        lines = counting_shape.shared(lines, made.total)
    if rank:
        lines = counting_shape.ranked(lines)
    who = tuple(_named(reading, asked)) if names else ()
    return replace(made, lines=lines, names=who)


def _named(reading: Reading, asked: Asked) -> Iterator[Named]:
    for one in counting_rows.behind(reading, asked):
        pairs = zip(asked.sides, one.codes, strict=True)
        yield Named(tuple(side.label(code) for side, code in pairs), one.names)


def _items(sides: Sequence[Axis]) -> Items | None:
    """What is counted, if not enterprises; of one kind only."""
    found = [side for side in sides if side.items is not None]
    kinds = {side.items.name for side in found if side.items}
    if len(kinds) > 1:
        titles = "、".join(side.title for side in found)
        raise InputError(f"{titles}计的不是同一种对象，不能放在一张表里；请分几次统计")
    return found[0].items if found else None


def _asked(
    sides: tuple[Axis, ...], items: Items | None, selects: str, of: Asking
) -> Asked:
    if items is None:
        where = f"{asof.LISTED} AND {selects}"
        return Asked("enterprise e", where, sides, ((ENTERPRISES[0], "1"),), of.bound)
    every = [side.items.when for side in sides if side.items is not None]
    beside = items.measures if len(sides) == 1 else ()
    measures = beside or ((items.name, " AND ".join(every)),)
    some = " OR ".join(f"({when})" for _, when in measures)
    return Asked(
        f"{items.rows} CROSS JOIN enterprise e ON e.id = {asof.owner(items.subject)}",
        f"({some}) AND {asof.LISTED} AND {selects}",
        sides,
        measures,
        of.bound,
        who=f"({measures[0][1]})",
        subject=items.subject,
        sample=items.sample,
    )


def _terms(
    reading: Reading, text: str, of: Asking, asked: Asked, found: Sequence[Cell]
) -> Terms:
    items = _items(asked.sides)
    counting = f"按{items.name}{items.unit}数计" if items else "按企业计"
    among = f"{items.among}，企业为台账内全部单位" if items else "台账内全部单位"
    return Terms(
        reading.info.on,
        counting,
        "，".join((among, *filtered(text), *aside(reading, asked, found))),
        placed(asked, of),
        f"{_time(asked)}；{derived(reading)}",
    )


def filtered(text: str) -> Iterator[str]:
    """What the count is limited to."""
    if clean(text):
        yield f"限于「{clean(text)}」"


def placed(asked: Asked, of: Asking) -> str:
    """How the sides and the filter's fields are meant, and its ambiguous words."""
    told = (*(side.terms for side in asked.sides if side.terms), *of.notes)
    return "，".join(dict.fromkeys(told))


def aside(reading: Reading, asked: Asked, found: Sequence[Cell]) -> Iterator[str]:
    """How many of those counted are gone or no enterprises, and how many made up."""
    items = _items(asked.sides)
    unit = items.unit if items else ENTERPRISES[1]
    made_up = sum(cell.made_up for cell in found)
    if gone := counting_rows.aside(reading, asked):
        yield f"其中学校、迁出、注销的 {gone} {unit}（不计请加 在册）"
    if made_up:
        yield f"其中样例数据 {made_up} {unit}"


def derived(reading: Reading) -> str:
    """Where the numbers are from, and as it was known when."""
    known = reading.info.known_on
    return Provenance.DERIVED.label + (f"；按 {known} 时所知" if known else "")


def _time(asked: Asked) -> str:
    if len(asked.measures) > 1:
        return "现有效、本年新增、历年累计分列，三者不相加"
    return "按当日情况"
