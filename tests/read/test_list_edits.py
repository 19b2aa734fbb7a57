"""What is different between two lists: who came, left, changed, by which changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from registry.desk.dedupe import join
from registry.desk.drafts.dedupe import JoinDraft
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    EnterpriseDraft,
    RenameDraft,
    SuccessionDraft,
)
from registry.desk.drafts.funds import RecoveryDraft
from registry.desk.drafts.pools import AdmissionDraft
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.drafts.titles import TitleEndDraft
from registry.desk.enterprises import add, change_attribute, rename
from registry.desk.funds import recover
from registry.desk.listing import listed
from registry.desk.office import Because, Office
from registry.desk.pools import admit
from registry.desk.publications import publish
from registry.desk.read import publications
from registry.desk.read.list_edits import Edit, difference
from registry.desk.read.session import open_reading
from registry.desk.read.stock import questions
from registry.desk.records import assessment
from registry.desk.successions import succeed
from registry.desk.titles import end
from registry.desk.upkeep import undo
from registry.errors import InputError
from registry.lists.table import Table

WHAT = "titles:市级智能制造标杆车间"
POOLS = (
    "pool:株洲市智能制造企业梯度培育计划",
    "pool:株洲市智能制造标杆车间培育名单",
)
DAY = date(2022, 12, 31)
NUMBER = "株工信发〔2022〕33号"
OWN = 'name = "甲"\nrows = "titles"\ncolumns = ["ordinal", "subject", "unit"]\n'


@dataclass(frozen=True, slots=True)
class Notice:
    """A published list in a registry that goes on."""

    path: Path
    table: Table
    number: int

    def whose(self, row: int = 0) -> int:
        """The enterprise of a row."""
        return self.table.whose[row].enterprise

    def edits(self) -> tuple[Edit, ...]:
        """What is different now."""
        with open_reading(self.path, DAY) as reading:
            kept = publications.published(reading, self.number)
            now = listed(reading, kept.what)
            assert difference(reading, now, kept.table)
            return difference(reading, kept.table, now)


def _issued(path: Path, what: str) -> Notice:
    with open_reading(path, DAY) as reading:
        table = listed(reading, what)
    office = Office(path, "王某")
    done = publish(office, table, what, DAY, Because(NUMBER), heeded=True)
    return Notice(path, table, done.number)


def test_what_is_different_now_is_told_with_the_changes_that_made_it_alone(
    demo_file: Path,
) -> None:
    """What the list does not show, what was undone and who is not listed are none."""
    notice = _issued(demo_file, WHAT)
    _end_a_title(notice)
    office = Office(notice.path, "赵某")
    _move(office, notice.whose())
    _assess(office, notice.whose())
    undo(office)
    (left,) = notice.edits()
    assert left.kind == "退出"
    (reason,) = left.reasons
    assert "李某" in reason
    assert NUMBER in reason


def test_a_changed_cell_is_told_by_its_header_and_its_own_reasons(
    demo_file: Path,
) -> None:
    notice = _issued(demo_file, WHAT)
    _assess(Office(notice.path, "王某"), notice.table.whose[0].subject)
    _assess(Office(notice.path, "李某"), notice.whose())
    (edit, *_) = notice.edits()
    assert edit.kind == "变化"
    assert "成熟度等级：" in edit.what
    assert ["李某 登记评估" in one for one in edit.reasons] == [True]


def test_who_may_climb_is_not_told_of_an_address_or_a_name(demo_file: Path) -> None:
    notice = _issued(demo_file, "eligible:省级智能制造标杆车间")
    office, whose = Office(demo_file, "王某"), notice.whose()
    _move(office, whose)
    assessment(office, AssessmentDraft.read(subject_id=whose, on=str(DAY), level="0"))
    (left,) = notice.edits()
    assert _actions(left) == ["登记评估"]


def test_whom_a_row_is_about_does_not_hang_on_what_the_list_shows(
    demo_file: Path, tmp_path: Path
) -> None:
    """A layout without name and code: a rename is no difference, a revocation is."""
    own = tmp_path / "own.toml"
    own.write_text(OWN, "utf-8")
    notice = _issued(demo_file, f"{own}:市级智能制造标杆车间")
    _rename(notice, row=1)
    _end_a_title(notice)
    (left,) = notice.edits()
    assert left.kind == "退出"
    assert left.who.startswith("示例企业")
    assert left.what == "市级智能制造标杆车间"
    assert _actions(left) == ["终止称号"]
    whole = _issued(demo_file, WHAT)
    with open_reading(demo_file, DAY) as reading:
        (edit,) = difference(reading, notice.table, whole.table)
    assert (edit.kind, edit.who) == ("退出", left.who)


def test_a_renamed_enterprise_changed_and_did_not_leave(demo_file: Path) -> None:
    notice = _issued(demo_file, "分级名录库")
    _rename(notice)
    (edit,) = notice.edits()
    assert edit.kind == "变化"
    assert edit.what.startswith("企业名称：示例企业")
    assert _actions(edit) == ["企业更名"]


def test_who_is_deregistered_leaves_the_graded_directory(demo_file: Path) -> None:
    notice = _issued(demo_file, "分级名录库")
    ended = SuccessionDraft.read(
        kind="注销", enterprise_id=notice.whose(), on="2022-12-25"
    )
    succeed(Office(demo_file, "李某"), ended)
    (left,) = notice.edits()
    assert (left.kind, _actions(left)) == ("退出", ["登记企业承继"])


def test_a_record_that_was_joined_to_another_left_for_that(demo_file: Path) -> None:
    office = Office(demo_file, "李某")
    ids = [
        add(office, EnterpriseDraft.read(name=f"株洲并档{one}机械有限公司"))
        for one in ("甲", "乙")
    ]
    notice = _issued(demo_file, "enterprises:株洲并档")
    join(office, JoinDraft.read(kept_id=ids[0], joined_id=ids[1]))
    (left,) = notice.edits()
    assert (left.kind, left.who) == ("退出", "株洲并档乙机械有限公司")
    assert _actions(left) == ["并档"]


def test_what_became_of_one_in_another_pool_is_no_reason(demo_file: Path) -> None:
    plan, workshops = (_issued(demo_file, what) for what in POOLS)
    with open_reading(demo_file) as reading:
        pool = reading.one("SELECT id FROM pool WHERE name = :n", n=POOLS[0][5:])
    assert pool is not None
    subject = workshops.table.whose[0].subject
    entry = {"subject_id": subject, "admitted_on": "2022-12-20"}
    admit(Office(demo_file, "李某"), AdmissionDraft.read(pool_id=pool["id"], **entry))
    (came,) = plan.edits()
    assert (came.kind, _actions(came)) == ("新进", ["入库"])
    with open_reading(demo_file, DAY) as reading:
        text = listed(reading, f"diff:{plan.number} {workshops.number}").rows
    assert {row[3] for row in text} == {"两份名单所列的称号、培育库或批次不同"}


def test_lists_of_different_kinds_are_not_held_together(demo_file: Path) -> None:
    with open_reading(demo_file, DAY) as reading:
        titles, directory = listed(reading, WHAT), listed(reading, "分级名录库")
        told = r"每行是一项称号.*每行是一家企业，不能逐项比较"
        with pytest.raises(InputError, match=told):
            difference(reading, titles, directory)
        counts = listed(reading, "count:;县市区")
        with pytest.raises(InputError, match="没有记着每行是谁，不能逐项比较"):
            difference(reading, counts, counts)


def test_a_renamed_applicant_and_payee_changed_and_did_not_leave(
    demo_file: Path,
) -> None:
    applied, paid = (
        _issued(demo_file, f"{kind}:2022") for kind in ("applications", "subsidies")
    )
    _rename(paid)
    for notice in (applied, paid):
        assert {edit.kind for edit in notice.edits()} == {"变化"}
        assert all(_actions(edit) == ["企业更名"] for edit in notice.edits())


def test_gaps_are_held_together_by_who_lacks_something_before_which_rung(
    demo_file: Path,
) -> None:
    notice = _issued(demo_file, "gaps:市级智能制造标杆中小企业")
    _assess(Office(demo_file, "王某"), notice.whose())
    (left,) = [one for one in notice.edits() if one.who == notice.table.rows[0][1]]
    assert (left.kind, left.what) == ("退出", "市级智能制造标杆中小企业")
    assert _actions(left) == ["登记评估"]
    with open_reading(demo_file, DAY) as reading:
        told = listed(reading, f"diff:{notice.number} now").notes
    assert any("只列最近的若干条" in note for note in told)


def test_only_lists_that_can_be_compared_are_offered_to_be(demo_file: Path) -> None:
    gaps, ways = (_issued(demo_file, what).number for what in ("gaps:", "gaps:;条件"))
    with open_reading(demo_file, DAY) as reading:
        offered = {one.words for one in questions(reading)}
    assert f"diff:{gaps} now" in offered
    assert f"diff:{ways} now" not in offered


def test_lists_of_other_terms_differ_by_these(demo_file: Path) -> None:
    whats = "applications:2022", "recommended:2022年株洲市智能制造标杆车间认定"
    numbers = [str(_issued(demo_file, what).number) for what in whats]
    with open_reading(demo_file, DAY) as reading:
        rows = listed(reading, f"diff:{' '.join(numbers)}").rows
    assert {(row[0], row[3]) for row in rows} >= {("退出", "两份名单的口径不同")}


def test_a_subsidy_that_was_taken_back_is_told_with_that(demo_file: Path) -> None:
    notice = _issued(demo_file, "subsidies:2022")
    with open_reading(demo_file) as reading:
        row = reading.one(
            "SELECT s.id FROM subsidy s JOIN title t ON t.id = s.title_id"
            " WHERE t.subject_id = :subject",
            subject=notice.table.whose[0].subject,
        )
    assert row is not None
    back = RecoveryDraft.read(subsidy_id=row["id"], on="2022-12-20")
    recover(Office(demo_file, "李某"), back)
    (edit,) = notice.edits()
    assert edit.what == "状态：已拨付 → 已收回"
    assert _actions(edit) == ["收回奖补"]


def _actions(edit: Edit) -> list[str]:
    return [one.split(" ", 2)[2].split("（")[0].split("，")[0] for one in edit.reasons]


def _assess(office: Office, whose: int) -> None:
    draft = AssessmentDraft.read(subject_id=whose, on="2022-12-30", level="五级")
    assessment(office, draft)


def _move(office: Office, whose: int) -> None:
    moved = AttributeDraft.read(enterprise_id=whose, attribute="address", value="新路")
    change_attribute(office, moved)


def _rename(notice: Notice, row: int = 0) -> None:
    new = RenameDraft.read(
        enterprise_id=notice.whose(row), name="株洲新名有限公司", since="2022-12-20"
    )
    rename(Office(notice.path, "李某"), new)


def _end_a_title(notice: Notice) -> None:
    """End the first title that is listed."""
    with open_reading(notice.path) as reading:
        row = reading.one(
            "SELECT id FROM title WHERE subject_id = :subject AND rung = :rung",
            subject=notice.table.whose[0].subject,
            rung=notice.table.whose[0].of,
        )
    assert row is not None
    ended = TitleEndDraft.read(title_id=row["id"], kind="撤销", on="2022-12-01")
    end(Office(notice.path, "李某"), ended, Because(NUMBER))
