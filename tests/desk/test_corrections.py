"""Every kind of record is put right in the same way."""

from __future__ import annotations

import pytest

from registry.desk import enterprises, records
from registry.desk.drafts.base import Draft
from registry.desk.drafts.enterprises import AttributeDraft, EnterpriseDraft
from registry.desk.drafts.records import (
    AssessmentDraft,
    CorrectionDraft,
    CoverageDraft,
    EventDraft,
    FactDraft,
    JudgementDraft,
    SeriesValueDraft,
)
from registry.desk.office import Office, begin
from registry.desk.verb import Verb
from registry.errors import ConflictError, NotFoundError
from registry.model.enterprise import Enterprise
from tests.desk.conftest import Query

ASSESSMENT = AssessmentDraft.read(subject_id=1, on="2022-05-06", level="二级")
EVENT = EventDraft.read(enterprise_id=1, kind="税收违法", on="2021-03-01")
COVERAGE = CoverageDraft.read(kind="tax", through="2022-12-31", source="税务局函")
FACT = FactDraft.read(subject_id=1, key="revenue", period="2021", value="1亿")
SERIES = SeriesValueDraft.read(
    series="行业平均", key="revenue", period="2021", value="1亿", source="年鉴"
)
JUDGEMENT = JudgementDraft.read(
    subject_id=2,
    policy="株工信发〔2022〕33号",
    rung="benchmark/city-workshop",
    condition="in_use",
    verdict="不符",
    on="2022-06-01",
    judged_by="李某",
)


@pytest.mark.parametrize(
    ("table", "record", "draft"),
    [
        ("assessment", records.assessment, ASSESSMENT),
        ("event", records.event, EVENT),
        ("coverage", records.coverage, COVERAGE),
        ("fact", records.fact, FACT),
        ("series_value", records.series_value, SERIES),
        ("judgement", records.judgement, JUDGEMENT),
    ],
)
def test_the_wrong_row_is_void_and_the_right_one_stands(
    ruled: Office, query: Query, table: str, record: Verb[Draft, int], draft: Draft
) -> None:
    wrong = record(ruled, draft)
    right = records.correct(ruled, CorrectionDraft.read(id=wrong, right=draft))
    assert query(
        ruled,
        f"SELECT id, voided_by = ? FROM {table} ORDER BY id",  # noqa: S608 - the test's own words
        query(ruled, "SELECT max(id) FROM change")[0][0],
    ) == [(wrong, 1), (right, None)]


@pytest.mark.parametrize(
    ("attribute", "value", "told"),
    [
        ("上报单位", "株洲高新区", "已是「株洲高新区」"),
        ("县市区", "430211", "已是「天元区」"),
        ("状态", "停产", "已是「停产」"),
        ("规模", "large", "已是「大型」"),
        ("所属集团", "1", "已是「示例企业001机械有限公司」"),
    ],
)
def test_what_is_already_so_is_told_in_words(
    ruled: Office, attribute: str, value: str, told: str
) -> None:
    enterprise = enterprises.add(
        ruled,
        EnterpriseDraft.read(
            name="子公司",
            unit="株洲高新区",
            division="天元区",
            status="停产",
            size="大型",
            parent_id=1,
            since="2020",
        ),
    )
    again = AttributeDraft.read(
        enterprise_id=enterprise, attribute=attribute, value=value, since="2021"
    )
    with pytest.raises(ConflictError, match=told):
        enterprises.change_attribute(ruled, again)


def test_a_group_is_named_by_its_whole_name_or_code(
    ruled: Office, query: Query
) -> None:
    draft = AttributeDraft.read(
        enterprise_id=1, attribute="所属集团", value="某集团有限公司", since="2021"
    )
    with pytest.raises(NotFoundError, match="tidu add enterprise"):
        enterprises.change_attribute(ruled, draft)
    group = enterprises.add(ruled, EnterpriseDraft.read(name="某集团有限公司"))
    enterprises.change_attribute(ruled, draft)
    assert query(ruled, "SELECT value FROM parent_spell") == [(group,)]


def test_a_joined_record_sends_the_official_to_the_one_that_stands(
    ruled: Office,
) -> None:
    double = enterprises.add(ruled, EnterpriseDraft.read(name="重复档案"))
    with begin(ruled, "并档") as tx:
        row = tx.get(Enterprise, double)
        row.merged_into = 1
        tx.touch(row)
    draft = AttributeDraft.read(
        enterprise_id=double, attribute="规上", value="是", since="2021"
    )
    with pytest.raises(ConflictError, match="已并入「示例企业001机械有限公司」的档案"):
        enterprises.change_attribute(ruled, draft)
