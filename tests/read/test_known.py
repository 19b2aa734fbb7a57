"""As known: what was answered is answered again, whatever was corrected since."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from registry import dates, paths
from registry.desk import (
    corrections,
    enterprises,
    policies,
    records,
    subjects,
    upkeep,
)
from registry.desk.drafts.enterprises import EnterpriseDraft, RenameDraft, SubjectDraft
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.drafts.records import AssessmentDraft, CorrectionDraft
from registry.desk.office import Office, begin, staying
from registry.desk.read.eligibility import answers, why
from registry.desk.read.history import history
from registry.desk.read.session import open_reading
from registry.errors import InputError, NotFoundError
from tests.read.past import BEGUN, ENTERPRISE, SME, Recording, everything

DAY = timedelta(days=1)
BEFORE = dates.parse_moment((BEGUN - DAY).date().isoformat())
FEW = settings(
    max_examples=4,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
MANY = settings(FEW, max_examples=20, stateful_step_count=20)


@pytest.fixture(scope="module")
def begun(blank_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with one rule, an enterprise (1) and its workshop (2)."""
    path = tmp_path_factory.mktemp("past") / "begun.db"
    shutil.copy(blank_registry, path)
    office = Office(path, "王某")
    file = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
    policies.load(office, PolicyDraft(path=file))
    enterprises.add(office, EnterpriseDraft.read(name="示例企业0号", since="2015"))
    subjects.add_subject(
        office, SubjectDraft.read(enterprise_id=1, kind="车间", name="总装车间")
    )
    return path


def test_an_earlier_answer_never_changes(begun: Path, tmp_path: Path) -> None:
    run_state_machine_as_test(_recording(begun, tmp_path), settings=FEW)


@pytest.mark.soak
def test_an_earlier_answer_never_changes_at_length(begun: Path, tmp_path: Path) -> None:
    run_state_machine_as_test(_recording(begun, tmp_path), settings=MANY)


def _recording(template: Path, folder: Path) -> type[Recording]:
    class Here(Recording):
        def __init__(self) -> None:
            super().__init__(template, folder)

    return Here


@pytest.fixture
def office(begun: Path, tmp_path: Path) -> Iterator[Office]:
    """王某, staying at a copy of it."""
    path = tmp_path / "begun.db"
    shutil.copy(begun, path)
    with staying(Office(path, "王某")) as at_desk:
        yield at_desk


def on_day(days: int) -> AbstractContextManager[object]:
    """The clock stands so many days after the beginning."""
    return mock.patch.object(dates, "now", return_value=BEGUN + days * DAY)


def assessed(office: Office, on: str, level: int) -> int:
    draft = AssessmentDraft.read(subject_id=ENTERPRISE, on=on, level=level)
    return records.assessment(office, draft)


def test_five_hundred_corrections_change_no_earlier_answer(office: Office) -> None:
    with on_day(0):
        row = assessed(office, "2022-05-06", 2)
        then, moment = everything(office.path, None), dates.parse_moment("2030-01-01")
    for day in range(1, 51):
        with on_day(day), begin(office, "更正评估") as tx:
            for level in range(10):
                right = AssessmentDraft.read(
                    subject_id=ENTERPRISE, on="2022-05-06", level=level % 6
                )
                draft = CorrectionDraft(id=row, right=right)
                row = corrections.correct.within(tx, draft)
    with on_day(60):
        assert everything(office.path, moment) == then
        assert everything(office.path, None) != then


def test_day_and_knowledge_are_asked_apart(office: Office) -> None:
    with on_day(0):
        row = assessed(office, "2022-05-06", 1)
    with on_day(5):
        right = AssessmentDraft.read(subject_id=ENTERPRISE, on="2022-05-06", level=3)
        corrections.correct(office, CorrectionDraft(id=row, right=right))
    told = {
        (on, known): _maturity(office, on, known)
        for on in ("2022-05-05", "2022-12-31")
        for known in ("2030-01-05", "2030-01-06")
    }
    assert told == {
        ("2022-05-05", "2030-01-05"): "unknown",
        ("2022-05-05", "2030-01-06"): "unknown",
        ("2022-12-31", "2030-01-05"): "unmet",
        ("2022-12-31", "2030-01-06"): "met",
    }


def _maturity(office: Office, on: str, known: str) -> str:
    with (
        on_day(9),
        open_reading(
            office.path, date.fromisoformat(on), dates.parse_moment(known)
        ) as reading,
    ):
        (answer,) = why(reading, ENTERPRISE, SME)
    (maturity,) = [one for one in answer.conditions if one.id == "maturity"]
    return maturity.outcome.value


