"""What every recorded table shares: columns of portable types, ``ref``, voiding.

No REAL columns: money is in fen, scores and ratios are scaled integers. Days are
ISO text in SQLite and DATE in PostgreSQL, with their precision beside them.
``table=True`` models do not validate; the desk validates drafts before it builds
rows.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

import uuid_utils
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Dialect,
    Index,
    Integer,
    Text,
    TypeDecorator,
    text,
)
from sqlmodel import Field, SQLModel

from registry.dates import Precision


class DayType(TypeDecorator[date]):
    """A day: ISO text in SQLite, DATE elsewhere."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Pick TEXT for SQLite, whose STRICT tables know no DATE."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """Write ISO text to SQLite."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Read ISO text from SQLite."""
        if value is None or dialect.name != "sqlite":
            return value  # type: ignore[no-any-return]  # the driver gives a date
        return date.fromisoformat(value)


class CodeType(TypeDecorator[StrEnum]):
    """A code of one enumeration: TEXT in the database, the member in Python."""

    impl = Text
    cache_ok = True

    def __init__(self, codes: type[StrEnum]) -> None:
        self.codes = codes
        super().__init__()

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> Any:
        """Write the code; a word that is no code raises ``ValueError``."""
        del dialect
        return None if value is None else self.codes(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        """Read the member."""
        del dialect
        return None if value is None else self.codes(value)


_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_FLAG = Boolean(create_constraint=False).with_variant(Integer(), "sqlite")


def words(**options: Any) -> Any:
    """A text column."""
    return Field(sa_type=Text, **options)


def day(**options: Any) -> Any:
    """A day column."""
    return Field(sa_type=DayType, **options)


def integer(**options: Any) -> Any:
    """An integer column of 64 bits."""
    return Field(sa_type=_NUMBER, **options)


def flag(**options: Any) -> Any:
    """A yes-or-no column; 0 or 1 in SQLite."""
    return Field(sa_type=_FLAG, **options)


def link(target: str, **options: Any) -> Any:
    """A foreign key to ``table.column``; the key has its column's type."""
    kind = _NUMBER if target.endswith(".id") else Text
    return Field(sa_type=kind, foreign_key=target, **options)


def coded(codes: type[StrEnum], **options: Any) -> Any:
    """A column that holds a code of ``codes``; pair it with ``among``."""
    return Field(sa_type=CodeType(codes), **options)


def precision() -> Any:
    """The precision beside a day column; ``day`` unless said."""
    default = Precision.DAY
    return coded(
        Precision, default=default, sa_column_kwargs={"server_default": default.value}
    )


def among(table: str, column: str, terms: Iterable[StrEnum]) -> Any:
    """The CHECK that a column holds one of these codes (or NULL where allowed)."""
    listed = ", ".join(f"'{term.value}'" for term in terms)
    return CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def check(table: str, name: str, rule: str) -> Any:
    """A named CHECK."""
    return CheckConstraint(rule, name=f"ck_{table}_{name}")


def one_of(*columns: str) -> str:
    """The rule that exactly one of the columns is filled."""
    filled = (f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return f"{' + '.join(filled)} = 1"


def live_index(table: str, *columns: str, unique: bool = False) -> Any:
    """An index over the rows that are not voided."""
    live = text("voided_by IS NULL")
    prefix = "uq" if unique else "ix"
    return Index(
        f"{prefix}_{table}_{'_'.join(columns)}",
        *columns,
        unique=unique,
        sqlite_where=live,
        postgresql_where=live,
    )


STRICT = {"sqlite_strict": True}


def new_ref() -> str:
    """A fresh UUIDv7: the row's name in every exported and exchanged file."""
    return str(uuid_utils.uuid7())


class Recorded(SQLModel):
    """A row of the register: never deleted, voided by a change instead."""

    id: int | None = integer(default=None, primary_key=True)
    ref: str = words(default_factory=new_ref, unique=True)
    version: int = integer(default=1, sa_column_kwargs={"server_default": "1"})
    sample: bool = flag(default=False, sa_column_kwargs={"server_default": "0"})
    change_id: int = link("change.id")
    voided_by: int | None = link("change.id", default=None)


class Spell(Recorded):
    """A value that holds for ``[since, until)``; NULL is open or not known."""

    since: date | None = day(default=None)
    since_precision: Precision = precision()
    until: date | None = day(default=None)
    until_precision: Precision = precision()
    source: str = words(default="", sa_column_kwargs={"server_default": ""})
    document_id: int | None = link("document.id", default=None)


def spell(table: str, *extra: Any) -> tuple[Any, ...]:
    """The table arguments of a spell table."""
    return (
        among(table, "since_precision", Precision),
        among(table, "until_precision", Precision),
        check(table, "order", "since < until"),
        *extra,
        STRICT,
    )
