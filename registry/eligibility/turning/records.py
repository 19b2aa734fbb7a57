"""What is watched of assessments, titles, pools, subsidies, judgements."""

from __future__ import annotations

from registry.eligibility.asked import SUBJECT, Asked, owner
from registry.eligibility.dated import Dated
from registry.eligibility.leaves.exclusions import APPROVED
from registry.eligibility.leaves.titles import ENDED, RECOGNISED, UNTIL
from registry.eligibility.sql import Sql, every, listed, sql
from registry.eligibility.turning.watch import (
    OWNER,
    Watch,
    after,
    bounds,
    ends,
    new_year,
    owned,
    whose,
    windowed,
)
from registry.ladder.attained import Children, Holds, InPool, Maturity, NotHolds
from registry.ladder.conditions import Judged
from registry.ladder.exclusions import NotSubsidised
from registry.ladder.values import Of

TITLE = Sql("title t")
TITLE_ENDS = (*ends(UNTIL), *ends(ENDED), Sql("t.accepted_on"))


def maturity(asked: Asked, leaf: Maturity) -> tuple[Watch, ...]:
    """When an assessment is made, surely the later one, out of window, out of date."""
    made = ends(Dated('t."on"', "t.on_precision"))
    days = windowed(asked, leaf, made, leaf.within_months)
    years = tuple(new_year(day) for day in made) if leaf.application_year else ()
    where = sql(
        "t.subject_id = {owner} AND t.kind IN ({kinds}) AND t.voided_by IS NULL",
        owner=owner(leaf.of),
        kinds=listed(kind.value for kind in leaf.kinds),
    )
    until = Sql("t.valid_until")
    return (Watch(Sql("assessment t"), where, (*days, *after(made), *years, until)),)


def holds(asked: Asked, leaf: Holds) -> tuple[Watch, ...]:
    """When a title is recognised, long enough held, accepted, ended."""
    return _titles(asked, leaf, leaf.for_months)


def not_holds(asked: Asked, leaf: NotHolds) -> tuple[Watch, ...]:
    """The same days as of ``holds``."""
    return _titles(asked, leaf, None)


def _titles(
    asked: Asked, leaf: Holds | NotHolds, months: int | None
) -> tuple[Watch, ...]:
    recognised = windowed(asked, leaf, ends(RECOGNISED), months)
    where = titled(asked.rungs(leaf.rungs))
    return whose(leaf.of, TITLE, where, (*recognised, *TITLE_ENDS))


def titled(rungs: tuple[str, ...]) -> Sql:
    """Live titles ``t`` of these rungs."""
    return sql("t.rung IN ({rungs}) AND t.voided_by IS NULL", rungs=listed(rungs))


def held(rungs: tuple[str, ...]) -> Watch:
    """When S begins or ceases to hold one of the rungs."""
    where = sql("t.subject_id = {subject}", subject=SUBJECT)
    days = (*ends(RECOGNISED), *TITLE_ENDS)
    return Watch(TITLE, every(where, titled(rungs)), days)


def children(asked: Asked, leaf: Children) -> tuple[Watch, ...]:
    """When another subject comes to E or leaves it, or its title begins or ends."""
    things = Watch(
        Sql("owner_spell o"),
        sql(
            "o.enterprise_id = {enterprise} AND o.voided_by IS NULL",
            enterprise=owner(Of.ENTERPRISE),
        ),
        bounds(OWNER),
    )
    if not leaf.rungs:
        return (things,)
    days = (*ends(RECOGNISED), *TITLE_ENDS)
    return things, owned(TITLE, titled(asked.rungs(leaf.rungs)), days)


def in_pool(asked: Asked, leaf: InPool) -> tuple[Watch, ...]:
    """When a subject is admitted, long enough in, and leaves."""
    admitted = windowed(asked, leaf, (Sql("t.admitted_on"),), leaf.for_months)
    days = (*admitted, Sql("t.left_on"))
    return whose(leaf.of, Sql("pool_entry t"), Sql("t.voided_by IS NULL"), days)


def not_subsidised(asked: Asked, leaf: NotSubsidised) -> tuple[Watch, ...]:
    """When a subsidy is approved, recovered, or long enough ago."""
    approved = windowed(asked, leaf, ends(APPROVED), leaf.within_months)
    source = Sql("title t JOIN subsidy y ON y.title_id = t.id")
    where = sql(
        "t.voided_by IS NULL AND y.voided_by IS NULL AND y.kind IN ({kinds})",
        kinds=listed(kind.value for kind in leaf.kinds),
    )
    return whose(Of.ANY, source, where, (*approved, Sql("y.recovered_on")))


def judged(asked: Asked, leaf: Judged) -> tuple[Watch, ...]:
    """When an official judged, and until when that is valid."""
    del leaf
    where = sql(
        "j.subject_id = {subject} AND j.rung = {rung} AND j.condition = {condition}"
        " AND j.policy = {policy} AND j.voided_by IS NULL",
        subject=SUBJECT,
        rung=asked.target,
        condition=asked.condition,
        policy=asked.document,
    )
    return (Watch(Sql("judgement j"), where, (Sql('j."on"'), Sql("j.valid_until"))),)
