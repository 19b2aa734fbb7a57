"""The query of a step: candidates, a code for every condition, three masks."""

from __future__ import annotations

from functools import lru_cache

from registry.eligibility.bind import COMPILED, BoundStep
from registry.eligibility.candidates import EVERYBODY, Among, candidates
from registry.eligibility.compile import condition
from registry.eligibility.sql import Sql, joined, sql
from registry.terms import Outcome


def answered(step: BoundStep, among: Among = EVERYBODY) -> Sql:
    """Rows ``(subject_id, enterprise_id, c0 … cn)``: each candidate, each condition."""
    named = [
        sql("{code} AS {name}", code=code, name=Sql(f"c{place}"))
        for place, code in enumerate(codes(step))
    ]
    return sql(
        "SELECT k.subject_id, k.enterprise_id, {codes} FROM ({candidates}) k",
        codes=joined(", ", named),
        candidates=candidates(step, among),
    )


@lru_cache(maxsize=COMPILED)
def codes(step: BoundStep) -> tuple[Sql, ...]:
    """The expression of every condition, in their order."""
    return tuple(condition(step.asked(one.id), one) for one in step.step.condition)


@lru_cache(maxsize=COMPILED)
def codes_of_few(step: BoundStep) -> tuple[Sql, ...]:
    """The same for rows that know nothing of their enterprise."""
    clauses = step.step.condition
    return tuple(condition(step.asked_of_few(one.id), one) for one in clauses)


NOWHERE = Sql("")
"""The rows of a query are given, and put nowhere."""


def masked(step: BoundStep, rows: Sql, into: Sql = NOWHERE) -> Sql:
    """Rows ``(subject_id, enterprise_id, unmet, unknown, judged)``.

    ``into`` puts them into a table; it stands behind the named relations, as
    SQLite's parser is shallow.
    """
    return sql(
        "{answered} {into} SELECT subject_id, enterprise_id, unmet, unknown, judged"
        " FROM masked",
        answered=_answered(step, rows),
        into=into,
    )


def tallied(step: BoundStep, rows: Sql) -> Sql:
    """Rows ``(outcome, how many)``."""
    return sql(
        "{answered} SELECT {outcome} AS outcome, count(*) FROM masked GROUP BY 1",
        answered=_answered(step, rows),
        outcome=outcome(),
    )


def _answered(step: BoundStep, rows: Sql) -> Sql:
    """The masks as a named relation: named, not nested, as SQLite's parser is shallow.

    ``MATERIALIZED`` keeps every code from being evaluated once for each mask.
    """
    count = len(step.step.condition)
    return sql(
        "WITH answered AS MATERIALIZED ({rows}), masked AS (SELECT subject_id,"
        " enterprise_id, {unmet} AS unmet, {unknown} AS unknown, {judged} AS judged"
        " FROM answered)",
        rows=rows,
        unmet=mask(0, count),
        unknown=mask(1, count),
        judged=mask(2, count),
    )


def outcome() -> Sql:
    """The outcome that follows from the columns ``unmet``, ``unknown``, ``judged``."""
    return sql(
        "CASE WHEN unmet = 0 AND unknown + judged = 0 THEN {eligible}"
        " WHEN unmet = 0 THEN {pending}"
        " WHEN (unmet & (unmet - 1)) = 0 AND unknown + judged = 0 THEN {one_short}"
        " ELSE {not_eligible} END",
        eligible=Outcome.ELIGIBLE.value,
        pending=Outcome.PENDING.value,
        one_short=Outcome.ONE_SHORT.value,
        not_eligible=Outcome.NOT_ELIGIBLE.value,
    )


def mask(code: int, count: int) -> Sql:
    """The bits of the conditions ``c0 …`` whose code this is."""
    bits = (
        Sql(f"CASE c{place} WHEN {code} THEN {2**place} ELSE 0 END")
        for place in range(count)
    )
    return joined(" + ", bits)
