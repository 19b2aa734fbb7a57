"""Policies as loaded, and the rungs that they name."""

from datetime import date

from sqlmodel import Relationship

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
    words,
)
from registry.model.document import Document
from registry.model.place import SubjectKind
from registry.terms import Basis, Tier


class Policy(Recorded, table=True):
    """One loaded version of a policy file: immutable, known by its hash."""

    __tablename__ = "policy"
    __table_args__ = (
        among("policy", "basis", Basis),
        check("policy", "order", "since < until"),
        live_index("policy", "sha256", unique=True),
        STRICT,
    )

    document_number: str = words()
    programme: str = words()
    title: str = words()
    issuer: str = words()
    scope: str = words()
    since: date = day()
    until: date | None = day(default=None)
    basis: Basis = coded(Basis)
    source: str = words()
    toml: str = words()
    sha256: str = words()
    document_id: int | None = link("document.id", default=None)

    document: Document | None = Relationship()


class Rung(Recorded, table=True):
    """A rung (programme and tier) by the name its newest policy gives it."""

    __tablename__ = "rung"
    __table_args__ = (among("rung", "tier", Tier), STRICT)

    code: str = words(unique=True)
    name: str = words()
    programme: str = words()
    tier: Tier = coded(Tier)
    subject_kind: str = link("subject_kind.code")
    ordinal: int = integer(default=0)

    kind_row: SubjectKind | None = Relationship()
