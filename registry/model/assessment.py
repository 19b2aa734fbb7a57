"""Maturity assessments, facts, events with their coverage, and judgements."""

from datetime import date

from sqlmodel import Relationship

from registry.dates import Precision
from registry.model.base import (
    STRICT,
    Recorded,
    among,
    check,
    coded,
    day,
    integer,
    link,
    live_index,
    precision,
    words,
)
from registry.model.document import Document
from registry.model.place import EventKind
from registry.model.subject import Subject
from registry.terms import AssessmentKind, Severity, Verdict

LARGEST_VALUE = 5 * 10**17
"""The largest recorded figure: in fen, five thousand trillion yuan."""


class Assessment(Recorded, table=True):
    """One maturity assessment; ``score`` is hundredths of a point (355 is 3.55).

    The level is what the assessment says, not computed from the score: the
    standard's bounds are versioned data.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        among("assessment", "kind", AssessmentKind),
        among("assessment", "on_precision", Precision),
        check("assessment", "level", "level BETWEEN 0 AND 5"),
        check("assessment", "score", "score BETWEEN 0 AND 500"),
        live_index("assessment", "subject_id", "kind", "on"),
        STRICT,
    )

    subject_id: int = link("subject.id")
    standard: str = words()
    kind: AssessmentKind = coded(AssessmentKind)
    on: date = day()
    on_precision: Precision = precision()
    score: int | None = integer(default=None)
    level: int = integer()
    valid_until: date | None = day(default=None)
    source: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    subject: Subject | None = Relationship()
    document: Document | None = Relationship()


class AssessmentScore(Recorded, table=True):
    """The score of one sub-domain of one assessment, in hundredths."""

    __tablename__ = "assessment_score"
    __table_args__ = (
        check("assessment_score", "score", "score BETWEEN 0 AND 500"),
        live_index("assessment_score", "assessment_id", "domain", unique=True),
        STRICT,
    )

    assessment_id: int = link("assessment.id")
    domain: str = words()
    score: int = integer()

    assessment: Assessment | None = Relationship()


class Fact(Recorded, table=True):
    """A number or a grade about a subject for the period ``[since, until)``.

    ``value`` is an integer at the scale that ``data/facts.toml`` gives the key
    (money in fen), small enough that a few years' sum stays within 64 bits; grades
    are in ``grade``. A fact is known from its period's
    end: on a day D only facts with ``until <= D + 1 day`` count.
    """

    __tablename__ = "fact"
    __table_args__ = (
        among("fact", "period", Precision),
        check("fact", "order", "since < until"),
        check("fact", "one_value", "(value IS NULL) <> (grade IS NULL)"),
        check("fact", "value", f"value BETWEEN -{LARGEST_VALUE} AND {LARGEST_VALUE}"),
        live_index("fact", "subject_id", "key", "until", "since", unique=True),
        STRICT,
    )

    subject_id: int = link("subject.id")
    key: str = words()
    since: date = day()
    until: date = day()
    period: Precision = coded(Precision)
    value: int | None = integer(default=None)
    grade: str | None = words(default=None)
    source: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    subject: Subject | None = Relationship()
    document: Document | None = Relationship()


class SeriesValue(Recorded, table=True):
    """A dated reference value, such as an industry's mean; scaled like its fact key.

    ``scope`` is an industry or division prefix, or empty for all.
    """

    __tablename__ = "series_value"
    __table_args__ = (
        check("series_value", "order", "since < until"),
        check(
            "series_value",
            "value",
            f"value BETWEEN -{LARGEST_VALUE} AND {LARGEST_VALUE}",
        ),
        live_index("series_value", "series", "scope", "since", unique=True),
        STRICT,
    )

    series: str = words()
    scope: str = words(default="")
    since: date = day()
    until: date = day()
    value: int = integer()
    source: str = words()
    document_id: int | None = link("document.id", default=None)


class Event(Recorded, table=True):
    """Something that can bar a title; ``removed_on`` is when it was lifted.

    An accident has a severity; a listing has none.
    """

    __tablename__ = "event"
    __table_args__ = (
        among("event", "severity", Severity),
        among("event", "on_precision", Precision),
        among("event", "removed_precision", Precision),
        live_index("event", "enterprise_id", "kind", "on"),
        STRICT,
    )

    enterprise_id: int = link("enterprise.id")
    kind: str = link("event_kind.code")
    severity: Severity | None = coded(Severity, default=None)
    on: date = day()
    on_precision: Precision = precision()
    removed_on: date | None = day(default=None)
    removed_precision: Precision = precision()
    note: str = words(default="")
    source: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    kind_row: EventKind | None = Relationship()
    document: Document | None = Relationship()


class Coverage(Recorded, table=True):
    """What a source of events covers: a kind, a scope, ``since`` to ``through``.

    ``division`` is a prefix of division codes, empty for the whole registry;
    ``since`` NULL is from the beginning; ``through`` is the last covered day.
    """

    __tablename__ = "coverage"
    __table_args__ = (live_index("coverage", "kind"), STRICT)

    kind: str = link("event_kind.code")
    division: str = words(default="")
    since: date | None = day(default=None)
    through: date = day()
    source: str = words()
    document_id: int | None = link("document.id", default=None)

    kind_row: EventKind | None = Relationship()


class Judgement(Recorded, table=True):
    """An official's verdict on a condition that no number can decide.

    It speaks of the condition ``condition`` of the rung ``rung`` in the document
    ``policy``; another document's clause needs a verdict of its own.
    """

    __tablename__ = "judgement"
    __table_args__ = (
        among("judgement", "verdict", Verdict),
        live_index("judgement", "subject_id", "rung", "condition", "on"),
        STRICT,
    )

    subject_id: int = link("subject.id")
    policy: str = words()
    rung: str = words()
    condition: str = words()
    verdict: Verdict = coded(Verdict)
    on: date = day()
    judged_by: str = words()
    valid_until: date | None = day(default=None)
    note: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    subject: Subject | None = Relationship()
    document: Document | None = Relationship()
