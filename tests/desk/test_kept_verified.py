"""Verification holds every kept row against the facts, and a refresh mends it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry.desk.office import Office, staying
from registry.desk.read.eligibility import EligibilitySource
from registry.desk.read.session import open_reading
from registry.desk.read.stood import answers, stood
from registry.desk.upkeep import refresh, verify
from registry.terms import Outcome

ROWS = "(SELECT step_id, subject_id FROM kept_outcome WHERE outcome = 'pending'"
TAMPERED = {
    "企业：": "UPDATE kept_outcome SET enterprise_id = 5",
    "上报单位：": "UPDATE kept_outcome SET unit_id = 99",
    "结论：留存「可晋级」，按记录应为「待核」": (
        "UPDATE kept_outcome SET outcome = 'eligible'"
    ),
    "结论：留存「x」，按记录应为「待核」": "UPDATE kept_outcome SET outcome = 'x'",
    "缺数据的条件：": "UPDATE kept_outcome SET unknown = unknown + 512",
    "不符合的条件：": "UPDATE kept_outcome SET unmet = 1",
    "待人工认定的条件：": "UPDATE kept_outcome SET judged = 2",
    "变动日：": "UPDATE kept_outcome SET turns = turns || '0:9998-01-01;'",
    "推算于「2031-01-01」": "UPDATE kept_outcome SET since = '2031-01-01'",
    "推算于「2022-12-30」，早于": "UPDATE kept_outcome SET since = '2022-12-30'",
    "结论：留存「没有这一行」，按记录应为「待核」": "DELETE FROM kept_outcome",
    "结论：留存「待核」，按记录应为「没有这一行」": (
        "INSERT INTO kept_outcome SELECT step_id, 99999, enterprise_id, unit_id,"
        " outcome, unmet, unknown, judged, since, until, turns FROM kept_outcome"
    ),
}
"""How what is said of a row begins after a statement that wants the row named."""
LATER = (
    "UPDATE kept_outcome SET until = '2031-01-01' WHERE (step_id, subject_id) ="
    " (SELECT step_id, subject_id FROM kept_outcome WHERE until > ''"
    " AND subject_id % 12 = 11 LIMIT 1)"
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
    chosen = f"{ROWS} AND subject_id % 12 = {at} LIMIT 1)"
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


def begins(sentence: str) -> str:
    """The first that is said of the row which a sentence names."""
    return sentence.partition("）：")[2]


def test_every_altered_row_is_named_with_what_is_kept_and_what_should_be(
    office: Office,
) -> None:
    statements = (of_row(one, at) for at, one in enumerate(TAMPERED.values()))
    tamper(office, LATER, *statements)
    wrong = [begins(one) for one in told(office) if "，晋级至" in one]
    assert len(wrong) == len(TAMPERED) + 1
    for beginning in ["有效到：留存「2031-01-01」", *TAMPERED]:
        assert any(one.startswith(beginning) for one in wrong), beginning


def test_an_altered_row_is_named_by_its_enterprise_and_its_code(
    office: Office,
) -> None:
    altered = (
        "UPDATE kept_outcome SET judged = 1 WHERE (step_id, subject_id) ="
        " (SELECT o.step_id, s.id FROM kept_outcome o JOIN subject s ON"
        " s.id = o.subject_id JOIN enterprise e ON e.id = o.enterprise_id WHERE"
        " s.kind = 'workshop' AND e.uscc = '91000000DEMX000115' LIMIT 1)"
    )
    tamper(office, altered)
    (found,) = told(office)
    assert "（示例企业011机械有限公司/机加车间 91000000DEMX000115，晋级至" in found


def test_an_outcome_altered_together_with_the_count_is_named_and_remade(
    office: Office,
) -> None:
    altered = "UPDATE kept_outcome SET outcome = 'eligible'"
    tamper(office, of_row(altered, 0), *COUNTED)
    (found,) = told(office)
    assert found.endswith("：结论：留存「可晋级」，按记录应为「待核」")
    assert "tidu refresh --all" in verify(office.path).sentences()[-1]
    refresh(office, everything=True)
    assert verify(office.path).ok


STEP = "UPDATE kept_step SET {} WHERE id = (SELECT max(id) FROM kept_step)"
FIRST = "UPDATE kept_step SET {} WHERE document = ''"


@pytest.mark.parametrize(
    "altered",
    [
        STEP.format("binding = 'x'"),
        STEP.format("document = 'x'"),
        STEP.format("place = 70"),
        FIRST.format("binding = 'x'"),
        "DELETE FROM kept_step WHERE document = ''",
    ],
)
def test_what_rests_on_other_rules_is_found_and_a_refresh_mends_it(
    office: Office, altered: str
) -> None:
    tamper(office, altered)
    found = [one for one in told(office) if "规则不是台账里的" in one]
    assert found
    assert all(one.endswith("请用 tidu refresh 重新推算") for one in found)
    refresh(office)
    assert verify(office.path).ok


@pytest.mark.parametrize(
    ("altered", "because"),
    [
        (STEP.format("binding = ''"), "已搁置"),
        (STEP.format("settled_on = '2031-01-01'"), "晚于今天"),
        (FIRST.format("settled_on = '2031-01-01'"), "晚于今天"),
        ("INSERT INTO touched VALUES ('fact', 0)", "成批的改动"),
    ],
)
def test_what_only_time_has_left_behind_is_a_note(
    office: Office, altered: str, because: str
) -> None:
    tamper(office, altered)
    verdict = verify(office.path)
    assert verdict.ok
    assert [because in note for note in verdict.notes] == [True]
    refresh(office)
    assert verify(office.path).notes == ()


def test_rules_that_were_written_and_are_not_settled_yet_explain_other_rules(
    office: Office,
) -> None:
    tamper(office, STEP.format("binding = 'x'"))
    tamper(office, "INSERT INTO touched VALUES ('round', 0)")
    verdict = verify(office.path)
    assert verdict.ok
    assert any("改过政策、批次" in note for note in verdict.notes)
    refresh(office)
    assert verify(office.path).notes == ()


def test_a_step_said_to_be_settled_before_its_rows_were_is_found(
    office: Office,
) -> None:
    tamper(office, STEP.format("settled_on = '1990-01-01'"))
    assert all(one.endswith("早于其中多行推算的日期") for one in told(office))
    refresh(office, everything=True)
    tamper(office, FIRST.format("settled_on = '1990-01-01'"))
    (found,) = told(office)
    assert found.startswith("留存的首页计数（合计）：")


def test_rows_of_no_kept_step_are_found(office: Office) -> None:
    tamper(office, "DELETE FROM kept_step WHERE id = 2")
    verdict = verify(office.path)
    assert any("不属于任何一条" in str(one) for one in verdict.findings)
    assert "没有留存" in verdict.notes[0]


def test_days_and_shares_of_the_first_screen_are_held_against_the_facts(
    office: Office,
) -> None:
    tamper(office, "DELETE FROM kept_turn")
    found = told(office)
    assert found
    assert all("首页计数（" in one for one in found)
    refresh(office, everything=True)
    tamper(office, "UPDATE kept_share SET number = 7 WHERE measure = 'titles'")
    assert any("首页计数（" in one for one in told(office))


WORKSHOP = (
    "FROM kept_outcome o JOIN subject s ON s.id = subject_id"
    " WHERE outcome = 'eligible' AND s.kind = 'workshop' LIMIT 1"
)
OWNED, OF = (
    "UPDATE kept_outcome SET enterprise_id = 99999",
    f"(SELECT step_id, subject_id {WORKSHOP})",
)
COPIED = (
    "INSERT INTO kept_outcome SELECT {}, unit_id, outcome, unmet, unknown, judged,"
    f" since, until, turns {WORKSHOP}"
)
STRAYS = {
    "台账中没有的 #99999，晋级至": COPIED.format("step_id, 99999, 99999"),
    "企业：留存「台账中没有的 #99999」": f"{OWNED} WHERE (step_id, subject_id) = {OF}",
    "不属于任何一条留存的晋级": COPIED.format("777, subject_id, enterprise_id"),
}
"""What verification says of rows of nobody, and how they come to be kept."""


@pytest.mark.parametrize(("said", "altered"), STRAYS.items())
def test_rows_of_nobody_are_answered_for_nobody_and_a_refresh_drops_them(
    office: Office, said: str, altered: str
) -> None:
    def listed() -> list[tuple[int, str]]:
        with open_reading(office.path) as reading:
            source = EligibilitySource(reading, outcomes=(Outcome.ELIGIBLE,))
            found = list(answers(source))
            assert len(stood(source)) == len(found)
            return [(one.subject.id, one.to) for one in found]

    before = listed()
    tamper(office, altered)
    assert set(listed()) <= set(before)
    assert any(said in one for one in told(office))
    refresh(office)
    assert (listed(), verify(office.path).ok) == (before, True)
