"""Rounds, applications, their steps, and the decisions frozen with them."""

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
    flag,
    integer,
    link,
    live_index,
    precision,
    words,
)
from registry.model.document import Document
from registry.model.place import StageKind, Unit
from registry.model.policy import Rung
from registry.model.subject import Subject
from registry.terms import ApplicationKind, Outcome


class Round(Recorded, table=True):
    """A round of a rung: year and ordinal, window, notice, quota, amount in fen.

    ``notice_days`` is how many working days its notice runs.
    """

    __tablename__ = "round"
    __table_args__ = (
        check("round", "window", "opens_on <= closes_on"),
        check("round", "notice", "notice_since <= notice_through"),
        check("round", "notice_days", "notice_days > 0"),
        live_index("round", "rung", "year", "ordinal", unique=True),
        STRICT,
    )

    rung: str = link("rung.code")
    year: int = integer()
    ordinal: int = integer(default=1)
    name: str = words()
    opens_on: date | None = day(default=None)
    closes_on: date | None = day(default=None)
    notice_since: date | None = day(default=None)
    notice_through: date | None = day(default=None)
    notice_days: int | None = integer(default=None)
    closed_on: date | None = day(default=None)
    quota: int | None = integer(default=None)
    amount: int | None = integer(default=None)
    document_id: int | None = link("document.id", default=None)

    rung_row: Rung | None = Relationship()
    document: Document | None = Relationship()


class RoundQuota(Recorded, table=True):
    """How many applications a reporting unit may recommend in a round."""

    __tablename__ = "round_quota"
    __table_args__ = (
        check("round_quota", "places", "places >= 0"),
        live_index("round_quota", "round_id", "unit_id", unique=True),
        STRICT,
    )

    round_id: int = link("round.id")
    unit_id: int = link("unit.id")
    places: int = integer()
    document_id: int | None = link("document.id", default=None)

    round: Round | None = Relationship()
    unit: Unit | None = Relationship()


class Application(Recorded, table=True):
    """A subject's application in a round, sent through a reporting unit."""

    __tablename__ = "application"
    __table_args__ = (
        among("application", "kind", ApplicationKind),
        live_index("application", "round_id", "subject_id", unique=True),
        live_index("application", "subject_id"),
        STRICT,
    )

    round_id: int = link("round.id")
    subject_id: int = link("subject.id")
    kind: ApplicationKind = coded(ApplicationKind, default=ApplicationKind.NEW)
    applied_on: date | None = day(default=None)
    unit_id: int | None = link("unit.id", default=None)
    note: str = words(default="")

    round: Round | None = Relationship()
    subject: Subject | None = Relationship()
    unit: Unit | None = Relationship()


class ApplicationStep(Recorded, table=True):
    """One step an application took: stage, day, who, score, reply, reason.

    ``score`` is in hundredths; ``passed`` is NULL where the stage gives no answer.
    ``rank`` is the place that a unit gives it among what it recommends.
    """

    __tablename__ = "application_step"
    __table_args__ = (
        among("application_step", "on_precision", Precision),
        check("application_step", "passed", "passed IN (0, 1)"),
        check("application_step", "rank", "rank > 0"),
        live_index("application_step", "application_id", "on"),
        STRICT,
    )

    application_id: int = link("application.id")
    stage: str = link("stage_kind.code")
    on: date = day()
    on_precision: Precision = precision()
    unit_id: int | None = link("unit.id", default=None)
    taken_by: str = words(default="")
    passed: bool | None = flag(default=None)
    score: int | None = integer(default=None)
    rank: int | None = integer(default=None)
    reply: str = words(default="")
    reason: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    application: Application | None = Relationship()
    stage_row: StageKind | None = Relationship()
    document: Document | None = Relationship()


class Decision(Recorded, table=True):
    """What eligibility said when a step was taken, frozen with the facts it used.

    ``answer`` is the explanation as JSON; later corrections do not rewrite it.
    """

    __tablename__ = "decision"
    __table_args__ = (
        among("decision", "outcome", Outcome),
        live_index("decision", "step_id", unique=True),
        STRICT,
    )

    step_id: int = link("application_step.id")
    as_of: date = day()
    known_change_id: int = integer()
    policy_sha256: str = words()
    ladder_step: str = words()
    outcome: Outcome = coded(Outcome)
    answer: str = words()

    step: ApplicationStep | None = Relationship()
