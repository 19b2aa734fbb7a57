"""Budget lines, payments, subsidies, and the targets they are judged by."""

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
from registry.model.place import Unit
from registry.model.title import Title
from registry.terms import Provenance, SubsidyKind


class BudgetLine(Recorded, table=True):
    """One line of a year's budget; ``amount`` in fen."""

    __tablename__ = "budget_line"
    __table_args__ = (
        check("budget_line", "amount", "amount >= 0"),
        live_index("budget_line", "year", "name", unique=True),
        STRICT,
    )

    year: int = integer()
    name: str = words()
    amount: int = integer()
    department: str = words(default="")
    source: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    document: Document | None = Relationship()


class Subsidy(Recorded, table=True):
    """Money for a title: approved, paid, perhaps recovered; ``amount`` in fen."""

    __tablename__ = "subsidy"
    __table_args__ = (
        among("subsidy", "kind", SubsidyKind),
        among("subsidy", "approved_precision", Precision),
        among("subsidy", "paid_precision", Precision),
        check("subsidy", "amount", "amount > 0"),
        live_index("subsidy", "title_id"),
        STRICT,
    )

    title_id: int = link("title.id")
    kind: SubsidyKind = coded(SubsidyKind, default=SubsidyKind.REWARD)
    amount: int = integer()
    fund: str = words(default="")
    budget_line_id: int | None = link("budget_line.id", default=None)
    approved_on: date | None = day(default=None)
    approved_precision: Precision = precision()
    paid_on: date | None = day(default=None)
    paid_precision: Precision = precision()
    recovered_on: date | None = day(default=None)
    source: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    title: Title | None = Relationship()
    budget_line: BudgetLine | None = Relationship()
    document: Document | None = Relationship()


class Payment(Recorded, table=True):
    """Money that left a budget line; ``amount`` in fen; for a subsidy or a purchase."""

    __tablename__ = "payment"
    __table_args__ = (
        among("payment", "on_precision", Precision),
        check("payment", "amount", "amount > 0"),
        live_index("payment", "budget_line_id"),
        STRICT,
    )

    budget_line_id: int = link("budget_line.id")
    amount: int = integer()
    on: date = day()
    on_precision: Precision = precision()
    purpose: str = words()
    payee: str = words(default="")
    subsidy_id: int | None = link("subsidy.id", default=None)
    source: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    budget_line: BudgetLine | None = Relationship()
    subsidy: Subsidy | None = Relationship()
    document: Document | None = Relationship()


class Target(Recorded, table=True):
    """One indicator of a performance self-evaluation, or one reported figure.

    ``weight`` and ``score`` are hundredths of a point. A derived row names the
    ``query`` that gives its actual value; a reported one names its source.
    """

    __tablename__ = "target"
    __table_args__ = (
        among("target", "provenance", Provenance),
        check("target", "derived", "provenance <> 'derived' OR query <> ''"),
        check("target", "reported", "provenance <> 'reported' OR source <> ''"),
        check("target", "score", "score BETWEEN 0 AND weight"),
        live_index("target", "year", "budget_line_id"),
        STRICT,
    )

    year: int = integer()
    unit_id: int | None = link("unit.id", default=None)
    budget_line_id: int | None = link("budget_line.id", default=None)
    group: str = words(default="")
    category: str = words(default="")
    indicator: str = words()
    target: str = words(default="")
    actual: str = words(default="")
    weight: int | None = integer(default=None)
    score: int | None = integer(default=None)
    deviation: str = words(default="")
    provenance: Provenance = coded(Provenance)
    query: str = words(default="")
    source: str = words(default="")
    document_id: int | None = link("document.id", default=None)

    unit: Unit | None = Relationship()
    budget_line: BudgetLine | None = Relationship()
    document: Document | None = Relationship()
