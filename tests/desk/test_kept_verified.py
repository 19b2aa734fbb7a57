"""Verification holds every kept row against the facts, and a refresh mends it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry.desk.office import Office, staying
from registry.desk.upkeep import refresh, verify

ROWS = "(SELECT step_id, subject_id FROM kept_outcome WHERE outcome = 'pending'"
TAMPERED = {
    "结论": "UPDATE kept_outcome SET outcome = 'eligible'",
    "资料不足的条件": "UPDATE kept_outcome SET unknown = unknown + 512",
    "变动日": "UPDATE kept_outcome SET turns = turns || '0:9998-01-01;'",
    "自哪一天起": "UPDATE kept_outcome SET since = '2031-01-01'",
    "缺这一行": "DELETE FROM kept_outcome",
    "多出这一行": (
        "INSERT INTO kept_outcome SELECT step_id, 99999, enterprise_id, unit_id,"
        " outcome, unmet, unknown, judged, since, until, turns FROM kept_outcome"
    ),
}
"""What is wrong with a row after a statement, of which the row is still to be said."""
LATER = (
    "UPDATE kept_outcome SET until = '2031-01-01' WHERE (step_id, subject_id) ="
    " (SELECT step_id, subject_id FROM kept_outcome WHERE until > ''"
    " AND subject_id % 8 = 7 LIMIT 1)"
)
COUNTED = (
    "DELETE FROM kept_count",
    (
        "INSERT INTO kept_count SELECT step_id, coalesce(unit_id, 0), outcome, count(*)"
        " FROM kept_outcome WHERE outcome <> '' GROUP BY 1, 2, 3"
    ),
)


def of_row(statement: str, at: int) -> str:
    """The statement for one of the pending rows: another for each ``at``."""
    chosen = f"{ROWS} AND subject_id % 8 = {at} LIMIT 1)"
    return f"{statement} WHERE (step_id, subject_id) = {chosen}"


@pytest.fixture
def office(demo_file: Path) -> Iterator[Office]:
    """An official who stays at a copy of the demonstration registry."""
    with staying(Office(demo_file, "王某")) as at_desk:
        yield at_desk


def tamper(office: Office, *statements: str) -> None:
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0


def told(office: Office) -> list[str]:
    return [str(one) for one in verify(office.path).findings]


def test_every_altered_row_is_named_with_what_is_wrong(office: Office) -> None:
    statements = (of_row(one, at) for at, one in enumerate(TAMPERED.values()))
    tamper(office, LATER, *statements)
    wrong = [one.rpartition("：")[2] for one in told(office) if "认定对象 #" in one]
    assert sorted(wrong) == sorted(["有效到哪一天", *TAMPERED])


def test_an_outcome_altered_together_with_the_count_is_named_and_remade(
    office: Office,
) -> None:
    tamper(office, of_row(TAMPERED["结论"], 0), *COUNTED)
    (found,) = told(office)
    assert found.endswith("：与记录推算的不符：结论")
    assert "tidu refresh --all" in verify(office.path).sentences()[-1]
    refresh(office, everything=True)
    assert verify(office.path).ok


def test_a_step_said_to_be_settled_before_its_rows_were_is_found(
    office: Office,
) -> None:
    tamper(office, "UPDATE kept_step SET settled_on = '1990-01-01' WHERE document > ''")
    assert any(one.endswith("自哪一天起") for one in told(office))


def test_days_and_shares_of_the_first_screen_are_held_against_the_facts(
    office: Office,
) -> None:
    tamper(office, "DELETE FROM kept_turn")
    found = told(office)
    assert found
    assert all("首页计数（认定对象 #" in one for one in found)
    refresh(office, everything=True)
    tamper(office, "UPDATE kept_share SET number = 7 WHERE measure = 'titles'")
    assert any("首页计数（认定对象 #" in one for one in told(office))
