"""Synthetic enterprises: what each is, and the workshops, factories, scenes it owns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from registry import uscc
from registry.desk.synth.batch import Batch, Value
from registry.desk.synth.draws import Draw, shares
from registry.desk.synth.setting import ON, SOURCE, Setting
from registry.terms import Status

OFFICIAL = "official"
YEAR = timedelta(days=365)
SIZES = shares({"micro": 16, "small": 60, "medium": 19, "large": 5})
REVENUES = {
    "micro": (30, 300),
    "small": (300, 15_000),
    "medium": (2_000, 60_000),
    "large": (40_000, 2_000_000),
}
"""The least and the greatest yearly revenue of a size class, in 万元."""
DESIGNATED = 2_000
"""An industrial enterprise from this revenue on is above designated size."""
INDUSTRIES = (
    "C1431",
    "C1819",
    "C2614",
    "C2927",
    "C3074",
    "C3240",
    "C3312",
    "C3484",
    "C3670",
    "C3714",
)
TRADES = ("精密机械", "新材料", "电气", "陶瓷", "硬质合金", "食品", "汽车零部件")
STATUSES = shares(
    {
        Status.ACTIVE: 955,
        Status.SUSPENDED: 12,
        Status.DEREGISTERED: 25,
        Status.MOVED_OUT: 8,
    }
)
THINGS = shares({0: 58, 1: 28, 2: 11, 3: 3})
KINDS = shares({"workshop": 46, "factory": 42, "scene": 12})
WORDS = {"workshop": "车间", "factory": "工厂", "scene": "场景"}
FIRST, LAST = date(1985, 1, 1), date(2022, 12, 31)


@dataclass(frozen=True, slots=True)
class Thing:
    """A workshop, factory or scene of an enterprise."""

    id: int
    kind: str


@dataclass(frozen=True, slots=True)
class Firm:
    """An enterprise as drawn: its strength from 0 to 1 decides how far it has come.

    ``revenue`` is last year's, in 万元; ``reports`` says that it hands in figures.
    """

    id: int
    strength: float
    size: str
    revenue: int
    since: date
    reports: bool


def firm(batch: Batch, draw: Draw, setting: Setting, number: int) -> Firm:
    """Draw the enterprise of this number and add what it is."""
    size = draw.pick(SIZES)
    revenue = int(draw.spread(*REVENUES[size]))
    name = f"合成企业{number:07}{draw.one(TRADES)}有限公司"
    made = Firm(
        id=batch.add("subject", kind="enterprise", name=name),
        strength=draw.share(),
        size=size,
        revenue=revenue,
        since=draw.day(FIRST, LAST),
        reports=draw.chance(0.8 if revenue >= DESIGNATED else 0.3),
    )
    _register(batch, draw, made, number)
    _call(batch, draw, made, name)
    _place(batch, draw, setting, made)
    _describe(batch, draw, made)
    return made


def things(batch: Batch, draw: Draw, of: Firm) -> tuple[Thing, ...]:
    """Draw and add the things that an enterprise owns."""
    kinds = [draw.pick(KINDS) for _ in range(draw.pick(THINGS))]
    return tuple(_thing(batch, of, kind, n) for n, kind in enumerate(kinds, 1))


def _thing(batch: Batch, of: Firm, kind: str, place: int) -> Thing:
    name = f"合成{WORDS[kind]}{place}"
    thing = Thing(batch.add("subject", kind=kind, name=name), kind)
    batch.add(
        "owner_spell",
        subject_id=thing.id,
        enterprise_id=of.id,
        since=of.since,
        source=SOURCE,
    )
    return thing


def _register(batch: Batch, draw: Draw, firm: Firm, number: int) -> None:
    since, precision = draw.known(firm.since)
    batch.add_as(
        firm.id,
        "enterprise",
        kind="enterprise" if draw.chance(0.98) else "branch",
        uscc=credit_code(number) if draw.chance(0.93) else None,
        established_on=since if draw.chance(0.96) else None,
        established_precision=precision,
    )


def credit_code(number: int) -> str:
    """A credit code with a right check character, of a division that does not exist.

    >>> credit_code(1)
    '91000000HC00000017'
    """
    seventeen = f"91000000HC{number:07}"
    return seventeen + uscc.check_character(seventeen)


def _call(batch: Batch, draw: Draw, firm: Firm, name: str) -> None:
    renamed = draw.day(firm.since + YEAR, ON) if draw.chance(0.06) else None
    if renamed is not None:
        old = name.replace("有限公司", "厂")
        _spell(batch, "name", firm, old, since=firm.since, until=renamed, kind=OFFICIAL)
    _spell(batch, "name", firm, name, since=renamed or firm.since, kind=OFFICIAL)


def _place(batch: Batch, draw: Draw, setting: Setting, firm: Firm) -> None:
    division = draw.one(setting.divisions) if draw.chance(0.97) else None
    if division is not None:
        since, precision = draw.known(firm.since)
        _spell(
            batch, "division", firm, division, since=since, since_precision=precision
        )
    zones = [unit for unit, its in setting.units if its is None]
    own = [unit for unit, its in setting.units if its == division and its is not None]
    if units := (zones if draw.chance(0.12) and zones else own):
        _spell(batch, "unit", firm, draw.one(units), since=firm.since)


def _describe(batch: Batch, draw: Draw, firm: Firm) -> None:
    status = draw.pick(STATUSES)
    changed = firm.since if status is Status.ACTIVE else draw.day(LAST, ON)
    _spell(batch, "status", firm, status.value, since=changed)
    if draw.chance(0.95):
        _spell(batch, "industry", firm, draw.one(INDUSTRIES), since=firm.since)
    for standard, known in (("statistics_2017", 0.93), ("miit_2011", 0.4)):
        if draw.chance(known):
            _spell(batch, "size", firm, firm.size, since=firm.since, standard=standard)
    if draw.chance(0.96):
        _designate(batch, draw, firm)


def _designate(batch: Batch, draw: Draw, firm: Firm) -> None:
    """Some have grown above designated size, from the start of a year."""
    above = int(firm.revenue >= DESIGNATED)
    grown = date(draw.between(2023, ON.year), 1, 1)
    if above and draw.chance(0.15):
        _spell(batch, "designated", firm, 0, since=firm.since, until=grown)
        _spell(batch, "designated", firm, 1, since=grown)
    else:
        _spell(batch, "designated", firm, above, since=firm.since)


def _spell(
    batch: Batch, attribute: str, firm: Firm, value: Value, **more: Value | date
) -> None:
    batch.add(
        f"{attribute}_spell",
        enterprise_id=firm.id,
        value=value,
        source=SOURCE,
        **more,
    )
