"""Outcomes that are kept beside the register: derived, never journalled.

They say nothing that the facts do not say; they can be dropped and made again.
"""

from datetime import date

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from registry.model.base import STRICT, day, integer, words

_KEYED = {**STRICT, "sqlite_with_rowid": False}


class KeptStep(SQLModel, table=True):
    """A step whose outcomes are kept, and under which binding they are.

    ``binding`` is a hash over all that its answers rest on beside facts and the
    day; empty where the rows no longer count. ``settled_on`` is the last day as of
    which a row was settled.
    """

    __tablename__ = "kept_step"
    __table_args__ = (
        Index("uq_kept_step_document_place", "document", "place", unique=True),
        STRICT,
    )

    id: int | None = integer(default=None, primary_key=True)
    document: str = words()
    place: int = integer()
    binding: str = words()
    settled_on: date = day()


class KeptOutcome(SQLModel, table=True):
    """Where a subject stands on a step on each day of ``[since, until)``.

    ``until`` NULL: for ever, if no fact changes. A subject that is no candidate is
    here only if a coming day may make it one; its ``outcome`` is empty. ``turns``
    lists the conditions with a coming day that may change them: ``2:2026-08-01;``,
    ``k`` for the candidacy. ``unit_id`` is the one unit the enterprise can report
    through, -1 where it may be one of several.
    """

    __tablename__ = "kept_outcome"
    __table_args__ = (
        Index("ix_kept_outcome_outcome", "step_id", "outcome", "subject_id"),
        Index(
            "ix_kept_outcome_until",
            "step_id",
            "until",
            sqlite_where=text("until IS NOT NULL"),
            postgresql_where=text("until IS NOT NULL"),
        ),
        Index(
            "ix_kept_outcome_several",
            "step_id",
            "subject_id",
            sqlite_where=text("unit_id < 0"),
            postgresql_where=text("unit_id < 0"),
        ),
        _KEYED,
    )

    step_id: int = integer(primary_key=True)
    subject_id: int = integer(primary_key=True)
    enterprise_id: int | None = integer(default=None)
    unit_id: int | None = integer(default=None)
    outcome: str = words()
    unmet: int = integer()
    unknown: int = integer()
    judged: int = integer()
    since: date = day()
    until: date | None = day(default=None)
    turns: str = words()


class KeptCount(SQLModel, table=True):
    """How many kept rows of a step have an outcome, by ``unit_id``; 0 is no unit."""

    __tablename__ = "kept_count"
    __table_args__ = (_KEYED,)

    step_id: int = integer(primary_key=True)
    unit_id: int = integer(primary_key=True)
    outcome: str = words(primary_key=True)
    number: int = integer()


class KeptShare(SQLModel, table=True):
    """What a subject adds to a count of the overview, by unit and key."""

    __tablename__ = "kept_share"
    __table_args__ = (_KEYED,)

    subject_id: int = integer(primary_key=True)
    measure: str = words(primary_key=True)
    unit_id: int = integer(primary_key=True)
    key: str = words(primary_key=True)
    number: int = integer()


class KeptTally(SQLModel, table=True):
    """The sum of all shares of a measure, by unit and key; unit 0 is no unit."""

    __tablename__ = "kept_tally"
    __table_args__ = (_KEYED,)

    measure: str = words(primary_key=True)
    unit_id: int = integer(primary_key=True)
    key: str = words(primary_key=True)
    number: int = integer()


class KeptTurn(SQLModel, table=True):
    """The day from which a subject may add something else, if no fact changes."""

    __tablename__ = "kept_turn"
    __table_args__ = (Index("ix_kept_turn_until", "until"), _KEYED)

    subject_id: int = integer(primary_key=True)
    until: date = day()


class Touched(SQLModel, table=True):
    """A subject about which a table was written since outcomes were last settled.

    ``subject_id`` 0 stands for all: what was written concerns no subject alone.
    """

    __tablename__ = "touched"
    __table_args__ = (_KEYED,)

    table_name: str = words(primary_key=True)
    subject_id: int = integer(primary_key=True)
