"""Spells never overlap, and nothing that was recorded is lost."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.dates import Day
from registry.desk import attributes, enterprises
from registry.desk.drafts.enterprises import AttributeDraft, EnterpriseDraft
from registry.desk.office import Office, rehearse
from registry.desk.spells import Place, Span, holds, place, span_of
from registry.errors import RegistryError
from registry.store.transaction import Tx
from registry.terms import Attribute

START = date(2020, 1, 1)
days = st.integers(min_value=0, max_value=40).map(lambda n: START + timedelta(days=n))
spans = st.builds(Span, st.none() | days, st.none() | days).filter(
    lambda span: span.since is None or span.until is None or span.since < span.until
)
known = spans.filter(lambda span: span.since is not None)
changes = st.lists(
    st.tuples(st.sampled_from(["甲路1号", "乙路2号", "丙路3号"]), spans), max_size=12
)


def _settled(held: list[tuple[str, Span]], new: tuple[str, Span]) -> None:
    """What the rules say happens, told a second time and without a database."""
    found = place([span for _, span in held], new[1])
    if found.clashes is not None:
        return
    if found.closes is not None:
        value, span = held[found.closes]
        if value == new[0]:
            return
        held[found.closes] = (value, Span(span.since, new[1].since))
    if found.begins is not None:
        value, span = held[found.begins]
        held[found.begins] = (value, Span(new[1].until, span.until))
    held.append(new)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(changes)
def test_spells_never_overlap_and_every_accepted_value_stays(
    office: Office, sequence: list[tuple[str, Span]]
) -> None:
    def live(tx: Tx) -> list[tuple[str, Span]]:
        enterprise = enterprises.add.within(tx, EnterpriseDraft(name="甲公司"))
        for value, span in sequence:
            _try(tx, enterprise, value, span)
        found = attributes.history(tx, Attribute.ADDRESS, enterprise)
        return [(str(row.value), span_of(row)) for row in found]

    kept = rehearse(office, live)
    expected: list[tuple[str, Span]] = []
    for change in sequence:
        _settled(expected, change)
    assert sorted(map(repr, kept)) == sorted(map(repr, expected))
    assert not any(a.overlaps(b) for (_, a), (_, b) in combinations(kept, 2))


def _try(tx: Tx, enterprise: int, value: str, span: Span) -> None:
    draft = AttributeDraft(
        enterprise_id=enterprise,
        attribute=Attribute.ADDRESS,
        value=value,
        since=None if span.since is None else Day(span.since),
        until=None if span.until is None else Day(span.until),
    )
    try:
        enterprises.change_attribute.within(tx, draft)
    except RegistryError:
        return


@given(st.lists(known, max_size=8), spans)
def test_no_day_that_was_covered_is_uncovered(before: list[Span], new: Span) -> None:
    held: list[tuple[str, Span]] = []
    for number, span in enumerate(before):
        _settled(held, (str(number), span))
    covered = _covered(held)
    _settled(held, ("new", new))
    assert covered <= _covered(held)


def _covered(held: list[tuple[str, Span]]) -> set[date]:
    calendar = [START + timedelta(days=n) for n in range(-1, 43)]
    return {day for day in calendar for _, span in held if holds(span, day)}


@given(spans, spans)
def test_overlap_means_a_day_in_common(one: Span, other: Span) -> None:
    calendar = [START + timedelta(days=n) for n in range(-1, 43)]
    common = any(holds(one, day) and holds(other, day) for day in calendar)
    assert one.overlaps(other) == common


def test_a_change_closes_what_is_open() -> None:
    assert place([Span(None, None)], Span(START, None)) == Place(closes=0)


def test_a_change_cannot_begin_where_the_open_one_began() -> None:
    assert place([Span(START, None)], Span(START, None)) == Place(clashes=0)


def test_history_gives_an_unknown_beginning_its_day() -> None:
    assert place([Span(None, None)], Span(None, START)) == Place(begins=0)


def test_history_that_reaches_into_what_is_known_clashes() -> None:
    later = START + timedelta(days=1)
    assert place([Span(START, None)], Span(None, later)) == Place(clashes=0)
