"""Kept outcomes follow every write, whichever way it was made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from registry.desk import facts, upkeep
from registry.desk.drafts.records import FactDraft
from registry.desk.office import Office, begin, staying
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.overview import overview
from registry.desk.read.session import Reading, open_reading
from registry.eligibility import evaluate
from registry.eligibility.bind import bound_steps
from registry.eligibility.kept import read
from registry.reports import sums
from registry.reports.overview import by_level
from registry.reports.sums import Sums
from registry.store.transaction import transaction

ON = date(2022, 12, 31)


@pytest.fixture
def office(demo_file: Path) -> Iterator[Office]:
    """An official who stays at a copy of the demonstration registry."""
    with staying(Office(demo_file, "王某")) as at_desk:
        yield at_desk


def disagreements(path: Path) -> list[tuple[str, int]]:
    """Every standing that is kept otherwise than the facts say, by step."""
    with open_reading(path) as reading:
        found = []
        for step in bound_steps(reading.connection, ON):
            assert read.kept(reading.connection, step) is not None, step.step.key
            kept = set(read.standings(reading.connection, step))
            facts_ = set(evaluate.standings(reading.connection, step))
            found += [(step.step.key, one.subject_id) for one in kept ^ facts_]
            counted = read.counts(reading.connection, step)
            assert counted == evaluate.counts(reading.connection, step)
        return found


def marked(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM touched").fetchone()[0])


def eligible(path: Path) -> Iterator[int]:
    """Enterprises that may become a city benchmark by what is kept."""
    with closing(sqlite3.connect(path)) as connection:
        yield from (
            row[0]
            for row in connection.execute(
                "SELECT subject_id FROM kept_outcome o JOIN kept_step s"
                " ON s.id = o.step_id WHERE o.outcome = 'eligible'"
                " AND s.document = '株工信发〔2022〕33号' AND o.subject_id ="
                " o.enterprise_id"
            )
        )


def test_the_demonstration_comes_with_outcomes_that_agree(demo_file: Path) -> None:
    assert disagreements(demo_file) == []
    assert upkeep.verify(demo_file).ok


def test_a_change_of_the_desk_settles_whom_it_touches(office: Office) -> None:
    one = next(eligible(office.path))
    with begin(office, "更正规上") as tx:
        tx.rows(
            "UPDATE designated_spell SET value = 1 - value, version = version + 1"
            " WHERE enterprise_id = :id AND voided_by IS NULL",
            {"id": one},
        )
    assert one not in set(eligible(office.path))
    assert (disagreements(office.path), marked(office.path)) == ([], 0)


def test_a_verb_and_its_undoing_are_settled(office: Office) -> None:
    one = next(eligible(office.path))
    draft = FactDraft.read(
        subject_id=one, key="revenue", period="2018", value="1", source="报表"
    )
    before = set(eligible(office.path))
    facts.fact(office, draft)
    assert disagreements(office.path) == []
    upkeep.undo(office)
    assert (disagreements(office.path), marked(office.path)) == ([], 0)
    assert set(eligible(office.path)) == before


def test_a_source_that_is_voided_settles_whole_steps(office: Office) -> None:
    with begin(office, "作废覆盖范围") as tx:
        tx.rows(
            "UPDATE coverage SET voided_by = :change, version = version + 1"
            " WHERE voided_by IS NULL",
            {"change": tx.change_id},
        )
    assert disagreements(office.path) == []


def test_who_writes_past_the_desk_leaves_marks_and_is_read_from_the_facts(
    office: Office,
) -> None:
    one = next(eligible(office.path))
    with transaction(office.path, by="王某", action="直接写入") as tx:
        tx.rows(
            "UPDATE designated_spell SET value = 1 - value, version = version + 1"
            " WHERE enterprise_id = :id",
            {"id": one},
        )
    assert marked(office.path) > 0
    assert disagreements(office.path) == []
    assert upkeep.verify(office.path).ok
    assert upkeep.refresh(office).rows > 0
    assert (disagreements(office.path), marked(office.path)) == ([], 0)


def test_verification_names_a_kept_row_that_the_facts_do_not_bear_out(
    office: Office,
) -> None:
    one = next(eligible(office.path))
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE kept_outcome SET outcome = 'not_eligible', unmet = 3"
            " WHERE subject_id = ? AND outcome = 'eligible'",
            (one,),
        )
        named = "SELECT name FROM subject WHERE id = ?"
        (name,) = connection.execute(named, (one,)).fetchone()
    verdict = upkeep.verify(office.path)
    assert any(name in finding.place for finding in verdict.findings)
    assert any("计数" in finding.place for finding in verdict.findings)
    assert "tidu refresh" in verdict.sentences()[-1]
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        connection.execute("UPDATE kept_step SET binding = ''")
    assert upkeep.verify(office.path).ok
    assert upkeep.refresh(office).steps > 0
    assert upkeep.verify(office.path).ok


def test_a_filter_by_outcome_reads_what_is_kept(office: Office) -> None:
    def fitting() -> int:
        with open_reading(office.path) as reading:
            return EnterpriseSource(reading, "资格=市级智能制造标杆中小企业").count()

    before, one = fitting(), next(eligible(office.path))
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE kept_outcome SET outcome = 'pending' WHERE subject_id = ?", (one,)
        )
    assert fitting() == before - 1


def test_sums_of_the_overview_are_read_as_they_are_kept_and_verified(
    office: Office,
) -> None:
    with open_reading(office.path) as reading:
        before = overview(reading).tallies
        assert before[0].rows == by_level(reading.info.on, counted(reading)).rows
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE kept_tally SET number = number + 1 WHERE measure = 'level'"
        )
    with open_reading(office.path) as reading:
        assert overview(reading).tallies != before
    verdict = upkeep.verify(office.path)
    assert any("首页计数" in finding.place for finding in verdict.findings)
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        connection.execute("UPDATE kept_step SET binding = '' WHERE document = ''")
    assert upkeep.verify(office.path).ok
    upkeep.refresh(office)
    assert upkeep.verify(office.path).ok
    with open_reading(office.path) as reading:
        assert overview(reading).tallies == before


def counted(reading: Reading) -> Sums:
    """The sums from the facts."""
    return sums.counted(reading.connection, reading.info.on)


def test_rows_whose_day_has_come_are_read_from_the_facts_and_renewed(
    office: Office,
) -> None:
    with begin(office, "改基准日") as tx:
        tx.rows(
            "UPDATE registry SET reference_on = '2023-01-15', version = version + 1"
        )
    with open_reading(office.path) as reading:
        for step in bound_steps(reading.connection, reading.info.on):
            kept = list(read.standings(reading.connection, step))
            assert kept == list(evaluate.standings(reading.connection, step))
    done = upkeep.refresh(office)
    assert done.rows + done.steps > 0
    assert upkeep.refresh(office) == type(done)(0, 0)


def test_a_step_that_the_calendar_left_behind_does_not_count_after_a_change(
    office: Office,
) -> None:
    with closing(sqlite3.connect(office.path, isolation_level=None)) as connection:
        connection.execute("UPDATE kept_step SET binding = 'of another day'")
    one = next(eligible(office.path))
    with begin(office, "更正规上") as tx:
        tx.rows(
            "UPDATE designated_spell SET value = 1 - value, version = version + 1"
            " WHERE enterprise_id = :id",
            {"id": one},
        )
    with open_reading(office.path) as reading:
        steps = bound_steps(reading.connection, ON)
        assert not any(read.kept(reading.connection, step) for step in steps)
    assert upkeep.refresh(office).steps == len(steps)
    assert disagreements(office.path) == []
