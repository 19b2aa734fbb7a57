"""Who there is in a random registry, and rows of what changes about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from registry.terms import Size, SizeStandard
from tests.eligibility.strategies import names
from tests.eligibility.strategies.days import imprecise

Row = dict[str, object]
Drawn = st.SearchStrategy[Row]
Known = tuple[date, str] | None
"""A stored day with its precision, or nothing."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who there is (firms have the first ids) and which days matter."""

    on: date
    day: st.SearchStrategy[date]
    firms: int
    others: int
    rounds: int

    @property
    def firm(self) -> st.SearchStrategy[int]:
        """An enterprise."""
        return st.integers(1, self.firms)

    @property
    def subject(self) -> st.SearchStrategy[int]:
        """An enterprise or a thing of one."""
        return st.integers(1, self.firms + self.others)

    @property
    def known(self) -> st.SearchStrategy[Known]:
        """A day with its precision."""
        return imprecise(self.day)

    @property
    def known_or_none(self) -> st.SearchStrategy[Known]:
        """A day with its precision, or none."""
        return st.none() | imprecise(self.day)


def dated(day: str, precision: str, known: Known) -> Row:
    """The two columns of a day."""
    if known is None:
        return {day: None, precision: "day"}
    return {day: known[0].isoformat(), precision: known[1]}


def iso(day: date | None) -> str | None:
    """A day as it is stored."""
    return None if day is None else day.isoformat()


def perhaps(day: st.SearchStrategy[date]) -> st.SearchStrategy[str | None]:
    return st.none() | day.map(date.isoformat)


def _term(since: Known, until: Known) -> Row:
    """The days of a spell; an end that is not after the start is left open."""
    if since is not None and until is not None and since[0] >= until[0]:
        until = None
    first = dated("since", "since_precision", since)
    return first | dated("until", "until_precision", until)


@st.composite
def _spell(draw: st.DrawFn, scene: Scene, value: st.SearchStrategy[object]) -> Row:
    whose: Row = {"enterprise_id": draw(scene.firm), "value": draw(value)}
    return whose | _term(draw(scene.known_or_none), draw(scene.known_or_none))


@st.composite
def owner_spells(draw: st.DrawFn, scene: Scene, thing: int | None = None) -> Row:
    """Whose a workshop or factory is."""
    things = st.integers(scene.firms + 1, scene.firms + max(scene.others, 1))
    always = thing is not None and draw(st.sampled_from([True, True, False]))
    return {
        "subject_id": thing or draw(things),
        "enterprise_id": draw(scene.firm),
        **_term(
            None if always else draw(scene.known_or_none),
            None if always else draw(scene.known_or_none),
        ),
    }


def statuses(scene: Scene) -> Drawn:
    """Whether an enterprise is in operation."""
    return _spell(scene, st.sampled_from(["active", "moved_out", "deregistered"]))


def divisions(scene: Scene) -> Drawn:
    """Where an enterprise is registered."""
    return _spell(scene, st.sampled_from(names.DIVISIONS))


def industries(scene: Scene) -> Drawn:
    """What an enterprise makes."""
    return _spell(scene, st.sampled_from(names.INDUSTRIES))


def designated(scene: Scene) -> Drawn:
    """Whether an enterprise is above designated size."""
    return _spell(scene, st.sampled_from([1, 0]))


def addresses(scene: Scene) -> Drawn:
    """Where an enterprise sits."""
    return _spell(scene, st.sampled_from(names.ADDRESSES))


def units(scene: Scene) -> Drawn:
    """Through which of two units an enterprise reports."""
    return _spell(scene, st.sampled_from((1, 2)))


def parents(scene: Scene) -> Drawn:
    """Which group an enterprise belongs to."""
    return _spell(scene, scene.firm)


@st.composite
def sizes(draw: st.DrawFn, scene: Scene) -> Row:
    """The size class under one of two standards."""
    spell = draw(_spell(scene, st.sampled_from([size.value for size in Size])))
    standards = [standard.value for standard in SizeStandard]
    return spell | {"standard": draw(st.sampled_from(standards))}
