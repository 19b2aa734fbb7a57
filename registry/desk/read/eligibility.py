"""Who may come up the ladder: pages for a screen, answers, one firm's next steps.

``registry.eligibility`` says what holds; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from registry import columns
from registry.desk.read import shown
from registry.desk.read.asked import asked_of
from registry.desk.read.barred import barred
from registry.desk.read.places import Place, Places
from registry.desk.read.reached import ROW_STEP, reached
from registry.desk.read.session import Reading
from registry.desk.read.steps import documents, steps, steps_to, way
from registry.desk.read.values import Cursor, Heading, Row
from registry.eligibility.answer import Answer
from registry.eligibility.bind import BoundStep
from registry.eligibility.candidates import Among
from registry.eligibility.explain import explain
from registry.eligibility.gaps import best
from registry.eligibility.kept import read as kept
from registry.terms import ApplicationKind, Basis, ConditionOutcome, Outcome

NEAR = (Outcome.ELIGIBLE, Outcome.ONE_SHORT, Outcome.PENDING)
"""The outcomes that are listed where none are asked for."""

TERMS = "按当日有效政策测算，按认定对象计，同一称号只计最近的途径"
"""What is counted where somebody stands before a step."""


@dataclass(frozen=True, slots=True)
class EligibilitySource:
    """Subjects and the steps before them, by outcome, then by step, then by subject.

    Of several ways to one rung only the one that brings a subject nearest is listed.
    ``to`` is a rung's code, ``unit`` a reporting unit's id. A row's id names subject
    and step together; ``why`` and ``enterprise`` take it.
    """

    reading: Reading
    to: str | None = None
    outcomes: tuple[Outcome, ...] = NEAR
    unit: int | None = None

    @property
    def headings(self) -> Sequence[Heading]:
        """企业, 对象, 上报单位, 晋级至, 结论, 还差."""
        return tuple(shown.heading(column.key, column) for column in _COLUMNS)

    @property
    def terms(self) -> str:
        """By the policies in force on the day, a subject counted once a title."""
        return f"{self.reading.info.as_of} {TERMS}"

    def count(self) -> int:
        """How many rows there are in all."""
        return sum(self.counts().values())

    def counts(self) -> dict[Outcome, int]:
        """How many rows there are of each outcome listed."""
        bound, of = self._steps(), (self.unit, self.outcomes)
        found = [
            best.counts(self.reading.connection, [bound[at] for at in group], *of)
            for group in best.groups(bound)
        ]
        return {one: sum(counts[one] for counts in found) for one in self.outcomes}

    def page(
        self, *, after: Cursor | None = None, back: bool = False, limit: int = 100
    ) -> list[Row]:
        """Rows after (``back``: before) a cursor, in display order."""
        places = self._places()
        found = places.backward(after) if back else places.forward(after)
        listed = list(islice(found, limit))
        return self._rows(listed[::-1] if back else listed)

    def at(self, index: int, limit: int = 100) -> list[Row]:
        """Rows from a position on."""
        return self._rows(
            list(islice(self._places().forward(None), index, index + limit))
        )

    def documents(self) -> tuple[tuple[str, Basis], ...]:
        """The documents the rows rest on, each with its basis."""
        return documents(self._steps())

    def why(self, row_id: int) -> Answer:
        """Every clause of a row's step, answered for its subject."""
        step, subject = divmod(row_id, ROW_STEP)
        bound = self._steps()
        return _told(self.reading, bound[step], subject, bound)

    def enterprise(self, row_id: int) -> int:
        """The enterprise that owns a row's subject on the day."""
        return self.why(row_id).enterprise.id

    def _steps(self) -> tuple[BoundStep, ...]:
        return steps(self.reading, self.to)

    def _places(self) -> Places:
        return Places(self.reading, self._steps(), self.outcomes, self.unit)

    def _rows(self, places: Sequence[Place]) -> list[Row]:
        return reached(self.reading, self._steps(), places)


_COLUMNS = (
    columns.ENTERPRISE,
    columns.SUBJECT,
    columns.UNIT,
    columns.TARGET,
    columns.OUTCOME,
    columns.GAP,
)


def answers(
    reading: Reading,
    *,
    to: str | None = None,
    outcomes: Collection[Outcome] = tuple(Outcome),
    unit: int | None = None,
    enterprise: int | None = None,
    subject: int | None = None,
) -> Iterator[Answer]:
    """Explained answers, step by step in the policies' order, subjects by id.

    ``enterprise`` asks for one enterprise with all it owns, ``subject`` for one thing.
    """
    bound, among = steps(reading, to), Among(enterprise, subject, unit)
    for step in bound:
        found = kept.standings(reading.connection, step, among, outcomes)
        for standing in found:
            yield _told(reading, step, standing.subject_id, bound)


def why(reading: Reading, subject: int, to: str) -> tuple[Answer, ...]:
    """Every step in force to a rung, answered for a subject, candidate or not.

    Who holds the title is asked for its renewal, where there is one, and nobody else.
    Of several ways of a subject the nearest comes first.
    For an enterprise and a rung of workshops, each of its workshops is asked. Of whom
    a step is not asked at all, the answer says why.

    Raises:
        NotFoundError: no policy in force has such a step, or there is no such subject.
        InputError: the rung is of another kind than the subject.
    """
    found = steps_to(reading, to)
    return tuple(
        answer
        for one in asked_of(reading, subject, found[0].active.rung)
        for answer in sorted(_ways(reading, found, one), key=_far)
    )


def _ways(
    reading: Reading, found: Sequence[BoundStep], subject: int
) -> Iterator[Answer]:
    for step in _open_to(reading, found, subject):
        answer = _told(reading, step, subject, found)
        yield replace(answer, barred=barred(reading, step, subject))


def _told(
    reading: Reading, step: BoundStep, subject: int, among: Sequence[BoundStep]
) -> Answer:
    answer = explain(reading.connection, step, subject)
    return replace(answer, way=way(step, among))


def _open_to(
    reading: Reading, found: Sequence[BoundStep], subject: int
) -> list[BoundStep]:
    """The renewals open to a subject; where there is none, the new applications."""
    renewals = [one for one in found if one.step.kind is ApplicationKind.RENEWAL]
    open_ = [one for one in renewals if _is_candidate(reading, one, subject)]
    return open_ or [one for one in found if one not in renewals]


def _is_candidate(reading: Reading, step: BoundStep, subject: int) -> bool:
    found = kept.standings(reading.connection, step, Among(subject_id=subject))
    return any(True for _ in found)


def next_steps(reading: Reading, enterprise: int) -> tuple[Answer, ...]:
    """Every step before an enterprise and what it owns, the nearest first."""
    found = answers(reading, enterprise=enterprise)
    return tuple(sorted(found, key=_distance))


_MET = (ConditionOutcome.MET, ConditionOutcome.NOT_APPLICABLE)


def _far(answer: Answer) -> tuple[bool, int, int]:
    return answer.barred is not None, *_distance(answer)


def _distance(answer: Answer) -> tuple[int, int]:
    missing = sum(one.outcome not in _MET for one in answer.conditions)
    return list(Outcome).index(answer.outcome), missing
