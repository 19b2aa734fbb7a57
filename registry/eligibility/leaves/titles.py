"""Titles held, not held, and held by the enterprise's other subjects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from registry.dates import cutoff
from registry.eligibility.asked import SUBJECT, Asked
from registry.eligibility.dated import KEPT, Dated
from registry.eligibility.leaves.records import (
    OWNED,
    OWNER,
    Records,
    found,
    found_of,
    none_of,
    owning,
)
from registry.eligibility.sql import Sql, every, greatest, listed, sql
from registry.ladder.attained import Children, Holds, NotHolds
from registry.terms import TitleStage

RECOGNISED = Dated("t.recognised_on", "t.recognised_precision")
UNTIL = Dated("t.valid_until", "t.until_precision")
ENDED = Dated("t.ended_on", "t.ended_precision")
TRUE = Sql("1 = 1")


def holds(asked: Asked, leaf: Holds) -> Sql:
    """A title of one of the rungs is held; none recorded is unmet if complete."""
    held = found(asked, leaf.of, _titles(asked, leaf, leaf.for_months))
    return held if asked.complete(leaf.rungs) else greatest([held, Sql("1")])


def not_holds(asked: Asked, leaf: NotHolds) -> Sql:
    """No title of one of the rungs is held: the negation of ``holds``."""
    held = found(asked, leaf.of, _titles(asked, leaf, None))
    known = held if asked.complete(leaf.rungs) else greatest([held, Sql("1")])
    return none_of(known)


def holding(rungs: Iterable[str], on: date) -> tuple[Sql, Sql]:
    """Whether ``s`` may hold one of the rungs on a day, and whether it surely does."""
    titles = held(rungs, on, on, on)
    exists = "EXISTS (SELECT 1 FROM title t WHERE t.subject_id = s.id AND {counts})"
    return (
        sql(exists, counts=titles.may_count),
        sql(exists, counts=every(titles.may_count, titles.surely)),
    )


def holders(rungs: Iterable[str], on: date) -> Sql:
    """The subjects that surely hold one of the rungs on a day."""
    titles = held(rungs, on, on, on)
    return sql(
        "SELECT t.subject_id FROM title t WHERE {counts}",
        counts=every(titles.may_count, titles.surely),
    )


def children(asked: Asked, leaf: Children) -> Sql:
    """Enough other subjects of E are of the kind, or hold one of the rungs."""
    code = holding_child(asked, leaf) if leaf.rungs else Sql("3")
    certain = bool(leaf.rungs) and asked.complete(leaf.rungs)
    return sql(
        "(SELECT CASE WHEN count(CASE WHEN c.code = 3 THEN 1 END) >= {least} THEN 3"
        " WHEN count(CASE WHEN c.code > 0 THEN 1 END) >= {least} THEN 1"
        " ELSE {fewer} END FROM (SELECT max(CASE WHEN {surely} THEN {code}"
        " WHEN {code} > 0 THEN 1 ELSE 0 END) AS code FROM {owned}"
        " WHERE {owning} AND s.id <> {subject} AND {kind} GROUP BY s.id) c)",
        least=leaf.at_least,
        fewer=Sql("0" if certain else "1"),
        surely=OWNER.surely(asked.on),
        code=code,
        owned=OWNED,
        owning=owning(asked.on),
        subject=SUBJECT,
        kind=sql("s.kind = {kind}", kind=leaf.kind) if leaf.kind else TRUE,
    )


def holding_child(asked: Asked, leaf: Children) -> Sql:
    """3 where the subject ``s`` surely holds one of the rungs on A, 1 perhaps, or 0."""
    known = asked.known(leaf)
    titles = held(asked.rungs(leaf.rungs), known, asked.day(leaf), known)
    return found_of(Sql("s.id"), titles)


def _titles(asked: Asked, leaf: Holds | NotHolds, months: int | None) -> Records:
    known = asked.known(leaf)
    by = known if months is None else min(known, cutoff(asked.day(leaf), months))
    may_be, surely = _stage(leaf.stage, known)
    titles = _titled(asked.rungs(leaf.rungs), by)
    if not leaf.ever:
        titles = _still(titles, asked.day(leaf), known)
    return _also(titles, may_be, surely)


def held(rungs: Iterable[str], by: date, on: date, known: date) -> Records:
    """Titles recognised by one day, valid on another and not ended by a third."""
    return _still(_titled(rungs, by), on, known)


def _titled(rungs: Iterable[str], by: date) -> Records:
    among = sql("t.rung IN ({rungs}) AND t.voided_by IS NULL", rungs=listed(rungs))
    may_be = every(among, RECOGNISED.may_be_by(by))
    return Records(Sql("title t"), may_be, RECOGNISED.surely_by(by))


def _still(titles: Records, on: date, known: date) -> Records:
    return _also(titles, *_lasting(on, known))


@lru_cache(maxsize=KEPT)
def _lasting(on: date, known: date) -> tuple[Sql, Sql]:
    """Whether a title may be valid on a day and not ended by another, and surely is."""
    return (
        every(
            _open(UNTIL, UNTIL.may_be_after(on)),
            _open(ENDED, ENDED.may_be_after(known)),
        ),
        every(
            _open(UNTIL, UNTIL.surely_after(on)),
            _open(ENDED, ENDED.surely_after(known)),
        ),
    )


def _also(titles: Records, may_count: Sql, surely: Sql) -> Records:
    return Records(
        titles.source,
        every(titles.may_count, may_count),
        every(titles.surely, surely),
    )


def _stage(stage: TitleStage | None, known: date) -> tuple[Sql, Sql]:
    """Whether the stage asked may have been, and surely has been, reached."""
    match stage:
        case None:
            return TRUE, TRUE
        case TitleStage.TAKEN_UP:
            return Sql("t.stage IS NOT NULL"), TRUE
        case TitleStage.ACCEPTED:
            by = sql("t.accepted_on <= {known}", known=known)
            undated = Sql("t.accepted_on IS NULL AND t.stage = 'accepted'")
            return sql("({by} OR {undated})", by=by, undated=undated), by


def _open(day: Dated, holds: Sql) -> Sql:
    return sql("({day} IS NULL OR {holds})", day=day.first, holds=holds)
