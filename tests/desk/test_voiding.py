"""Whatever was recorded can be declared void, unless others build on it."""

from __future__ import annotations

import pytest

from registry.desk import enterprises, records, subjects
from registry.desk.drafts import voidable
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    EnterpriseDraft,
    HandOverDraft,
    RenameDraft,
)
from registry.desk.drafts.records import AssessmentDraft, VoidDraft
from registry.desk.office import Office
from registry.desk.voiding import PARTS
from registry.errors import ConflictError, InputError
from registry.model.tables import recorded
from tests.desk.conftest import Query

FIXED = {
    *("registry", "division", "unit", "rung", "calendar_day"),
    *("lost_head", "publication"),
    *("contact", "disclosure"),  # erased, or kept: see desk.contacts
}


def _void(office: Office, table: str, row_id: int) -> None:
    records.void(office, VoidDraft.read(table=table, id=row_id))


def test_all_that_officials_record_can_be_voided_by_itself_or_as_a_part() -> None:
    falling = {str(part.__tablename__) for of in PARTS.values() for part, _ in of}
    kinds = {name for name in recorded() if name.endswith("_kind")}
    assert set(recorded()) - {*voidable.TABLES, *falling, *kinds} == FIXED


def test_a_word_for_no_table_is_answered_with_all_of_them(ruled: Office) -> None:
    with pytest.raises(InputError, match=r"「车间」.*认定对象.*申报环节"):
        _void(ruled, "车间", 1)


def test_an_enterprise_falls_with_its_names_and_attributes(
    office: Office, query: Query
) -> None:
    one = enterprises.add(
        office, EnterpriseDraft.read(name="误录公司", division="天元区", status="在营")
    )
    _void(office, "企业", one)
    live = """SELECT (SELECT count(*) FROM enterprise WHERE voided_by IS NULL),
      (SELECT count(*) FROM subject WHERE voided_by IS NULL),
      (SELECT count(*) FROM name_spell WHERE voided_by IS NULL),
      (SELECT count(*) FROM division_spell WHERE voided_by IS NULL)"""
    assert query(office, live) == [(0, 0, 0, 0)]
    assert enterprises.add(office, EnterpriseDraft.read(name="误录公司")) != one


def test_an_enterprise_that_others_build_on_stays(ruled: Office) -> None:
    with pytest.raises(ConflictError, match="所属企业 #1以它为依据"):
        _void(ruled, "企业", 1)
    records.assessment(
        ruled, AssessmentDraft.read(subject_id=1, on="2022", level="二级")
    )
    with pytest.raises(ConflictError, match="成熟度评估 #1；所属企业 #1"):
        _void(ruled, "企业", 1)


def test_a_workshop_falls_with_whose_it_was(ruled: Office, query: Query) -> None:
    with pytest.raises(ConflictError, match="tidu correct void 2 --table 认定对象"):
        _void(ruled, "所属企业", 1)
    with pytest.raises(InputError, match="tidu correct void 1 --table 企业"):
        _void(ruled, "认定对象", 1)
    _void(ruled, "认定对象", 2)
    live = "SELECT count(*) FROM owner_spell WHERE voided_by IS NULL"
    assert query(ruled, live) == [(0,)]


def test_where_a_change_never_was_what_it_ended_goes_on(
    ruled: Office, query: Query
) -> None:
    change = AttributeDraft.read(
        enterprise_id=1, attribute="县市区", value="荷塘区", since="2021-06-01"
    )
    _void(ruled, "县市区", enterprises.change_attribute(ruled, change))
    live = "SELECT value, until FROM division_spell WHERE voided_by IS NULL"
    assert query(ruled, live) == [("430211", None)]


def test_a_rename_that_never_was_gives_the_old_name_back(
    ruled: Office, query: Query
) -> None:
    with pytest.raises(ConflictError, match=r"最早登记的全称.*tidu correct spell 1"):
        _void(ruled, "名称", 1)
    renamed = enterprises.rename(
        ruled, RenameDraft.read(enterprise_id=1, name="错名公司", since="2022-01-01")
    )
    _void(ruled, "名称", renamed)
    name = "示例企业001机械有限公司"
    assert query(ruled, "SELECT name FROM subject WHERE id = 1") == [(name,)]


def test_a_hand_over_that_never_was_gives_the_workshop_back(
    ruled: Office, query: Query
) -> None:
    other = enterprises.add(ruled, EnterpriseDraft.read(name="乙公司"))
    handed = subjects.hand_over(
        ruled, HandOverDraft.read(subject_id=2, enterprise_id=other, since="2022-01-01")
    )
    _void(ruled, "所属企业", handed)
    live = "SELECT enterprise_id, until FROM owner_spell WHERE voided_by IS NULL"
    assert query(ruled, live) == [(1, None)]


def test_a_short_name_can_be_voided(ruled: Office, query: Query) -> None:
    enterprises.add(ruled, EnterpriseDraft.read(name="乙公司", short_names="乙"))
    _void(ruled, "name_spell", 3)
    assert query(ruled, "SELECT value FROM name_spell WHERE voided_by IS NOT NULL") == [
        ("乙",)
    ]
