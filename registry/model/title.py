"""Titles held, with their stages and their ends."""

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
    link,
    live_index,
    precision,
    words,
)
from registry.model.document import Document
from registry.model.policy import Rung
from registry.model.rounds import Round
from registry.model.subject import Subject
from registry.terms import TitleEnd, TitleStage


class Title(Recorded, table=True):
    """A recognition held by a subject.

    It is valid on D while ``recognised_on <= D``, ``D < valid_until`` and
    ``D < ended_on`` (each where it is known). ``stage`` is NULL for titles that
    know no stages.
    """

    __tablename__ = "title"
    __table_args__ = (
        among("title", "stage", TitleStage),
        among("title", "end_kind", TitleEnd),
        among("title", "recognised_precision", Precision),
        among("title", "until_precision", Precision),
        among("title", "ended_precision", Precision),
        check("title", "end", "(end_kind IS NULL) = (ended_on IS NULL)"),
        live_index("title", "subject_id", "rung"),
        live_index("title", "rung", "subject_id"),
        STRICT,
    )

    subject_id: int = link("subject.id")
    rung: str = link("rung.code")
    round_id: int | None = link("round.id", default=None)
    document_id: int | None = link("document.id", default=None)
    recognised_on: date = day()
    recognised_precision: Precision = precision()
    valid_until: date | None = day(default=None)
    until_precision: Precision = precision()
    stage: TitleStage | None = coded(TitleStage, default=None)
    accepted_on: date | None = day(default=None)
    end_kind: TitleEnd | None = coded(TitleEnd, default=None)
    ended_on: date | None = day(default=None)
    ended_precision: Precision = precision()
    end_document_id: int | None = link("document.id", default=None)
    note: str = words(default="")
    source: str = words(default="")

    subject: Subject | None = Relationship()
    rung_row: Rung | None = Relationship()
    round: Round | None = Relationship()
    document: Document | None = Relationship(
        sa_relationship_kwargs={"foreign_keys": "Title.document_id"}
    )
