"""A ledger file as it is first seen: its sheets, and rows on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from registry.readers.raw import Raw

HEAD = 60
"""So many rows of every sheet are looked at before any is read."""

Cells = list[Raw]
"""The cells of one row, from the first column on."""

Batch = list[tuple[int, Cells]]
"""Some rows with their numbers as the file counts them, from 1."""


@dataclass(frozen=True, slots=True)
class Block:
    """A merged rectangle of cells: rows from 1, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


ERROR_VALUE = "是错误值（如 #N/A）"
"""What is wrong with a cell whose formula gives an error."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds no value although it looks so: what is wrong, what it says."""

    what: str
    said: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as first seen: its first rows, and what the eye would miss.

    ``broken`` are cells without a value, by row (from 1) and column (from 0).
    ``rows`` is about how many there are.
    """

    name: str
    head: Batch
    visible: bool = True
    hidden: tuple[int, ...] = ()
    formulas: int = 0
    merged: tuple[Block, ...] = ()
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)
    rows: int = 0


class Book(Protocol):
    """A file of sheets; ``epoch`` and ``typed`` are as in ``readers.raw.Setting``."""

    @property
    def sheets(self) -> Sequence[Sheet]:
        """Every sheet as first seen."""

    @property
    def epoch(self) -> int | None:
        """From which year its serial numbers count."""

    @property
    def typed(self) -> bool:
        """Whether numbers and texts are told apart."""

    def rows(self, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Batch]]:
        """The rows of some sheets, in batches; may be asked for once only."""
