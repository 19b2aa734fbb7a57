"""Records that may be of one enterprise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from registry.intake.names import figures, lacks_legal_form, places, shortens, usual
from registry.pinyin import Speech

_BESIDE = 5
_ALIKE = 92
_MOST_PAIRS = 200
_MOST_OF_ONE = 20
"""So many records of one name are held against one another."""

_SHARED, _SOUND, _SHORT = "用过同一名称", "读音相同", "像是简称"
_RECORDS = """
SELECT e.id, s.name, coalesce(e.uscc, '') FROM enterprise e
JOIN subject s ON s.id = e.id
WHERE e.voided_by IS NULL AND e.merged_into IS NULL
"""
_BORNE = """
SELECT enterprise_id, value FROM name_spell WHERE voided_by IS NULL
"""


class _Record(NamedTuple):
    """One record: the core of its name, the name, its code and id."""

    core: str
    name: str
    code: str
    id: int


_Pair = tuple[float, str, _Record, _Record]
"""How alike two records are, of 100, and in words."""


def near_twins(connection: sqlite3.Connection) -> list[tuple[str, str, str, str, str]]:
    """Pairs of records that may be one enterprise: names and codes, most alike first.

    One bears what the other bore, or their names are alike, sound the same, or are
    short for each other. Records whose codes differ are two enterprises.
    """
    core = places(connection).core
    found = connection.execute(_RECORDS)
    known = sorted(_Record(core(name), name, code, id_) for id_, name, code in found)
    pairs: dict[tuple[int, int], _Pair] = {}
    for pair in (*_shared(connection, known), *_sounding(known), *_beside(known)):
        _, _, one, other = pair
        if not (one.code and other.code):
            pairs.setdefault((min(one.id, other.id), max(one.id, other.id)), pair)
    best = sorted(pairs.values(), key=lambda pair: (-pair[0], *pair[2:]))
    return [
        (one.name, one.code, other.name, other.code, told)
        for _, told, one, other in best[:_MOST_PAIRS]
    ]


def _shared(connection: sqlite3.Connection, known: list[_Record]) -> Iterator[_Pair]:
    """Records of which both bear, or bore, one name in whatever usual writing."""
    by_id = {one.id: one for one in known}
    bearers: dict[str, dict[int, _Record]] = {}
    for id_, name in connection.execute(_BORNE):
        if id_ in by_id:
            bearers.setdefault(usual(name), {})[id_] = by_id[id_]
    for records in bearers.values():
        yield from _pairs(records.values(), 101, _SHARED)


def _sounding(known: list[_Record]) -> Iterator[_Pair]:
    """Records whose names sound the same and are not written the same."""
    said, by_sound = Speech.with_own().of, dict[str, dict[str, _Record]]()
    for one in known:
        by_sound.setdefault(said(one.core).syllables, {}).setdefault(one.core, one)
    for records in by_sound.values():
        yield from _pairs(records.values(), _ALIKE, _SOUND)


def _pairs(records: Iterable[_Record], score: float, told: str) -> Iterator[_Pair]:
    some = list(records)[:_MOST_OF_ONE]
    return ((score, told, one, other) for one, other in combinations(some, 2))


def _beside(known: list[_Record]) -> Iterator[_Pair]:
    """Records whose names stand beside one another and are alike."""
    for at, one in enumerate(known):
        for other in known[at + 1 : at + 1 + _BESIDE]:
            if figures(one.core) == figures(other.core):
                score = round(fuzz.ratio(one.core, other.core))
                if score >= _ALIKE:
                    yield score, f"{score} 分", one, other
                elif lacks_legal_form(usual(one.name)) and shortens(
                    one.core, other.core
                ):
                    yield score, _SHORT, one, other
