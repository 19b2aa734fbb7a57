"""The window of pages: whatever moves, each index shows its own row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from registry.desk.read.values import Cursor, Heading, Row
from tui.state.table import TableState
from tui.state.window import KEPT, PAGE, Want, Window, read


@dataclass
class Numbers:
    """The numbers from 0 to ``size`` as rows; it remembers how it was read."""

    size: int
    jumps: list[int] = field(default_factory=list)

    @property
    def headings(self) -> Sequence[Heading]:
        return (Heading("n", "数", 8, right=True),)

    @property
    def terms(self) -> str:
        return "按数计"

    def count(self) -> int:
        return self.size

    def page(
        self, *, after: Cursor | None = None, back: bool = False, limit: int = 100
    ) -> list[Row]:
        if back:
            end = self.size if after is None else int(after[0] or 0)
            return self._rows(max(0, end - limit), end)
        start = 0 if after is None else int(after[0] or 0) + 1
        return self._rows(start, min(self.size, start + limit))

    def at(self, index: int, limit: int = 100) -> list[Row]:
        self.jumps.append(index)
        return self._rows(index, min(self.size, index + limit))

    def _rows(self, start: int, end: int) -> list[Row]:
        return [Row(n, (n,), (str(n),)) for n in range(start, end)]


def load(table: TableState, source: Numbers) -> None:
    """Read page after page until the view needs no more."""
    for _ in range(20):
        want = table.want()
        if want is None:
            return
        table.fill(want, read(source, want))
    raise AssertionError("the window never has enough")


def view(table: TableState) -> list[int | None]:
    """The numbers that the view shows."""
    rows = [table.window.row(table.top + y) for y in range(table.height)]
    return [None if row is None else row.id for row in rows]


MOVES = st.lists(
    st.one_of(
        st.integers(-250, 250).map(lambda by: ("move", by)),
        st.sampled_from([("home", 0), ("end", 0), ("count", 0)]),
        st.integers(0, 3000).map(lambda top: ("scroll", top)),
    ),
    max_size=25,
)


@given(size=st.integers(0, 2500), height=st.integers(1, 60), moves=MOVES)
def test_the_view_shows_the_rows_of_its_own_indexes(
    size: int, height: int, moves: list[tuple[str, int]]
) -> None:
    table, source = TableState(height=height), Numbers(size)
    load(table, source)
    for what, number in moves:
        match what:
            case "move":
                table.move(number)
            case "home":
                table.home()
            case "end":
                table.end()
            case "count":
                table.counted(source.count())
            case _:
                table.scrolled(min(number, table.last))
        load(table, source)
        shown = [n for n in view(table) if n is not None]
        assert shown == list(range(table.top, table.top + len(shown)))
        assert len(shown) == min(height, size - table.top)
        assert len(table.window.rows) <= KEPT


def test_a_million_rows_take_no_more_memory_than_a_thousand() -> None:
    table, source = TableState(height=40), Numbers(1_000_000)
    load(table, source)
    table.counted(source.count())
    most = 0
    for _ in range(300):
        table.move(39)
        load(table, source)
        most = max(most, len(table.window.rows))
    assert view(table)[-1] == table.cursor
    assert most <= KEPT


def test_moving_on_never_counts_rows_off_from_the_start() -> None:
    table, source = TableState(height=40), Numbers(100_000)
    load(table, source)
    for _ in range(100):
        table.move(39)
        load(table, source)
    assert source.jumps == []


def test_a_jump_reads_one_page_there() -> None:
    table, source = TableState(height=40), Numbers(100_000)
    load(table, source)
    table.counted(100_000)
    table.scrolled(50_000)
    want = table.want()
    assert want is not None
    table.fill(want, read(source, want))
    assert view(table)[0] == 50_000
    assert len(source.jumps) == 1


def test_end_goes_to_the_last_row_once_the_rows_are_counted() -> None:
    table, source = TableState(height=20), Numbers(10_000)
    load(table, source)
    table.end()
    table.counted(10_000)
    load(table, source)
    assert table.row is not None
    assert table.row.id == 9_999


def test_a_list_that_shrank_meanwhile_ends_where_it_now_ends() -> None:
    table, source = TableState(height=20), Numbers(500)
    load(table, source)
    table.counted(500)
    source.size = 150
    table.end()
    load(table, source)
    assert table.window.total == 150
    assert table.row is not None
    assert table.row.id == 149


def test_an_answer_to_an_older_question_is_not_taken_in() -> None:
    window = Window()
    first = window.want(0, 10)
    assert first is not None
    window.fill(first, Numbers(300).page())
    stale = Want(first.how.AFTER, cursor=(42,))
    assert window.fill(stale, Numbers(300).page(after=(42,))) == 0
    assert [row.id for row in window.rows] == list(range(PAGE))


def test_a_range_grows_and_shrinks_and_keeps_what_was_marked() -> None:
    table, source = TableState(height=20), Numbers(100)
    load(table, source)
    table.move(5)
    table.toggle()
    table.home()
    for by in (8, -3, 1):
        table.move(by, mark=True)
    assert table.marks.ids == {0, 1, 2, 3, 4, 5, 6}
    table.move(-6, mark=True)
    assert table.marks.ids == {0, 5}


def test_all_but_some_are_marked() -> None:
    table, source = TableState(height=20), Numbers(100)
    load(table, source)
    table.marks.all()
    table.toggle()
    assert 0 not in table.marks
    assert 99 in table.marks
    assert table.marks.count(100) == 99
