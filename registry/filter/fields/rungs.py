"""Which rungs a word means: one by name, a tier, a programme, or all that hold it."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from registry import asof
from registry.filter.choice import plain
from registry.filter.field import Asking, Comparison, Value
from registry.filter.labels import Labels
from registry.filter.refused import did_you_mean
from registry.terms import Tier


@dataclass(frozen=True, slots=True)
class _Rung:
    code: str
    name: str
    programme: str
    tier: Tier


def meant(asking: Asking, asked: Comparison, value: Value) -> tuple[str, ...]:
    """The codes of the rungs that a word means, in the order of the ladder.

    A word that means several is noted. 省级标杆 are the rungs of the province whose
    names, as of the day, hold 标杆.

    Raises:
        FilterError: no rung of that name.
    """
    found = _meant(asking, value.text)
    if not found:
        near = did_you_mean(value.text, named(asking))
        raise asked.refuse(value, f"没有这样的称号{near}")
    if value.text not in {*_TIERS, found[0].name, found[0].code}:
        names = "、".join(one.name for one in found)
        asking.note(f"「{value.text}」指{names}")
    return tuple(one.code for one in found)


def named(asking: Asking) -> Iterator[str]:
    """What can be written for rungs: names, tiers, programmes."""
    rungs = _rungs(asking)
    programmes = _programmes(asking.connection)
    here = dict.fromkeys(one.programme for one in rungs)
    yield from (one.name for one in rungs)
    yield from _TIERS
    yield from (programmes.get(one, one) for one in here)


def labels(asking: Asking) -> Labels:
    """Codes and names of all rungs, in the order of the ladder."""
    return {one.code: one.name for one in _rungs(asking)}


def _meant(asking: Asking, text: str) -> list[_Rung]:
    wanted, rungs = plain(text), _rungs(asking)
    exact = [one for one in rungs if wanted in (plain(one.name), one.code)]
    if found := exact or _holding(rungs, wanted):
        return found
    names = _programmes(asking.connection)
    return [
        one
        for one in rungs
        if wanted == one.programme or wanted in plain(names.get(one.programme, ""))
    ]


def _holding(rungs: list[_Rung], wanted: str) -> list[_Rung]:
    """Rungs whose names hold the word, all of it or all but the tier in front."""
    tier = next((tier for tier in Tier if wanted.startswith(tier.label)), None)
    if tier is None:
        return [one for one in rungs if wanted in plain(one.name)]
    rest = wanted.removeprefix(tier.label)
    return [one for one in rungs if one.tier is tier and rest in plain(one.name)]


_TIERS: Mapping[str, Tier] = MappingProxyType({tier.label: tier for tier in Tier})


def _rungs(asking: Asking) -> list[_Rung]:
    rows = asking.connection.execute(
        f"SELECT r.code, {asof.rung_name('r.code')}, r.programme, r.tier FROM rung r"
        f" WHERE r.voided_by IS NULL ORDER BY r.programme, {asof.upward('r.tier')},"
        " r.ordinal, r.code",
        {"on": asking.on.isoformat()},
    )
    return [_Rung(code, name, of, Tier.read(tier)) for code, name, of, tier in rows]


def _programmes(connection: sqlite3.Connection) -> dict[str, str]:
    """Names of programmes, as the policies last loaded give them."""
    rows = connection.execute(
        "SELECT toml FROM policy WHERE voided_by IS NULL ORDER BY id"
    )
    return dict(_programme(row[0]) for row in rows)


@lru_cache(maxsize=256)
def _programme(toml: str) -> tuple[str, str]:
    policy = tomllib.loads(toml)
    return policy["programme"], policy["programme_name"]
