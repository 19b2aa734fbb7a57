"""The journal: one change per transaction, its entries, and the seal over them."""

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import SQLModel

from registry.model.base import (
    STRICT,
    Recorded,
    check,
    flag,
    integer,
    link,
    live_index,
    words,
)


def _sealed(column: str) -> ForeignKeyConstraint:
    """Nothing commits without a seal: the key is checked at the end."""
    return ForeignKeyConstraint(
        [column], ["seal.change_id"], deferrable=True, initially="DEFERRED"
    )


class Change(SQLModel, table=True):
    """One transaction: when, who, on what document, why; open until it is sealed.

    ``at`` is UTC text to the microsecond and never runs backwards;
    ``stepped_back`` says that the clock had. ``revision`` is the schema revision
    of the images that the change's entries hold. A ``lasting`` change cannot be
    undone: it made, upgraded or restored the registry.
    """

    __tablename__ = "change"
    __table_args__ = (
        _sealed("id"),
        Index(
            "uq_change_open",
            "open",
            unique=True,
            sqlite_where=text("open = 1"),
            postgresql_where=text("open"),
        ),
        Index("ix_change_undoes", "undoes"),
        STRICT,
    )

    id: int | None = integer(default=None, primary_key=True)
    at: str = words()
    by: str = words()
    action: str = words()
    document: str = words(default="")
    reason: str = words(default="")
    undoes: int | None = link("change.id", default=None)
    revision: str = words()
    stepped_back: bool = flag(default=False)
    lasting: bool = flag(default=False)
    open: bool = flag(default=True)


class JournalEntry(SQLModel, table=True):
    """One row written: full images before and after, as JSON objects."""

    __tablename__ = "journal"
    __table_args__ = (
        _sealed("change_id"),
        Index("ix_journal_row", "table_name", "row_id"),
        Index("ix_journal_change", "change_id", "table_name"),
        check("journal", "operation", "operation IN ('insert', 'update')"),
        STRICT,
    )

    id: int | None = integer(default=None, primary_key=True)
    change_id: int = integer()
    table_name: str = words()
    row_id: int = integer()
    operation: str = words()
    before: str | None = words(default=None)
    after: str | None = words(default=None)


class Seal(SQLModel, table=True):
    """The hash chain: SHA-256 over the previous head and the change's entries."""

    __tablename__ = "seal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["change_id"], ["change.id"], use_alter=True, name="fk_seal_change"
        ),
        STRICT,
    )

    change_id: int | None = integer(default=None, primary_key=True)
    previous: str = words()
    head: str = words()
    entries: int = integer()


class LostHead(Recorded, table=True):
    """A head that was lost when a backup was restored over the change it sealed.

    Lists published before the restore carry such heads; they are known, not forged.
    ``number`` and ``at`` are those of the lost change.
    """

    __tablename__ = "lost_head"
    __table_args__ = (live_index("lost_head", "head"), STRICT)

    number: int = integer()
    at: str = words()
    head: str = words()
