"""The kinds of ledger: their columns, and what makes two rows the same record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from registry import columns
from registry.columns import Column
from registry.terms import Ledger


class Shape(Enum):
    """How a read value is kept: as it is, as a day with precision, as what it names."""

    PLAIN = auto()
    EXACT_DAY = auto()
    DAY = auto()
    DIVISION = auto()
    UNIT = auto()
    RUNG = auto()
    ROUND = auto()
    DOCUMENT = auto()
    EVENT_KIND = auto()
    POOL = auto()
    FACT = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of a ledger and the column of the register that it fills.

    A day fills a second column, ``precision``. ``default`` stands where the ledger
    has no such column. What is ``required`` is not where a column of ``spared`` is.
    What is only ``told`` is held against the register and never written.
    """

    column: Column
    into: str
    shape: Shape = Shape.PLAIN
    required: bool = False
    default: str | None = None
    precision: str = ""
    spared: tuple[Column, ...] = ()
    told: bool = False

    @property
    def filled(self) -> tuple[str, ...]:
        """The columns that it fills."""
        return (self.into, self.precision) if self.precision else (self.into,)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of ledger of records.

    ``same`` are the columns in which two records of one holder are the same record;
    ``others`` are compared. A wrong record is voided and put anew, or, where others
    build on it, ``kept`` and edited. ``own``: a workshop or other thing may hold it.
    ``unsaid`` are those of the same that a record may leave out.
    """

    ledger: Ledger
    table: str
    holder: str
    slots: tuple[Slot, ...]
    same: tuple[str, ...]
    kept: bool = False
    own: bool = False
    compared: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    @property
    def others(self) -> tuple[str, ...]:
        """The columns that are compared: those named, else all but the same."""
        return self.compared or self.beside

    @property
    def beside(self) -> tuple[str, ...]:
        """All that an entry says of a record beside what makes it the same."""
        every = [name for slot in self.slots for name in slot.filled]
        return tuple(name for name in every if name not in (*self.same, *_ASIDE))

    @property
    def edited(self) -> tuple[str, ...]:
        """What a ledger may change of a record: the others, and how exact a day is."""
        days = (slot.filled for slot in self.slots if slot.precision in self.same)
        return (*self.others, *(name for filled in days for name in filled if name))

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column such a ledger brings, the enterprise's own first."""
        own = (columns.SUBJECT,) if self.own else ()
        return (*WHO, *own, *(one.column for one in self.slots if not one.told))

    @property
    def read(self) -> tuple[Column, ...]:
        """Every column that is read, also those that are only told."""
        return (*self.columns, *(one.column for one in self.slots if one.told))


WHO = (columns.ENTERPRISE, columns.USCC, columns.UNIT)
"""The columns by which every ledger says whom a row is about."""

_ASIDE = ("source",)
_SOURCE = Slot(columns.SOURCE, "source")
_DOCUMENT = Slot(columns.DOCUMENT, "document_id", Shape.DOCUMENT)

