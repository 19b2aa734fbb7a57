"""What each kind of list shows: its columns in order, and how rows are frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry import columns
from registry.columns import Cell, Column

Record = Mapping[str, Cell]
"""The values of one row by column key."""

_WHO = (
    columns.ORDINAL,
    columns.ENTERPRISE,
    columns.USCC,
    columns.UNIT,
    columns.SUBJECT,
    columns.INDUSTRY,
    columns.LEVEL,
    columns.ASSESSED,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of list: ``what`` it says of those listed, beside ``who`` they are."""

    what: tuple[Column, ...]
    who: tuple[Column, ...] = _WHO

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, 序号 first and 备注 last."""
        return (*self.who, *self.what, columns.NOTE)

    def freeze(self, records: Iterable[Record]) -> tuple[tuple[Cell, ...], ...]:
        """The records as numbered rows of cells."""
        return tuple(
            tuple(
                column.write(
                    number if column is columns.ORDINAL else record[column.key]
                )
                for column in self.columns
            )
            for number, record in enumerate(records, 1)
        )


ENTERPRISES = Layout((columns.TITLES, columns.STATUS))
POOL = Layout(
    (
        columns.ADMITTED,
        columns.TARGET_YEAR,
        columns.MEASURES,
        columns.RESPONSIBLE,
        columns.DOCUMENT,
    ),
)
ELIGIBLE = Layout((columns.TARGET, columns.OUTCOME, columns.GAP, columns.POLICY))
TITLES = Layout(
    (
        columns.RUNG,
        columns.STAGE,
        columns.ROUND,
        columns.RECOGNISED,
        columns.UNTIL,
        columns.DOCUMENT,
    ),
)
