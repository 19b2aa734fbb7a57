"""A small register as plain values: what the tests draw, fill and judge."""

from __future__ import annotations

from dataclasses import dataclass

DAYS = ("2020-12-31", "2021-06-15", "2022-01-01", "2022-05-06", "2022-12-31")
"""The days on which anything happens: few, so that things meet."""

DIVISIONS = {"430200": "株洲市", "430204": "石峰区", "430211": "天元区"}
UNITS = {1: "天元区", 2: "株洲经开区"}
RUNGS = {
    "benchmark/city": ("市级标杆车间", "city"),
    "benchmark/province": ("省级标杆企业", "province"),
    "provider/city": ("市级服务商", "city"),
}
POOLS = {1: "标杆培育", 2: "梯度计划"}
ROUNDS = {1: ("2021年标杆认定", 2021), 2: ("2022年标杆认定", 2022)}
STAGES = {
    "returned": "退回补正",
    "county_check": "初审",
    "notice": "公示",
    "recognised": "认定",
}
"""Stages in their order: the first sends back, the last ends."""
EVENTS = {"safety": "安全生产事故", "tax": "税收违法"}
DOCUMENTS = {1: "株工信发〔2022〕1号", 2: "株工信发〔2022〕33号"}
FACT = ("total_revenue", "营业收入")


@dataclass(frozen=True, slots=True)
class Spell:
    """A value with its days; ``void`` where it was recorded by mistake."""

    value: str | int
    since: str | None = None
    until: str | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment."""

    kind: str
    on: str
    level: int
    until: str | None
    void: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A title, of the workshop where ``by_workshop``."""

    rung: str
    on: str
    until: str | None
    end: tuple[str, str] | None
    document: int | None
    by_workshop: bool
    void: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a pool."""

    pool: int
    on: str
    left: str | None
    by_workshop: bool
    void: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """An application with its steps: stage, day, whether passed."""

    round: int
    on: str | None
    steps: tuple[tuple[str, str, int | None], ...]
    by_workshop: bool
    void: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """An event."""

    kind: str
    severity: str | None
    on: str
    removed: str | None
    void: bool


@dataclass(frozen=True, slots=True)
class Firm:
    """An enterprise; ``revenue`` in yuan by year, ``owned`` when the workshop is its.

    ``spells`` are by the name of their table.
    """

    name: str
    former: str | None
    uscc: str | None
    kind: str
    gone: bool
    owned: Spell
    spells: dict[str, tuple[Spell, ...]]
    assessed: tuple[Assessed, ...]
    held: tuple[Held, ...]
    stays: tuple[Stay, ...]
    applied: tuple[Applied, ...]
    happened: tuple[Happened, ...]
    revenue: dict[int, int]


@dataclass(frozen=True, slots=True)
class World:
    """The register, and the day it is asked of."""

    on: str
    firms: tuple[Firm, ...]
