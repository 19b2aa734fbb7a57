"""A batch is seen before it is written, is one change, and leaves no half behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk import pools, records, rounds, upkeep
from registry.desk.batch import run, sheet
from registry.desk.batch.items import Builder, Items
from registry.desk.batch.preview import Move
from registry.desk.drafts.pools import AdmissionDraft
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.drafts.rounds import ApplicationDraft, StepDraft
from registry.desk.office import Because, Office
from registry.desk.read.session import Reading
from registry.errors import FaultsError, InputError
from tests.desk.batch.test_items import A, B, C
from tests.desk.conftest import Query

ALL = (1, 3, 6)


@pytest.fixture
def assessed(reading: Reading) -> Items[AssessmentDraft]:
    """The same assessment for all three."""
    given = {"on": "2022-05-06", "level": "二级"}
    return Builder(reading, AssessmentDraft, given).of_enterprises("筛选「某」", ALL)


def _count(query: Query, office: Office) -> list[tuple[object, ...]]:
    """How many changes and assessments there are."""
    return query(
        office, "SELECT (SELECT count(*) FROM change), count(*) FROM assessment"
    )


def test_a_preview_says_old_and_new_and_writes_nothing(
    several: Office, assessed: Items[AssessmentDraft], query: Query
) -> None:
    records.assessment(
        several, AssessmentDraft.read(subject_id=6, on="2021", level="一级")
    )
    before = _count(query, several)
    seen = run.preview(several, records.assessment, assessed)
    assert seen.moves[0] == Move(A, "未评估", "二级（规范级） 2022-05-06")
    assert seen.moves[2].old == "一级（规划级） 2021"
    assert seen.moves[2].new == "二级（规范级） 2022-05-06，共 2 次"
    assert _count(query, several) == before


def test_all_are_one_change_and_one_undo(
    several: Office, assessed: Items[AssessmentDraft], query: Query
) -> None:
    done = run.write(several, records.assessment, assessed, Because(reason="补录"))
    assert len(done.preview.moves) == 3
    last = "SELECT id, action, reason FROM change ORDER BY id DESC LIMIT 1"
    assert query(several, last) == [(done.change, "成批登记评估", "补录")]
    upkeep.undo(several, done.change)
    live = "SELECT count(*) FROM assessment WHERE voided_by IS NULL"
    assert query(several, live) == [(0,)]


def test_where_some_cannot_go_nothing_is_written_unless_it_is_said(
    several: Office, assessed: Items[AssessmentDraft], query: Query
) -> None:
    records.assessment(
        several, AssessmentDraft.read(subject_id=3, on="2022-05-06", level="一级")
    )
    before = _count(query, several)
    with pytest.raises(FaultsError, match=f"「{B}」.*已登记.*tidu correct void"):
        run.write(several, records.assessment, assessed)
    assert _count(query, several) == before
    done = run.write(several, records.assessment, assessed, accept_good=True)
    assert [move.who for move in done.preview.moves] == [A, C]
    journal = "SELECT count(*) FROM journal WHERE change_id = ?"
    assert query(several, journal, done.change) == [(2,)]
    assert upkeep.verify(several.path).ok


def test_nothing_to_write_is_no_change(several: Office, reading: Reading) -> None:
    given = {"round": "车间批次"}
    nobody = Builder(reading, ApplicationDraft, given).of_enterprises(
        "筛选「某」", (6,)
    )
    with pytest.raises(FaultsError, match=f"「{C}」没有登记过这类对象"):
        run.write(several, rounds.apply, nobody, accept_good=True)
    given = {"round": "车间批次", "stage": "初审", "on": "2022-06-20"}
    none = Builder(reading, StepDraft, given).of_enterprises("筛选「某」", ALL)
    with pytest.raises(InputError, match="没有一条可以办理"):
        run.write(several, rounds.take_step, none)


def test_a_second_row_of_the_same_names_the_row_and_no_record_yet_to_come(
    several: Office, reading: Reading, tmp_path: Path
) -> None:
    file = tmp_path / "申报.csv"
    file.write_text(f"企业,备注\n{A},甲\n{A},乙\n", encoding="utf-8")
    builder = Builder(reading, ApplicationDraft, {"round": "车间批次"})
    both = builder.of_table(sheet.read(file, ApplicationDraft))
    seen = run.preview(several, rounds.apply, both)
    assert len(seen.moves) == 1
    assert [one.problem for one in seen.skipped] == ["与本表第 2 行重复"]


def test_a_row_that_stands_in_the_way_of_a_later_one_is_seen(
    several: Office, reading: Reading
) -> None:
    rounds.apply(several, ApplicationDraft.read(round_id=1, subject_id=2))
    given = {"round": "车间批次", "stage": "初审", "on": "2022-06-20"}
    one = Builder(reading, StepDraft, given).of_enterprises("筛选「某」", (1,))
    (item,) = one.items
    seen = run.preview(several, rounds.take_step, one)
    assert seen.moves == (Move(f"{A} 总装车间", "已申报", "初审 2022-06-20"),)
    assert item.draft.stage == "初审"


def test_who_is_in_a_pool_already_is_skipped_with_the_reason(
    several: Office, reading: Reading
) -> None:
    given = {"pool": "企业库", "admitted_on": "2022-05-10"}
    all_of = Builder(reading, AdmissionDraft, given).of_enterprises("筛选「某」", ALL)
    run.write(several, pools.admit, all_of)
    again = run.preview(several, pools.admit, all_of)
    assert again.moves == ()
    assert [fault.value for fault in again.skipped] == [A, B, C]
    assert all("不用重复入库" in fault.remedy for fault in again.skipped)
