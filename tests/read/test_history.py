from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from registry.cli.told import recorded
from registry.desk import assessments, enterprises, records, subjects, upkeep
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    EnterpriseDraft,
    MoveDraft,
    RenameDraft,
    SubjectDraft,
)
from registry.desk.drafts.records import (
    AssessmentDraft,
    DocumentDraft,
    FactDraft,
    VoidDraft,
)
from registry.desk.imports import Request, take_in
from registry.desk.office import Because, Office, begin
from registry.desk.read.card import card
from registry.desk.read.history import MOST_ROWS, Changed, history, latest, one
from registry.desk.read.session import Reading, open_reading
from registry.desk.read.timeline import timeline
from registry.errors import NotFoundError
from registry.uscc import check_character


@pytest.fixture
def office(registry_file: Path) -> Office:
    return Office(registry_file, "王某")


def added(office: Office, name: str = "甲公司", **more: object) -> int:
    return enterprises.add(office, EnterpriseDraft.read(name=name, **more))


def told(office: Office, enterprise: int | None = None) -> tuple[Changed, ...]:
    with open_reading(office.path) as reading:
        return history(reading, enterprise)


def edits(changed: Changed) -> list[tuple[str, str, str, str]]:
    return [(one.record, one.column, one.old, one.new) for one in changed.edits]


def test_a_change_says_who_what_on_which_document_and_why(office: Office) -> None:
    id_ = added(office)
    enterprises.rename(
        office,
        RenameDraft.read(enterprise_id=id_, name="乙公司", since="2022-03"),
        Because(document="湘市监〔2022〕7号", reason="工商变更"),
    )
    change = told(office)[0]
    assert (change.by, change.document, change.reason) == (
        "王某",
        "湘市监〔2022〕7号",
        "工商变更",
    )
    assert ("名称", "名称", "", "乙公司") in edits(change)
    assert {one.about for one in change.edits} == {"乙公司"}


def test_a_rename_is_told_by_both_names_done_undone_and_done_again(
    office: Office,
) -> None:
    id_ = added(office)
    new = RenameDraft.read(enterprise_id=id_, name="乙公司", since="2022-03")
    first = number = enterprises.rename.done(office, new).change
    line = "  名称 #2「乙公司」（曾用名 甲公司）：起 2022-03，种类 全称"
    assert line in recorded(office.path, number)
    for _ in range(3):
        changes = [one for one in told(office) if one.id >= first]
        assert {one.about for one in changes} == {("乙公司（曾用名 甲公司）",)}
        assert ("名称", "企业", "", "乙公司") in edits(changes[-1])
        number = upkeep.undo(office, number)
    draft = AttributeDraft.read(enterprise_id=id_, attribute="address", value="甲路")
    enterprises.change_attribute(office, draft)
    assert told(office)[0].about == ("甲公司",)


def test_many_that_one_ledger_renames_are_each_told_by_both_names(
    office: Office, tmp_path: Path
) -> None:
    """Their new names stand behind all their old ones, further than is told."""
    file = tmp_path / "a.csv"
    for word in ("甲", "乙"):
        lines = ("企业名称,信用代码", *(_renamed(at, word) for at in range(MOST_ROWS)))
        file.write_text("\n".join(lines), "utf-8")
        take_in(office, Request(file, since=date(2022, 3, 1), renames=True))
    last = told(office)[0]
    assert len(last.about) == MOST_ROWS
    assert all("有限公司（曾用名 甲" in one for one in last.about)


def _renamed(at: int, word: str) -> str:
    body = f"91430200DEM{at:06}"
    return f"{word}{at:03}机械有限公司,{body + check_character(body)}"


def test_codes_and_numbers_of_rows_are_told_in_words(office: Office) -> None:
    id_ = added(office)
    draft = AssessmentDraft.read(
        subject_id=id_, on="2022-05-06", level="三级", score="3"
    )
    assessments.assessment(office, draft)
    said = edits(told(office)[0])
    assert ("成熟度评估", "等级", "", "三级（集成级）") in said
    assert ("成熟度评估", "种类", "", "自评估") in said
    assert ("成熟度评估", "得分", "", "3 分") in said
    assert ("成熟度评估", "认定对象", "", "甲公司") in said


