"""What days ahead bring if no fact changes: who may climb, who no more, what ends."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry import asof
from registry.desk.read.forecast_reasons import reasons
from registry.desk.read.session import Reading
from registry.desk.read.steps import (
    basis,
    leads,
    no_rules,
    rung_name,
    steps,
    steps_to,
    whither,
)
from registry.eligibility.answer import Party, Thing
from registry.eligibility.forecast.coming import Coming, Open
from registry.eligibility.forecast.continued import continued
from registry.eligibility.forecast.run import Forecast
from registry.errors import InputError
from registry.ladder.phrases import ANCHORS
from registry.ladder.wording import name
from registry.terms import UNPLACED_ID, Outcome
from registry.text import visible


class What(StrEnum):
    """What a day brings: eligibility won, eligibility lost, a title that ends."""

    WON = "won"
    LOST = "lost"
    ENDS = "ends"


EXPIRY = "expiry"
"""The cause of a title's end; other causes are those of eligibility."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that a day ahead brings, if no fact changes.

    ``to`` is the rung's code, ``rung`` what it is called; ``kind`` and ``basis`` are
    empty where a title ends; ``was`` and ``becomes`` are
    None where there is no candidate; ``cause`` is a code of what makes the difference,
    ``deciding`` says which conditions do, or what else; ``policy`` says so.
    """

    on: date
    what: What
    enterprise: Party
    subject: Thing
    from_: str | None
    to: str
    kind: str
    rung: str
    was: Outcome | None
    becomes: Outcome | None
    cause: str
    deciding: str
    policy: str
    basis: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast: what comes, and what cannot be told, each with the reason."""

    since: date
    through: date
    expected: tuple[Expected, ...]
    untold: tuple[str, ...]


FARTHEST = 3660
"""So many days ahead are forecast at most."""


def outlook(
    reading: Reading, through: date, to: str | None = None, unit: int | None = None
) -> Outlook:
    """What comes after the day, up to and with another; by day, then by step.

    Raises:
        InputError: that day does not lie ahead, or is too far; or nothing on the way
            to the rung can be told.
        NotFoundError: no policy in force leads to the rung.
    """
    on = reading.info.on
    if through <= on:
        raise InputError(
            f"{through} 不在 {on} 之后，没有可预测的日子；请改写 --until 或 --within，"
            "或用 --on 换起始日"
        )
    if (through - on).days > FARTHEST:
        raise InputError(
            f"预测只能到 {on} 之后 {FARTHEST} 天之内；请改写 --until 或 --within"
        )
    wanted = None if to is None else frozenset({to})
    forecast = Forecast(reading.connection, on, through, wanted)
    changes = [one for one in continued(forecast.changes()) if _what(one) is not None]
    untold = tuple(filter(None, (no_rules(reading), *map(_untold, forecast.open))))
    if to is not None:
        _require_told(reading, to, through, forecast.open)
    found = [*_changed(reading, changes, unit), *_ending(reading, through, to, unit)]
    return Outlook(on, through, tuple(sorted(found, key=_day)), untold)


def _day(expected: Expected) -> date:
    return expected.on


def _what(coming: Coming) -> What | None:
    """Whether eligibility is won or lost; other changes are not told."""
    if coming.becomes is Outcome.ELIGIBLE:
        return What.WON
    return What.LOST if coming.was is Outcome.ELIGIBLE else None


def _require_told(
    reading: Reading, to: str, through: date, open_: Sequence[Open]
) -> None:
    """Refuse where a rung is asked for of which nothing can be told."""
    later = open_ or leads(reading, to, through)
    in_force = steps(reading, to) if later else steps_to(reading, to)
    unknown = [one for one in open_ if one.since == reading.info.on]
    if unknown and len({one.step.step.key for one in unknown}) == len(in_force):
        raise InputError(_untold(unknown[0]))


def _untold(one: Open) -> str:
    day = ANCHORS[one.day]
    return (
        f"「{whither(one.step)}」自 {one.since} 起无法预测：条件"
        f"「{name(one.condition, one.step.names)}」以{day}为准，而{day}尚未登记；"
        "请先登记批次"
    )


def _changed(
    reading: Reading, changes: Sequence[Coming], unit: int | None
) -> Iterator[Expected]:
    parties = [(one.enterprise_id, one.subject_id) for one in changes]
    decided = [one.decided for one in changes]
    told = zip(
        changes,
        decided,
        reasons(reading, decided),
        _named(reading, parties),
        strict=True,
    )
    for one, by, reason, row in told:
        if unit in (None, row["unit_id"] or UNPLACED_ID):
            yield Expected(
                one.on,
                What.WON if one.becomes is Outcome.ELIGIBLE else What.LOST,
                *_parties(row),
                one.step.step.from_,
                one.step.step.to,
                one.step.step.kind.value,
                visible(whither(one.step)),
                one.was,
                one.becomes,
                by.cause.value,
                visible(reason),
                by.step.active.policy.document,
                basis(by.step).value,
            )


_ENDING = f"""
SELECT t.subject_id, {asof.owner("t.subject_id")} AS enterprise_id, t.rung,
  t.valid_until AS day, coalesce(d.number, '') AS document
FROM title t LEFT JOIN document d ON d.id = t.document_id
WHERE {asof.held("t")} AND t.valid_until <= :through
  AND t.until_precision = 'day' AND (:rung IS NULL OR t.rung = :rung)
  AND (t.ended_on IS NULL OR t.ended_on >= t.valid_until)
ORDER BY t.valid_until, t.id
"""


def _ending(
    reading: Reading, through: date, to: str | None, unit: int | None
) -> Iterator[Expected]:
    """The titles that are held and run out; ``valid_until`` is the first day after."""
    rows = reading.rows(_ENDING, through=through.isoformat(), rung=to)
    parties = [(row["enterprise_id"], row["subject_id"]) for row in rows]
    for row, named in zip(rows, _named(reading, parties), strict=True):
        if unit in (None, named["unit_id"] or UNPLACED_ID):
            yield Expected(
                date.fromisoformat(row["day"]),
                What.ENDS,
                *_parties(named),
                None,
                row["rung"],
                "",
                rung_name(reading, row["rung"]),
                None,
                None,
                EXPIRY,
                "有效期届满",
                visible(row["document"]),
                "",
            )


_NAMED = f"""
WITH p AS MATERIALIZED (SELECT key AS place, value ->> '$[0]' AS enterprise_id,
  value ->> '$[1]' AS subject_id FROM json_each(:parties))
SELECT p.enterprise_id, p.subject_id, {asof.name("p.enterprise_id")} AS enterprise,
  {asof.unit_name("p.enterprise_id")} AS unit,
  {asof.value("unit_spell", "p.enterprise_id")} AS unit_id, e.uscc, s.kind,
  CASE WHEN s.id <> p.enterprise_id THEN s.name END AS subject
FROM p LEFT JOIN enterprise e ON e.id = p.enterprise_id
LEFT JOIN subject s ON s.id = p.subject_id ORDER BY p.place
"""


def _named(reading: Reading, parties: Sequence[tuple[int, int]]) -> list[sqlite3.Row]:
    return reading.rows(_NAMED, parties=json.dumps(parties))


def _parties(row: sqlite3.Row) -> tuple[Party, Thing]:
    name, unit = visible(row["enterprise"] or ""), visible(row["unit"] or "")
    own = visible(row["subject"] or "") or name
    return (
        Party(row["enterprise_id"], row["uscc"], name, unit),
        Thing(row["subject_id"], row["kind"], own),
    )
