"""Everybody who is not there yet, with how far they are, in one temporary table.

Nearest is who lacks the fewest conditions; of the same number, whose gaps are known
for sure (unmet, then unknown, then for judgement); then who lacks the least of the
thresholds; then the order of the steps and of the register.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from registry.eligibility.attributes import NOTHING_KNOWN
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among, ids
from registry.eligibility.gaps.amounts import WHOLE, shortfall
from registry.eligibility.gaps.best import keep_best
from registry.eligibility.kept import read
from registry.eligibility.kept.marks import listed
from registry.eligibility.query import answered, masked
from registry.eligibility.sql import Sql, every, joined, run, sql, written
from registry.eligibility.sql import listed as values
from registry.ladder.policy import MOST_CONDITIONS
from registry.store.scratch import scratch
from registry.terms import Outcome

NEAR = "near_step"
LACKING = tuple(one.value for one in Outcome if one is not Outcome.ELIGIBLE)
"""The outcomes of those who lack anything."""
COLUMNS = (
    "step INTEGER, subject_id INTEGER, enterprise_id INTEGER, unmet INTEGER,"
    " unknown INTEGER, judged INTEGER, missing INTEGER,"
    " distance INTEGER"
)
_KINDS = MOST_CONDITIONS + 1
MOST_LACKING = _KINDS * WHOLE
"""Nobody lacks more of thresholds; what is left of a distance is how much it is."""


@contextmanager
def everybody(
    connection: sqlite3.Connection,
    steps: Sequence[BoundStep],
    unit_id: int | None = None,
    *,
    one_short: bool = False,
) -> Iterator[None]:
    """Fill the table ``near_step`` with the candidates of the steps who lack anything.

    With ``one_short`` only those who lack one unmet condition and nothing else. Of
    several ways to one rung only the best of each subject stands there.

    ``step`` is the place among the steps; ``missing`` how many conditions are not met;
    ``distance`` grows from the nearest on.
    """
    with scratch(connection, NEAR, COLUMNS):
        for at, step in enumerate(steps):
            _fill(connection, step, unit_id, one_short=one_short)
            connection.execute(_ONE_SHORT if one_short else _ANY)
            _measure(connection, at, step)
        keep_best(connection, steps, unit_id)
        connection.execute(
            f"CREATE INDEX temp.{NEAR}_of ON {NEAR} (step, distance, enterprise_id)"
        )
        yield


_DELETE = f"DELETE FROM {NEAR} WHERE step IS NULL AND"
_ANY = f"{_DELETE} unmet + unknown + judged = 0"
_ONE_SHORT = f"{_DELETE} (unmet = 0 OR unmet & (unmet - 1) OR unknown + judged)"
"""What goes of the rows just put: who lacks nothing, or is not one short."""


def _fill(
    connection: sqlite3.Connection,
    step: BoundStep,
    unit_id: int | None,
    *,
    one_short: bool,
) -> None:
    """The masks of a step's candidates: kept rows, and from the facts who has none."""
    known = read.kept(connection, step)
    if known is None:
        everyone = answered(step, Among(unit_id=unit_id))
        run(connection, masked(step, everyone, _INTO))
        return
    others = sql("subject_id NOT IN {stale}", stale=ids(listed(known.stale)))
    kept = sql(
        "{into} SELECT subject_id, enterprise_id, unmet, unknown, judged"
        " FROM kept_outcome WHERE step_id = {id} AND outcome IN ({outcomes})"
        " AND {chosen}",
        into=_INTO,
        id=known.id,
        outcomes=values((Outcome.ONE_SHORT.value,) if one_short else LACKING),
        chosen=every(read.fitting(Among(unit_id=unit_id), step), others),
    )
    run(connection, kept)
    if known.stale:
        stale = Among(unit_id=unit_id, listed=listed(known.stale))
        run(connection, masked(step, answered(step, stale), _INTO))


_INTO = Sql(f"INSERT INTO {NEAR} (subject_id, enterprise_id, unmet, unknown, judged)")


def _measure(connection: sqlite3.Connection, at: int, step: BoundStep) -> None:
    """Count and measure what the rows just put lack."""
    count = len(step.step.condition)
    missing = joined(" + ", [_bits(one, count) for one in _MASKS])
    run(
        connection,
        sql(
            "UPDATE {near} SET step = {at}, missing = {missing}, distance = {distance}"
            " WHERE step IS NULL",
            near=Sql(NEAR),
            at=written(at),
            missing=missing,
            distance=_distance(missing, count, _lacking(step)),
        ),
    )


_MASKS = ("unmet", "unknown", "judged")


def _bits(mask: str, count: int) -> Sql:
    """How many conditions a mask names."""
    return Sql(" + ".join(f"({mask} >> {place} & 1)" for place in range(count)))


def _lacking(step: BoundStep) -> Sql:
    """What the unmet conditions lack in all, each in thousandths of its threshold."""
    parts = [
        sql(
            "CASE WHEN unmet >> {place} & 1 THEN (SELECT {shortfall} FROM (SELECT"
            " near_step.subject_id, near_step.enterprise_id, {nothing_known}) k)"
            " ELSE 0 END",
            place=written(place),
            shortfall=shortfall(step.asked(clause.id), clause),
            nothing_known=NOTHING_KNOWN,
        )
        for place, clause in enumerate(step.step.condition)
    ]
    return joined(" + ", parts)


def _distance(missing: Sql, count: int, lacking: Sql) -> Sql:
    """One number to order by: missing, then unmet and unknown ones first, then much."""
    return sql(
        "((({missing}) * {kinds} + {most} - ({unmet})) * {kinds} + {most}"
        " - ({unknown})) * {most_lacking} + {lacking}",
        missing=missing,
        kinds=written(_KINDS),
        most=written(MOST_CONDITIONS),
        unmet=_bits("unmet", count),
        unknown=_bits("unknown", count),
        most_lacking=written(MOST_LACKING),
        lacking=lacking,
    )
