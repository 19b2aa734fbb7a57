"""How a column's cells are read and written, by name: headings need no more.

What the names stand for is in ``pairs``, which is imported when the first cell is read
or written.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from registry.readers import raw
from registry.terms import Term

Cell = raw.Cell
Read = raw.Read
Write = raw.Write


class Kind(StrEnum):
    """How a column's cells are written and aligned."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Way:
    """A reader and the writer it is the inverse of, by their name.

    A day is text as precise as it is known, a score hundredths, yes or no 1 or 0, a
    code of the registry its code: of which ``terms``. ``few``: the same few values
    come again and again.
    """

    name: str
    few: bool = False
    terms: type[Term] | None = None

    @property
    def read(self) -> Read:
        """Gives the value that a cell means; ``InputError`` where it means none."""
        from registry.readers.pairs import pair  # noqa: PLC0415 - headings need it not

        return pair(self.name, self.terms).read

    @property
    def write(self) -> Write:
        """Gives what a list shows for a value."""
        from registry.readers.pairs import pair  # noqa: PLC0415 - headings need it not

        return pair(self.name, self.terms).write


def coded(terms: type[Term]) -> Way:
    """The codes of one enumeration, written as their labels."""
    return Way("coded", few=True, terms=terms)


TEXT = Way("text")
REMARK = Way("remark")
FEW = Way("few", few=True)
NAME = Way("name")
NAMES = Way("names")
STANDARD = Way("standard", few=True)
DOCUMENT = Way("document", few=True)
CREDIT_CODE = Way("credit_code")
DAY = Way("day", few=True)
END = Way("end", few=True)
EXACT_DAY = Way("exact_day", few=True)
YEAR = Way("year", few=True)
WHOLE = Way("whole")
LEVEL = Way("level", few=True)
SCORES = Way("scores")
SCORE = Way("score", few=True)
FLAG = Way("flag", few=True)
INDUSTRY = Way("industry", few=True)
