"""Drafts read what officials type, and tell all that is wrong at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.dates import Day, Precision
from registry.desk.drafts import fields
from registry.desk.drafts.enterprises import (
    EnterpriseDraft,
    MoveDraft,
    SuccessionDraft,
)
from registry.desk.drafts.funds import BudgetLineDraft, TargetDraft
from registry.desk.drafts.pools import RosterDraft
from registry.desk.drafts.records import (
    AssessmentDraft,
    CoverageDraft,
    EventDraft,
    FactDraft,
    JudgementDraft,
)
from registry.desk.drafts.rounds import RoundDraft
from registry.desk.drafts.titles import TitleDraft, TitleEndDraft
from registry.errors import InputError
from registry.ladder import measures
from registry.readers import numbers, words
from registry.terms import AssessmentKind, Size


def test_an_assessment_is_read_as_officials_write_it() -> None:
    draft = AssessmentDraft.read(
        subject_id="3", kind="现场评估", on="2022年5月", level="Ⅲ", score="3.55"
    )
    assert draft.subject_id == 3
    assert draft.kind is AssessmentKind.ON_SITE
    assert draft.on == Day(date(2022, 5, 1), Precision.MONTH)
    assert (draft.level, draft.score) == (3, Decimal("3.55"))


def test_all_problems_of_a_draft_are_told_at_once() -> None:
    with pytest.raises(InputError) as refused:
        AssessmentDraft.read(subject_id=1, on="2022-02-30", level="九", kind="瞎评")
    told = str(refused.value)
    assert "评估日期：「2022-02-30」：日历上没有这一天" in told
    assert "成熟度等级：「九」不是成熟度等级" in told
    assert "评估方式：「瞎评」不在可选之列" in told


def test_what_is_missing_and_what_is_unknown_is_named() -> None:
    with pytest.raises(InputError, match="还缺企业名称，请填写；没有「naem」这一项"):
        EnterpriseDraft.read(naem="甲")


def test_a_wrong_credit_code_is_refused() -> None:
    with pytest.raises(InputError, match="校验位不符"):
        EnterpriseDraft.read(name="甲公司", uscc="91430200MA4L16JQ9A")


def test_names_are_cleaned_and_never_empty() -> None:
    assert EnterpriseDraft.read(name=" 甲\u200b公\x1b司　有限 ").name == "甲 公 司 有限"
    with pytest.raises(InputError, match="企业名称：不能为空"):
        EnterpriseDraft.read(name="　 ")


def test_a_name_of_many_pages_is_refused() -> None:
    with pytest.raises(InputError, match="有 201 个字"):
        EnterpriseDraft.read(name="长" * 201)


def test_several_short_names_stand_in_one_text() -> None:
    draft = EnterpriseDraft.read(
        name="甲公司", short_names="甲、小甲；老甲", size="大型"
    )
    assert draft.short_names == ("甲", "小甲", "老甲")
    assert draft.size is Size.LARGE


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("100000", "100000"),
        ("10万", "100000"),
        ("56.15 万元", "561500"),
        ("2亿元", "200000000"),
        ("1,234,567.89", "1234567.89"),
        ("１２万", "120000"),
    ],
)
def test_amounts_are_read_exactly(typed: str, yuan: str) -> None:
    assert numbers.yuan(typed) == Decimal(yuan)


@pytest.mark.parametrize(
    "typed", ["0.001", "1.2.3", "", "十万", "1e5", "NaN", "1_000", "99999999亿", True]
)
def test_what_is_no_amount_is_refused(typed: str | bool) -> None:
    with pytest.raises(InputError):
        numbers.yuan(typed)


@given(st.integers(min_value=0, max_value=10**13))
def test_fen_survive_being_written_in_yuan(fen: int) -> None:
    typed = f"{fen // 100}.{fen % 100:02}"
    assert numbers.scaled(numbers.yuan(typed), 2) == fen


def test_a_fact_is_stored_at_its_keys_scale() -> None:
    revenue = measures.key("主营业务收入")
    assert measures.measure(revenue, "2.5亿").value == 25_000_000_000
    assert measures.measure(measures.key("主导产品市场占有率"), "61%").value == 6100


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [("纳税信用等级", "A", "a"), ("dcmm", "三级", "three"), ("dcmm", "four", "four")],
)
def test_a_grade_is_read_by_code_or_label(key: str, typed: str, code: str) -> None:
    assert measures.measure(measures.key(key), typed).grade == code


def test_an_unknown_fact_key_names_what_is_near() -> None:
    with pytest.raises(InputError, match=r"是不是.*主营业务收入"):
        FactDraft.read(subject_id=1, key="主营业收", period="2021", value="1")


def test_a_fact_with_too_many_decimals_is_refused_not_rounded() -> None:
    with pytest.raises(InputError, match="小数多于 2 位"):
        FactDraft.read(subject_id=1, key="revenue", period="2021", value="1.005")


def test_a_grade_that_is_none_lists_those_there_are() -> None:
    with pytest.raises(InputError, match="请写其中之一：D级、C级、M级、B级、A级"):
        FactDraft.read(subject_id=1, key="tax_credit", period="2021", value="S")


def test_days_out_of_order_are_refused() -> None:
    with pytest.raises(InputError, match="公示截止早于公示开始"):
        RoundDraft.read(
            rung="x", year=2022, notice_since="2022-09-09", notice_through="2022-09-01"
        )
    with pytest.raises(InputError, match="移出或修复日期早于发生日期"):
        EventDraft.read(enterprise_id=1, kind="x", on="2022-05", removed_on="2022-04")
    with pytest.raises(InputError, match="有效期止日不晚于认定日期"):
        TitleDraft.read(
            subject_id=1, rung="x", recognised_on="2022", valid_until="2022"
        )


def test_a_title_is_accepted_with_its_day_and_not_before_it_was_given() -> None:
    said: dict[str, object] = {
        "subject_id": 1,
        "rung": "x",
        "recognised_on": "2022-09-01",
    }
    with pytest.raises(InputError, match="验收日期与「已验收」要一起写"):
        TitleDraft.read(**said, stage="已验收")
    with pytest.raises(InputError, match="验收日期早于认定日期"):
        TitleDraft.read(**said, stage="已验收", accepted_on="2022-08-31")


def test_coverage_and_verdicts_end_after_they_begin() -> None:
    with pytest.raises(InputError, match="覆盖止日早于起日"):
        CoverageDraft.read(
            kind="x", since="2022-02-01", through="2022-01-31", source="函"
        )
    with pytest.raises(InputError, match="有效期止日不晚于认定日期"):
        JudgementDraft.read(
            subject_id=1,
            policy="x",
            rung="x",
            condition="x",
            verdict="符合",
            on="2022-02-01",
            judged_by="李某",
            valid_until="2022-02-01",
        )


def test_an_assessment_stays_within_five_points_and_its_term() -> None:
    said: dict[str, object] = {"subject_id": 1, "on": "2022-05-06", "level": 3}
    with pytest.raises(InputError, match="有效期止日不晚于评估日期"):
        AssessmentDraft.read(**said, valid_until="2022-05-06")
    with pytest.raises(InputError, match="子域得分应在 0 到 5 之间"):
        AssessmentDraft.read(**said, scores={"数据": "5.01"})
    with pytest.raises(InputError, match=r"得分：「5.01」太大，至多 5"):
        AssessmentDraft.read(**said, score="5.01")
    with pytest.raises(InputError, match="是负数"):
        AssessmentDraft.read(**said, score="-1")


def test_yes_and_no_are_read_and_nothing_else() -> None:
    assert words.flag("√")
    assert not words.flag("否")
    with pytest.raises(InputError, match="不是「是」或「否」"):
        words.flag("也许")


def test_a_day_is_taken_as_typed_or_as_a_day() -> None:
    on = date(2022, 3, 1)
    assert fields.known_day(on) == fields.known_day("2022.3.1") == Day(on)
    assert fields.exact_day(on) == on


def test_the_problems_of_a_form_stand_under_their_fields() -> None:
    told = AssessmentDraft.problems(subject_id="1", on="2022-02-30", level="")
    assert set(told) == {"on", "level"}
    assert told["level"] == "还缺成熟度等级，请填写"
    assert AssessmentDraft.problems(subject_id="1", on="2022", level="3") == {}


def test_a_move_must_say_where_to() -> None:
    with pytest.raises(InputError, match="请写明县市区、上报单位或地址"):
        MoveDraft.read(enterprise_id=1, since="2022")


@pytest.mark.parametrize(
    ("kind", "successor", "told"),
    [
        ("吸收合并", None, "要写明承继企业"),
        ("注销", 2, "没有承继企业"),
        ("分立", 1, "不能承继自己"),
    ],
)
def test_a_succession_names_a_successor_where_there_is_one(
    kind: str, successor: int | None, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        SuccessionDraft.read(
            kind=kind, enterprise_id=1, successor_id=successor, on="2022"
        )


def test_a_revocation_needs_its_day() -> None:
    with pytest.raises(InputError, match="撤销要写明终止日期"):
        TitleEndDraft.read(title_id=1, kind="撤销")


def test_a_reported_figure_names_its_source_and_a_derived_one_its_query() -> None:
    with pytest.raises(InputError, match="填报的指标要写明来源"):
        TargetDraft.read(year=2022, indicator="满意度", provenance="填报")
    with pytest.raises(InputError, match="台账推算的指标要写明推算方法"):
        TargetDraft.read(year=2022, indicator="认定数", provenance="台账推算")


def test_a_score_is_never_above_its_weight() -> None:
    with pytest.raises(InputError, match="得分不能高于分值"):
        TargetDraft.read(
            year=2022,
            indicator="满意度",
            provenance="填报",
            source="自评表",
            weight="10",
            score="10.5",
        )


def test_money_cannot_be_negative() -> None:
    with pytest.raises(InputError, match="预算金额"):
        BudgetLineDraft.read(year=2022, name="专项", amount="-1")


def test_a_roster_lists_each_member_once() -> None:
    with pytest.raises(InputError, match="列了两次"):
        RosterDraft.read(name="规上", on="2022-12-31", terms="规上", subject_ids=(1, 1))
