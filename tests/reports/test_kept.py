"""The overview's sums that are kept say what counting everybody anew says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.model.tables import METADATA
from registry.reports.check import agrees
from registry.reports.kept import READS, refresh, settle
from registry.store.marking import MARKED, marking
from tests.eligibility.strategies.registries import Registry, registries
from tests.eligibility.test_kept import AHEAD, QUICK, SOAKED

TABLES = (
    "assessment",
    "title",
    "owner_spell",
    "status_spell",
    "unit_spell",
    "pool",
    "pool_entry",
    "application",
    "application_step",
)


class Book:
    """A random registry whose sums are kept."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.connection = registry.open()
        for trigger in marking(METADATA.tables):
            self.connection.execute(trigger)
        self.on = registry.days[0]

    def wrong(self) -> list[date]:
        """The days on which what is read is not what the facts say."""
        return [day for day in self._days() if not agrees(self.connection, day)]

    def _days(self) -> Iterator[date]:
        ahead = (self.on + timedelta(days=n) for n in (-1, 0, *AHEAD, 800))
        turns = self.connection.execute("SELECT DISTINCT until FROM kept_turn")
        for (text,) in turns.fetchall():
            day = date.fromisoformat(text)
            yield from (day - timedelta(days=1), day)
        yield from (*ahead, *self.registry.days)

    def toggle(self, table: str, row: int) -> None:
        """Void a row, or put it back, if nothing stands in its place."""
        self.connection.execute(
            f'UPDATE OR IGNORE "{table}" SET voided_by = CASE WHEN voided_by IS NULL'  # noqa: S608  # ours
            " THEN 1 END WHERE id = ?",
            (row,),
        )


def hold(registry: Registry, toggled: list[tuple[str, int]]) -> None:
    book = Book(registry)
    with closing(book.connection):
        keeps(book, toggled)


def keeps(book: Book, toggled: list[tuple[str, int]]) -> None:
    refresh(book.connection, book.on)
    book.connection.execute("DELETE FROM touched")
    assert book.wrong() == []
    for table, row in toggled:
        book.toggle(table, row)
    assert book.wrong() == []
    settle(book.connection, book.on)
    book.connection.execute("DELETE FROM touched")
    assert book.wrong() == []


@st.composite
def changed(draw: st.DrawFn) -> tuple[Registry, list[tuple[str, int]]]:
    """A registry, and rows of it that somebody voids or puts back."""
    registry = draw(registries(TABLES))
    rows = [
        (name, int(str(row["id"])))
        for name in READS & MARKED.keys()
        for row in registry.rows.get(name, ())
    ]
    some = st.lists(st.sampled_from(sorted(rows)), max_size=4, unique=True)
    return registry, draw(some)


@QUICK
@given(changed())
def test_what_is_kept_is_what_is_counted_before_and_after_changes(
    case: tuple[Registry, list[tuple[str, int]]],
) -> None:
    hold(*case)


@pytest.mark.soak
@SOAKED
@given(changed())
def test_what_is_kept_is_what_is_counted_in_very_many_registries(
    case: tuple[Registry, list[tuple[str, int]]],
) -> None:
    hold(*case)
