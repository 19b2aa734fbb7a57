"""What is recorded of a subject and its owner, as objects; and how it is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from registry.dates import Precision, show
from registry.eligibility.answer import Answer
from registry.eligibility.bind import BoundStep
from registry.ladder.exclusions import NoEvent
from registry.ladder.figures import Grade
from registry.ladder.tree import all_leaves
from registry.model.assessment import Coverage, Event, Fact, Judgement
from registry.model.base import Recorded, Spell
from registry.model.enterprise import (
    DivisionSpell,
)
from registry.model.subject import OwnerSpell
from registry.terms import ConditionOutcome

S = TypeVar("S", bound=Spell)
R = TypeVar("R", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Told:
    """A condition answered: how, what there is, since when, from where, what lacks."""

    outcome: ConditionOutcome
    value: str = ""
    on: str = ""
    source: str = ""
    gap: str = ""


Explained = tuple[tuple[str | None, ...], tuple[Told, ...]]
"""Whom it is about, and every condition in its order."""


def shortened(answer: Answer) -> Explained:
    """What tidu answers, as the walk tells it."""
    who, what = answer.enterprise, answer.subject
    told = (
        Told(one.outcome, one.value, one.on, one.source, one.gap)
        for one in answer.conditions
    )
    return (who.uscc, who.name, who.unit, what.kind, what.name), tuple(told)


class Records:
    """A subject and its owner; each table is loaded when it is first asked for."""

    def __init__(self, session: Session, step: BoundStep, subject: int) -> None:
        session.expunge_all()
        self.session, self.step, self.on = session, step, step.on
        self.subject = subject

    def live(self, model: type[R], *where: Any) -> Sequence[R]:
        """Live rows of a table."""
        live = col(model.voided_by).is_(None)
        return self.session.exec(select(model).where(live, *where)).all()

    def of_owner(self, model: type[Any]) -> Sequence[Any]:
        """The owner's live rows of a table."""
        return self.live(model, col(model.enterprise_id) == self.owner)

    def in_force(self, spells: Iterable[S]) -> S | None:
        """The spell that is in force."""
        return next((one for one in spells if self._lasts(one)), None)

    def _lasts(self, spell: Spell) -> bool:
        begun = spell.since is None or spell.since <= self.on
        return begun and (spell.until is None or spell.until > self.on)

    @cached_property
    def owner(self) -> int:
        """The owner of the subject."""
        spells = self.live(OwnerSpell, col(OwnerSpell.subject_id) == self.subject)
        found = self.in_force(spells)
        return found.enterprise_id if found else self.subject

    @cached_property
    def judgements(self) -> Sequence[Judgement]:
        """What has been judged of the subject."""
        return self.live(Judgement, col(Judgement.subject_id) == self.subject)

    @cached_property
    def events(self) -> Sequence[Event]:
        """What happened to the owner."""
        return self.of_owner(Event)

    @cached_property
    def _division(self) -> str:
        found = self.in_force(self.of_owner(DivisionSpell))
        return found.value if found else ""

    @cached_property
    def sources(self) -> Sequence[Coverage]:
        """What the sources of events reach, here and above."""
        kinds = {
            kind
            for one in self.step.step.condition
            for leaf in all_leaves(one)
            if isinstance(leaf, NoEvent)
            for kind in leaf.kinds
        }
        above = [self._division[:end] for end in range(len(self._division) + 1)]
        return self.live(
            Coverage, col(Coverage.kind).in_(kinds), col(Coverage.division).in_(above)
        )

    @cached_property
    def facts(self) -> Sequence[Fact]:
        """Grades that the step asks for."""
        keys = {
            leaf.fact
            for one in self.step.step.condition
            for leaf in all_leaves(one)
            if isinstance(leaf, Grade)
        }
        return self.live(
            Fact, col(Fact.subject_id) == self.subject, col(Fact.key).in_(keys)
        )


def listed(
    outcome: ConditionOutcome,
    told: Sequence[tuple[str, str]],
    sources: Iterable[str],
    gap: str,
) -> Told:
    """Several records in one answer."""
    values, days = ([one[place] for one in told] for place in range(2))
    origins = together(sources)
    return Told(outcome, together(values), together(days), origins, gap)


def together(texts: Iterable[str]) -> str:
    """Each text once, in order."""
    return "；".join(dict.fromkeys(text for text in texts if text))


def day(on: date | None, precision: Precision) -> str:
    """A day as far as it is known."""
    return "" if on is None else show(on, precision)


def source(row: Any) -> str:
    """A document, and the source text."""
    document = getattr(row, "document", None)
    cited = (document.number or f"《{document.title}》") if document else ""
    return f"{cited} {row.source}".strip()
