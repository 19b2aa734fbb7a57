"""What a register says, as plain columns: the inputs that other engines are given.

Every leaf becomes a test on a few whole numbers (or none): the figures, the level of
the latest assessment, whether a title is held. Finding these in the register, with its
dates and windows, is done for the engines beforehand; they only have to decide.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from registry.eligibility.asked import Asked, owner
from registry.eligibility.attributes import DESIGNATED, DIVISION, NOTHING_KNOWN, SIZES
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import EVERYBODY, candidates, pairs
from registry.eligibility.compile import expression
from registry.eligibility.leaves import events, numbers
from registry.eligibility.leaves.periods import (
    facts_of,
    last_years,
    latest_first,
    visible,
    whole_years,
)
from registry.eligibility.leaves.profile import one_value
from registry.eligibility.sql import Sql, joined, run, sql
from registry.ladder.arithmetic import growth_factor, scaled
from registry.ladder.attained import Maturity
from registry.ladder.exclusions import NoEvent
from registry.ladder.figures import Grade, Number, Ratio, Score
from registry.ladder.profile import AboveDesignatedSize, Registered, SizeIn
from registry.ladder.tree import AllOf, AnyOf, Tree, tree
from registry.ladder.values import Reduce
from registry.terms import Size

MISSING = -(2**63)
"""How a column says that there is nothing."""
FACT = Sql("f")
Test = dict[str, Any]


class Inputs:
    """The columns that tests ask for, each once, by its expression."""

    def __init__(self) -> None:
        self.columns: dict[Sql, int] = {}

    def of(self, expression_: Sql) -> int:
        """The place of a column."""
        return self.columns.setdefault(expression_, len(self.columns))

    def all_of(self, expressions: Iterable[Sql]) -> list[int]:
        """The places of several."""
        return [self.of(one) for one in expressions]


def asked_as_tests(inputs: Inputs, asked: Asked, node: Tree) -> Test:
    """A tree of conditions as tests on columns; no shipped policy counts parts."""
    match node:
        case AllOf(parts):
            return {"least": [asked_as_tests(inputs, asked, one) for one in parts]}
        case AnyOf(parts):
            return {"greatest": [asked_as_tests(inputs, asked, one) for one in parts]}
        case Score():
            each = (_number(inputs, asked, one) for one in numbers.parts(node))
            return {"least": list(each)}
        case Number():
            return _number(inputs, asked, node)
        case Ratio():
            return _ratio(inputs, asked, node)
        case _:
            return _other(inputs, asked, node)


def _other(inputs: Inputs, asked: Asked, leaf: Any) -> Test:
    """What has no figures; of the rest the answer itself is the input."""
    match leaf:
        case Maturity():
            levels = (_level(asked, leaf, kind.value) for kind in leaf.kinds)
            return {"level": inputs.all_of(levels), "least": leaf.level}
        case NoEvent():
            return {"first": inputs.all_of(_events(asked, leaf)), "else": 1}
        case Grade():
            return _grade(inputs, asked, leaf)
        case AboveDesignatedSize() | SizeIn() | Registered(for_months=None):
            return _attribute(inputs, asked, leaf)
        case _:
            return {"first": [inputs.of(expression(asked, leaf))], "else": 1}


def _attribute(inputs: Inputs, asked: Asked, leaf: Any) -> Test:
    """A value of the enterprise as a number, and the ranges that are asked for."""
    match leaf:
        case AboveDesignatedSize():
            value, ranges = one_value(DESIGNATED, asked.on), [[1, 2]]
        case SizeIn():
            order = [size.value for size in Size]
            value = _place(one_value(SIZES[leaf.standard], asked.known(leaf)), order)
            wanted = [order.index(one.value) for one in leaf.classes]
            ranges = [[place, place + 1] for place in wanted]
        case _:
            code = one_value(DIVISION, asked.known(leaf))
            value = sql("CAST({code} AS INTEGER)", code=code)
            ranges = [_range(leaf.division or "")]
    return {"within": inputs.of(value), "ranges": ranges}


def _range(prefix: str) -> list[int]:
    """The six-digit codes that begin with a prefix, half-open."""
    width = 10 ** (6 - len(prefix))
    return [int(prefix or "0") * width, (int(prefix or "0") + 1) * width]


def _fact(leaf: Any, key: str, period: Sql, what: str = "value") -> Sql:
    return sql(
        "(SELECT f.{what} FROM fact f WHERE {facts} AND {period} ORDER BY {latest})",
        what=Sql(what),
        facts=facts_of(FACT, leaf.of, key),
        period=period,
        latest=latest_first(FACT),
    )


def _yearly(asked: Asked, leaf: Any, key: str, years: Sequence[int]) -> list[Sql]:
    return [_fact(leaf, key, whole_years(FACT, asked, leaf, (year,))) for year in years]


def _number(inputs: Inputs, asked: Asked, leaf: Number) -> Test:
    scale = asked.facts[leaf.fact].scale
    if leaf.reduce is Reduce.GROWTH:
        return _growth(inputs, asked, leaf)
    if leaf.reduce is None:
        found = [_fact(leaf, leaf.fact, numbers.period(asked, leaf))]
    else:
        years = last_years(asked, leaf, leaf.years or 1)
        found = _yearly(asked, leaf, leaf.fact, years)
    how = "each" if leaf.reduce is Reduce.EACH else "sum"
    limits = [None if n is None else int(scaled(n, scale)) for n in _bounds(leaf)]
    return {"reach": inputs.all_of(found), "how": how, "limits": limits}


def _growth(inputs: Inputs, asked: Asked, leaf: Number) -> Test:
    (last,) = last_years(asked, leaf, 1)
    years = (last, last - (leaf.years or 1))
    found = _yearly(asked, leaf, leaf.fact, years)
    places = inputs.all_of(found)
    factor = growth_factor(leaf.at_least or 0, leaf.years or 1)
    return {
        "share": [places[:1], places[1:]],
        "how": "each",
        "limits": [_pair(factor), None],
    }


def _ratio(inputs: Inputs, asked: Asked, leaf: Ratio) -> Test:
    years = last_years(asked, leaf, leaf.years or 1)
    both = [
        inputs.all_of(_yearly(asked, leaf, key, years)) for key in (leaf.fact, leaf.to)
    ]
    scale = asked.facts[leaf.fact].scale - asked.facts[leaf.to].scale
    limits = [
        None if n is None else _pair(Fraction(n) / 100 * Fraction(10) ** scale)
        for n in _bounds(leaf)
    ]
    return {"share": both, "how": "each", "limits": limits}


def _bounds(leaf: Number | Ratio) -> tuple[Any, Any]:
    return leaf.at_least, leaf.at_most


def _pair(share: Fraction) -> list[int]:
    return [share.numerator, share.denominator]


def _level(asked: Asked, leaf: Maturity, kind: str) -> Sql:
    return sql(
        "(SELECT t.level FROM assessment t WHERE t.subject_id = {whose}"
        ' AND t.kind = {kind} AND t.voided_by IS NULL AND t."on" <= {known}'
        ' ORDER BY t."on" DESC, t.id DESC LIMIT 1)',
        whose=owner(leaf.of),
        kind=kind,
        known=asked.known(leaf),
    )


def _events(asked: Asked, leaf: NoEvent) -> tuple[Sql, Sql]:
    """What the events say, if there are any; and what is said if there are none."""
    alone = replace(asked, attributes=())
    whole = events.no_event(alone, leaf)
    covered = events.covered(alone, leaf, leaf.kinds)
    there = sql(
        "CASE WHEN EXISTS (SELECT 1 FROM event t WHERE {counted}) THEN {whole} END",
        counted=events.counted(alone, leaf),
        whole=whole,
    )
    return there, covered


def _grade(inputs: Inputs, asked: Asked, leaf: Grade) -> Test:
    order = [code for code, _ in asked.facts[leaf.fact].grades]
    grade = _fact(leaf, leaf.fact, visible(FACT, asked, leaf), "grade")
    return {
        "within": inputs.of(_place(grade, order)),
        "ranges": [[order.index(leaf.at_least), len(order)]],
    }


def _place(value: Sql, order: Sequence[str]) -> Sql:
    cases = " ".join(f"WHEN '{code}' THEN {n}" for n, code in enumerate(order))
    return sql("CASE {value} {cases} END", value=value, cases=Sql(cases))


def write(connection: sqlite3.Connection, steps: Iterable[BoundStep], to: Path) -> None:
    """Write every kind of subject as columns, with the steps that are put to it."""
    to.mkdir(parents=True, exist_ok=True)
    by_kind: dict[str, list[BoundStep]] = {}
    for step in steps:
        by_kind.setdefault(step.active.rung.subject, []).append(step)
    kinds = {kind: _kind(connection, kind, its, to) for kind, its in by_kind.items()}
    (to / "world.json").write_text(json.dumps(kinds), encoding="utf-8")


def _kind(
    connection: sqlite3.Connection, kind: str, steps: list[BoundStep], to: Path
) -> dict[str, Any]:
    inputs = Inputs()
    asked = [
        {
            "key": step.step.key,
            "conditions": [
                asked_as_tests(
                    inputs, replace(step.asked(one.id), attributes=()), tree(one)
                )
                for one in step.step.condition
            ],
        }
        for step in steps
    ]
    ids = _columns(connection, steps[0], inputs, to / kind)
    for place, step in enumerate(steps):
        wanted = {row[0] for row in run(connection, candidates(step, EVERYBODY))}
        _save(to / f"{kind}.asked{place}", (int(id_ in wanted) for id_ in ids))
    return {"rows": len(ids), "columns": len(inputs.columns), "steps": asked}


def _columns(
    connection: sqlite3.Connection, step: BoundStep, inputs: Inputs, to: Path
) -> list[int]:
    """Write each input of every subject of the kind; their ids."""
    query = sql(
        "SELECT k.subject_id, {columns} FROM (SELECT p.subject_id, p.enterprise_id,"
        " {nothing} FROM ({pairs}) p WHERE p.enterprise_id IS NOT NULL) k"
        " ORDER BY k.subject_id",
        columns=joined(", ", inputs.columns),
        nothing=NOTHING_KNOWN,
        pairs=pairs(step),
    )
    rows = [array("q", map(_whole, row)) for row in run(connection, query)]
    for place in range(len(inputs.columns)):
        _save(Path(f"{to}.{place}"), (row[place + 1] for row in rows))
    return [row[0] for row in rows]


def _whole(value: int | None) -> int:
    return MISSING if value is None else value


def _save(file: Path, values: Iterable[int]) -> None:
    file.write_bytes(array("q", values).tobytes())
