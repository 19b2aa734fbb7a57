"""What is kept says what the facts say: on the day, on days to come, after writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from registry.eligibility import evaluate
from registry.eligibility.bind import BoundStep, bind
from registry.eligibility.kept import check, marks, read
from registry.eligibility.kept.settle import refresh, settle
from registry.eligibility.kept.unused import Why, unused
from registry.ladder.policy import Policy
from registry.model.tables import METADATA
from registry.store.marking import MARKED, marking
from registry.terms import UNPLACED_ID
from tests.eligibility.strategies.conditions import alone, policies, together
from tests.eligibility.strategies.leaves import LEAVES, TABLES
from tests.eligibility.strategies.registries import Registry, registries

ALL_TABLES = tuple(dict.fromkeys(name for names in TABLES.values() for name in names))
STEPS = "whole steps"
QUICK = settings(
    max_examples=3,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
SOAKED = settings(QUICK, max_examples=600, derandomize=False)
AHEAD = (1, 30, 31, 365)
"""Days after the one of which outcomes are kept."""
UNITS = (1, 2)

Asked = tuple[Registry, Policy]


def asked(what: str) -> st.SearchStrategy[Asked]:
    """Registries with policies about one word of the vocabulary, or about all."""
    if what == STEPS:
        tables = (*ALL_TABLES, "unit_spell")
        return st.tuples(registries(tables), policies(together()))
    tables = TABLES[what]
    return st.tuples(registries(tables, plain=True), policies(alone(what)))


class Book:
    """A random registry whose outcomes are kept, under one policy."""

    def __init__(self, registry: Registry, policy: Policy) -> None:
        self.connection = registry.open()
        self.registry = registry
        self.policy = policy
        for trigger in marking(METADATA.tables):
            self.connection.execute(trigger)

    def bound(self, connection: sqlite3.Connection, on: date) -> Sequence[BoundStep]:
        """The policy's steps on a day."""
        return bind(connection, [self.policy], on)

    def refresh(self, on: date) -> None:
        """Keep the outcomes of a day."""
        refresh(self.connection, on, self.bound)

    def settle(self, on: date) -> None:
        """Renew what was touched."""
        settle(self.connection, on, self.bound)

    def days(self, on: date) -> list[date]:
        """Days that may tell, from the day on: those of rows, and others."""
        rows = self.connection.execute(
            "SELECT DISTINCT until FROM kept_outcome WHERE until < '2100'"
        ).fetchall()
        turns = [date.fromisoformat(day) for (day,) in rows]
        eves = [day - timedelta(days=1) for day in turns]
        ahead = [on + timedelta(days=n) for n in AHEAD]
        found = {on, *turns, *eves, *ahead, *self.registry.days}
        return sorted(day for day in found if day >= on)

    def differences(self, days: Iterable[date]) -> Iterator[tuple[object, ...]]:
        """Where what is kept and what the facts say differ."""
        for on in days:
            for step in self.bound(self.connection, on):
                yield from self._differences(on, step)

    def _differences(self, on: date, step: BoundStep) -> Iterator[tuple[object, ...]]:
        facts = list(evaluate.standings(self.connection, step))
        kept = list(read.standings(self.connection, step))
        if facts != kept:
            yield on, step.step.to, facts, kept
        for unit in (None, UNPLACED_ID, *UNITS):
            counted = evaluate.counts(self.connection, step, unit_id=unit)
            summed = read.counts(self.connection, step, unit_id=unit)
            if counted != summed:
                yield on, step.step.to, unit, counted, summed
        for one in check.of_step(self.connection, step):
            yield on, step.step.to, one.subject_id, one.parts
        for idle in unused(self.connection, on, self.bound):
            if idle.why is Why.MISFIT:
                yield on, step.step.to, idle


def hold(what: str, how: settings) -> None:
    """What is kept on a day holds on days to come, on random registries."""

    @how
    @given(asked(what))
    def holds(pair: Asked) -> None:
        book = Book(*pair)
        on = book.registry.days[0]
        book.refresh(on)
        steps = book.bound(book.connection, on)
        assert all(read.kept(book.connection, step) for step in steps)
        assert list(book.differences(book.days(on))) == []
        book.connection.close()

    holds()


@pytest.mark.parametrize("what", [*LEAVES, STEPS])
def test_what_is_kept_on_a_day_says_what_the_facts_say_on_days_to_come(
    what: str,
) -> None:
    hold(what, QUICK)


@pytest.mark.soak
@pytest.mark.parametrize("what", [*LEAVES, STEPS])
def test_what_is_kept_says_so_on_very_many_registries(what: str) -> None:
    hold(what, SOAKED)


@pytest.mark.parametrize("most", [marks.MOST, 0])
def test_a_row_that_is_voided_or_put_back_is_settled_whomever_it_touches(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "MOST", most)
    void_or_put_back(QUICK)


@pytest.mark.soak
@pytest.mark.parametrize("most", [marks.MOST, 0])
def test_very_many_rows_that_are_voided_or_put_back_are_settled(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "MOST", most)
    void_or_put_back(SOAKED)


def void_or_put_back(how: settings) -> None:
    """Rows are written otherwise than was kept, and settled."""

    @how
    @given(asked(STEPS), st.data())
    def written(pair: Asked, data: st.DataObject) -> None:
        settled_after_writing(Book(*pair), data)

    written()


def settled_after_writing(book: Book, data: st.DataObject) -> None:
    """Void some rows or put them back; what is kept says so once it is settled."""
    on = book.registry.days[0]
    book.refresh(on)
    rows = [
        (name, row["id"]) for name in MARKED for row in book.registry.rows.get(name, ())
    ]
    chosen = data.draw(st.lists(st.sampled_from(rows), max_size=4, unique=True))
    for table, row in chosen:
        with suppress(sqlite3.IntegrityError):
            book.connection.execute(
                f'UPDATE "{table}" SET voided_by = CASE WHEN voided_by IS NULL'  # noqa: S608  # ours
                " THEN 1 END WHERE id = ?",
                (row,),
            )
    assert list(book.differences([on])) == []
    book.settle(on)
    assert list(book.connection.execute("SELECT * FROM touched")) == []
    assert list(book.differences(book.days(on))) == []
    book.connection.close()


@QUICK
@given(asked(STEPS))
def test_rows_that_are_added_are_settled(pair: Asked) -> None:
    registry, policy = pair
    book = Book(Registry({}, registry.days), policy)
    on = registry.days[0]
    book.refresh(on)
    assume(registry.rows)
    registry.fill(book.connection)
    book.settle(on)
    assert list(book.differences(book.days(on))) == []
    book.connection.close()