def test_of_one_enterprise_the_answer_is_the_same(office: Office) -> None:
    for day, level in enumerate((2, 3, 1)):
        with on_day(day):
            assessed(office, f"2022-0{day + 1}-01", level)
            upkeep.undo(office)
            assessed(office, f"2022-0{day + 1}-01", level)
    for day in range(3):
        moment = dates.parse_moment((BEGUN + day * DAY).date().isoformat())
        for subject in (1, 2):
            asked = partial(_itself, subject)
            with (
                on_day(9),
                open_reading(office.path, None, moment) as whole,
                open_reading(office.path, None, moment, asked) as part,
            ):
                found = tuple(answers(part, subject=subject))
                assert found == tuple(answers(whole, subject=subject))
                assert found


def _itself(subject: int, _: sqlite3.Connection) -> int:
    return subject


def test_policies_are_those_loaded_by_then(office: Office) -> None:
    with on_day(3):
        file = paths.data() / "policies" / "quality-sme-2026.toml"
        policies.load(office, PolicyDraft(path=file))
    steps = {}
    for known in ("2030-01-03", "2030-01-04"):
        with (
            on_day(9),
            open_reading(
                office.path, date(2026, 6, 1), dates.parse_moment(known)
            ) as reading,
        ):
            steps[known] = {answer.to for answer in answers(reading)}
    assert steps["2030-01-03"] < steps["2030-01-04"]


def test_words_mean_what_they_mean_now(office: Office) -> None:
    with on_day(2):
        rename = RenameDraft.read(enterprise_id=1, name="新名公司", since="2022-03-01")
        enterprises.rename(office, rename)
    with on_day(3), open_reading(office.path, None, BEFORE) as reading:
        sql = "SELECT count(*) AS found FROM name_spell WHERE value = '新名公司'"
        assert reading.words.execute(sql).fetchone()["found"] == 1
        assert reading.one(sql)["found"] == 0  # type: ignore[index]  # it counts


def test_history_ends_where_knowledge_ends(office: Office) -> None:
    with on_day(1):
        assessed(office, "2022-05-06", 2)
    with on_day(2):
        undoing = upkeep.undo(office)
    with (
        on_day(3),
        open_reading(office.path, None, dates.parse_moment("2030-01-02")) as reading,
    ):
        last = history(reading)[0]
    assert (last.id, last.undone_by) == (undoing - 1, None)


def test_what_was_recorded_later_was_not_known_of(office: Office) -> None:
    with on_day(1):
        later = enterprises.add(office, EnterpriseDraft.read(name="后来的公司"))
    with on_day(2), open_reading(office.path, None, BEFORE) as reading:
        assert reading.require_known(ENTERPRISE, "示例企业0号") == ENTERPRISE
        with pytest.raises(
            NotFoundError, match="按 2029-12-31 时所知，台账里还没有「后"
        ):
            reading.require_known(later, "后来的公司")


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2031-01-01", "2031-01-01 还没有到"),
        ("2030-01-05T10:01", "2030-01-05 10:01 还没有到"),
        ("1999-12-31", "台账建于 .*，1999-12-31 时还什么也不知道"),
    ],
)
def test_a_moment_without_knowledge_is_refused(
    office: Office, moment: str, told: str
) -> None:
    with (
        on_day(4),
        pytest.raises(InputError, match=told),
        open_reading(office.path, None, dates.parse_moment(moment)),
    ):
        pass


def test_the_minute_counts_to_its_end_in_the_registrys_zone(office: Office) -> None:
    with on_day(1):
        assessed(office, "2022-05-06", 2)
    counted = {}
    for moment in ("2030-01-02 08:59", "2030-01-02 09:00", "2030-01-02T09:00:00"):
        with (
            on_day(2),
            open_reading(office.path, None, dates.parse_moment(moment)) as r,
        ):
            counted[moment] = len(r.rows("SELECT id FROM assessment"))
            assert r.info.as_of.startswith(f"按 {moment.replace('T', ' ')} 时所知，")
    assert list(counted.values()) == [0, 1, 1]


def test_of_a_day_that_is_not_over_this_second_is_told(office: Office) -> None:
    with on_day(1):
        assessed(office, "2022-05-06", 2)
        for moment in ("2030-01-02", "2030-01-02 09:00"):
            asked = dates.parse_moment(moment)
            with open_reading(office.path, None, asked) as reading:
                info = reading.info
                assert info.known_on == "2030-01-02 09:00:00"
                last = reading.one("SELECT max(id) AS id FROM main.change")
                assert last is not None
                assert info.known_through == last["id"]


def test_without_a_day_it_is_the_reference_day(office: Office) -> None:
    with on_day(2), open_reading(office.path, None, BEFORE) as reading:
        assert reading.info.as_of == "按 2029-12-31 时所知，截至 2022-12-31"
        assert reading.asked_on(date(2021, 1, 1)).info.known_on == "2029-12-31"


def test_nothing_can_be_written_to_what_was_known(office: Office) -> None:
    before = office.path.read_bytes()
    with on_day(2), open_reading(office.path, None, BEFORE) as reading:
        with pytest.raises(Exception, match="readonly"):
            reading.rows("UPDATE unit SET name = ''")
        assert reading.rows("SELECT id FROM unit")
    assert office.path.read_bytes() == before
