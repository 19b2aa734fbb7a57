"""New enterprises of one ledger that may be one: near names, and names once borne.

The later of two waits, or the one without a code; two codes are two enterprises.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from registry.intake.decided import decide, place
from registry.intake.doubts import Doubt
from registry.intake.names import places, usual
from registry.intake.near import Near
from registry.text import visible

Formers = Mapping[int, tuple[str, ...]]
"""The former names that rows of a ledger of enterprises give."""

_FORMERS = """
SELECT row, former_names FROM ledger_entry WHERE former_names IS NOT NULL
"""
_CODELESS = """
SELECT count(*) FROM ledger_row WHERE how = 'new' AND state IS NULL AND code IS NULL
"""
_NEWCOMERS = """
SELECT at, sheet, line, name, code, unit_id, apart, coalesce(apart, usual(name))
FROM ledger_row
WHERE how = 'new' AND state IS NULL AND name IS NOT NULL ORDER BY at
"""
_WAITS = "UPDATE ledger_row SET state = 'doubt' WHERE at = ?"
MOST = 5_000
"""Of so many without a code every name is compared with every other of the ledger."""

_ONE = "是一家请合并成一行，先不导入写 skip"


class _New(NamedTuple):
    """A row about a new enterprise; ``apart`` where an official said that it is.

    ``key`` is the same in all rows about it.
    """

    at: int
    sheet: str
    line: int
    name: str
    code: str | None
    unit: int | None
    apart: str | None

    key: str


def formers(connection: sqlite3.Connection) -> Formers:
    """The former names in a ledger of enterprises, by row."""
    found = connection.execute(_FORMERS)
    return {row: tuple(names.split("、")) for row, names in found}


def unsought(connection: sqlite3.Connection) -> str:
    """That names within the ledger are too many to be compared; empty if they are."""
    if (found := _codeless(connection)) <= MOST:
        return ""
    return (
        f"没有信用代码的新企业有 {found} 家，表内相近的名称没有逐家比对；"
        "请补上信用代码，或导入后用 tidu dedupe 查重"
    )


def twins(
    connection: sqlite3.Connection, former: Formers, *, records: bool
) -> Iterator[Doubt]:
    """New enterprises that may be one with another of the ledger; they wait.

    ``records``: the rows are records of enterprises, where names that differ in
    their writing only are of one.
    """
    if not _codeless(connection):
        return
    connection.create_function("usual", 1, usual, deterministic=True)
    rows = [_New(*row) for row in connection.execute(_NEWCOMERS)]
    first: dict[str, _New] = {}
    for one in rows:
        first.setdefault(one.key, one)
    near = _near(connection, {one.at: one for one in first.values()})
    for one in rows:
        alike = first[one.key]
        other: _New | None
        if alike.name != one.name and not records:
            told, other = "与{}只差写法", alike
        elif borne := _borne(one, first, former):
            told, other = "曾用名是{}", borne
        else:
            told, other = "与{}名称相近", near.get(alike.at)
        if other is not None and not (one.apart or (one.code and other.code)):
            connection.execute(_WAITS, (one.at,))
            yield _doubt(connection, one, other, told)


def _borne(one: _New, first: Mapping[str, _New], former: Formers) -> _New | None:
    """Another new enterprise that bears what this one says it was called."""
    named = (first.get(usual(name)) for name in former.get(one.at, ()))
    return next((by for by in named if by and by.key != one.key), None)


def _near(
    connection: sqlite3.Connection, first: Mapping[int, _New]
) -> Mapping[int, _New]:
    """Rows without a code, each with one of a near name: coded, or earlier."""
    core = places(connection).core
    cores = {at: core(one.name) for at, one in first.items()}
    asked = [one for one in first.values() if not (one.code or one.apart)]
    if len(asked) > MOST:
        return {}
    known = ((at, cores[at], one.key, one.unit, one.code) for at, one in first.items())
    index = Near(known, [cores[one.at] for one in asked])
    found: dict[int, _New] = {}
    for one in asked:
        for at, _ in index.find(cores[one.at], one.key, one.unit, None):
            if at != one.at and (first[at].code or at < one.at):
                found.setdefault(one.at, first[at])
    return found


def _codeless(connection: sqlite3.Connection) -> int:
    return int(connection.execute(_CODELESS).fetchone()[0])


def _doubt(connection: sqlite3.Connection, one: _New, other: _New, told: str) -> Doubt:
    where = place("" if other.sheet == one.sheet else other.sheet, other.line)
    reason = f"{told.format(f'{where}「{visible(other.name)}」')}：同一家，还是两家"
    typed = decide(connection, one.sheet, one.line, "new")
    remedy = f"是两家写 {typed}，{_ONE}"
    return Doubt(one.sheet, one.line, one.name, one.code or "", reason, remedy)
