"""Names that are near to one: alike, sounding the same, or short for each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from registry.intake.contained import Contained
from registry.intake.names import figures, lacks_legal_form, parted, shortens
from registry.pinyin import Speech

LEAST = 82
"""Names less alike than this, of 100, are different names."""

_IN_FULL = 99
_SAME_UNIT = 3
_CUT = LEAST - _SAME_UNIT - 0.6
"""What is less alike than this is rounded below what is least, in whatever unit."""

_MOST = 3
_COMMON = 400
_PAIRS = 4
_SOUND = 90
"""How alike are names that sound the same: a character is another of its sound."""

Known = tuple[int, str, str, int | None, str | None]
"""A known name: whose, its core, how it is usually written, unit and credit code."""

_Figures = tuple[str, ...]


@dataclass(slots=True)
class _Texts:
    """Texts side by side, each with the place of the known name that it is of."""

    places: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, place: int, text: str) -> None:
        self.places.append(place)
        self.texts.append(text)

    def near(self, text: str) -> Iterator[tuple[int, float]]:
        """The places of texts that are near to one, and how alike of 100."""
        found = process.extract(
            text, self.texts, scorer=fuzz.ratio, score_cutoff=_CUT, limit=None
        )
        return ((self.places[at], score) for _, score, at in found)


@dataclass(slots=True)
class _Sharing:
    """Known names that share a pair of characters, with the same figures in them.

    Those of one trade are compared with one another by what stands before it.
    """

    cores: _Texts = field(default_factory=_Texts)
    stems: dict[str, _Texts] = field(default_factory=dict)


class Near:
    """An index of known names by pairs of characters, for some names asked about.

    Pairs that more than a few hundred names share say too little to be followed.
    """

    def __init__(self, known: Iterable[Known], asked: Iterable[str]) -> None:
        cores = set(asked)
        wanted = {pair for core in cores for pair in _pairs(core)}
        self._sound = Speech.with_own().of
        self._known: list[Known] = []
        self._trades: list[str] = []
        self._counts: dict[str, int] = dict.fromkeys(wanted, 0)
        self._sharing: dict[str, dict[_Figures, _Sharing]] = {}
        self._sounding: dict[str, list[int]] = {self._said(core): [] for core in cores}
        for row in known if wanted else ():
            self._learn(row)
        self._contained = Contained(
            (usual, at) for at, (_, _, usual, *_) in enumerate(self._known)
        )

    def find(
        self, core: str, plain: str, unit: int | None, code: str | None
    ) -> list[tuple[int, int]]:
        """Up to three enterprises and how alike, best first; none of another code."""
        scores: dict[int, int] = {}
        short = self._shortened(core, plain)
        for at, alike in (*self._in_full(plain), *self._alike(core), *short):
            enterprise_id, _, _, its_unit, its_code = self._known[at]
            if code and its_code and code != its_code:
                continue
            same = _SAME_UNIT if unit is not None and unit == its_unit else 0
            score = min(_IN_FULL, round(alike) + same)
            if score >= LEAST:
                scores[enterprise_id] = max(score, scores.get(enterprise_id, 0))
        return sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:_MOST]

    def _in_full(self, plain: str) -> Iterator[tuple[int, float]]:
        return ((at, _IN_FULL) for at in self._contained.find(plain))

    def _alike(self, core: str) -> Iterator[tuple[int, float]]:
        """Known names that share one of the rarest pairs, and how alike of 100.

        Those that sound the same are alike though a character is another.
        """
        for at in self._sounding.get(self._said(core), ()):
            if self._known[at][1] != core:
                yield at, _SOUND
        stem, trade = parted(core)
        for pair in self._rarest(core):
            sharing = self._sharing[pair].get(figures(core))
            if sharing is None:
                continue
            for at, alike in sharing.cores.near(core):
                if not (trade and self._trades[at] == trade):
                    yield at, alike
            if trade in sharing.stems:
                yield from sharing.stems[trade].near(stem)

    def _shortened(self, core: str, plain: str) -> Iterator[tuple[int, float]]:
        """Known names that this one is short for, or that are short for it."""
        sharing = self._sharing.get(core[:2], {}).get(figures(core))
        short = lacks_legal_form(plain)
        for at in sharing.cores.places if sharing else ():
            _, other, its_plain, *_ = self._known[at]
            if (short and shortens(core, other)) or (
                lacks_legal_form(its_plain) and shortens(other, core)
            ):
                yield at, LEAST

    def _rarest(self, core: str) -> list[str]:
        counted = ((self._counts[pair], pair) for pair in _pairs(core))
        rare = sorted(one for one in counted if 0 < one[0] <= _COMMON)
        return [pair for _, pair in rare[:_PAIRS]]

    def _said(self, core: str) -> str:
        return self._sound(core).syllables

    def _learn(self, row: Known) -> None:
        at, core = len(self._known), row[1]
        stem, trade = parted(core)
        self._known.append(row)
        self._trades.append(trade)
        if (said := self._said(core)) in self._sounding:
            self._sounding[said].append(at)
        for pair in _pairs(core) & self._counts.keys():
            self._counts[pair] += 1
            if self._counts[pair] > _COMMON:
                self._sharing.pop(pair, None)
                continue
            by_figures = self._sharing.setdefault(pair, {})
            sharing = by_figures.setdefault(figures(core), _Sharing())
            sharing.cores.add(at, core)
            if trade:
                sharing.stems.setdefault(trade, _Texts()).add(at, stem)


def _pairs(core: str) -> set[str]:
    return {core[at : at + 2] for at in range(len(core) - 1)} or {core}
