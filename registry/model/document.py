"""Documents that everything rests on, and files of evidence."""

from datetime import date
from typing import Optional

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
    one_of,
    precision,
    words,
)
from registry.terms import DocumentKind


class Document(Recorded, table=True):
    """A notice, measures, recognition, payment, minutes …, by its 文号."""

    __tablename__ = "document"
    __table_args__ = (
        among("document", "kind", DocumentKind),
        among("document", "on_precision", Precision),
        live_index("document", "number", unique=True),
        STRICT,
    )

    number: str | None = words(default=None)
    title: str = words()
    issuer: str = words(default="")
    kind: DocumentKind = coded(DocumentKind)
    on: date | None = day(default=None)
    on_precision: Precision = precision()
    path: str = words(default="")
    sha256: str = words(default="")
    source: str = words(default="")
    replaces_id: int | None = link("document.id", default=None)

    replaces: Optional["Document"] = Relationship(
        sa_relationship_kwargs={"remote_side": "Document.id"}
    )


class Evidence(Recorded, table=True):
    """A file beside one application, fact, judgement or step."""

    __tablename__ = "evidence"
    __table_args__ = (
        check(
            "evidence",
            "beside_one",
            one_of("application_id", "fact_id", "judgement_id", "step_id"),
        ),
        STRICT,
    )

    path: str = words()
    sha256: str = words()
    on: date | None = day(default=None)
    note: str = words(default="")
    application_id: int | None = link("application.id", default=None)
    fact_id: int | None = link("fact.id", default=None)
    judgement_id: int | None = link("judgement.id", default=None)
    step_id: int | None = link("application_step.id", default=None)