def test_a_figure_is_told_by_its_name_and_with_its_unit(office: Office) -> None:
    about = {"subject_id": added(office), "period": "2022"}
    for key, value in (("数控化率", "55.5"), ("revenue", "1.5亿元"), ("DCMM", "二级")):
        records.fact(office, FactDraft.read(key=key, value=value, **about))
    grade, money, rate = told(office)[:3]
    assert ("指标", "指标名", "", "关键工序数控化率") in edits(rate)
    assert ("指标", "数值", "", "55.5%") in edits(rate)
    assert ("指标", "数值", "", "1.5 亿元") in edits(money)
    assert ("指标", "期间种类", "", "年") in edits(money)
    assert ("指标", "等次", "", "二级（受管理级）") in edits(grade)


def test_an_update_tells_old_and_new(office: Office) -> None:
    id_ = added(office, unit="天元区", since="2020-01-01")
    move = MoveDraft.read(enterprise_id=id_, unit="石峰区", since="2022-03-01")
    enterprises.move(office, move)
    said = edits(told(office)[0])
    assert [one[2:] for one in said if one[1] == "止"] == [("", "2022-03-01")]
    assert ("县市区（园区）", "县市区（园区）", "", "石峰区") in said


def test_an_enterprises_history_has_what_was_made_void(office: Office) -> None:
    id_, other = added(office), added(office, "乙公司")
    draft = AssessmentDraft.read(subject_id=id_, on="2022-05-06", level=3)
    row = assessments.assessment(office, draft)
    records.void(office, VoidDraft.read(table="assessment", id=row))
    assert len(told(office, id_)) == 3
    assert len(told(office, other)) == 1
    with open_reading(office.path) as reading:
        assert [one.action for one in latest(reading, id_)] == ["登记企业"]


def test_what_an_enterprise_owns_is_part_of_its_history(office: Office) -> None:
    id_ = added(office)
    subject = subjects.add_subject(
        office, SubjectDraft.read(enterprise_id=id_, kind="workshop", name="一车间")
    )
    draft = AssessmentDraft.read(subject_id=subject, on="2022-05-06", level=3)
    assessments.assessment(office, draft)
    assert len(told(office, id_)) == 3


def test_pages_go_on_before_a_change(office: Office) -> None:
    for name in ("甲", "乙", "丙"):
        added(office, f"{name}公司")
    with open_reading(office.path) as reading:
        first = history(reading, limit=2)
        rest = history(reading, before=first[-1].id, limit=2)
    ids = [one.id for one in (*first, *rest)]
    assert ids == [4, 3, 2, 1]


def test_an_undone_change_names_the_one_that_undid_it(office: Office) -> None:
    added(office)
    undoing = upkeep.undo(office, reason="重复")
    last, first = told(office)[:2]
    assert last.undoes == first.id
    assert first.undone_by == last.id == undoing


def test_times_are_the_registrys_clock(office: Office) -> None:
    added(office)
    with open_reading(office.path) as reading:
        stored = reading.one("SELECT max(at) AS at FROM change")
    assert stored is not None
    hour = int(stored["at"][11:13])
    assert int(told(office)[0].at[11:13]) == (hour + 8) % 24


