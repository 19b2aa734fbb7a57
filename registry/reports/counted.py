"""Counts with the terms (口径) they were made on; no count goes without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Terms:
    """What was counted: as of when, in which unit of counting, among whom, how placed.

    ``among`` says what counts, ``by`` by which assessment or attribute rows are told
    apart, ``time`` whether in force, new this year or cumulative.
    """

    on: date
    counting: str
    among: str
    by: str = ""
    time: str = ""

    def __str__(self) -> str:
        return f"口径：{self.said}"

    @property
    def said(self) -> str:
        """The terms without the word in front of them."""
        return f"截至 {self.on.isoformat()}；{self.meant}"

    @property
    def meant(self) -> str:
        """The terms without the day."""
        parts = (self.counting, self.among, self.by, self.time)
        return "；".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Count:
    """One row of a tally: label, one number a column, the code it stands for."""

    label: str
    numbers: tuple[int, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts made on the same terms, one row each."""

    title: str
    terms: Terms
    columns: tuple[str, ...]
    rows: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that ends soon: what, whose, on which day."""

    what: str
    whose: str
    on: date
