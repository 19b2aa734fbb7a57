"""Places in a pool, and what an official has decided."""

from __future__ import annotations

from registry.dates import cutoff
from registry.eligibility.asked import SUBJECT, Asked
from registry.eligibility.leaves.records import Records, found
from registry.eligibility.sql import Sql, every, sql
from registry.ladder.attained import InPool
from registry.ladder.conditions import Judged

SURELY = Sql("1 = 1")


def in_pool(asked: Asked, leaf: InPool) -> Sql:
    """In a pool; the register is the authority on its pools."""
    return found(asked, leaf.of, places(asked, leaf))


def places(asked: Asked, leaf: InPool) -> Records:
    """The entries ``t`` of pools ``p`` that count."""
    known = asked.known(leaf)
    admitted = known
    if leaf.for_months is not None:
        admitted = min(known, cutoff(asked.day(leaf), leaf.for_months))
    parts = [
        Sql("t.voided_by IS NULL AND p.voided_by IS NULL"),
        sql("t.admitted_on <= {admitted}", admitted=admitted),
        sql("(t.left_on IS NULL OR t.left_on > {known})", known=known),
    ]
    if leaf.pool is not None:
        parts.append(sql("p.name = {pool}", pool=leaf.pool))
    if leaf.rung is not None:
        parts.append(sql("p.rung = {rung}", rung=leaf.rung))
    source = Sql("pool_entry t JOIN pool p ON p.id = t.pool_id")
    return Records(source, every(*parts), SURELY)


def judged(asked: Asked, leaf: Judged) -> Sql:
    """The latest valid judgement on S for this very condition; none: for judgement."""
    return sql(
        "coalesce((SELECT CASE j.verdict WHEN 'met' THEN 3 ELSE 0 END"
        " FROM judgement j WHERE {latest}), 2)",
        latest=latest_judgement(asked, leaf),
    )


def latest_judgement(asked: Asked, leaf: Judged) -> Sql:
    """Of the judgements ``j`` the one that counts."""
    return sql(
        "j.subject_id = {subject} AND j.rung = {rung}"
        " AND j.condition = {condition} AND j.policy = {policy}"
        ' AND j.voided_by IS NULL AND j."on" <= {known}'
        " AND (j.valid_until IS NULL OR j.valid_until > {day})"
        ' ORDER BY j."on" DESC, j.id DESC LIMIT 1',
        subject=SUBJECT,
        rung=asked.target,
        condition=asked.condition,
        policy=asked.document,
        known=asked.known(leaf),
        day=asked.day(leaf),
    )
