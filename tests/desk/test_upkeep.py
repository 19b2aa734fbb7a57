"""Undo, history, verify, backup and restore as the desk offers them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from registry.desk import enterprises, records, titles, upkeep
from registry.desk.drafts.enterprises import EnterpriseDraft, RenameDraft
from registry.desk.drafts.records import FactDraft
from registry.desk.drafts.titles import TitleDraft, TitleEndDraft
from registry.desk.office import Because, Office
from registry.desk.read.history import history
from registry.desk.read.session import open_reading
from registry.errors import ConflictError, InputError
from tests.desk.conftest import Query

ENTERPRISE, WORKSHOP = 1, 2


def test_undoing_a_rename_brings_the_old_name_back(ruled: Office, query: Query) -> None:
    enterprises.rename(
        ruled, RenameDraft.read(enterprise_id=ENTERPRISE, name="乙公司", since="2022")
    )
    upkeep.undo(ruled, reason="登记错了")
    assert query(
        ruled, "SELECT value, until FROM name_spell WHERE voided_by IS NULL"
    ) == [("示例企业001机械有限公司", None)]
    assert query(ruled, "SELECT name FROM subject WHERE id = 1") == [
        ("示例企业001机械有限公司",)
    ]


def test_undoing_the_end_of_a_title_leaves_it_held(ruled: Office, query: Query) -> None:
    award = TitleDraft.read(
        subject_id=WORKSHOP, rung="benchmark/city-workshop", recognised_on="2022-09-01"
    )
    title = titles.award(ruled, award)
    ending = TitleEndDraft.read(title_id=title, kind="取消", on="2022-10-01")
    titles.end(ruled, ending, Because(document="株工信发〔2022〕9号"))
    upkeep.undo(ruled)
    assert query(ruled, "SELECT end_kind, ended_on, voided_by FROM title") == [
        (None, None, None)
    ]


def test_history_tells_who_and_why_of_one_enterprise(ruled: Office) -> None:
    other = enterprises.add(ruled, EnterpriseDraft(name="乙公司"))
    draft = FactDraft.read(
        subject_id=other, key="revenue", period="2021", value="2.5亿"
    )
    records.fact(ruled, draft, Because("统计〔2022〕1号", "年报"))
    with open_reading(ruled.path) as reading:
        (fact, added) = history(reading, other)
    assert (fact.by, fact.action, fact.document, fact.reason) == (
        "王某",
        "登记指标",
        "统计〔2022〕1号",
        "年报",
    )
    assert added.action == "登记企业"


def test_a_registry_written_by_the_desk_agrees_with_its_journal(ruled: Office) -> None:
    enterprises.add(ruled, EnterpriseDraft(name="乙公司"))
    assert upkeep.verify(ruled.path).ok


def test_a_backup_is_restored_and_what_was_lost_is_known(
    ruled_registry: Path, tmp_path: Path, query: Query
) -> None:
    own, copy = tmp_path / "own.db", tmp_path / "backup.db"
    office = Office(Path(shutil.copy(ruled_registry, own)), "王某")
    assert upkeep.backup(office, copy).ok
    enterprises.add(office, EnterpriseDraft(name="乙公司"))
    restored = upkeep.restore(office, copy)
    assert restored.lost == 1
    assert query(office, "SELECT count(*) FROM enterprise") == [(1,)]


def test_what_would_be_undone_is_told_before(ruled: Office) -> None:
    enterprises.rename(
        ruled, RenameDraft.read(enterprise_id=ENTERPRISE, name="乙公司", since="2022")
    )
    told = upkeep.undoable(ruled)
    assert (told.action, told.by) == ("企业更名", "王某")
    assert upkeep.undo(ruled) == told.id + 1
    assert upkeep.undoable(ruled).action == "登记认定对象"


def test_nobody_undoes_without_a_name(ruled: Office) -> None:
    with pytest.raises(InputError, match="请用 --as 写上姓名"):
        upkeep.undo(Office(ruled.path, ""))


def test_what_created_the_registry_is_not_undone(office: Office) -> None:
    with pytest.raises(ConflictError, match="没有可以撤回的变更"):
        upkeep.undo(office)


def test_what_a_colleague_did_last_is_not_taken_back_by_accident(
    ruled: Office,
) -> None:
    other = Office(ruled.path, "李某")
    with pytest.raises(ConflictError, match=f"是 {ruled.by} 登记的"):
        upkeep.undoable(other)
    with pytest.raises(ConflictError, match=r"请写明 tidu undo --change \d+"):
        upkeep.undo(other)
    last = upkeep.undoable(ruled).id
    assert upkeep.undoable(other, last).id == last
    assert upkeep.undo(other, last) == last + 1
