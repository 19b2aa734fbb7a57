"""The way up with the fewest missing conditions, against every way there is."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.ladder.graph import climbs
from registry.ladder.legs import Climb, Held, Leg, StepNode, cost

RUNGS = ("a", "b", "c", "d", "e")
KINDS = {"a": "shop", "b": "shop", "c": "firm", "d": "shop", "e": "firm"}
SUBJECTS = {"shop": (2, 3), "firm": (1,)}
TOPS = ("d", "e")


@st.composite
def ladders(draw: st.DrawFn) -> tuple[list[Leg], set[Held]]:
    """A few steps, circles among them, and the legs of the subjects that may go."""
    joins = st.tuples(st.sampled_from((None, *RUNGS)), st.sampled_from(RUNGS))
    joined = draw(st.lists(joins, min_size=1, max_size=7))
    legs = []
    for at, (from_, to) in enumerate(joined):
        for subject in SUBJECTS[KINDS[to]]:
            if from_ != to and draw(st.integers(0, 4)):
                lacking = draw(st.integers(0, 4))
                after = draw(st.integers(0, lacking))
                node = StepNode("某文", f"{at}")
                legs.append(Leg(node, from_, to, subject, lacking, after))
    holders = st.sampled_from([(rung, s) for rung in RUNGS for s in (1, 2, 3)])
    return legs, draw(st.sets(holders, max_size=2))


def every_way(legs: list[Leg], held: set[Held], way: Climb = ()) -> Iterator[Climb]:
    """Every way up in which no leg comes twice and no top is passed."""
    for leg in legs:
        if leg in way or not follows(leg, way, held):
            continue
        if leg.to in TOPS:
            yield (*way, leg)
        else:
            yield from every_way(legs, held, (*way, leg))


def follows(leg: Leg, way: Climb, held: set[Held]) -> bool:
    """Whether a leg can be taken where a way has led, or from what is held."""
    if not way and leg.from_ is None:
        return True
    stood = [(way[-1].to, way[-1].subject)] if way else list(held)
    return any(
        rung == leg.from_ and (KINDS[rung] != KINDS[leg.to] or subject == leg.subject)
        for rung, subject in stood
    )


@settings(max_examples=120, derandomize=True, database=None, deadline=None)
@given(ladders())
def test_the_way_up_is_the_one_that_lacks_least_of_all_there_are(
    ladder: tuple[list[Leg], set[Held]],
) -> None:
    legs, held = ladder
    order = {leg: at for at, leg in enumerate(legs)}
    ways = sorted(
        every_way(legs, held), key=lambda way: (*cost(way), [order[o] for o in way])
    )
    found = climbs(legs, held, TOPS, KINDS)
    assert found[:1] == tuple(ways[:1])
    if len(ways) <= len(found):
        assert list(found) == ways


def leg(from_: str | None, to: str, lacking: int, key: str = "") -> Leg:
    node = StepNode("某文", key or f"{from_}>{to}")
    return Leg(node, from_, to, SUBJECTS[KINDS[to]][0], lacking, lacking)


def test_two_short_steps_go_before_one_that_lacks_more() -> None:
    direct, first, second = leg(None, "e", 5), leg(None, "c", 2), leg("c", "e", 1)
    assert climbs([direct, first, second], (), TOPS, KINDS)[0] == (first, second)


def test_of_ways_that_lack_as_much_the_shorter_goes_first() -> None:
    direct, first, second = leg(None, "e", 3), leg(None, "c", 2), leg("c", "e", 1)
    found = climbs([first, second, direct], (), TOPS, KINDS)
    assert found == ((direct,), (first, second))


def test_a_title_that_is_held_is_climbed_on_from() -> None:
    first, second = leg(None, "c", 2), leg("c", "e", 1)
    assert climbs([first, second], {("c", 1)}, TOPS, KINDS)[0] == (second,)


def test_a_workshop_goes_on_with_its_own_title_only() -> None:
    (mine, other), node = SUBJECTS["shop"], StepNode("某文", "b>d")
    on = Leg(node, "b", "d", mine, 0, 0)
    assert climbs([on], {("b", other)}, TOPS, KINDS) == ()
    assert climbs([on], {("b", mine)}, TOPS, KINDS) == ((on,),)


def test_of_very_many_ways_the_one_that_lacks_least_is_found() -> None:
    wide, high = range(4), range(5)
    legs = [
        Leg(
            StepNode("某文", f"{below}>{floor}.{at}"),
            None if floor == 0 else f"{floor - 1}.{below}",
            "e" if floor == high[-1] else f"{floor}.{at}",
            1,
            wide[-1] - at,
            wide[-1] - at,
        )
        for floor in high
        for below in (wide if floor else (0,))
        for at in wide
    ]
    best, *_ = climbs(legs, (), TOPS, {})
    assert cost(best) == (0, len(high))
