"""A preview tells what the writing code would change, and changes nothing."""

from __future__ import annotations

import pytest

from registry.desk import enterprises, records, subjects, titles
from registry.desk.drafts.enterprises import AttributeDraft, SubjectDraft
from registry.desk.drafts.records import AssessmentDraft
from registry.desk.drafts.titles import TitleDraft, TitleEndDraft
from registry.desk.office import Because, Office
from registry.desk.previews import preview_assessment, preview_title
from registry.errors import ConflictError
from tests.desk.conftest import Query

ENTERPRISE, WORKSHOP = 1, 2
CITY = "市级智能制造标杆车间"
NATION = "benchmark/nation-factory"


def _assessment(**more: object) -> AssessmentDraft:
    said: dict[str, object] = {
        "subject_id": ENTERPRISE,
        "on": "2022-05-06",
        "level": "三级",
        "score": "3.2",
        "source": "自评估台账",
    }
    return AssessmentDraft.read(**said | more)


def _title(**more: object) -> TitleDraft:
    said: dict[str, object] = {
        "subject_id": WORKSHOP,
        "rung": CITY,
        "recognised_on": "2022-09-01",
    }
    return TitleDraft.read(**said | more)


def test_an_assessment_is_previewed_field_by_field(ruled: Office, query: Query) -> None:
    first = _assessment(on="2021-05", level="二级", score="2.1")
    records.assessment(ruled, first)
    before = query(ruled, "SELECT count(*) FROM change")
    shown = preview_assessment(ruled, _assessment())
    assert shown.title == "登记评估：示例企业001机械有限公司"
    assert shown.lines == (
        ("自评估等级", "二级（规范级）", "三级（集成级）"),
        ("自评估得分", "2.10", "3.20"),
        ("自评估日期", "2021-05", "2022-05-06"),
        ("自评估记录", "1 次", "2 次"),
    )
    assert shown.warnings == ("没有写文号",)
    assert query(ruled, "SELECT count(*) FROM change") == before
    assert query(ruled, "SELECT count(*) FROM assessment") == [(1,)]


def test_what_was_previewed_is_what_is_written(ruled: Office) -> None:
    preview_assessment(ruled, _assessment())
    records.assessment(ruled, _assessment())
    later = preview_assessment(ruled, _assessment(on="2022-06-01", level="四级"))
    assert ("自评估等级", "三级（集成级）", "四级（优化级）") in later.lines


def test_a_preview_is_refused_like_the_writing_itself(ruled: Office) -> None:
    records.assessment(ruled, _assessment())
    with pytest.raises(ConflictError, match="已登记，编号 1"):
        preview_assessment(ruled, _assessment())


def test_an_assessment_of_the_past_changes_no_present_level(ruled: Office) -> None:
    records.assessment(ruled, _assessment())
    shown = preview_assessment(ruled, _assessment(on="2021-05-06"))
    assert shown.lines == (("自评估记录", "1 次", "2 次"),)
    assert "已有更晚的自评估，这次登记不改变当前等级" in shown.warnings


def test_a_level_that_its_score_does_not_reach_is_questioned(ruled: Office) -> None:
    shown = preview_assessment(ruled, _assessment(score="2.5"))
    assert any("2.5 分应是二级（规范级）" in warning for warning in shown.warnings)


def test_a_title_is_previewed_beside_what_is_held(ruled: Office) -> None:
    titles.award(ruled, _title(recognised_on="2020-09", valid_until="2022-09-01"))
    shown = preview_title(ruled, _title(), Because(document="株工信发〔2022〕99号"))
    assert shown.title == "登记称号：示例企业001机械有限公司 总装车间"
    assert shown.lines == (
        (
            CITY,
            "2020-09 认定，有效期至 2022-09-01",
            "2020-09 认定，有效期至 2022-09-01；2022-09-01 认定",
        ),
    )
    assert shown.warnings == (
        "文件「株工信发〔2022〕99号」还没有登记；登记后这条记录会归到它名下",
    )


def test_a_second_workshop_of_the_same_enterprise_is_questioned(ruled: Office) -> None:
    other = subjects.add_subject(
        ruled,
        SubjectDraft.read(enterprise_id=ENTERPRISE, kind="车间", name="涂装车间"),
    )
    titles.award(ruled, _title())
    shown = preview_title(ruled, _title(subject_id=other))
    assert f"这家企业的「总装车间」已持有{CITY}；请核对是否重复认定" in shown.warnings


def test_an_ended_title_with_stages_is_told_whole(ruled: Office) -> None:
    factory = subjects.add_subject(
        ruled, SubjectDraft.read(enterprise_id=ENTERPRISE, kind="工厂", name="一厂")
    )
    title = titles.award(ruled, _title(subject_id=factory, rung=NATION))
    ending = TitleEndDraft.read(title_id=title, kind="取消", on="2023-01-01")
    titles.end(ruled, ending, Because(document="工信部〔2023〕1号"))
    again = _title(subject_id=factory, rung=NATION, recognised_on="2024")
    ((_, old, new),) = preview_title(ruled, again).lines
    assert old == "2022-09-01 认定，揭榜单位，2023-01-01 取消"
    assert new == f"{old}；2024 认定，揭榜单位"


def test_a_title_for_an_enterprise_out_of_operation_is_questioned(
    ruled: Office,
) -> None:
    enterprises.change_attribute(
        ruled,
        AttributeDraft.read(
            enterprise_id=ENTERPRISE, attribute="状态", value="停产", since="2022-01"
        ),
    )
    shown = preview_title(ruled, _title())
    assert "这家企业当时的状态是「停产」" in shown.warnings
