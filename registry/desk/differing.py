"""What verification says of what is kept: whose is wrong, in what, and what is right.

What merely does not count any more is a note: reading makes it anew meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from registry import asof
from registry.eligibility.bind import BoundStep, bound_steps
from registry.eligibility.kept.check import Difference, Part, Row, differences
from registry.eligibility.kept.renew import CANDIDACY, SEVERAL
from registry.eligibility.kept.settle import Key, key
from registry.eligibility.kept.strays import backdated, orphans
from registry.eligibility.kept.unused import Why, unused
from registry.ladder.wording import name
from registry.reports import check as overview
from registry.reports import sums
from registry.reports.check import Differing
from registry.store.verdict import About, Finding
from registry.terms import Outcome
from registry.text import visible

FIRST_SCREEN = "首页计数"


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong with what is kept, and notes on what does not count."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def differing(connection: sqlite3.Connection, on: date) -> Said:
    """Hold all that is kept against the facts of a day."""
    idle = list(_unused(connection, on))
    misfits = (_found(place, _MISFIT) for place, why in idle if why is Why.MISFIT)
    rows = (_difference(connection, on, one) for one in differences(connection, on))
    lost = orphans(connection)
    stray = [_found("留存的结论", _STRAY.format(lost))] if lost else []
    first = (_first(connection, on, one) for one in overview.differing(connection, on))
    early = _early(connection, on)
    return Said((*misfits, *rows, *early, *stray, *first), tuple(_notes(idle)))


def _found(place: str, problem: str) -> Finding:
    return Finding(place, problem, about=About.DERIVED)


_MISFIT = (
    "留存所依据的规则不是台账里的（政策、批次算不出它：留存被改动过，"
    "或程序更新过算法）；不作数，读时现算；请用 tidu refresh 重新推算"
)
_STRAY = "有 {} 行不属于任何一条留存的晋级；请用 tidu refresh 重新推算"


def _early(connection: sqlite3.Connection, on: date) -> Iterator[Finding]:
    """The rows that say they were settled before they could be."""
    zone = connection.execute("SELECT zone FROM registry").fetchone()[0]
    east = datetime.now(ZoneInfo(zone)).utcoffset() or timedelta()
    bound = {key(step): step for step in bound_steps(connection, on)}
    for one in backdated(connection, int(east.total_seconds())):
        whom = _whom(connection, on, one.subject_id)
        place = f"留存的结论（{whom}，{_step(one.step, bound.get(one.step))}）"
        yield _found(place, _EARLY.format(visible(one.since)))


_EARLY = "推算于「{}」，早于这条规定施行或登记它的那一天"


def _unused(connection: sqlite3.Connection, on: date) -> Iterator[tuple[str, Why]]:
    for one in unused(connection, on):
        yield f"留存的结论（{_step(one.name, one.step)}）", one.why
    if (why := overview.unused(connection, on)) is not None:
        yield f"留存的{FIRST_SCREEN}", why


def _step(named: Key, step: BoundStep | None) -> str:
    if step is not None:
        return f"晋级至{step.active.rung.name}"
    document, place = named
    return f"{visible(document)} 第 {place + 1} 条晋级"


_BECAUSE: Mapping[Why, str] = {
    Why.MISSING: "没有留存",
    Why.ASIDE: "已搁置，待重新推算",
    Why.DATED: "日期已过它所依据的时点",
    Why.AHEAD: "推算到的日期晚于今天",
    Why.MARKED: "推算之后改过政策、批次，或有成批的改动",
}


def _notes(idle: Iterable[tuple[str, Why]]) -> Iterator[str]:
    """One note for each reason, with all that it is the reason of."""
    for why, because in _BECAUSE.items():
        if places := [place for place, reason in idle if reason is why]:
            yield (
                f"{'、'.join(places)}：{because}，不作数，读时现算（结果不受影响）；"
                "请用 tidu refresh 重新推算。"
            )


def _difference(connection: sqlite3.Connection, on: date, one: Difference) -> Finding:
    to = f"晋级至{one.step.active.rung.name}"
    if one.subject_id is None:
        if Part.COUNTS in one.parts:
            return _found(f"留存的结论计数（{to}）", "与留存的结论合计不符")
        return _found(f"留存的结论（{to}）", "所记的推算日早于其中多行推算的日期")
    asked = _Asked(connection, one.step, on)
    place = f"留存的结论（{_whom(connection, on, one.subject_id)}，{to}）"
    return _found(place, "；".join(_part(asked, part, one) for part in one.parts))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What names in a kept row are looked up by."""

    connection: sqlite3.Connection
    step: BoundStep
    on: date

    def named(self, query: str, id_: int | None) -> str:
        """What an id is called; that there is none, where there is none."""
        if id_ is None:
            return "无"
        bound = {"id": id_, "on": self.on.isoformat()}
        found = self.connection.execute(query, bound).fetchone()
        return visible(found[0]) if found and found[0] else f"台账中没有的 #{id_}"


def _part(asked: _Asked, part: Part, one: Difference) -> str:
    """One thing that is wrong: as it is kept, and as it should be."""
    kept, facts = one.kept, one.facts
    if part is Part.ROW or kept is None:
        return _apart("结论", _row(kept), _row(facts))
    if part is Part.SINCE:
        return f"推算于「{visible(kept.since)}」，晚于所记的推算日"
    if facts is None:
        return f"有效到「{visible(kept.until or '')}」，与所列的变动日不符"
    label, worded = _PARTS[part]
    return _apart(label, worded(asked, kept), worded(asked, facts))