def test_a_card_shows_the_day_and_a_timeline_what_led_there(office: Office) -> None:
    id_ = added(office, since="2015-01-01", unit="天元区")
    rename = RenameDraft.read(enterprise_id=id_, name="乙公司", since="2022-03-01")
    enterprises.rename(office, rename)
    draft = AssessmentDraft.read(subject_id=id_, on="2022-05-06", level=3)
    assessments.assessment(office, draft)
    with open_reading(office.path) as reading:
        shown = card(reading, id_)
        days = [(line.label, line.value, line.on) for line in timeline(reading, id_)]
    assert (shown.title, shown.subtitle) == ("乙公司", "代码未登记 · 天元区")
    sections = dict(shown.sections)
    names = [(line.label, line.value, line.on) for line in sections["基本"][:2]]
    assert names == [
        ("全称", "乙公司", "2022-03-01 起"),
        ("曾用名", "甲公司", "2015-01-01 至 2022-03-01"),
    ]
    assert [line.value for line in sections["评估"]] == [
        "三级（集成级） · GB/T 39116-2020"
    ]
    assert days == [
        ("名称", "甲公司", "2015-01-01"),
        ("上报单位", "天元区", "2015-01-01"),
        ("名称", "乙公司", "2022-03-01"),
        ("评估", "三级（集成级） · 自评估", "2022-05-06"),
    ]


def test_an_enterprises_history_tells_its_own_edits_of_a_shared_change(
    office: Office,
) -> None:
    with begin(office, "登记企业") as tx:
        first = enterprises.add.within(tx, EnterpriseDraft.read(name="甲公司"))
        enterprises.add.within(tx, EnterpriseDraft.read(name="乙公司"))
    (change,) = told(office, first)
    assert {one.about for one in change.edits} == {"甲公司"}
    assert change.rows == len({(one.record, one.row) for one in change.edits})


def test_of_a_great_change_only_the_first_rows_are_told_but_all_are_counted(
    demo: Reading,
) -> None:
    greatest = max(history(demo), key=lambda one: one.rows)
    told_rows = {(one.record, one.row) for one in greatest.edits}
    assert greatest.rows > MOST_ROWS >= len(told_rows)


def test_a_change_names_whom_it_touched_and_the_records_it_wrote(
    office: Office,
) -> None:
    id_ = added(office)
    draft = AssessmentDraft.read(subject_id=id_, on="2022-05-06", level=3)
    row = assessments.assessment(office, draft)
    changed = told(office)[0]
    assert changed.about == ("甲公司",)
    assert changed.records == (("成熟度评估", row),)
    records.void(office, VoidDraft.read(table=changed.records[0][0], id=row))
    assert told(office)[0].records == (("成熟度评估", row),)


def test_a_document_and_a_policy_are_what_a_change_is_about(office: Office) -> None:
    draft = DocumentDraft.read(number="某发〔2022〕1号", title="通知", kind="通知")
    records.document(office, draft)
    assert told(office)[0].about == ("某发〔2022〕1号",)


def test_an_undone_change_that_was_restored_is_not_said_to_be_undone(
    office: Office,
) -> None:
    added(office)
    first = upkeep.undo(office)
    again = upkeep.undo(office, first)
    restored, undoing, change = told(office)[:3]
    assert (restored.undoes, restored.undone_by) == (first, None)
    assert (undoing.undoes, undoing.undone_by) == (change.id, again)
    assert change.undone_by is None
    third = upkeep.undo(office, change.id)
    assert told(office)[3].undone_by == third


def test_one_change_is_told_by_its_number(office: Office) -> None:
    first, second = added(office), added(office, "乙公司")
    with open_reading(office.path) as reading:
        assert one(reading, 2).about == ("甲公司",)
        assert one(reading, 3, second).id == 3
        with pytest.raises(NotFoundError, match="没有涉及这家企业的第 3 次变更"):
            one(reading, 3, first)
        for absent in (99, 10**30):
            with pytest.raises(NotFoundError, match=f"没有第 {absent} 次变更"):
                one(reading, absent)
        assert len(history(reading, before=10**30)) == 3


def test_subsidies_steps_and_scores_are_about_their_subject(demo: Reading) -> None:
    money = one(demo, next(c.id for c in history(demo) if "奖补" in c.action))
    subsidies = {e.about for e in money.edits if e.record == "奖补"}
    holders = {row["name"] for row in demo.rows(_HOLDERS)}
    assert subsidies
    assert subsidies <= holders


_HOLDERS = "SELECT s.name FROM title t JOIN subject s ON s.id = t.subject_id"
