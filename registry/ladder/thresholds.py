"""Checks of thresholds against the fact keys they are compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from pydantic import BaseModel, ValidationError

from registry.ladder.arithmetic import growth_factor, percentage, scaled, times
from registry.ladder.faults import Finding, near
from registry.ladder.figures import Bound, Grade, Number, Ratio, Score, Series
from registry.ladder.lines import Path
from registry.ladder.policy import FactKey, Rung
from registry.ladder.sentences import CODES
from registry.ladder.tables import Table
from registry.ladder.values import Reduce

Facts = Mapping[str, FactKey]
Check = Callable[[Decimal], object]

FEN = 2
"""The scale of money: yuan are stored as fen."""

_CHECKED = (Number, Ratio, Series, Score, Grade, Rung)


def findings(table: Table, facts: Facts) -> Iterator[Finding]:
    """What is wrong with a table's thresholds, where it is otherwise in order."""
    for one in _of(_valid(table), facts):
        yield Finding((*table.path, *one.path), one.value, one.sentence)


def _valid(table: Table) -> BaseModel | None:
    if table.model not in _CHECKED:
        return None
    try:
        return table.model.model_validate(table.raw)
    except ValidationError:
        return None


def _of(value: BaseModel | None, facts: Facts) -> Iterator[Finding]:
    match value:
        case Number():
            yield from _number(value, facts)
        case Ratio():
            yield from _numeric(value.fact, ("fact",), facts)
            yield from _numeric(value.to, ("to",), facts)
            yield from _bounds(value, (), percentage)
        case Series():
            yield from _numeric(value.fact, ("fact",), facts)
            yield from _exact(value.at_least, ("at_least",), percentage)
        case Score():
            yield from _score(value, facts)
        case Grade():
            yield from _grade(value, facts)
        case Rung(subsidy=Decimal() as subsidy):
            yield from _exact(subsidy, ("subsidy",), _in_fen)
        case _:
            pass


def _in_fen(yuan: Decimal) -> int:
    if (Fraction(yuan) * 10**FEN).denominator != 1:
        raise ValueError("finer_than_fen")
    return scaled(yuan, FEN)


def _number(leaf: Number, facts: Facts) -> Iterator[Finding]:
    yield from _numeric(leaf.fact, ("fact",), facts)
    check = _growth(leaf) or _at_scale(leaf.fact, facts, _factor(leaf))
    yield from _bounds(leaf, (), check)
    for index, threshold in enumerate(leaf.by):
        yield from _bounds(threshold, ("by", index), check)


def _growth(leaf: Number) -> Check | None:
    if leaf.reduce is not Reduce.GROWTH:
        return None
    return lambda value: growth_factor(value, leaf.years or 1)


def _factor(leaf: Number) -> int:
    """A mean is compared as a sum: the threshold times the years."""
    return leaf.years or 1 if leaf.reduce is Reduce.MEAN else 1


def _at_scale(fact: str, facts: Facts, factor: int = 1) -> Check:
    """The check that a threshold, and ``factor`` times it, is whole at the scale."""
    if fact not in facts:
        return abs
    scale = facts[fact].scale
    return lambda value: times(scaled(value, scale), factor)


def _score(leaf: Score, facts: Facts) -> Iterator[Finding]:
    yield from _numeric(leaf.total, ("total",), facts)
    yield from _exact(leaf.at_least, ("at_least",), _at_scale(leaf.total, facts))
    for index, part in enumerate(leaf.parts):
        at: Path = ("parts", index)
        yield from _numeric(part.fact, (*at, "fact"), facts)
        scale = _at_scale(part.fact, facts)
        yield from _exact(part.at_least, (*at, "at_least"), scale)


def _grade(leaf: Grade, facts: Facts) -> Iterator[Finding]:
    key = facts.get(leaf.fact)
    if key is None:
        return
    grades = [code for code, _ in key.grades]
    if not grades:
        sentence = "不是分级的指标", "数值请用 number 条件"
        yield Finding(("fact",), leaf.fact, sentence)
    elif leaf.at_least not in grades:
        sentence = f"「{key.name}」没有这一级", near(leaf.at_least, grades)
        yield Finding(("at_least",), leaf.at_least, sentence)


def _numeric(fact: str, path: Path, facts: Facts) -> Iterator[Finding]:
    if fact in facts and facts[fact].grades:
        yield Finding(path, fact, ("是分级的指标，不是数值", "请用 grade 条件"))


def _bounds(bound: Bound, path: Path, check: Check) -> Iterator[Finding]:
    for key, value in (("at_least", bound.at_least), ("at_most", bound.at_most)):
        if value is not None:
            yield from _exact(value, (*path, key), check)


def _exact(value: Decimal, path: Path, check: Check) -> Iterator[Finding]:
    try:
        check(value)
    except ValueError as error:
        yield Finding(path, value, CODES[str(error)])
