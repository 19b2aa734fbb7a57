"""Two records of one enterprise become one, and both histories stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from registry.desk import enterprises, pools, records, subjects, successions, titles
from registry.desk.dedupe import join
from registry.desk.drafts.dedupe import JoinDraft
from registry.desk.drafts.enterprises import (
    EnterpriseDraft,
    SubjectDraft,
    SuccessionDraft,
)
from registry.desk.drafts.pools import AdmissionDraft, PoolDraft
from registry.desk.drafts.records import AssessmentDraft, EventDraft, FactDraft
from registry.desk.drafts.titles import TitleDraft
from registry.desk.office import Office
from registry.desk.read import lists, lookup, profile
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.session import open_reading
from registry.desk.read.twins import near_twins
from registry.desk.upkeep import undo, verify
from registry.errors import ConflictError, InputError
from registry.store.reader import open_reader

KEPT, OTHER = "示例精密铸造有限公司", "株洲示例精密铸造公司"
CODE = "91000000DEMX00017P"


@pytest.fixture
def two(ruled: Office) -> tuple[int, int]:
    """Two records of one enterprise: the second has the code and the history."""
    kept = enterprises.add(ruled, EnterpriseDraft.read(name=KEPT, unit="天元区"))
    other = enterprises.add(
        ruled,
        EnterpriseDraft.read(
            name=OTHER, uscc=CODE, industry="C3714", established_on="2010-03"
        ),
    )
    return kept, other


def _values(office: Office, sql: str, *bound: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(office.path)) as connection:
        return connection.execute(sql, bound).fetchall()


def _join(office: Office, two: tuple[int, int]) -> None:
    join(office, JoinDraft(kept_id=two[0], joined_id=two[1]))


def _assess(office: Office, subject: int, level: int, on: str = "2022-03-01") -> int:
    draft = AssessmentDraft.read(subject_id=subject, kind="self", on=on, level=level)
    return records.assessment(office, draft)


def test_everything_recorded_of_both_is_then_of_one(
    ruled: Office, two: tuple[int, int]
) -> None:
    kept, other = two
    _assess(ruled, kept, 2)
    _assess(ruled, other, 2)
    _assess(ruled, other, 3, "2022-06-01")
    workshop = subjects.add_subject(
        ruled, SubjectDraft.read(enterprise_id=other, kind="车间", name="一车间")
    )
    records.event(
        ruled, EventDraft.read(enterprise_id=other, kind="税收违法", on="2020-01")
    )
    pool = pools.open_pool(ruled, PoolDraft.read(name="培育库", year=2022))
    for subject in two:
        pools.admit(
            ruled,
            AdmissionDraft.read(
                pool_id=pool, subject_id=subject, admitted_on="2022-03-01"
            ),
        )
    _join(ruled, two)
    of = "SELECT DISTINCT {} FROM {} WHERE voided_by IS NULL"
    assert _values(ruled, of.format("subject_id", "assessment")) == [(kept,)]
    assert _values(ruled, of.format("subject_id", "pool_entry")) == [(kept,)]
    assert _values(ruled, of.format("enterprise_id", "event")) == [(kept,)]
    live = "SELECT count(*) FROM {} WHERE voided_by IS NULL"
    assert _values(ruled, live.format("assessment")) == [(2,)]
    assert _values(ruled, live.format("pool_entry")) == [(1,)]
    owner = "SELECT enterprise_id FROM owner_spell WHERE subject_id = ?"
    assert _values(ruled, owner, workshop) == [(kept,)]
    assert verify(ruled.path).ok


def test_the_kept_record_learns_what_only_the_other_knew(
    ruled: Office, two: tuple[int, int]
) -> None:
    kept, other = two
    _join(ruled, two)
    identity = "SELECT uscc, established_on, merged_into FROM enterprise WHERE id = ?"
    assert _values(ruled, identity, kept) == [(CODE, "2010-03-01", None)]
    assert _values(ruled, identity, other) == [(None, "2010-03-01", kept)]
    industry = "SELECT value FROM industry_spell WHERE enterprise_id = ?"
    assert _values(ruled, industry, kept) == [("C3714",)]
    with closing(open_reader(ruled.path)) as connection:
        for word in (KEPT, OTHER, CODE):
            assert lookup.enterprise_id(connection, word) == kept
    with open_reading(ruled.path) as reading:
        told = [(line.label, line.value) for line in profile.names(reading, kept)]
        assert told == [("全称", KEPT), ("曾用名", OTHER)]
        found = lists.every(EnterpriseSource(reading, OTHER))
        assert [row.id for row in found] == [kept]


def test_a_join_is_taken_back_whole(ruled: Office, two: tuple[int, int]) -> None:
    _assess(ruled, two[1], 3)
    tables = ("enterprise", "assessment", "industry_spell", "name_spell")
    columns = {"enterprise": "uscc, merged_into", "assessment": "subject_id, level"}
    state = [
        f"SELECT id, {columns.get(table, 'value')} FROM {table} WHERE voided_by IS NULL"  # noqa: S608 - our tables
        for table in tables
    ]
    before = [_values(ruled, sql) for sql in state]
    _join(ruled, two)
    assert [_values(ruled, sql) for sql in state] != before
    undo(ruled)
    assert [_values(ruled, sql) for sql in state] == before
    assert verify(ruled.path).ok


def test_records_that_contradict_each_other_are_not_joined(
    ruled: Office, two: tuple[int, int]
) -> None:
    for subject, value in zip(two, ("100万", "200万"), strict=True):
        records.fact(
            ruled,
            FactDraft.read(
                subject_id=subject, key="营业收入", period="2021", value=value
            ),
        )
    with pytest.raises(ConflictError, match="说法不一：指标"):
        _join(ruled, two)


def test_two_titles_at_one_time_are_not_joined(
    ruled: Office, two: tuple[int, int]
) -> None:
    for subject, on in zip(two, ("2022-11-01", "2022-12-01"), strict=True):
        titles.award(
            ruled,
            TitleDraft.read(
                subject_id=subject, rung="benchmark/city-sme", recognised_on=on
            ),
        )
    with pytest.raises(ConflictError, match="同时持有两个"):
        _join(ruled, two)


def test_two_codes_are_two_enterprises(ruled: Office, two: tuple[int, int]) -> None:
    third = enterprises.add(
        ruled, EnterpriseDraft.read(name="示例另一家公司", uscc="91000000DEMX00025J")
    )
    with pytest.raises(ConflictError, match="不是同一家企业"):
        _join(ruled, (third, two[1]))


def test_who_followed_whom_is_not_one_enterprise(
    ruled: Office, two: tuple[int, int]
) -> None:
    successions.succeed(
        ruled,
        SuccessionDraft.read(
            kind="吸收合并", enterprise_id=two[1], successor_id=two[0], on="2021-01-01"
        ),
    )
    with pytest.raises(ConflictError, match="承继"):
        _join(ruled, two)


def test_a_record_joined_to_a_joined_one_means_the_last(
    ruled: Office, two: tuple[int, int]
) -> None:
    last = enterprises.add(ruled, EnterpriseDraft.read(name="示例精密铸造厂"))
    _join(ruled, two)
    _join(ruled, (last, two[0]))
    merged = "SELECT merged_into FROM enterprise WHERE id IN (?, ?)"
    assert _values(ruled, merged, *two) == [(last,), (last,)]
    with pytest.raises(ConflictError, match="已并入"):
        _join(ruled, (two[0], last))
    with pytest.raises(InputError, match="同一份档案"):
        JoinDraft(kept_id=last, joined_id=last)


def test_a_group_that_was_its_own_double_is_no_group(
    ruled: Office, two: tuple[int, int]
) -> None:
    from registry.desk.drafts.enterprises import AttributeDraft  # noqa: PLC0415

    enterprises.change_attribute(
        ruled,
        AttributeDraft.read(
            enterprise_id=two[0], attribute="所属集团", value=str(two[1])
        ),
    )
    _join(ruled, two)
    assert _values(ruled, "SELECT 1 FROM parent_spell WHERE voided_by IS NULL") == []


def test_likely_doubles_are_found(ruled: Office, two: tuple[int, int]) -> None:
    assert two
    with closing(open_reader(ruled.path)) as connection:
        (pair,) = near_twins(connection)
    assert {pair[0], pair[2]} == {KEPT, OTHER}


def test_a_place_in_brackets_behind_makes_a_likely_double(ruled: Office) -> None:
    both = {"中间甲机械有限公司", "中间甲机械有限责任公司（株洲）"}
    for name in sorted(both):
        enterprises.add(ruled, EnterpriseDraft.read(name=name))
    with closing(open_reader(ruled.path)) as connection:
        (pair,) = near_twins(connection)
    assert {pair[0], pair[2]} == both


@pytest.mark.parametrize(
    ("name", "former", "other", "told"),
    [
        ("示例甲电瓷有限公司", "示例花炮厂", "示例花炮厂", "用过同一名称"),
        ("株洲洪达机械有限公司", "", "湖南宏达机械有限公司", "读音相同"),
        ("时代新材", "", "株洲时代新材料科技股份有限公司", "像是简称"),
    ],
)
def test_who_bore_a_name_sounds_alike_or_is_short_is_a_likely_double(
    ruled: Office, name: str, former: str, other: str, told: str
) -> None:
    one = EnterpriseDraft.read(name=name, former_names=former)
    two = EnterpriseDraft.read(name=other, uscc=CODE, anyway="是")
    for draft in (one, two):
        enterprises.add(ruled, draft)
    with closing(open_reader(ruled.path)) as connection:
        (pair,) = near_twins(connection)
    assert {pair[0], pair[2]} == {name, other}
    assert pair[-1] == told
