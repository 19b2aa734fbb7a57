"""The same explanation by the ORM: records as objects, conditions judged in Python.

It is what one writes with SQLModel and no compiler, for the conditions of the step
that is measured: one ``select`` a table, of the rows that the step can ask about,
documents through their relationship. Like the SQL written by hand it leans on what a
synthetic register is known to hold: one owner, one spell of an attribute in force, of
this year nothing known imprecisely, sources of events without gaps. What it tells is
compared with what tidu tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlmodel import col

from bench.by_orm.records import Explained, Records, Told, day, listed, source, together
from registry.dates import cutoff, show
from registry.ladder.amounts import plain
from registry.ladder.attained import Holds, Maturity
from registry.ladder.conditions import Judged
from registry.ladder.exclusions import NoEvent
from registry.ladder.figures import Grade
from registry.ladder.profile import AboveDesignatedSize
from registry.ladder.standards import standards
from registry.ladder.tree import AllOf, Tree, tree
from registry.model.assessment import Assessment, Coverage, Event
from registry.model.enterprise import (
    DesignatedSpell,
    Enterprise,
    NameSpell,
    UnitSpell,
)
from registry.model.subject import Subject
from registry.model.title import Title
from registry.terms import LEVELS, ConditionOutcome, Severity, Verdict

MET, UNMET, UNKNOWN, FOR_JUDGEMENT = (
    ConditionOutcome.MET,
    ConditionOutcome.UNMET,
    ConditionOutcome.UNKNOWN,
    ConditionOutcome.FOR_JUDGEMENT,
)
WORST_FIRST = (UNMET, UNKNOWN, FOR_JUDGEMENT, MET)
ONE_DAY = timedelta(days=1)


class Walk(Records):
    """A step explained for a subject."""

    def explained(self) -> Explained:
        """The step explained, condition by condition."""
        thing = self.session.get_one(Subject, self.subject)
        owner = self.session.get_one(Enterprise, self.owner)
        name = self.in_force(self.of_owner(NameSpell))
        unit = self.in_force(self.of_owner(UnitSpell))
        told = (self._told(one.id, tree(one)) for one in self.step.step.condition)
        return (
            owner.uscc,
            name.value if name else "",
            unit.unit.name if unit and unit.unit else "",
            thing.kind,
            thing.name,
        ), tuple(told)

    def _told(self, condition: str, asked: Tree) -> Told:
        match asked:
            case AllOf(parts):
                return self._all(condition, parts)
            case Judged():
                return self._judged(condition)
            case _:
                return _LEAVES[type(asked)](self, asked)

    def _all(self, condition: str, parts: Sequence[Tree]) -> Told:
        heads = [self.step.names.fact(getattr(one, "fact", "")).name for one in parts]
        told = [self._told(condition, one) for one in parts]
        gaps = zip(heads, told, strict=True)
        return Told(
            min((one.outcome for one in told), key=WORST_FIRST.index),
            "；".join(
                f"{head}：{one.value or '未登记'}"
                for head, one in zip(heads, told, strict=True)
            ),
            together(one.on for one in told),
            together(one.source for one in told),
            "；".join(f"{head}{one.gap}" for head, one in gaps if one.gap),
        )

    def _holds(self, leaf: Holds) -> Told:
        titles = self.live(
            Title,
            col(Title.subject_id) == self.subject,
            col(Title.rung).in_(leaf.rungs),
            col(Title.recognised_on) <= self.on,
        )
        if not titles:
            return Told(UNMET, "未持有", gap="未持有")
        held = any(map(self._is_held, titles))
        titles = sorted(titles, key=lambda one: one.recognised_on, reverse=True)
        return listed(
            MET if held else UNMET,
            [
                (self._title(one), day(one.recognised_on, one.recognised_precision))
                for one in titles
            ],
            map(source, titles),
            "" if held else "不在有效期，或阶段不符",
        )

    def _is_held(self, title: Title) -> bool:
        valid = title.valid_until is None or title.valid_until > self.on
        return valid and (title.ended_on is None or title.ended_on > self.on)

    def _title(self, title: Title) -> str:
        name = self.step.names.rungs[title.rung]
        if title.end_kind is not None:
            ended = day(title.ended_on, title.ended_precision)
            return f"{name}（{ended} {title.end_kind.label}）"
        if title.valid_until is None:
            return name
        return f"{name}（有效期至 {title.valid_until - ONE_DAY}）"

    def _designated(self, leaf: AboveDesignatedSize) -> Told:
        del leaf
        found = self.in_force(self.of_owner(DesignatedSpell))
        if found is None:
            return Told(UNKNOWN, gap="未登记")
        value, outcome = ("规上", MET) if found.value else ("规下", UNMET)
        on = day(found.since, found.since_precision)
        gap = "" if found.value else "不符"
        return Told(outcome, value, on, source(found), gap)

    def _judged(self, condition: str) -> Told:
        policy, rung = self.step.active.policy.document, self.step.step.to
        found = [
            one
            for one in self.judgements
            if (one.rung, one.condition, one.policy) == (rung, condition, policy)
            and one.on <= self.on
            and (one.valid_until is None or one.valid_until > self.on)
        ]
        if not found:
            return Told(FOR_JUDGEMENT, gap="未作出认定")
        last = max(found, key=lambda one: (one.on, one.id))
        met = last.verdict is Verdict.MET
        number = last.document.number or "" if last.document else ""
        return Told(
            MET if met else UNMET,
            f"{last.judged_by}认定{last.verdict.label}",
            last.on.isoformat(),
            f"{number} {last.note}".strip(),
            "" if met else "认定为不符",
        )

    def _no_event(self, leaf: NoEvent) -> Told:
        after = cutoff(self.on, leaf.within_months or 0)
        grades = list(Severity)
        least = grades.index(leaf.min_severity) if leaf.min_severity else 0
        events = [
            one
            for one in self.events
            if one.kind in leaf.kinds
            and after < one.on <= self.on
            and (one.severity is None or grades.index(one.severity) >= least)
        ]
        if not events:
            return self._nothing(leaf, after + ONE_DAY)
        events.sort(key=lambda one: (one.on, one.id), reverse=True)
        return listed(
            UNMET,
            [(self._event(one), day(one.on, one.on_precision)) for one in events],
            map(source, events),
            "期限内有记录",
        )

    def _event(self, event: Event) -> str:
        grade = f"（{event.severity.label}）" if event.severity else ""
        removed = day(event.removed_on, event.removed_precision)
        over = f"，{removed} 解除" if removed else ""
        return f"{self.step.names.kind(event.kind)}{grade}{over}"

    def _nothing(self, leaf: NoEvent, since: date) -> Told:
        name = self.step.names.kind
        told, origins, covered = [], [], set()
        for kind in sorted(leaf.kinds):
            sources = [one for one in self.sources if one.kind == kind]
            if not sources:
                continue
            last = max(sources, key=lambda one: one.through)
            told.append((f"{name(kind)}台账至 {last.through}", ""))
            origins.append(source(last))
            if _gapless(sources, since, self.on):
                covered.add(kind)
        short = "、".join(name(kind) for kind in leaf.kinds if kind not in covered)
        reach = listed(UNKNOWN if short else MET, told, origins, "")
        value = "；".join(filter(None, ("无记录", reach.value)))
        gap = f"{short}的台账未覆盖全部时段" if short else ""
        return Told(reach.outcome, value, "", reach.source, gap)

    def _maturity(self, leaf: Maturity) -> Told:
        made = self.live(
            Assessment,
            col(Assessment.subject_id) == self.owner,
            col(Assessment.kind).in_(leaf.kinds),
            col(Assessment.on) <= self.on,
        )
        made = sorted(made, key=lambda one: (self._counts(one), one.on, one.id))
        latest = {one.kind: one for one in made}
        counted = [one for one in latest.values() if self._counts(one)]
        if not latest:
            return Told(UNKNOWN, gap="评估未登记")
        best = max(counted, key=lambda one: (one.level, one.score or 0), default=None)
        met = best is not None and best.level >= leaf.level
        # places in which the kinds stand: as they first come
        return listed(
            (MET if met else UNMET) if best else UNKNOWN,
            [
                (self._assessed(one), day(one.on, one.on_precision))
                for one in latest.values()
            ],
            map(source, latest.values()),
            "" if met else _below(best, leaf.level),
        )

    def _counts(self, one: Assessment) -> bool:
        return one.valid_until is None or one.valid_until > self.on

    def _assessed(self, one: Assessment) -> str:
        level = LEVELS[one.level].partition("（")[0]
        shown = level if one.score is None else f"{one.score / 100:g}（{level}）"
        outside = "" if self._counts(one) else "（不在期限内）"
        return f"{shown}{one.kind.label}{outside}"

    def _grade(self, leaf: Grade) -> Told:
        facts = [
            one
            for one in self.facts
            if one.key == leaf.fact and one.until <= self.on + ONE_DAY
        ]
        if not facts:
            return Told(UNKNOWN, gap="未登记")
        last = max(facts, key=lambda one: (one.until, one.since))
        labels = dict(self.step.names.fact(leaf.fact).grades)
        order = list(labels)
        grade = last.grade or ""
        met = order.index(grade) >= order.index(leaf.at_least)
        return Told(
            MET if met else UNMET,
            labels[grade],
            show(last.since, last.period),
            source(last),
            "" if met else f"低于{labels[leaf.at_least]}",
        )


_LEAVES: Mapping[type[object], Callable[[Walk, Any], Told]] = MappingProxyType(
    {
        Holds: Walk._holds,  # noqa: SLF001  # a table of the class's own methods
        AboveDesignatedSize: Walk._designated,  # noqa: SLF001  # as above
        NoEvent: Walk._no_event,  # noqa: SLF001  # as above
        Maturity: Walk._maturity,  # noqa: SLF001  # as above
        Grade: Walk._grade,  # noqa: SLF001  # as above
    }
)


def _gapless(sources: Sequence[Coverage], since: date, through: date) -> bool:
    reached = since - ONE_DAY
    for one in sorted(sources, key=lambda one: one.since or date.min):
        if (one.since or date.min) > reached + ONE_DAY:
            return False
        reached = max(reached, one.through)
    return reached >= through


def _below(best: Assessment | None, level: int) -> str:
    if best is None:
        return "期限内无有效评估"
    bounds = {one.level: one.at_least for one in standards()[best.standard].level}
    if best.score is None:
        return f"差 {level - best.level} 级"
    return f"差 {plain(bounds[level] - Decimal(best.score) / 100)} 分"
