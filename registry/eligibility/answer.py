"""What eligibility answers, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from registry.terms import ApplicationKind, ConditionOutcome, Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one subject stands on one step: three masks, one bit a condition.

    Bit i speaks of the step's condition i. The outcome follows from the masks.
    """

    subject_id: int
    enterprise_id: int
    step: str
    to: str
    unmet: int
    unknown: int
    judged: int

    @property
    def outcome(self) -> Outcome:
        """Eligible, one short, pending or not eligible."""
        if self.unmet:
            short = not (self.unmet & (self.unmet - 1) or self.unknown or self.judged)
            return Outcome.ONE_SHORT if short else Outcome.NOT_ELIGIBLE
        return Outcome.PENDING if self.unknown or self.judged else Outcome.ELIGIBLE


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """One clause answered: what is asked, what is there, since when, from where.

    ``required``, ``value`` and ``gap`` are Chinese sentences with units; ``on`` is
    a day or period as text, no more precise than it is known; ``value`` is empty
    where nothing is recorded.
    """

    id: str
    name: str
    outcome: ConditionOutcome
    cite: str
    required: str
    value: str
    on: str
    source: str
    gap: str
    hand_in: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Party:
    """The enterprise an answer is about."""

    id: int
    uscc: str | None
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Thing:
    """The subject an answer is about."""

    id: int
    kind: str
    name: str


class Bar(StrEnum):
    """What keeps a subject from being asked about at all."""

    HELD = "held"
    GONE = "gone"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Barred:
    """That a step is not asked of a subject: by what, in a word, in a sentence.

    ``told`` is what a letter to the enterprise says of it, and what is due next.
    """

    by: Bar
    label: str
    said: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One of several ways to a rung: from where, and whether it is not the first."""

    start: str
    other: bool

    def __str__(self) -> str:
        return f"{OTHER_WAY}：{self.start}" if self.other else self.start


OTHER_WAY = "另一途径"


@dataclass(frozen=True, slots=True)
class Answer:
    """One step answered for one subject, with every clause.

    ``policy`` is the document's number; ``basis`` is ``sample`` as soon as any
    clause is a sample. ``outcome`` is what the clauses come to; where the subject is
    ``barred``, that goes before it. ``way`` says which way it is, where several in
    force lead to the rung.
    """

    enterprise: Party
    subject: Thing
    policy: str
    basis: str
    from_: str | None
    to: str
    kind: str
    outcome: Outcome
    conditions: tuple[ConditionAnswer, ...]
    barred: Barred | None = None
    way: Way | None = None

    def whither(self, rungs: Mapping[str, str]) -> str:
        """The rung as it is called; a re-examination and one of several ways say so."""
        return leading(rungs.get(self.to, self.to), self.kind, self.way)

    @property
    def thing(self) -> str:
        """What of the enterprise it is about; empty where that is itself."""
        return "" if self.subject.id == self.enterprise.id else self.subject.name

    @property
    def code(self) -> str:
        """The outcome as files have it: held, gone or outside where it is barred."""
        return self.outcome.value if self.barred is None else self.barred.by.value

    @property
    def said(self) -> str:
        """The outcome in words."""
        return self.outcome.label if self.barred is None else self.barred.said


def leading(rung: str, kind: str, way: Way | None = None) -> str:
    """Whither a step leads: 市级智能制造标杆车间, 专精特新中小企业（复核）.

    That it is another way comes first, where a narrow column does not cut it off.
    """
    renewal = ApplicationKind.RENEWAL
    marks = (renewal.label if kind == renewal else "", way.start if way else "")
    told = "，".join(filter(None, marks))
    first = f"{OTHER_WAY}·" if way and way.other else ""
    return f"{first}{rung}（{told}）" if told else rung
