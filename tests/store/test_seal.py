from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from registry.store.seal import GENESIS, Field, head

CHANGE = (1, "2026-01-01T00:00:00.000000Z", "王某", "登记", "", "", None, "0001", 0)
fields = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=4)
entries = st.lists(st.lists(fields, min_size=1, max_size=4), max_size=3)


def sealed(*rows: tuple[Field, ...]) -> str:
    return head(GENESIS, CHANGE, rows)[0]


def test_nothing_is_not_the_empty_text() -> None:
    assert sealed((None,)) != sealed(("",))


def test_text_does_not_flow_from_one_field_into_the_next() -> None:
    assert sealed(("ab", "c")) != sealed(("a", "bc"))
    assert sealed(("a",), ("b",)) != sealed(("a", "b"))
    assert sealed(("1:a;",)) != sealed(("a",))


def test_the_order_of_entries_counts() -> None:
    assert sealed(("a",), ("b",)) != sealed(("b",), ("a",))


def test_the_head_before_counts() -> None:
    assert head(GENESIS, CHANGE, ())[0] != head("1" * 64, CHANGE, ())[0]


def test_the_change_itself_counts() -> None:
    other = (*CHANGE[:2], "李某", *CHANGE[3:])
    assert head(GENESIS, CHANGE, ())[0] != head(GENESIS, other, ())[0]


def test_a_flag_seals_alike_before_and_after_the_database() -> None:
    written = (*CHANGE[:-1], False)
    assert head(GENESIS, written, ()) == head(GENESIS, CHANGE, ())


@given(entries, entries)
def test_different_entries_have_different_heads(
    one: list[list[Field]], other: list[list[Field]]
) -> None:
    same = [[str(f) if isinstance(f, int) else f for f in row] for row in one] == [
        [str(f) if isinstance(f, int) else f for f in row] for row in other
    ]
    assert (head(GENESIS, CHANGE, one) == head(GENESIS, CHANGE, other)) is same
