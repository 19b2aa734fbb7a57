"""Renewing single conditions of kept rows: what was written concerns no others.

Who is a candidate and what the other conditions answer stays as it is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.eligibility import compile as compiled
from registry.eligibility.attributes import NOTHING_KNOWN
from registry.eligibility.bind import BoundStep
from registry.eligibility.kept.renew import CANDIDACY
from registry.eligibility.query import outcome
from registry.eligibility.sql import Sql, every, joined, run, sql
from registry.eligibility.turning import step as turning
from registry.eligibility.turning.watch import NEVER

MASKS = ("unmet", "unknown", "judged")
"""The masks of a row, in the order of the codes that set their bits: 0, 1, 2."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """Of whom all has to be asked, and whether any row has come to another outcome."""

    late: frozenset[int]
    moved: bool


def renew_places(
    connection: sqlite3.Connection,
    step: BoundStep,
    id_: int,
    whose: Sql,
    places: Sequence[int],
) -> Renewed:
    """Ask some conditions anew of subjects.

    ``whose`` chooses kept rows; whoever asks counts them. Who is kept as no candidate
    stays so until its day comes. Of most only the answers differ, not what follows
    from them: that is looked at afterwards, as it is what the indexes hold.
    """
    current = sql("since <= {on} AND (until IS NULL OR until > {on})", on=step.on)
    ours = every(whose, current, Sql("outcome <> ''"))
    run(connection, _update(step, id_, ours, places))
    moved = run(connection, _follow(id_, ours)).rowcount > 0
    late = sql(
        "SELECT subject_id FROM kept_outcome WHERE step_id = {id} AND {whose}"
        " AND NOT ({current})",
        id=id_,
        whose=whose,
        current=current,
    )
    return Renewed(frozenset(row[0] for row in run(connection, late)), moved)


def _update(step: BoundStep, id_: int, whose: Sql, places: Sequence[int]) -> Sql:
    """Puts what the conditions answer now into the rows that say otherwise.

    The answers come first, as SQLite's parser is shallow.
    """
    return sql(
        "WITH asked AS MATERIALIZED (SELECT {answers}, k.subject_id, {kept}, k.turns"
        " FROM k), k AS (SELECT subject_id, enterprise_id, {masks}, turns,"
        " {nothing_known} FROM kept_outcome WHERE step_id = {id} AND {whose}),"
        " renewed AS (SELECT subject_id, {masked}, {turns} AS turns FROM asked)"
        " UPDATE kept_outcome AS o SET {set}, since = {on} FROM renewed r"
        " WHERE o.step_id = {id} AND o.subject_id = r.subject_id"
        " AND ({before}) IS NOT ({after})",
        answers=joined(", ", _answers(step, places)),
        kept=Sql(", ".join(f"k.{mask}" for mask in MASKS)),
        masks=Sql(", ".join(MASKS)),
        nothing_known=NOTHING_KNOWN,
        id=id_,
        whose=whose,
        masked=joined(", ", (_mask(code, places) for code in range(len(MASKS)))),
        turns=_turns(len(step.step.condition), places),
        set=Sql(", ".join(f"{name} = r.{name}" for name in _RENEWED)),
        on=step.on,
        before=Sql(", ".join(f"o.{name}" for name in _RENEWED)),
        after=Sql(", ".join(f"r.{name}" for name in _RENEWED)),
    )


def _follow(id_: int, whose: Sql) -> Sql:
    """Puts the outcome and the day that follow from the answers where they are others.

    The day is asked last: it is read from a list.
    """
    return sql(
        "UPDATE kept_outcome SET outcome = {outcome}, until = {until}"
        " WHERE step_id = {id} AND {whose}"
        " AND (outcome <> {outcome} OR until IS NOT {until})",
        outcome=outcome(),
        until=_UNTIL,
        id=id_,
        whose=whose,
    )


_RENEWED = (*MASKS, "turns")
_DAY = 10
"""The length of a day in a row's turns, which are entries ``2:2026-08-01;``."""
_UNTIL = Sql(
    "CASE turns WHEN '' THEN NULL ELSE (SELECT min(substr(value, -10)) FROM"
    """ json_each('["' || replace(rtrim(turns, ';'), ';', '","') || '"]')) END"""
)


def _answers(step: BoundStep, places: Sequence[int]) -> Iterator[Sql]:
    """The code of every condition, and the next day on which it may be another."""
    for place in places:
        clause = step.step.condition[place]
        asked = step.asked_of_few(clause.id)
        code, day = compiled.condition(asked, clause), turning.condition(asked, clause)
        yield sql("{code} AS {name}", code=code, name=Sql(f"c{place}"))
        yield sql("{day} AS {name}", day=day, name=Sql(f"t{place}"))


def _mask(code: int, places: Sequence[int]) -> Sql:
    """A mask whose bits of these conditions are set anew."""
    others = ~sum(2**place for place in places)
    bits = "".join(
        f" | CASE c{at} WHEN {code} THEN {2**at} ELSE 0 END" for at in places
    )
    return Sql(f"({MASKS[code]} & {others}{bits}) AS {MASKS[code]}")


def _turns(count: int, places: Sequence[int]) -> Sql:
    """The entries of all conditions in their order: new ones of these, else kept.

    Most rows have none that could be kept.
    """
    names = [CANDIDACY, *map(str, range(count))]
    new = {str(at): _new(str(at)) for at in places}
    all_ = " || ".join(new.get(one) or _kept(one) for one in names)
    return Sql(f"CASE turns WHEN '' THEN {' || '.join(new.values())} ELSE {all_} END")


def _new(name: str) -> str:
    day = f"t{name}"
    return f"CASE {day} WHEN {NEVER.text} THEN '' ELSE '{name}:' || {day} || ';' END"


def _kept(name: str) -> str:
    """A condition's entry, which is as long as its name and a day; each looked up.

    Taking entries out one after another would nest, and SQLite's parser is shallow.
    """
    at = f"instr(';' || turns, ';{name}:')"
    length = len(f"{name}:;") + _DAY
    return f"CASE {at} WHEN 0 THEN '' ELSE substr(turns, {at}, {length}) END"