ENTERPRISES = Kind(
    Ledger.ENTERPRISES,
    "enterprise",
    "enterprise_id",
    (
        Slot(columns.SHORT_NAME, "short_name"),
        Slot(columns.FORMER_NAMES, "former_names"),
        Slot(columns.DIVISION, "division", Shape.DIVISION),
        Slot(columns.ADDRESS, "address"),
        Slot(columns.INDUSTRY, "industry"),
        Slot(columns.ABOVE, "designated"),
        Slot(columns.SIZE, "size"),
        Slot(columns.STATUS, "status"),
        Slot(columns.ORGANISATION, "kind"),
        Slot(
            columns.ESTABLISHED,
            "established_on",
            Shape.DAY,
            precision="established_precision",
        ),
        Slot(columns.SINCE, "since", Shape.DAY, precision="since_precision"),
        _SOURCE,
        _DOCUMENT,
        Slot(columns.LEVEL, "level", told=True),
        Slot(columns.TITLES, "titles", told=True),
    ),
    same=(),
    kept=True,
)
ASSESSMENTS = Kind(
    Ledger.ASSESSMENTS,
    "assessment",
    "subject_id",
    (
        Slot(columns.LEVEL, "level", required=True),
        Slot(
            columns.ASSESSED_ON,
            "on",
            Shape.DAY,
            required=True,
            precision="on_precision",
        ),
        Slot(columns.ASSESSED_BY, "kind", required=True),
        Slot(columns.SCORE, "score"),
        Slot(columns.STANDARD, "standard", default="GB/T 39116-2020"),
        Slot(columns.UNTIL, "valid_until", Shape.EXACT_DAY),
        Slot(columns.SCORES, "scores"),
        _SOURCE,
        _DOCUMENT,
    ),
    same=("kind", "on", "on_precision", "standard"),
    compared=("level", "score", "valid_until", "document_id"),
)
TITLES = Kind(
    Ledger.TITLES,
    "title",
    "subject_id",
    (
        Slot(columns.RUNG, "rung", Shape.RUNG, required=True),
        Slot(
            columns.RECOGNISED,
            "recognised_on",
            Shape.DAY,
            required=True,
            precision="recognised_precision",
            spared=(columns.END_KIND, columns.ACCEPTED_ON),
        ),
        Slot(columns.UNTIL, "valid_until", Shape.DAY, precision="until_precision"),
        Slot(columns.RENEWAL, "renewal"),
        Slot(columns.STAGE, "stage"),
        Slot(columns.ACCEPTED_ON, "accepted_on"),
        Slot(columns.END_KIND, "end_kind"),
        Slot(columns.ENDED_ON, "ended_on", Shape.DAY, precision="ended_precision"),
        Slot(columns.END_DOCUMENT, "end_document_id", Shape.DOCUMENT),
        Slot(columns.ROUND, "round_id", Shape.ROUND),
        _DOCUMENT,
        _SOURCE,
        Slot(columns.NOTE, "note"),
    ),
    same=("rung", "recognised_on", "recognised_precision"),
    kept=True,
    own=True,
    compared=(
        "valid_until",
        "until_precision",
        "stage",
        "accepted_on",
        "end_kind",
        "ended_on",
        "ended_precision",
        "end_document_id",
        "round_id",
        "document_id",
        "note",
    ),
)
FACTS = Kind(
    Ledger.FACTS,
    "fact",
    "subject_id",
    (
        Slot(columns.FACT, "key", Shape.FACT),
        Slot(columns.PERIOD, "since", Shape.DAY, precision="period"),
        Slot(columns.VALUE, "value"),
        Slot(columns.MEASURE_UNIT, "unit"),
        _SOURCE,
        _DOCUMENT,
    ),
    same=("key", "since", "until"),
    compared=("value", "grade", "document_id"),
)
EVENTS = Kind(
    Ledger.EVENTS,
    "event",
    "enterprise_id",
    (
        Slot(columns.EVENT_KIND, "kind", Shape.EVENT_KIND, required=True),
        Slot(
            columns.EVENT_ON, "on", Shape.DAY, required=True, precision="on_precision"
        ),
        Slot(columns.SEVERITY, "severity"),
        Slot(columns.NOTE, "note"),
        Slot(
            columns.REMOVED_ON, "removed_on", Shape.DAY, precision="removed_precision"
        ),
        _SOURCE,
        _DOCUMENT,
    ),
    same=("kind", "on", "on_precision", "severity", "note"),
    kept=True,
    compared=("severity", "note", "removed_on", "removed_precision", "document_id"),
    unsaid=("severity", "note"),
)
POOL = Kind(
    Ledger.POOL,
    "pool_entry",
    "subject_id",
    (
        Slot(columns.POOL, "pool_id", Shape.POOL, required=True),
        Slot(columns.ADMITTED, "admitted_on", required=True),
        Slot(columns.TARGET_YEAR, "target_year"),
        Slot(columns.MEASURES, "measures"),
        Slot(columns.RESPONSIBLE, "responsible"),
        Slot(columns.LEFT_ON, "left_on"),
        Slot(columns.LEFT_REASON, "left_reason"),
        _DOCUMENT,
    ),
    same=("pool_id", "admitted_on"),
    kept=True,
    own=True,
)
APPLICATIONS = Kind(
    Ledger.APPLICATIONS,
    "application",
    "subject_id",
    (
        Slot(columns.ROUND, "round_id", Shape.ROUND, required=True),
        Slot(columns.APPLICATION_KIND, "kind", default="new"),
        Slot(columns.APPLIED_ON, "applied_on"),
        Slot(columns.NOTE, "note"),
    ),
    same=("round_id",),
    kept=True,
    own=True,
)

KINDS: Mapping[Ledger, Kind] = MappingProxyType(
    {
        kind.ledger: kind
        for kind in (
            ENTERPRISES,
            ASSESSMENTS,
            TITLES,
            FACTS,
            EVENTS,
            POOL,
            APPLICATIONS,
        )
    }
)
"""Every kind of ledger."""
