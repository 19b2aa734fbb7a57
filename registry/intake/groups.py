"""What heads rows with the place they are of: 一、天元区 above, or a sheet's name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from registry.errors import InputError
from registry.intake.kinds import Shape
from registry.intake.lines import heading
from registry.intake.lookups import Lookup, names_place
from registry.readers.raw import Raw, compact, shown

_BRACKETS = frozenset("(（")
_ONE = "一"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over rows: its row, its words, the reporting unit it names.

    Row 0 is the name of the sheet.
    """

    number: int
    said: str = ""
    unit: int | None = None


@dataclass(slots=True)
class Groups:
    """The group rows of one sheet, in order."""

    lookups: Mapping[Shape, Lookup]
    sheet: str
    _heads: list[Head] = field(default_factory=list)
    _inner: bool = False
    _whole: Head | None = field(init=False)

    def __post_init__(self) -> None:
        """Look whether the sheet is called after a reporting unit."""
        unit = self._unit(self.sheet) if self.is_place(self.sheet) else None
        self._whole = None if unit is None else Head(0, self.sheet, unit)

    def is_place(self, text: str) -> bool:
        """Whether a text names a unit or a division in full."""
        return names_place(self.lookups, text)

    def head(self, number: int, cells: Iterable[Raw]) -> None:
        """Take in a group row: the rows below are of its place, or of none.

        （一）规上企业 and what follows it stand under 一、天元区; 二、其他 does not.
        """
        texts = [text for text in map(shown, cells) if text]
        named = next((one for one in texts if self.is_place(heading(one))), "")
        if named:
            self._heads.append(Head(number, named, self._unit(heading(named))))
            self._inner = False
        elif self._heads and not self._is_inner(compact(texts[0])):
            self._heads.append(Head(number))

    def over(self, number: int) -> Head | None:
        """The place that stands over a row, or that of the sheet, if any does."""
        at = bisect_left(self._heads, number, key=lambda one: one.number)
        return self._heads[at - 1] if at and self._heads[at - 1].said else self._whole

    def _is_inner(self, text: str) -> bool:
        """Whether a group row divides what stands under the last place."""
        deeper = text[0] in _BRACKETS and self._heads[-1].said[:1] not in _BRACKETS
        self._inner = deeper and (self._inner or text[1:2] == _ONE)
        return self._inner

    def _unit(self, place: str) -> int | None:
        try:
            return int(self.lookups[Shape.UNIT].find(place))
        except InputError:
            return None
