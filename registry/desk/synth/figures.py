"""Figures that synthetic enterprises, workshops and factories hand in."""

from __future__ import annotations

from collections.abc import Iterator

from registry.desk.synth.batch import Batch
from registry.desk.synth.draws import Draw, shares
from registry.desk.synth.firms import Firm, Thing
from registry.desk.synth.setting import ON, SOURCE

LAST_YEAR = ON.year - 1
THREE_YEARS = range(LAST_YEAR - 2, LAST_YEAR + 1)
THERE = 0.95
"""How often a figure is there where figures are handed in."""
WAN = 1_000_000
"""Ten thousand yuan (万元) in fen."""
STAFF = {
    "micro": (3, 19),
    "small": (20, 299),
    "medium": (300, 999),
    "large": (1000, 9999),
}
COVERED = shares({"covered": 62, "not_covered": 38})
GRADES = ("link_production", "link_management", "link_operation")

Figure = tuple[str, int, int]
"""Key, year, value as it is stored."""


def figures(batch: Batch, draw: Draw, firm: Firm, things: tuple[Thing, ...]) -> None:
    """Add what an enterprise hands in of itself and of what it owns."""
    if not firm.reports:
        if draw.chance(0.3):
            _fact(batch, firm.id, LAST_YEAR, "revenue", value=_fen(firm.revenue))
        return
    for key, year, value in _of_firm(draw, firm):
        if draw.chance(THERE):
            _fact(batch, firm.id, year, key, value=value)
    for thing in things:
        _of_thing(batch, draw, firm, thing)


def _of_firm(draw: Draw, firm: Firm) -> Iterator[Figure]:
    yield from _money(draw, firm)
    yield "staff", LAST_YEAR, draw.between(*STAFF[firm.size])
    if draw.chance(0.5):
        yield from _smart(draw, firm.revenue, firm.strength)
    if firm.size != "large" and draw.chance(0.6):
        yield from _quality(draw, firm)
    if draw.chance(0.03):
        yield "served_projects", LAST_YEAR, draw.between(0, 12)
        yield "service_revenue", LAST_YEAR, _fen(draw.spread(50, 20_000))


def _money(draw: Draw, firm: Firm) -> Iterator[Figure]:
    """Three years of revenue and R&D that grow into last year's; the balance."""
    total, spent = float(firm.revenue), 0.002 + 0.08 * draw.share()
    assets = total * (0.6 + draw.share())
    yield "assets", LAST_YEAR, _fen(assets)
    yield "liabilities", LAST_YEAR, _fen(assets * (0.15 + 0.75 * draw.share()))
    for year in reversed(THREE_YEARS):
        yield "total_revenue", year, _fen(total)
        yield "revenue", year, _fen(total * (0.7 + 0.3 * draw.share()))
        yield "rd_spend", year, _fen(total * spent)
        total /= 0.85 + 0.4 * draw.share()


def _smart(draw: Draw, revenue: float, strength: float) -> Iterator[Figure]:
    """Three years of smart-manufacturing spend, the links and scenes covered."""
    for year in THREE_YEARS:
        yield "smart_spend", year, _fen(revenue * 0.25 * draw.share())
    yield "links", LAST_YEAR, int(4 + 8 * strength * draw.share())
    yield "scenes", LAST_YEAR, int(3 + 14 * strength * draw.share())


def _fen(wan: float) -> int:
    """Money as it is stored; it is handed in in whole ten thousands of yuan."""
    return int(wan) * WAN


def _quality(draw: Draw, firm: Firm) -> Iterator[Figure]:
    """What the ladder of quality enterprises asks."""
    yield "segment_years", LAST_YEAR, draw.between(5, 150)
    yield "ip", LAST_YEAR, int(20 * firm.strength * draw.share())
    yield "class_one_ip", LAST_YEAR, int(6 * firm.strength * draw.share())
    yield "market_share", LAST_YEAR, draw.between(10, 3000)
    yield "platform_score", LAST_YEAR, int(3000 + 6500 * firm.strength)
    if draw.chance(0.1):
        yield "equity_raised", LAST_YEAR, _fen(draw.between(500, 6000))


def _of_thing(batch: Batch, draw: Draw, firm: Firm, thing: Thing) -> None:
    match thing.kind:
        case "workshop":
            rate = "numeric_control_rate", LAST_YEAR, draw.between(2000, 9800)
            share = firm.revenue / 2
            for key, year, value in (rate, *_smart(draw, share, firm.strength)):
                if draw.chance(THERE):
                    _fact(batch, thing.id, year, key, value=value)
        case "factory":
            for key in GRADES:
                if draw.chance(THERE):
                    _fact(batch, thing.id, LAST_YEAR, key, grade=draw.pick(COVERED))
            links = int(2 + 4.5 * firm.strength)
            _fact(batch, thing.id, LAST_YEAR, "factory_links", value=min(links, 5))
        case _:
            return


def _fact(batch: Batch, subject: int, year: int, key: str, **what: int | str) -> None:
    batch.add(
        "fact",
        subject_id=subject,
        key=key,
        since=f"{year}-01-01",
        until=f"{year + 1}-01-01",
        period="year",
        source=SOURCE,
        **what,
    )
