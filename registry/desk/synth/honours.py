"""How far synthetic enterprises have come: titles, subsidies, pools, applications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from registry.dates import add_months
from registry.desk.synth.batch import Batch
from registry.desk.synth.draws import Draw
from registry.desk.synth.firms import Firm, Thing
from registry.desk.synth.setting import ON, SOURCE, YEARS, Setting

REWARD = 10_000_000
"""The reward of a city benchmark title, in fen."""
REWARDED = ("benchmark/city-workshop", "benchmark/city-sme")
STAGED = "benchmark/nation-factory"
LATEST = ON - timedelta(days=20)
"""The last day on which a title was awarded."""


@dataclass(frozen=True, slots=True)
class Way:
    """A rung that strong subjects reach: how strong, how often, from which year on.

    ``years`` is how long the title is valid. ``after`` is the rung before it.
    """

    rung: str
    strength: float
    share: float
    after: str = ""
    since: int = YEARS[0]
    years: int = 0


WAYS = {
    "enterprise": (
        Way("certificate/high-tech", 0.3, 0.16, years=3),
        Way("certificate/iiot-integration", 0.5, 0.08),
        Way("benchmark/city-sme", 0.6, 0.05, since=2022),
        Way(
            "benchmark/province-enterprise",
            0.8,
            0.15,
            after="benchmark/city-sme",
            since=2022,
        ),
        Way("provider/city", 0.8, 0.02, since=2022),
        Way("provider/province", 0.9, 0.3, after="provider/city", since=2022),
        Way("provider/nation", 0.97, 0.3, after="provider/province", since=2022),
        Way("sme/innovative", 0.35, 0.2, years=3),
        Way("sme/specialised", 0.55, 0.4, after="sme/innovative", years=3),
        Way("sme/little-giant", 0.8, 0.25, after="sme/specialised", years=3),
        Way("pilot/nation-sme-digital", 0.7, 0.01, since=2022),
    ),
    "workshop": (
        Way("benchmark/city-workshop", 0.5, 0.1, since=2022),
        Way(
            "benchmark/province-workshop",
            0.7,
            0.3,
            after="benchmark/city-workshop",
            since=2022,
        ),
    ),
    "factory": (
        Way("benchmark/nation-factory", 0.9, 0.1, since=2022),
        Way("pilot/nation-standard", 0.9, 0.02, since=2022),
        Way("smart-factory/basic", 0.55, 0.5, since=2025),
        Way(
            "smart-factory/advanced", 0.75, 0.4, after="smart-factory/basic", since=2025
        ),
        Way("smart-factory/excellent", 0.9, 0.4, after="smart-factory/advanced"),
        Way("smart-factory/leading", 0.98, 0.4, after="smart-factory/excellent"),
    ),
    "scene": (Way("scene/nation-excellent", 0.85, 0.15, since=2022),),
}


def honours(
    batch: Batch, draw: Draw, setting: Setting, firm: Firm, things: tuple[Thing, ...]
) -> None:
    """Add what an enterprise and what it owns have reached and are trying for."""
    for thing in (Thing(firm.id, "enterprise"), *things):
        held: dict[str, date] = {}
        for way in WAYS[thing.kind]:
            if _reached(draw, firm, way, held):
                held[way.rung] = _award(batch, draw, setting, thing, way, held)
        _try(batch, draw, setting, thing, held)
        if thing.kind == "workshop" and draw.chance(0.35):
            _pool(batch, draw, setting, thing)


def _reached(draw: Draw, firm: Firm, way: Way, held: Mapping[str, date]) -> bool:
    before = not way.after or held.get(way.after, ON) < LATEST
    return before and firm.strength >= way.strength and draw.chance(way.share)


def _award(
    batch: Batch,
    draw: Draw,
    setting: Setting,
    thing: Thing,
    way: Way,
    held: Mapping[str, date],
) -> date:
    """Add a title, with what it brings; the day of its recognition."""
    earliest = held.get(way.after, date(way.since, 6, 1))
    on = draw.day(earliest, LATEST)
    recognised, precision = draw.known(on)
    number = setting.rounds.get((way.rung, on.year))
    title = batch.add(
        "title",
        subject_id=thing.id,
        rung=way.rung,
        round_id=number,
        document_id=setting.documents[way.rung, on.year],
        recognised_on=recognised,
        recognised_precision=precision,
        note="",
        source=SOURCE,
        **_stage(draw, way, on),
        **_end(draw, way, on),
    )
    if number is not None:
        _application(batch, draw, thing, number, on, "recognised")
    if way.rung in REWARDED:
        _subsidy(batch, draw, title, on)
    return on


def _stage(draw: Draw, way: Way, on: date) -> dict[str, str | date | None]:
    if way.rung != STAGED:
        return {"stage": None, "accepted_on": None}
    if draw.chance(0.5):
        return {"stage": "taken_up", "accepted_on": None}
    return {"stage": "accepted", "accepted_on": draw.day(on, ON)}


def _end(draw: Draw, way: Way, on: date) -> dict[str, str | date | None]:
    """Until when a title is valid; some have run out, few were taken away."""
    until = add_months(on, 12 * way.years) if way.years else None
    kind, ended = None, None
    if draw.chance(0.012):
        kind, ended = draw.one(("revoked", "cancelled")), draw.day(on, ON)
    elif until is not None and until <= ON and draw.chance(0.5):
        kind, ended = "expired", until
    return {"valid_until": until, "end_kind": kind, "ended_on": ended}


def _subsidy(batch: Batch, draw: Draw, title: int, on: date) -> None:
    paid = draw.day(on, ON) if draw.chance(0.8) else None
    batch.add(
        "subsidy",
        title_id=title,
        kind="reward",
        amount=REWARD,
        fund="",
        approved_on=on,
        paid_on=paid,
        source=SOURCE,
    )


def _try(
    batch: Batch,
    draw: Draw,
    setting: Setting,
    thing: Thing,
    held: Mapping[str, date],
) -> None:
    """Add an application for a rung not held: under way, or rejected last year."""
    if not draw.chance(0.04):
        return
    year = draw.between(ON.year - 1, ON.year)
    open_ = [way.rung for way in WAYS[thing.kind] if way.rung not in held]
    numbers = [setting.rounds[r, year] for r in open_ if (r, year) in setting.rounds]
    if numbers:
        stage = "county_check" if year == ON.year else "rejected"
        on = draw.day(date(year, 4, 1), date(year, 6, 25))
        _application(batch, draw, thing, draw.one(numbers), on, stage)


def _application(
    batch: Batch, draw: Draw, thing: Thing, number: int, on: date, stage: str
) -> None:
    applied = on - timedelta(days=draw.between(1, 60))
    application = batch.add(
        "application",
        round_id=number,
        subject_id=thing.id,
        kind="new",
        applied_on=applied,
        note="",
    )
    if stage != "county_check" or draw.chance(0.6):
        batch.add(
            "application_step",
            application_id=application,
            stage=stage,
            on=on,
            taken_by=SOURCE,
            passed=int(stage != "rejected"),
            reply="",
            reason="合成数据：评审未通过" if stage == "rejected" else "",
        )


def _pool(batch: Batch, draw: Draw, setting: Setting, thing: Thing) -> None:
    place = draw.between(0, len(setting.pools) - 1)
    admitted = date(YEARS[place - len(setting.pools)], draw.between(1, 5), 10)
    left = draw.day(admitted, ON) if draw.chance(0.1) else None
    batch.add(
        "pool_entry",
        pool_id=setting.pools[place],
        subject_id=thing.id,
        admitted_on=admitted,
        left_on=left,
        left_reason="合成数据" if left else "",
        measures="",
        responsible="",
    )