def _apart(label: str, kept: str, facts: str) -> str:
    return f"{label}：留存「{kept}」，按记录应为「{facts}」"


def _row(row: Row | None) -> str:
    return _NOBODY if row is None else _outcome(row)


_NOBODY = "没有这一行"


def _outcome(row: Row) -> str:
    if not row.outcome:
        return "暂不是候选"
    known = {one.value: one.label for one in Outcome}
    return known.get(row.outcome) or visible(row.outcome)


def _conditions(step: BoundStep, mask: int) -> str:
    """The conditions whose bits are set."""
    clauses = step.step.condition
    if not 0 <= mask < 2 ** len(clauses):
        return f"{mask}，含没有的条件"
    named = [_condition(step, at) for at in range(len(clauses)) if mask >> at & 1]
    return "、".join(named) or "无"


def _condition(step: BoundStep, at: int) -> str:
    return name(step.step.condition[at], step.names)


def _turns(step: BoundStep, row: Row) -> str:
    told = sorted(_turn(step, *turn.partition(":")[::2]) for turn in row.turns)
    return "、".join(told) or "无"


def _turn(step: BoundStep, what: str, day: str) -> str:
    if what == CANDIDACY:
        return f"候选 {visible(day)}"
    known = what.isdecimal() and int(what) < len(step.step.condition)
    told = _condition(step, int(what)) if known else visible(what)
    return f"{told} {visible(day)}"


def _unit(asked: _Asked, row: Row) -> str:
    several = row.unit_id == SEVERAL
    return "几个之一" if several else asked.named(_UNIT, row.unit_id)


_UNIT = "SELECT name FROM unit WHERE id = :id"
_ENTERPRISE = f"SELECT {asof.name(':id')}"
_PARTS: Mapping[Part, tuple[str, Callable[[_Asked, Row], str]]] = {
    Part.ENTERPRISE: ("企业", lambda a, row: a.named(_ENTERPRISE, row.enterprise_id)),
    Part.UNIT: ("上报单位", _unit),
    Part.OUTCOME: ("结论", lambda _, row: _outcome(row)),
    Part.UNMET: ("不符合的条件", lambda a, row: _conditions(a.step, row.unmet)),
    Part.UNKNOWN: ("缺数据的条件", lambda a, row: _conditions(a.step, row.unknown)),
    Part.JUDGED: ("待人工认定的条件", lambda a, row: _conditions(a.step, row.judged)),
    Part.UNTIL: ("有效到", lambda _, row: visible(row.until or "无期限")),
    Part.TURNS: ("变动日", lambda a, row: _turns(a.step, row)),
}


def _first(connection: sqlite3.Connection, on: date, one: Differing) -> Finding:
    """What of the first screen is wrong: of somebody, or summed."""
    if one.subject_id is None:
        place = f"留存的{FIRST_SCREEN}（合计）"
    else:
        place = f"留存的{FIRST_SCREEN}（{_whom(connection, on, one.subject_id)}）"
    return _found(place, "；".join(_measures(one)))


def _measures(one: Differing) -> Iterator[str]:
    """Each count that differs; one that only lies elsewhere says so."""
    apart = {
        key
        for key in one.kept.keys() | one.facts.keys()
        if one.kept.get(key) != one.facts.get(key)
    }
    for measure in dict.fromkeys(measure for measure, *_ in sorted(apart)):
        kept, facts = (_told(side, measure) for side in (one.kept, one.facts))
        label = _MEASURES.get(measure, visible(measure))
        if kept == facts:
            yield f"{label}：单位或类别与按记录推算的不符"
        else:
            yield _apart(label, kept, facts)


def _told(side: sums.Sums, measure: str) -> str:
    """The days of a measure, or its sum."""
    of = {key: number for key, number in side.items() if key[0] == measure}
    if measure == overview.TURN:
        return "、".join(visible(day) for _, _, day in of) or "无"
    return str(sum(of.values()))


_MEASURES: Mapping[str, str] = {
    sums.LEVEL: "成熟度等级的家数",
    sums.TITLES: "按上报单位的有效称号",
    sums.HELD: "当前有效的称号",
    sums.NEW: "本年新增的称号",
    sums.EVER: "历年累计的称号",
    sums.POOL: "在库",
    sums.STAGE: "申报",
    overview.TURN: "下一变动日",
}


def _whom(connection: sqlite3.Connection, on: date, id_: int) -> str:
    """A subject as it is written, with its enterprise's code where it has one."""
    found = connection.execute(_WHOM, {"id": id_, "on": on.isoformat()}).fetchone()
    if found is None:
        return f"台账中没有的 #{id_}"
    thing, owner, enterprise, code = found
    own = () if owner == id_ else (thing,)
    named = "/".join(visible(one) for one in (enterprise, *own) if one)
    return f"{named or visible(thing)} {code or '代码未登记'}"


_WHOM = f"""
SELECT s.name, w.id, {asof.name("w.id")}, e.uscc FROM subject s
JOIN (SELECT {asof.owner(":id")} AS id) w LEFT JOIN enterprise e ON e.id = w.id
WHERE s.id = :id
"""  # noqa: S608  # ours
