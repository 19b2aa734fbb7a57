"""Names near to others are found by an index as they would be one by one."""

from __future__ import annotations

from random import Random

import pytest
from rapidfuzz import fuzz

from registry.intake.characters import traditional
from registry.intake.names import (
    Places,
    figures,
    lacks_legal_form,
    parted,
    shortens,
    usual,
    writings,
)
from registry.intake.near import LEAST, Known, Near
from registry.pinyin import Speech

CHARACTERS = "华中鑫恒泰宏达盛兴隆永安新金一二3"
TRADES = ("机械", "科技", "精密机械", "智能装备", "")
FORMS = ("有限公司", "股份有限公司", "厂", "")
IN_CITY = Places(("湖南", "株洲"))
SPEECH = Speech.with_own()
Party = tuple[int, str, int | None, str | None]


def _name(dice: Random) -> str:
    own = "".join(dice.choices(CHARACTERS, k=dice.randint(1, 5)))
    return f"{own}{dice.choice(TRADES)}{dice.choice(FORMS)}"


def _known(parties: list[Party]) -> list[Known]:
    return [
        (id_, IN_CITY.core(name), usual(name), unit, code)
        for id_, name, unit, code in parties
    ]


def _pairs(core: str) -> set[str]:
    return {core[at : at + 2] for at in range(len(core) - 1)} or {core}


def _alike(core: str, other: str) -> float:
    (stem, trade), (its_stem, its_trade) = parted(core), parted(other)
    same = bool(trade) and trade == its_trade
    return fuzz.ratio(stem, its_stem) if same else fuzz.ratio(core, other)


def _is_either_short(name: str, other: str) -> bool:
    (core, plain), (its_core, its_plain) = (
        (IN_CITY.core(one), usual(one)) for one in (name, other)
    )
    if figures(core) != figures(its_core):
        return False
    by_name = lacks_legal_form(plain) and shortens(core, its_core)
    return by_name or (lacks_legal_form(its_plain) and shortens(its_core, core))


def _one_by_one(
    name: str, unit: int | None, code: str | None, parties: list[Party]
) -> list[tuple[int, int]]:
    """Whom a name may mean, every known name sharing a rare pair looked at in turn."""
    core = IN_CITY.core(name)
    cores = [IN_CITY.core(one[1]) for one in parties]
    counts = {p: sum(p in _pairs(other) for other in cores) for p in _pairs(core)}
    rare = sorted((count, pair) for pair, count in counts.items() if 0 < count <= 400)
    followed = {pair for _, pair in rare[:4]}
    scores = {}
    for (id_, its_name, its_unit, its_code), other in zip(parties, cores, strict=True):
        alike = 0.0
        if followed & _pairs(other) and figures(core) == figures(other):
            alike = _alike(core, other)
        if 0 < counts.get(core[:2], 0) <= 400 and _is_either_short(name, its_name):
            alike = max(alike, LEAST)
        if SPEECH.of(core).syllables == SPEECH.of(other).syllables and core != other:
            alike = max(alike, 90)
        if not (code and its_code and code != its_code):
            same = 3 if unit is not None and unit == its_unit else 0
            scores[id_] = min(99, round(alike) + same)
    best = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    return [one for one in best if one[1] >= LEAST][:3]


@pytest.mark.parametrize("seed", range(2))
def test_the_index_finds_what_is_found_one_by_one(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - the same names every time
    parties: list[Party] = [
        (at, _name(dice), dice.choice((None, 1, 2)), dice.choice((None, f"C{at}")))
        for at in range(1, 1101)
    ]
    asked = [_name(dice) for _ in range(40)]
    found = 0
    near = Near(_known(parties), [IN_CITY.core(name) for name in asked])
    for name in asked:
        unit, code = dice.choice((None, 1)), dice.choice((None, "C1"))
        said = near.find(IN_CITY.core(name), usual(name), unit, code)
        assert said == _one_by_one(name, unit, code, parties)
        found += len(said)
    assert found


def test_names_in_traditional_characters_are_the_same_and_others_stay_apart() -> None:
    assert usual("株洲圖優協內機電設備廠") == usual("株洲图优协内机电设备厂")
    for one, other in (("乾元", "干元"), ("昇辉", "升辉"), ("於氏", "于氏")):
        assert usual(f"{one}机械厂") != usual(f"{other}机械厂")


def test_a_form_of_a_character_stands_for_one_other_that_stands_for_none() -> None:
    forms = "".join(traditional().values())
    assert len(forms) == len(set(forms))
    assert not set(forms) & traditional().keys()
    assert set("發髮") <= set(writings("发"))
