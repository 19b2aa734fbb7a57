"""Enterprises whose names are near to one that nobody bears."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rapidfuzz import fuzz

from registry.intake.contained import Contained
from registry.intake.names import figures, telling

LEAST = 82
"""Names less alike than this, of 100, are different names."""

_IN_FULL = 99
_SAME_UNIT = 3
_MOST = 3
_COMMON = 400
_PAIRS = 4
_Known = tuple[int, str, str, int | None, str | None]
_KNOWN = """
SELECT DISTINCT n.id, n.core, n.usual, u.value, e.uscc FROM ledger_name n
JOIN enterprise e ON e.id = n.id
LEFT JOIN unit_spell u ON u.enterprise_id = n.id AND u.voided_by IS NULL
  AND u.until IS NULL
"""


class Near:
    """An index of known names by pairs of characters, for some names asked about.

    Pairs that more than a few hundred names share say too little to be followed.
    """

    def __init__(self, connection: sqlite3.Connection, asked: Iterable[str]) -> None:
        wanted = {pair for core in asked for pair in _pairs(core)}
        self._known: list[_Known] = []
        self._places: dict[str, list[int]] = {pair: [] for pair in wanted}
        for row in connection.execute(_KNOWN) if wanted else ():
            self._learn(row)
        self._contained = Contained(
            (usual, at) for at, (_, _, usual, *_) in enumerate(self._known)
        )

    def find(
        self, core: str, plain: str, unit: int | None, code: str | None
    ) -> list[tuple[int, int]]:
        """Up to three enterprises and how alike, best first; none of another code."""
        scores: dict[int, int] = {}
        in_full = self._contained.find(plain)
        for at in self._likely(core) | in_full:
            enterprise_id, other, _, its_unit, its_code = self._known[at]
            if code and its_code and code != its_code:
                continue
            if at in in_full:
                scores[enterprise_id] = _IN_FULL
            elif figures(core) == figures(other):
                same = _SAME_UNIT if unit is not None and unit == its_unit else 0
                score = min(99, round(fuzz.ratio(*telling(core, other))) + same)
                scores[enterprise_id] = max(score, scores.get(enterprise_id, 0))
        best = sorted(scores.items(), key=lambda one: -one[1])
        return [one for one in best[:_MOST] if one[1] >= LEAST]

    def _learn(self, row: _Known) -> None:
        at = len(self._known)
        self._known.append(row)
        for pair in _pairs(row[1]):
            places = self._places.get(pair)
            if places is not None and len(places) <= _COMMON:
                places.append(at)

    def _likely(self, core: str) -> set[int]:
        """Names that share one of the rarest pairs."""
        shared = [self._places[pair] for pair in _pairs(core)]
        rare = sorted((p for p in shared if 0 < len(p) <= _COMMON), key=len)
        return {at for places in rare[:_PAIRS] for at in places}


def _pairs(core: str) -> set[str]:
    return {core[at : at + 2] for at in range(len(core) - 1)} or {core}
