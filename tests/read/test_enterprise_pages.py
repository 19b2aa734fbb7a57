from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.desk.read import naming
from registry.desk.read.enterprises import EnterpriseSource, Sort
from registry.desk.read.values import Row
from tests.read.book import Book


@dataclass(frozen=True, slots=True)
class Firm:
    """What one enterprise of a made-up register is known by."""

    name: str
    short: str
    code: str | None
    unit: str | None
    level: int | None

    def answers(self, word: str) -> bool:
        names = f"{self.name}\n{self.short}".lower()
        return word.lower() in names or (self.code or "").startswith(word.upper())


UNITS = ("石峰区", "天元区", "攸县")
NAMES = st.text("中车株洲A%_", min_size=1, max_size=4)
FIRMS = st.lists(
    st.builds(
        Firm,
        name=NAMES,
        short=NAMES,
        code=st.none() | st.integers(0, 99).map("9143{:014}".format),
        unit=st.none() | st.sampled_from(UNITS),
        level=st.none() | st.integers(0, 5),
    ),
    max_size=12,
    unique_by=lambda firm: firm.code or object(),
)
SORTS = st.lists(
    st.tuples(st.sampled_from(("name", "code", "unit", "level")), st.booleans()),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one[0],
).map(tuple)


def filled(book: Book, firms: list[Firm]) -> dict[int, Firm]:
    units = {name: book.put("unit", name=name) for name in UNITS}
    known = {}
    for firm in firms:
        id_ = book.enterprise(firm.name, uscc=firm.code)
        book.name(id_, firm.short, kind="short")
        if firm.unit is not None:
            book.put("unit_spell", enterprise_id=id_, value=units[firm.unit])
        if firm.level is not None:
            book.assess(id_, firm.level)
        known[id_] = firm
    return known


def sorted_as(known: dict[int, Firm], text: str, sort: Sort) -> list[int]:
    """The ids in order, as plain Python filters and sorts; None comes first."""
    ids = [
        id_
        for id_, firm in known.items()
        if all(firm.answers(word) for word in text.split())
    ]
    for column, down in reversed(sort):
        ids.sort(key=lambda id_: _place(known[id_], column), reverse=down)
    return ids


def _place(firm: Firm, column: str) -> tuple[bool, str | int]:
    """Units in the order in which the register has them; nothing before anything."""
    value = getattr(firm, column)
    placed = UNITS.index(value) if column == "unit" and value else value
    return value is not None, "" if placed is None else placed


def forward(source: EnterpriseSource, limit: int) -> list[int]:
    rows = page = source.page(limit=limit)
    while page:
        page = source.page(after=rows[-1].cursor, limit=limit)
        rows = rows + page
    return ids(rows)


def backward(source: EnterpriseSource, limit: int) -> list[int]:
    rows = page = source.page(back=True, limit=limit)
    while page:
        page = source.page(after=rows[0].cursor, back=True, limit=limit)
        rows = page + rows
    return ids(rows)


def ids(rows: list[Row]) -> list[int]:
    return [row.id for row in rows]


@settings(max_examples=40, deadline=None)
@given(
    firms=FIRMS,
    text=st.sampled_from(("", "中车", "9143", "A", "车 9143", "%", "a_")) | NAMES,
    sort=SORTS,
    limit=st.integers(1, 5),
    few=st.sampled_from((0, 5000)),
)
def test_pages_forward_and_backward_are_the_plain_sorted_list(
    new_book: Callable[[], Book],
    firms: list[Firm],
    text: str,
    sort: Sort,
    limit: int,
    few: int,
) -> None:
    book = new_book()
    with closing(book.connection), pytest.MonkeyPatch.context() as patch:
        patch.setattr(naming, "FEW", few)
        known = filled(book, firms)
        source = EnterpriseSource(book.reading(), text, sort)
        wanted = sorted_as(known, text, sort)
        assert forward(source, limit) == wanted
        assert backward(source, limit) == wanted
        assert source.count() == len(wanted)
        assert ids(source.at(1, limit)) == wanted[1 : 1 + limit]


def plan(book: Book, source: EnterpriseSource) -> str:
    """How SQLite goes about the first statement of a page."""
    asked: list[str] = []
    book.connection.set_trace_callback(asked.append)
    source.page()
    book.connection.set_trace_callback(None)
    rows = book.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
    return "\n".join(row["detail"] for row in rows)


@pytest.mark.parametrize("column", ["name", "code"])
@pytest.mark.parametrize("down", [False, True])
def test_a_page_by_name_or_code_walks_an_index_and_sorts_nothing(
    book: Book, column: str, down: bool
) -> None:
    plans = plan(book, EnterpriseSource(book.reading(), sort=((column, down),)))
    first = plans.splitlines()[0]
    assert "USING INDEX" in first
    assert "USE TEMP B-TREE FOR ORDER BY" not in plans.split("CORRELATED")[0]
