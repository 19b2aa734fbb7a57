"""The ladder as it is walked: programmes, the grid of rungs, where one stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from registry.desk.read.pictures import ProgrammePicture, RungPicture, StepPicture
from registry.terms import Outcome, Tier
from tui import texts
from tui.state.choices import Choice
from tui.state.outcomes import SHOWN

HOLDERS = "holders"
"""The list of those who hold a rung."""

TO_DO = "to_do"
"""The list of all who may come up to a rung, or lack little."""

Spot = tuple[int, int]
"""Column and row of a rung in its programme's grid."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the rungs of one programme stand; ``heads`` names the columns."""

    heads: tuple[str, ...]
    spots: dict[str, Spot]
    pools: int

    def rung(self, spot: Spot) -> str | None:
        """The rung at a spot."""
        return next((rung for rung, at in self.spots.items() if at == spot), None)


def ways_up(programme: ProgrammePicture) -> list[StepPicture]:
    """The steps that lead from one rung of the programme to another."""
    known = {rung.id for rung in programme.rungs}
    return [
        step
        for step in programme.steps
        if step.from_ in known and step.to in known and step.from_ != step.to
    ]


def grid(programme: ProgrammePicture) -> Grid:
    """Columns by tier, and inside a tier by what leads to what; rows follow steps."""
    below: dict[str, list[str]] = {rung.id: [] for rung in programme.rungs}
    for step in ways_up(programme):
        below[step.to].append(step.from_ or "")
    keys = _column_keys(programme.rungs, below)
    order = sorted(set(keys.values()))
    first = 1 if programme.pools else 0
    spots: dict[str, Spot] = {}
    for rung in sorted(programme.rungs, key=lambda rung: keys[rung.id]):
        column = order.index(keys[rung.id]) + first
        spots[rung.id] = (column, _row(column, below[rung.id], spots))
    heads = [Tier.read(tier).label for tier in _tiers(order)]
    return Grid((*([texts.POOL] * first), *heads), spots, len(programme.pools))


_TIER_ORDER = [tier.value for tier in Tier]


def _column_keys(
    rungs: Sequence[RungPicture], below: dict[str, list[str]]
) -> dict[str, tuple[int, int]]:
    """For each rung its tier and how many steps inside the tier lead to it."""
    tiers = {rung.id: _TIER_ORDER.index(rung.tier) for rung in rungs}

    def depth(rung: str, seen: frozenset[str]) -> int:
        inside = [r for r in below[rung] if tiers[r] == tiers[rung] and r not in seen]
        return max((1 + depth(r, seen | {rung}) for r in inside), default=0)

    return {rung: (tiers[rung], depth(rung, frozenset())) for rung in tiers}


def _tiers(order: Sequence[tuple[int, int]]) -> list[str]:
    return [_TIER_ORDER[tier] for tier, _ in order]


def _row(column: int, below: Sequence[str], spots: dict[str, Spot]) -> int:
    """The row of what leads here where it is free, else the next free one."""
    taken = {row for at, row in spots.values() if at == column}
    row = min((spots[rung][1] for rung in below if rung in spots), default=0)
    while row in taken:
        row += 1
    return row


@dataclass(slots=True)
class LadderState:
    """Which programme is shown, and on which of its rungs one stands."""

    programmes: tuple[ProgrammePicture, ...] = ()
    index: int = 0
    counted: bool = False
    _stands: dict[str, str] = field(default_factory=dict)

    def take(self, programmes: tuple[ProgrammePicture, ...], *, counted: bool) -> None:
        """Take in the pictures, those in force first; one stays where one was."""
        self.programmes = tuple(sorted(programmes, key=lambda one: not one.steps))
        self.counted = counted
        self.index = min(self.index, max(0, len(programmes) - 1))

    @property
    def programme(self) -> ProgrammePicture | None:
        """The programme shown."""
        return self.programmes[self.index] if self.programmes else None

    @property
    def rung(self) -> RungPicture | None:
        """The rung one stands on."""
        programme = self.programme
        if programme is None or not programme.rungs:
            return None
        wanted = self._stands.get(programme.id, "")
        by_id = {rung.id: rung for rung in programme.rungs}
        return by_id.get(wanted) or by_id[_first(grid(programme))]

    def turn(self, by: int) -> None:
        """Go to the next or previous programme, round and round."""
        if self.programmes:
            self.index = (self.index + by) % len(self.programmes)

    def step(self, across: int, down: int) -> None:
        """Go to the nearest rung that way; beyond the edge, to the next programme."""
        programme, rung = self.programme, self.rung
        if programme is None or rung is None:
            return
        spots = grid(programme).spots
        target = _nearest(spots, spots[rung.id], across, down)
        if target is not None:
            self._stands[programme.id] = target
        elif across:
            self.turn(across)
            self._enter(from_left=across > 0)

    def _enter(self, *, from_left: bool) -> None:
        programme = self.programme
        if programme is not None and programme.rungs:
            spots = grid(programme).spots
            ordered = sorted(spots, key=lambda rung: spots[rung])
            self._stands[programme.id] = ordered[0 if from_left else -1]

    def lists(self, rung: RungPicture) -> list[Choice]:
        """The lists that a rung opens, with how many are on each."""
        held = f"{rung.holders:,} {texts.unit_of(rung.subject)}"
        many = [
            f"{rung.counts.get(one, 0):,}" if self.counted else "" for one in Outcome
        ]
        return [
            Choice(TO_DO, texts.TO_DO, texts.TO_DO_NOTE),
            *(
                Choice(one.value, one.label, n)
                for one, n in zip(Outcome, many, strict=True)
            ),
            Choice(HOLDERS, texts.HOLDERS_LIST, held),
        ]

    def _many(self, rung: RungPicture, outcome: Outcome) -> str:
        return f"{rung.counts.get(outcome, 0):,}" if self.counted else ""

    def outcomes(self, chosen: str) -> tuple[Outcome, ...]:
        """The outcomes that a chosen list is of."""
        return SHOWN if chosen == TO_DO else (Outcome.read(chosen),)

    def status(self) -> list[str]:
        """Which programme of how many, and the rung one stands on."""
        rung = self.rung
        if rung is None:
            return []
        shown = texts.LADDER_PLACE.format(
            index=self.index + 1, total=len(self.programmes)
        )
        return [shown, rung_words(rung, counted=self.counted)]


def rung_words(rung: RungPicture, *, counted: bool) -> str:
    """市级标杆车间：持有 10，可晋级 3，差一项 4."""
    held = texts.RUNG_HELD.format(name=rung.name, holders=rung.holders)
    if not counted:
        return f"{held}，{texts.COUNTING}"
    return held + texts.RUNG_COUNTS.format(
        eligible=rung.counts.get(Outcome.ELIGIBLE, 0),
        one_short=rung.counts.get(Outcome.ONE_SHORT, 0),
    )


def _first(shown: Grid) -> str:
    return min(shown.spots, key=lambda rung: shown.spots[rung])


def _nearest(spots: dict[str, Spot], here: Spot, across: int, down: int) -> str | None:
    column, row = here
    if across:
        columns = sorted({c for c, _ in spots.values() if (c - column) * across > 0})
        if not columns:
            return None
        beside = columns[0] if across > 0 else columns[-1]
        rungs = [rung for rung, at in spots.items() if at[0] == beside]
        return min(rungs, key=lambda rung: abs(spots[rung][1] - row))
    rungs = [
        rung for rung, (c, r) in spots.items() if c == column and (r - row) * down > 0
    ]
    return min(rungs, key=lambda rung: abs(spots[rung][1] - row), default=None)
