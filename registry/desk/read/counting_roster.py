"""How far a roster has come: of those frozen on it, how many a filter selects."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from registry import asof
from registry.desk.read import counting_rows
from registry.desk.read.counting import (
    Matrix,
    aside,
    derived,
    finished,
    matrix,
    placed,
    read_sides,
)
from registry.desk.read.counting_rows import Asked, Cell
from registry.desk.read.counting_shape import Line
from registry.desk.read.filtering import asking
from registry.desk.read.lookup import roster_id
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.filter import catalogue
from registry.filter.axis import Axis
from registry.filter.compile import condition
from registry.filter.field import Asking
from registry.filter.parse import parse
from registry.reports.counted import Terms
from registry.text import clean, visible

_OWNER = asof.owner("m.subject_id")
MEMBERS = f"""roster_entry m LEFT JOIN enterprise e ON e.id = coalesce(
  (SELECT j.merged_into FROM enterprise j WHERE j.id = {_OWNER}), {_OWNER})"""
"""Entries ``m`` of rosters, each with the enterprise ``e`` that it is today."""
_UNIT = catalogue.field("上报单位").name
LEFT_OUT = "未符合"


def completion(
    reading: Reading, roster: str, text: str = "", by: str = "", *, names: bool = False
) -> Matrix:
    """Members of a roster by up to three fields, and how many the filter selects.

    The unit is the one frozen with the roster; a record that was joined to another
    is asked as that one. Lines stand in the order of their rates; ``names`` are of
    those that the filter does not select.

    Raises:
        InputError: the filter or a field cannot be read, or counts no enterprises.
        NotFoundError: there is no such roster.
    """
    of = asking(reading)
    head = _head(reading, roster)
    asked = _asked(read_sides(by, of), condition(parse(text), of), head["id"], of)
    found = counting_rows.cells(reading, asked)
    terms = _terms(reading, head, text, of, asked, found)
    made = _rated(matrix(asked, found, terms))
    return finished(reading, made, asked, names=names, rank=bool(asked.sides))


def _head(reading: Reading, roster: str) -> sqlite3.Row:
    id_ = roster_id(reading.connection, roster, reading.info.on)
    (head,) = reading.rows("SELECT * FROM roster WHERE id = :roster", roster=id_)
    return head


def _asked(sides: tuple[Axis, ...], selects: str, roster: int, of: Asking) -> Asked:
    for side in sides:
        if side.items is not None:
            raise InputError(f"名册按企业计，不能按{side.title}分组；请去掉这一项")
    return Asked(
        MEMBERS,
        f"m.roster_id = {of.bind(roster)} AND m.voided_by IS NULL",
        tuple(map(_frozen, sides)),
        (("名册", "1"), ("符合", selects)),
        of.bound,
        who=f"NOT {selects}",
        subject="m.subject_id",
        sample="m.sample",
        across=False,
    )


def _frozen(side: Axis) -> Axis:
    """The unit as it was when the roster was frozen; other fields as of the day."""
    occurring = replace(side, always=frozenset())
    if side.title != _UNIT:
        return occurring
    return replace(occurring, key="m.unit_id", terms="上报单位按名册冻结时")


def _rated(made: Matrix) -> Matrix:
    lines = tuple(map(_with_share, made.lines))
    return replace(made, lines=lines, total=_with_share(made.total), who=LEFT_OUT)


def _with_share(line: Line) -> Line:
    whole, part = line.numbers
    return replace(line, share=(part, whole))


def _terms(  # all that the terms tell of
    reading: Reading,
    head: sqlite3.Row,
    text: str,
    of: Asking,
    asked: Asked,
    found: Sequence[Cell],
) -> Terms:
    size = sum(cell.numbers[0] for cell in found)
    among = f"以名册「{visible(head['name'])}」（{head['on']} 冻结，{size} 家）为分母"
    return Terms(
        reading.info.on,
        "按企业计",
        "，".join((among, *_selecting(text), *aside(reading, asked, found))),
        placed(asked, of),
        f"符合与否按当日情况；{derived(reading)}",
    )


def _selecting(text: str) -> Iterator[str]:
    """What it is to be selected."""
    if clean(text):
        yield f"符合指「{clean(text)}」"
