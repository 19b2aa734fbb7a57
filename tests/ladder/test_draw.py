"""The ladder as text and as a diagram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from registry.ladder import draw
from registry.ladder.layout import spots
from registry.terms import Outcome, Tier
from registry.text import width


@dataclass(frozen=True, slots=True)
class Rung:
    id: str
    name: str
    tier: str
    subject: str = "workshop"
    holders: int = 0
    taken_up: int = 0
    accepted: int = 0
    counts: Mapping[Outcome, int] = field(default_factory=dict)
    renewals: Mapping[Outcome, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    from_: str | None
    to: str
    policy: str = "湘工信装备〔2022〕305号"
    basis: str = "text"
    kind: str = "new"


@dataclass(frozen=True, slots=True)
class Pool:
    name: str
    year: int
    members: int
    rung: str | None


@dataclass(frozen=True, slots=True)
class Programme:
    name: str
    documents: tuple[tuple[str, str], ...] = ()
    pools: tuple[Pool, ...] = ()
    rungs: tuple[Rung, ...] = ()
    steps: tuple[Step, ...] = ()


COUNTS = {Outcome.ELIGIBLE: 3, Outcome.ONE_SHORT: 4, Outcome.NOT_ELIGIBLE: 9}
RENEWALS = {Outcome.ELIGIBLE: 1, Outcome.PENDING: 2}
BENCHMARK = Programme(
    "智能制造标杆",
    (("株工信发〔2022〕33号", "sample"), ("湘工信装备〔2022〕305号", "text")),
    (Pool("标杆车间培育名单", 2022, 82, "w"),),
    (
        Rung("w", "市级标杆车间", "city", holders=10, counts=COUNTS),
        Rung("e", "市级标杆中小企业", "city", "enterprise", 10),
        Rung("pw", "省级标杆车间", "province", holders=8),
        Rung("pe", "省级标杆企业", "province", "enterprise", 3, renewals=RENEWALS),
        Rung("n", "国家示范工厂", "nation", "factory", 5, taken_up=4, accepted=1),
    ),
    (
        Step(None, "w"),
        Step("w", "pw"),
        Step("e", "pe"),
        Step("pw", "n", "国办", "sample"),
        Step("pe", "n"),
        Step("n", "n", kind="renewal"),
    ),
)
DRAWN = """\
智能制造标杆
  依据：株工信发〔2022〕33号（样例条件）
  依据：湘工信装备〔2022〕305号（原文）
  培育库：标杆车间培育名单（2022）82 个 ──▸ 市级标杆车间
  市级                       省级                       国家级
  市级标杆车间           ──▸ 省级标杆车间           ──▸ 国家示范工厂
  10 个                      8 个                       揭榜单位 4 · 已验收 1
  可晋级 3
  差一项 4

  市级标杆中小企业       ──▸ 省级标杆企业
  10 家                      3 家
                             复核可晋级 1
                             复核待核 2

  另一途径：省级标杆企业 ──▸ 国家示范工厂"""
DIAGRAM = """\
flowchart LR
  subgraph p0["智能制造标杆"]
    p0r0["市级：市级标杆车间<br/>10 个<br/>可晋级 3 · 差一项 4"]
    p0r1["市级：市级标杆中小企业<br/>10 家"]
    p0r2["省级：省级标杆车间<br/>8 个"]
    p0r3["省级：省级标杆企业<br/>3 家<br/>复核可晋级 1 · 复核待核 2"]
    p0r4["国家级：国家示范工厂<br/>揭榜单位 4 · 已验收 1"]
    p0k0(["标杆车间培育名单<br/>82 个"])
    p0k0 --> p0r0
    p0r0 -->|"湘工信装备〔2022〕305号（原文）"| p0r2
    p0r1 -->|"湘工信装备〔2022〕305号（原文）"| p0r3
    p0r2 -->|"国办（样例条件）"| p0r4
    p0r3 -->|"湘工信装备〔2022〕305号（原文）"| p0r4
  end"""


def test_a_programme_is_drawn_from_city_to_nation() -> None:
    assert draw.text(BENCHMARK) == DRAWN


def test_a_programme_is_a_diagram() -> None:
    assert draw.mermaid([BENCHMARK]) == DIAGRAM


def test_a_programme_without_rungs_is_its_name() -> None:
    assert draw.text(Programme("空的方向")).strip() == "空的方向"


def test_two_national_rungs_stand_side_by_side() -> None:
    rungs = (Rung("a", "卓越级", "nation"), Rung("b", "领航级", "nation"))
    assert spots(rungs, [Step("a", "b")]) == {"a": (0, 0), "b": (1, 0)}
    assert spots(rungs, []) == {"a": (0, 0), "b": (0, 1)}


def test_a_circle_is_drawn_all_the_same() -> None:
    rungs = (Rung("a", "甲", "city"), Rung("b", "乙", "city"))
    circle = Programme("圈", rungs=rungs, steps=(Step("a", "b"), Step("b", "a")))
    assert "甲" in draw.text(circle)


def test_a_name_cannot_break_out_of_the_diagram() -> None:
    rungs = (Rung("a", 'x"] --> <script>\nend', "city"),)
    drawn = draw.mermaid([Programme('p"]', rungs=rungs)])
    assert "<script>" not in drawn
    assert [line.count('"') for line in drawn.splitlines()] == [0, 2, 2, 0]


def test_a_control_character_does_not_reach_the_terminal() -> None:
    rungs = (Rung("a", "甲\x1b[2J", "city"),)
    assert "\x1b" not in draw.text(Programme("圈\x1b", rungs=rungs))


TIERS = st.sampled_from([tier.value for tier in Tier])
NAMES = st.text("市级智能制造标杆车间ABC", min_size=1, max_size=30)


@st.composite
def programmes(fresh: st.DrawFn) -> Programme:
    named = fresh(st.lists(st.tuples(NAMES, TIERS), max_size=6))
    rungs = tuple(Rung(f"r{i}", name, tier) for i, (name, tier) in enumerate(named))
    ends = st.sampled_from([rung.id for rung in rungs] or ["none"])
    pairs = fresh(st.lists(st.tuples(ends, ends), max_size=6))
    rank = {tier.value: i for i, tier in enumerate(Tier)}
    tiers = {rung.id: rank[rung.tier] for rung in rungs}
    up = [(a, b) for a, b in pairs if a in tiers and tiers[a] < tiers[b]]
    return Programme("方向", rungs=rungs, steps=tuple(Step(a, b) for a, b in up))


@given(programmes())
def test_no_line_of_the_grid_is_wider_than_the_terminal(programme: Programme) -> None:
    grid = [x for x in draw.text(programme).splitlines() if not x.startswith("  另")]
    assert all(width(line) <= 80 for line in grid)


@given(programmes())
def test_no_two_rungs_share_a_spot(programme: Programme) -> None:
    placed = spots(programme.rungs, programme.steps)
    assert len(set(placed.values())) == len(programme.rungs)


@given(programmes())
def test_every_way_up_is_drawn_once(programme: Programme) -> None:
    drawn = draw.text(programme)
    pairs = [(step.from_, step.to) for step in programme.steps]
    beside = len([line for line in drawn.splitlines() if not line.startswith("  另")])
    assert beside
    assert drawn.count("──▸") >= len(set(pairs))
