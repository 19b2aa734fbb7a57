"""Records that may be of one enterprise."""

from __future__ import annotations

import sqlite3

from rapidfuzz import fuzz

from registry.intake.names import figures, places

_BESIDE = 5
_ALIKE = 92
_MOST_PAIRS = 200


def near_twins(connection: sqlite3.Connection) -> list[tuple[str, str, str, str, str]]:
    """Pairs of records that may be one enterprise: names and codes, most alike first.

    Names are compared by their core; records whose codes differ are two enterprises.
    """
    core = places(connection).core
    found = connection.execute(
        "SELECT s.name, coalesce(e.uscc, '') FROM enterprise e"
        " JOIN subject s ON s.id = e.id"
        " WHERE e.voided_by IS NULL AND e.merged_into IS NULL"
    )
    known = sorted((core(name), name, code) for name, code in found)
    pairs = [
        (score, one, other)
        for at, one in enumerate(known)
        for other in known[at + 1 : at + 1 + _BESIDE]
        if not (one[2] and other[2])
        and figures(one[0]) == figures(other[0])
        and (score := round(fuzz.ratio(one[0], other[0]))) >= _ALIKE
    ]
    pairs.sort(key=lambda pair: -pair[0])
    return [
        (one[1], one[2], other[1], other[2], f"{score} 分")
        for score, one, other in pairs[:_MOST_PAIRS]
    ]
