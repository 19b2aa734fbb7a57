"""SQL as a value: text from code, values bound beside it; the dialect's few words.

A template splices other SQL where a part is ``Sql``, writes days and codes, and binds
a parameter where it is any other text or a number: no text can become SQL. What differs
between databases is here and nowhere else; SQLite is the one that is implemented.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter

Bound = str | int | None
"""What is bound."""


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL and the values its question marks stand for, in order."""

    text: str
    values: tuple[Bound, ...] = ()


Part = Sql | Bound | date


def sql(template: str, /, **parts: Part) -> Sql:
    """The template with ``{name}`` spliced (``Sql``), written or bound (values)."""
    pieces: list[str] = []
    values: tuple[Bound, ...] = ()
    for literal, name in _parsed(template):
        pieces.append(literal)
        if name is not None:
            part = parts[name]
            spliced = part if isinstance(part, Sql) else _bound(part)
            pieces.append(spliced.text)
            if spliced.values:
                values += spliced.values
    return Sql("".join(pieces), values)


@cache
def _parsed(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, *_ in Formatter().parse(template))


def run(connection: sqlite3.Connection, query: Sql) -> sqlite3.Cursor:
    """Execute a query with its values."""
    return connection.execute(query.text, query.values)


def joined(glue: str, parts: Iterable[Sql]) -> Sql:
    """The parts with ``glue`` between them."""
    listed = tuple(parts)
    values = tuple(value for part in listed for value in part.values)
    return Sql(glue.join(part.text for part in listed), values)


def listed(values: Iterable[Part]) -> Sql:
    """The values as the inside of ``IN ( … )``."""
    return joined(", ", (_bound(value) for value in values))


def every(*parts: Sql) -> Sql:
    """All of the conditions."""
    return joined(" AND ", parts)


def some(parts: Sequence[Sql]) -> Sql:
    """One of the conditions at least; false where there are none."""
    return sql("({any})", any=joined(" OR ", parts)) if parts else Sql("1 = 0")


def least(parts: Sequence[Sql]) -> Sql:
    """The smallest of the expressions."""
    return _of_all(Sql("min"), parts)


def greatest(parts: Sequence[Sql]) -> Sql:
    """The greatest of the expressions."""
    return _of_all(Sql("max"), parts)


def first(parts: Sequence[Sql]) -> Sql:
    """The first of the expressions that is not NULL."""
    return _of_all(Sql("coalesce"), parts)


MOST_ARGUMENTS = 90
"""SQLite takes a hundred arguments; more are taken in groups."""


def _of_all(function: Sql, parts: Sequence[Sql]) -> Sql:
    if len(parts) == 1:
        return parts[0]
    if len(parts) > MOST_ARGUMENTS:
        groups = range(0, len(parts), MOST_ARGUMENTS)
        parts = [_of_all(function, parts[at : at + MOST_ARGUMENTS]) for at in groups]
    return sql("{function}({all})", function=function, all=joined(", ", parts))


def starts(code: Sql, prefixes: Iterable[str]) -> Sql:
    """The text begins with one of the prefixes."""
    return some(
        [
            sql("substr({code}, 1, {n}) = {prefix}", code=code, n=len(one), prefix=one)
            for one in prefixes
        ]
    )


def of_group(column: Sql) -> Sql:
    """A column of whichever row of a group; SQLite takes it bare."""
    return column


def next_day(day: Sql) -> Sql:
    """The day after a day."""
    return sql("date({day}, '+1 day')", day=day)


def last_of_month(first: Sql) -> Sql:
    """The last day of the month of which ``first`` is the first day."""
    return sql("date({first}, '+1 month', '-1 day')", first=first)


def last_of_year(first: Sql) -> Sql:
    """The last day of the year of which ``first`` is the first day."""
    return sql("(substr({first}, 1, 4) || '-12-31')", first=first)


def _bound(part: Part) -> Sql:
    """Days and codes are written, as SQLite reads a literal once; the rest is bound.

    What is bound can change without the statement's being prepared anew.
    """
    match part:
        case Sql():
            return part
        case date():
            return Sql(f"'{part.isoformat()}'")
        case str() if _CODE.fullmatch(part):
            return Sql(f"'{part}'")
        case _:
            return Sql("?", (part,))


_CODE = re.compile(r"[a-z0-9_/-]+")
"""Text that no quotation mark or blank can be in: keys, kinds, rungs, divisions."""


def written(number: int) -> Sql:
    """A number that is the same for every row and every day, such as a threshold."""
    return Sql(str(int(number)))
