"""Random small worlds."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from tests.filter.world import (
    DAYS,
    DOCUMENTS,
    EVENTS,
    POOLS,
    ROUNDS,
    RUNGS,
    STAGES,
    UNITS,
    Applied,
    Assessed,
    Firm,
    Happened,
    Held,
    Spell,
    Stay,
    World,
)

T = TypeVar("T")
_DAY = st.sampled_from(DAYS)
_MAYBE = st.none() | _DAY
_RARELY = st.sampled_from((False, False, False, True))
_FEW = 2


def _spell(values: tuple[str | int, ...]) -> st.SearchStrategy[Spell]:
    """Days in order, open or known on either side."""
    days = st.tuples(_MAYBE, _MAYBE).filter(
        lambda pair: pair[0] is None or pair[1] is None or pair[0] < pair[1]
    )
    return st.tuples(st.sampled_from(values), days, _RARELY).map(
        lambda drawn: Spell(drawn[0], drawn[1][0], drawn[1][1], drawn[2])
    )


_SPELLS = {
    "division": ("430211", "430204"),
    "unit": tuple(UNITS),
    "industry": ("C3670", "C3484", "I6513"),
    "size": ("micro", "small", "medium", "large"),
    "designated": (0, 1),
    "status": ("active", "suspended", "moved_out", "deregistered"),
}
_ASSESSED = st.builds(
    Assessed,
    kind=st.sampled_from(("self", "on_site")),
    on=_DAY,
    level=st.integers(0, 5),
    until=_MAYBE,
    void=_RARELY,
)
_HELD = st.builds(
    Held,
    rung=st.sampled_from(tuple(RUNGS)),
    on=_DAY,
    until=_MAYBE | st.just("2023-02-01"),
    end=st.none() | st.tuples(st.sampled_from(("revoked", "expired")), _DAY),
    document=st.none() | st.sampled_from(tuple(DOCUMENTS)),
    by_workshop=st.booleans(),
    void=_RARELY,
)
_STAY = st.builds(
    Stay,
    pool=st.sampled_from(tuple(POOLS)),
    on=_DAY,
    left=_MAYBE,
    by_workshop=st.booleans(),
    void=_RARELY,
).filter(lambda stay: stay.left is None or stay.on <= stay.left)
_STEP = st.tuples(st.sampled_from(tuple(STAGES)), _DAY, st.sampled_from((None, 0, 1)))
_APPLIED = st.builds(
    Applied,
    round=st.sampled_from(tuple(ROUNDS)),
    on=_MAYBE,
    steps=st.lists(_STEP, max_size=3).map(tuple),
    by_workshop=st.booleans(),
    void=_RARELY,
)
_HAPPENED = st.builds(
    Happened,
    kind=st.sampled_from(tuple(EVENTS)),
    severity=st.sampled_from((None, "minor", "major", "serious")),
    on=_DAY,
    removed=_MAYBE,
    void=_RARELY,
)


def _few(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=_FEW).map(tuple)


def _once(applied: tuple[Applied, ...]) -> bool:
    """One live application a round and subject."""
    live = [(one.round, one.by_workshop) for one in applied if not one.void]
    return len(live) == len(set(live))


_FIRM = st.builds(
    Firm,
    name=st.sampled_from(("中车机械", "时代新材", "瑞德尔智能", "不锈钢（株洲）")),
    former=st.none() | st.sampled_from(("中车旧名", "老厂")),
    uscc=st.none(),
    kind=st.sampled_from(("enterprise", "enterprise", "branch", "school")),
    gone=_RARELY,
    owned=_spell((0,)),
    spells=st.fixed_dictionaries(
        {table: _few(_spell(values)) for table, values in _SPELLS.items()}
    ),
    assessed=_few(_ASSESSED),
    held=_few(_HELD),
    stays=_few(_STAY),
    applied=_few(_APPLIED).filter(_once),
    happened=_few(_HAPPENED),
    revenue=st.dictionaries(
        st.sampled_from((2020, 2021, 2022)),
        st.sampled_from((0, 10**8, 2 * 10**8, 5)),
        max_size=2,
    ),
)
_CODES = ("91430200AAAAAAAAAA", "91430100BBBBBBBBBB", "12430200CCCCCCCCCC")


def _coded(firms: list[Firm]) -> tuple[Firm, ...]:
    """Codes that differ, the last firm without one."""
    codes = (*_CODES[: len(firms) - 1], None)
    return tuple(
        replace(firm, uscc=code) for firm, code in zip(firms, codes, strict=True)
    )


WORLDS = st.builds(
    World, on=_DAY, firms=st.lists(_FIRM, min_size=1, max_size=4).map(_coded)
)
