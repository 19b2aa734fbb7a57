"""A cell as a file holds it, and what a reader must know of the file it is from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.errors import InputError
from registry.text import clean

Raw = str | int | float | bool | date | None
"""What a cell holds: text, a number, a truth value, a day, or nothing."""

NOTHING = frozenset(
    {
        *("", "-", "--", "—", "——", "\u2013", "/", "\\", "\uff0d", "\uff0f", "\uff3c"),
        *("无", "暂无", "N/A", "NA", "空"),
    }
)
"""What stands in a cell where nothing is known."""

_LONGEST_NOTHING = 8
_EXACT_DIGITS = 15
_DATE = len("2022-03-01")
_PLAIN = re.compile(r"[\w（）()]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the file and the header say of all cells of a column.

    ``epoch`` is the year from which a workbook counts days (1900 or 1904), None
    where nobody says. ``typed`` is False for text files, where a number may have
    lost its last zero. ``times`` is what the unit in the header multiplies by, None
    where the header names none.
    """

    epoch: int | None = 1900
    typed: bool = True
    times: Decimal | None = None


TYPED = Setting()
"""A cell of a usual workbook, or what an official types."""


Cell = str | int | None
"""What a list holds in one cell: text, a whole number, or nothing."""

Read = Callable[[Raw, Setting], Cell]
Write = Callable[[Cell], Cell]


class RepairError(InputError):
    """A cell that is wrong, with what it probably should say; never done silently."""

    def __init__(self, problem: str, proposed: str) -> None:
        self.problem = problem
        self.proposed = proposed
        super().__init__(f"{problem}；应为「{proposed}」的话请改正")


def shown(raw: Raw) -> str:
    """The cell as people see it: cleaned text, numbers as a spreadsheet shows them.

    >>> shown(3.0), shown(0.1 + 0.2), shown(" 示例　企业 ")
    ('3', '0.3', '示例 企业')
    """
    match raw:
        case str():
            return raw if _PLAIN.fullmatch(raw) else clean(raw)
        case None:
            return ""
        case bool():
            return str(raw).upper()
        case float():
            return f"{raw:.{_EXACT_DIGITS}G}"
        case date():
            return raw.isoformat()[:_DATE]
        case _:
            return str(raw)


def compact(raw: Raw) -> str:
    """The cell in half-width letters and digits without any blank.

    >>> compact("2022 年　3月")
    '2022年3月'
    """
    return "".join(unicodedata.normalize("NFKC", shown(raw)).split())


def is_nothing(raw: Raw) -> bool:
    """Whether a cell says that nothing is known."""
    if not isinstance(raw, str):
        return raw is None
    if len(raw) > _LONGEST_NOTHING:
        return raw.isspace()
    return compact(raw).upper() in NOTHING
