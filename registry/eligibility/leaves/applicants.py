"""One per enterprise, group or address: who else has applied in a current round."""

from __future__ import annotations

from registry.eligibility.asked import ENTERPRISE, SUBJECT, Asked
from registry.eligibility.dated import Dated
from registry.eligibility.leaves.records import (
    Records,
    found_of,
    found_owned,
    none_of,
)
from registry.eligibility.sql import Sql, greatest, listed, sql
from registry.ladder.exclusions import OnePer


def one_per(asked: Asked, leaf: OnePer) -> Sql:
    """No other subject of the same enterprise has applied."""
    rounds = [
        asked.rounds[rung]
        for rung in (asked.target, *leaf.rungs)
        if rung in asked.rounds
    ]
    if not rounds:
        return Sql("3")
    applied = _applications(asked, rounds)
    return none_of(
        greatest([found_of(ENTERPRISE, applied), found_owned(asked.on, applied)])
    )


def _applications(asked: Asked, rounds: list[int]) -> Records:
    """Live applications of other subjects, neither rejected nor withdrawn by D."""
    step = Dated('w."on"', "w.on_precision")
    gone = (
        "NOT EXISTS (SELECT 1 FROM application_step w WHERE w.application_id = t.id"
        " AND w.stage IN ('rejected', 'withdrawn') AND w.voided_by IS NULL AND {by})"
    )
    return Records(
        Sql("application t"),
        sql(
            "t.round_id IN ({rounds}) AND t.voided_by IS NULL"
            " AND t.subject_id <> {subject}"
            " AND (t.applied_on IS NULL OR t.applied_on <= {on}) AND {kept}",
            rounds=listed(rounds),
            subject=SUBJECT,
            on=asked.on,
            kept=sql(gone, by=step.surely_by(asked.on)),
        ),
        sql(gone, by=step.may_be_by(asked.on)),
    )
