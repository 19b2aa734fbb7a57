"""What a letter says where all is met, nothing is, or several things are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from registry.desk.read import lookup
from registry.desk.read.eligibility import why
from registry.desk.read.gaps_table import lacking
from registry.desk.read.handing_in import handed_in
from registry.desk.read.lasting import Days, Next
from registry.desk.read.letter import letter, tell
from registry.desk.read.letter_clauses import numeral, soonest
from registry.desk.read.papers import papers
from registry.desk.read.session import Reading
from registry.eligibility.answer import ConditionAnswer
from registry.eligibility.details.words import percent, shortfall
from registry.eligibility.earliest import Earliest
from registry.errors import NotFoundError
from registry.ladder.conditions import Condition
from registry.ladder.facts import fact_keys
from registry.ladder.figures import Bound
from registry.ladder.names import names
from registry.lists import letter_docx
from registry.lists.letter import Letter, Paragraph, Role, markdown, text
from registry.terms import ConditionOutcome, Outcome

DAY = date(2023, 1, 1)
LATER = Next(DAY, Outcome.PENDING, Outcome.PENDING.label, "")


def written(reading: Reading, who: str, to: str) -> Letter:
    subject = lookup.subject_id(reading.words, who, reading.info.on)
    found = why(reading, subject, lookup.rung_id(reading.words, to, reading.info.on))
    return letter(reading, tell(reading, found), internal=False)


def test_where_all_is_met_only_that_is_told(demo: Reading) -> None:
    who = "示例企业107智能装备有限公司"
    made = written(demo, who, "市级智能制造服务提供商")
    headings = [one.text for one in made.before if one.role is Role.FIRST]
    assert headings == ["一、申报时应提交的材料", "二、已符合的条件"]
    assert "文件未列明申报材料，请以申报通知为准。" in text(made)
    assert f"{Outcome.ELIGIBLE.label}（共 4 条，符合 4 条）" in text(made)
    assert text(made).count("；条款：样例条件（原文未取得）；现状：") == 4


WORKSHOP = "示例企业017电机有限公司/电机总装车间", "市级智能制造标杆车间"


def papers_of(made: Letter) -> list[str]:
    """The part about what is handed in for what is met: heading and papers."""
    texts = [one.text for one in made.before]
    heading = next(at for at, said in enumerate(texts) if said.endswith("提交的材料"))
    return texts[heading:-1]


def test_who_may_apply_is_told_all_that_is_handed_in(demo: Reading) -> None:
    assert papers_of(written(demo, *WORKSHOP)) == [
        "一、申报时应提交的材料",
        "1. 智能制造能力成熟度自评估报告（成熟度达到二级）。",
        "2. 关键工序清单（车间关键工序数控化率）。",
    ]


def test_who_lacks_something_is_told_that_first_then_the_rest(demo: Reading) -> None:
    made = written(demo.asked_on(date(2022, 11, 30)), *WORKSHOP)
    said = text(made)
    assert "应提交：智能制造能力成熟度自评估报告。" in said
    rest = ["二、申报时还应提交的材料", "关键工序清单（车间关键工序数控化率）。"]
    assert papers_of(made) == rest
    assert said.count("智能制造能力成熟度自评估报告") == 1


def test_what_two_conditions_ask_for_is_handed_in_once(demo: Reading) -> None:
    subject = lookup.subject_id(demo.words, WORKSHOP[0], demo.info.on)
    rung = lookup.rung_id(demo.words, WORKSHOP[1], demo.info.on)
    (answer,) = why(demo, subject, rung)
    conditions = tuple(replace(one, hand_in="甲") for one in answer.conditions[:2])
    both = papers(replace(answer, conditions=conditions))
    assert both == ("甲（在本市注册、已列入培育名单）",)


def test_what_is_missing_and_who_brings_it_is_told_clause_by_clause(
    demo: Reading,
) -> None:
    who = "轨道交通核心零部件电气装备系统集成车间"
    said = text(written(demo, f"中车时代电气/{who}", "省级智能制造标杆车间"))
    assert "文件未列明。" not in said
    assert "所缺的是「智能制造投入」的数据和依据，请据实补报。" in said
    assert "所缺的是注册地和在该地注册的日期，请据实补报。" in said
    assert "所缺的是成熟度评估结果（等级、得分、日期），请据实补报。" in said
    assert "应提交：无，由本局核实；本局记录有误的，请提交材料更正。" in said
    assert "现状：评估未登记。" in said
    assert "湘工信装备〔2022〕305号（原文）" not in said


def test_each_thing_that_is_there_says_where_it_rests(demo: Reading) -> None:
    who = "示例企业017电机有限公司/电机总装车间"
    made = written(demo, who, "市级智能制造标杆车间")
    assert made.table is not None
    sources = [row[-1] for row in made.table.rows]
    assert all(sources)
    assert "《株洲市智能制造标杆车间培育名单》" in sources


def test_each_of_two_ways_has_its_own_part(demo: Reading) -> None:
    who = "示例企业133电子有限公司/电子智能工厂"
    said = text(written(demo, who, "国家智能制造示范工厂"))
    ways = ("自「省级智能制造标杆车间」", "另一途径：自「省级智能制造标杆企业」")
    assert all(f"「电子智能工厂」（{way}）的核对结果" in said for way in ways)
    first = said.index(
        f"核对结果：{Outcome.ELIGIBLE.label}。「电子智能工厂」（{ways[1]}）"
    )
    near, far = (said.index(f"（{way}）的核对结果") for way in reversed(ways))
    assert first < near < far
    assert "其他途径尚缺的条件不影响申报" in said
    assert said.count("成熟度 ≥ 三级") == said.count("途径：各途径；要求：成熟度") == 1


def test_where_nothing_is_met_there_is_no_table(demo: Reading) -> None:
    made = written(demo, "立方新能源", "市级智能制造服务提供商")
    assert made.table is None
    assert "已符合" not in text(made) + markdown(made)
    assert letter_docx.write(made)


def test_each_workshop_has_its_own_part(demo: Reading) -> None:
    rows = demo.rows("SELECT id FROM subject WHERE kind = 'workshop' LIMIT 2")
    rung = "benchmark/province-workshop"
    found = [one for row in rows for one in why(demo, row["id"], rung)]
    made = letter(demo, tell(demo, found), internal=False)
    said = text(made)
    assert len(found) > 1
    open_, held = found
    assert "共核对 2 个对象，待核 1 个（「轨道交通核心零部件" in said
    assert f"「{open_.subject.name}」的核对结果" in said
    assert f"贵单位「{held.subject.name}」自2022年起持有" in said
    assert made.table is not None
    assert made.table.columns[0].header == "对象"


def test_where_two_documents_lead_to_a_rung_each_is_told_apart(demo: Reading) -> None:
    firm = lookup.subject_id(demo.words, "立方新能源", demo.info.on)
    (old,) = why(demo, firm, "sme/innovative")
    (new,) = why(demo.asked_on(date(2026, 6, 30)), firm, "sme/innovative")
    assert old.policy != new.policy
    later = demo.asked_on(date(2026, 6, 30))
    told = (*tell(demo, [old]), *tell(later, [new]))
    both = [replace(one, about=f"按{one.answer.policy}") for one in told]
    said = text(letter(demo, both, internal=False))
    for one in (old, new):
        assert f"按{one.policy}的核对结果" in said
        assert f"》（{one.policy}" in said


def test_about_nothing_no_letter_is_written(demo: Reading) -> None:
    with pytest.raises(NotFoundError, match="--on"):
        letter(demo, [], internal=False)


@pytest.mark.parametrize(
    ("outcome", "day", "told"),
    [
        (ConditionOutcome.UNMET, Earliest(DAY, DAY), "2023年1月1日（现有记录不变"),
        (ConditionOutcome.UNMET, Earliest(None, DAY), "须有新的数据"),
        (ConditionOutcome.UNMET, Earliest(), "按现行文件不会符合"),
        (ConditionOutcome.UNKNOWN, Earliest(None, DAY), "补齐数据之日"),
        (ConditionOutcome.FOR_JUDGEMENT, Earliest(None, DAY), "作出认定之日"),
    ],
)
def test_the_earliest_day_says_what_it_depends_on(
    outcome: ConditionOutcome, day: Earliest, told: str
) -> None:
    assert told in soonest(outcome, day)


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (
            ConditionOutcome.UNMET,
            "2023年1月1日（该记录自该日起不再计入，届时由本局核实）",
        ),
        (ConditionOutcome.UNKNOWN, "本局核实之日（核实符合的）"),
    ],
)
def test_of_what_the_office_keeps_no_data_are_asked_for(
    outcome: ConditionOutcome, told: str
) -> None:
    assert soonest(outcome, Earliest(None, DAY), ours=True) == told


def test_after_an_accident_the_office_looks_for_itself(demo: Reading) -> None:
    who, to = "示例企业031硬质合金有限责任公司", "市级智能制造标杆中小企业"
    said = text(written(demo, who, to))
    assert "应提交：无，以本局记录为准；" in said
    assert "最早可满足：2024年3月18日（该记录自该日起不再计入，届时由本局核实）" in said


def test_a_judgement_is_not_the_only_way_where_there_are_several() -> None:
    said = soonest(ConditionOutcome.FOR_JUDGEMENT, Earliest(), several=True)
    assert said.endswith("，或其他一项的数据达到要求之日")


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (Days(DAY, least=True, through=DAY), "至少自 2023-01-01 起；"),
        (Days(DAY, least=False, through=DAY), "至少保持到 2023-01-01"),
        (Days(DAY, least=False, through=DAY, then=LATER), "2023-01-01 起：待核"),
        (Days(DAY, least=False, through=DAY, untold=(DAY, "")), "起无法预测"),
    ],
)
def test_a_pane_tells_the_days_of_an_outcome_in_a_few_words(
    days: Days, told: str
) -> None:
    assert told in days.brief()


def test_parts_are_counted_as_documents_count() -> None:
    counted = [numeral(number) for number in (1, 10, 11, 20, 62)]
    assert counted == ["一", "十", "十一", "二十", "六十二"]


def test_of_several_things_that_would_do_each_is_named_with_period_and_unit() -> None:
    spent = {"fact": "rd_spend", "reduce": "sum", "years": 2, "at_least": 1_000_000}
    asked = Condition.model_validate(
        {
            "id": "any",
            "cite": "第一条",
            "any": [{"number": spent}, {"judged": {"question": "是否例外"}}],
        }
    )
    known = names(fact_keys(), {})
    one = ConditionAnswer(
        "any", "", ConditionOutcome.UNMET, "", "", "", "", "", "", "", sample=False
    )
    said = handed_in(asked, one, known)
    assert "（1）近 2 年研发费用合计 ≥ 100 万元（提交「研发费用」的数据和依据）" in said
    assert "（2）人工认定：是否例外（由本局作出认定，需要材料时另行通知）" in said


@pytest.mark.parametrize(
    ("value", "bound", "shown", "gap"),
    [
        ("75.289", Bound(at_least=Decimal(80)), "75.28", "差 4.72 个百分点"),
        ("91.006", Bound(at_most=Decimal(80)), "91.01", "超出 11.01 个百分点"),
        ("3.0789", Bound(at_least=Decimal("3.125")), "3.07", "差 0.055 个百分点"),
    ],
)
def test_a_percentage_and_its_gap_come_to_the_threshold(
    value: str, bound: Bound, shown: str, gap: str
) -> None:
    assert percent(Decimal(value), bound) == f"{shown}%"
    assert shortfall(Decimal(value), bound, "%") == gap


def test_that_nothing_is_held_is_said_once() -> None:
    one = ConditionAnswer(
        "prior",
        "",
        ConditionOutcome.UNMET,
        "",
        "持有「先进级智能工厂」",
        "未持有",
        "",
        "",
        "未持有",
        "",
        sample=False,
    )
    assert lacking(one) == "未持有：须持有「先进级智能工厂」"


def test_what_looks_like_markup_stays_text() -> None:
    made = Letter("*标题*", "", DAY, "", "", (Paragraph("<b>|`甲`"),), None, ())
    assert markdown(made) == "# \\*标题\\*\n\n\\<b\\>\\|\\`甲\\`\n"
