"""Why there is no way up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registry import asof
from registry.desk.read.barred import NOT_ASKED, barred, outside
from registry.desk.read.path_ladder import Ladder, Party
from registry.desk.read.session import Reading
from registry.eligibility.bind import BoundStep
from registry.text import visible

MOST = 3
"""So many reasons are told."""

_OWNED = f"""
SELECT DISTINCT s.kind FROM subject s
WHERE s.id IN {asof.subjects(":enterprise")} AND s.voided_by IS NULL
"""
_THINGS = f"""
SELECT DISTINCT s.id FROM subject s WHERE s.id IN {asof.subjects(":enterprise")}
  AND s.kind = :kind AND s.voided_by IS NULL ORDER BY s.id LIMIT 20
"""
_KIND = "SELECT name FROM subject_kind WHERE code = :kind AND voided_by IS NULL"


def why_not(reading: Reading, party: Party, ladder: Ladder, tops: Sequence[str]) -> str:
    """Why no step to the top, or none on the way there, can be taken."""
    if bar := outside(reading, party.enterprise):
        return bar.said
    owned = {row["kind"] for row in reading.rows(_OWNED, enterprise=party.enterprise)}
    taken = {step.step.key for step, _ in ladder.legs.values()}
    told = dict.fromkeys(
        _hindrance(reading, party, step, owned)
        for step in _leading(ladder, tops)
        if step.step.key not in taken
    )
    reasons = "；".join(list(told)[:MOST])
    return reasons or "通往它的各步都要先持有前一级称号，而没有通往那一级的有效政策"


def _leading(ladder: Ladder, tops: Sequence[str]) -> Iterator[BoundStep]:
    """The steps on any way to the tops, from the top down."""
    wanted, seen = list(tops), set(tops)
    for rung in wanted:
        for step in ladder.steps:
            if step.step.to == rung:
                yield step
                if step.step.from_ is not None and step.step.from_ not in seen:
                    seen.add(step.step.from_)
                    wanted.append(step.step.from_)


def _hindrance(reading: Reading, party: Party, step: BoundStep, owned: set[str]) -> str:
    rung = step.active.rung
    if rung.subject not in owned:
        row = reading.one(_KIND, kind=rung.subject)
        kind = visible(row["name"]) if row else rung.subject
        return (
            f"「{rung.name}」认定到{kind}，没有登记{kind}；可用 tidu add subject 登记"
        )
    things = reading.rows(_THINGS, enterprise=party.enterprise, kind=rung.subject)
    bars = (barred(reading, step, row["id"]) for row in things)
    told = "、".join(dict.fromkeys(one.said for one in bars if one is not None))
    return f"申报「{rung.name}」：{told or NOT_ASKED}；请用 tidu show 核对"
