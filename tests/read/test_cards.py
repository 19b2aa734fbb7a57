from __future__ import annotations

import pytest

from registry.desk.read import documents, lists, lookup, rounds
from registry.desk.read.card import card
from registry.desk.read.session import Reading
from registry.desk.read.timeline import timeline
from registry.desk.read.values import Card, Line
from registry.errors import NotFoundError
from tests.read.book import Book, Value

ZHUZHOU_33 = "株工信发〔2022〕33号"


def section(shown: Card, title: str) -> tuple[Line, ...]:
    return dict(shown.sections)[title]


def values(lines: tuple[Line, ...]) -> list[str]:
    return [line.value for line in lines]


def test_a_card_has_its_sections_even_where_nothing_is_recorded(book: Book) -> None:
    shown = card(book.reading(), book.enterprise("甲"))
    assert [title for title, _ in shown.sections] == [
        "基本",
        "评估",
        "称号",
        "指标",
        "申报",
        "培育",
        "奖补",
        "事件",
        "联系人",
        "变更",
    ]


def test_a_card_of_nobody_is_refused(book: Book) -> None:
    with pytest.raises(NotFoundError, match="没有编号 7 的企业"):
        card(book.reading(), 7)


def test_a_card_knows_nothing_of_what_came_later(book: Book) -> None:
    book.rung("benchmark/city-sme", "市级标杆中小企业")
    book.put("event_kind", code="safety", name="安全生产事故")
    id_ = book.enterprise("甲")
    book.assess(id_, 3, on="2022-05-06")
    book.title(id_, "benchmark/city-sme", recognised_on="2022-11-01")
    year = {"since": "2022-01-01", "until": "2023-01-01", "period": "year"}
    book.put("fact", subject_id=id_, key="revenue", value=100, **year)
    book.put("event", enterprise_id=id_, kind="safety", on="2022-08-01")
    before = card(book.reading("2022-05-05"), id_)
    after = card(book.reading("2022-12-31"), id_)
    for title in ("评估", "称号", "指标", "事件"):
        assert section(before, title) == ()
        assert len(section(after, title)) == 1


def test_a_title_says_how_it_stands_on_the_day(book: Book) -> None:
    book.rung("benchmark/nation-factory", "国家示范工厂", tier="nation")
    id_ = book.enterprise("甲")
    book.title(
        id_,
        "benchmark/nation-factory",
        recognised_on="2021-01-01",
        stage="accepted",
        accepted_on="2022-06-01",
        valid_until="2024-01-01",
        end_kind="revoked",
        ended_on="2023-01-01",
    )

    def standing(on: str) -> list[tuple[str, str]]:
        shown = section(card(book.reading(on), id_), "称号")
        return [(line.value, line.on) for line in shown]

    assert standing("2022-05-31") == [("揭榜单位", "2021-01-01 至 2024-01-01（不含）")]
    assert standing("2022-06-01") == [("已验收", "2021-01-01 至 2024-01-01（不含）")]
    assert standing("2023-01-01") == [("撤销", "2021-01-01 至 2023-01-01")]
    held = lists.titles(book.reading("2022-05-31"))
    assert held.notes == ("“有效期至”之日起不再有效",)


def test_figures_have_units_periods_and_sources(book: Book) -> None:
    id_ = book.enterprise("甲")
    fact: dict[str, Value] = {
        "subject_id": id_,
        "since": "2021-01-01",
        "until": "2022-01-01",
        "period": "year",
        "source": "年报",
        "sample": 1,
    }
    book.put("fact", key="revenue", value=20_000_000_000, **fact)
    book.put("fact", key="tax_credit", grade="a", **fact)
    shown = section(card(book.reading(), id_), "指标")
    assert shown == (
        Line("主营业务收入", "2 亿元", "2021 年", "年报 样例", "指标 1"),
        Line("纳税信用等级", "A级", "2021 年", "年报 样例", "指标 2"),
    )


def test_the_demonstrations_cards_are_clean_and_whole(demo: Reading) -> None:
    for row in demo.rows("SELECT id FROM enterprise ORDER BY id LIMIT 60"):
        shown = card(demo, row["id"])
        lines = [line for _, lines in shown.sections for line in lines]
        assert section(shown, "基本")
        assert all(line.label and "None" not in line.value for line in lines)
        assert timeline(demo, row["id"]) is not None


def test_a_judgement_says_what_was_judged(demo: Reading) -> None:
    (who,) = demo.rows(
        "SELECT o.enterprise_id FROM judgement j JOIN owner_spell o USING (subject_id)"
        " WHERE j.condition = 'in_use' LIMIT 1"
    )
    told = "".join(values(section(card(demo, who[0]), "指标")))
    assert "车间是否已建成投用并稳定运行（株工信发〔2022〕33号）" in told


def test_a_timeline_runs_forward(demo: Reading) -> None:
    id_ = lookup.enterprise_id(demo.connection, "示例企业017")
    days = [line.on for line in timeline(demo, id_)]
    assert days == sorted(days)
    assert len(days) > 3


def test_all_that_rests_on_a_document_is_on_its_card(demo: Reading) -> None:
    shown = documents.card(demo, lookup.document_id(demo.connection, ZHUZHOU_33))
    assert shown.title == ZHUZHOU_33
    assert len(section(shown, "称号")) == 20
    assert len(section(shown, "批次")) == 2
    assert section(shown, "政策")[0].value.startswith("样例条件 · 版本 ")
    assert section(shown, "称号")[-1].source in ("", "样例")


def test_a_long_section_says_how_many_are_left_out(
    demo: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_LINES", 3)
    shown = documents.card(demo, lookup.document_id(demo.connection, ZHUZHOU_33))
    assert section(shown, "称号")[-1] == Line("……", "另有 17 条")


def test_a_document_that_is_not_there_is_refused(demo: Reading) -> None:
    with pytest.raises(NotFoundError, match="没有编号 99999 的文件"):
        documents.card(demo, 99_999)


def test_a_round_counts_its_applications_by_stage(demo: Reading) -> None:
    id_ = lookup.round_id(demo.connection, "2022年株洲市智能制造标杆车间认定")
    shown = rounds.card(demo, id_)
    stages = {line.label: line.value for line in section(shown, "各环节")}
    assert stages["认定"] == "10 项"
    assert stages["申报"] == f"{len(section(shown, '申报'))} 项"
    assert ("奖补标准", "10 万元/个") in [
        (line.label, line.value) for line in section(shown, "批次")
    ]


def test_a_round_that_is_not_there_is_refused(demo: Reading) -> None:
    with pytest.raises(NotFoundError, match="没有编号 99999 的批次"):
        rounds.card(demo, 99_999)


def subsidised(book: Book, **days: Value) -> int:
    book.rung("benchmark/city-sme", "市级标杆中小企业")
    id_ = book.enterprise("甲")
    title = book.title(id_, "benchmark/city-sme", recognised_on="2022-01-01")
    money: dict[str, Value] = {"kind": "reward", "amount": 10_000_000}
    book.put("subsidy", title_id=title, approved_on="2022-03-01", **money | days)
    return id_


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({}, "10 万元 · 未拨付"),
        ({"paid_on": "2022-05-01"}, "10 万元 · 2022-05-01 拨付"),
        ({"paid_on": "2023-05-01"}, "10 万元 · 未拨付"),
        (
            {"paid_on": "2022-05-01", "recovered_on": "2022-09-01"},
            "10 万元 · 2022-09-01 收回",
        ),
    ],
)
def test_a_subsidy_says_what_became_of_it(
    book: Book, days: dict[str, Value], said: str
) -> None:
    id_ = subsidised(book, **days)
    assert values(section(card(book.reading(), id_), "奖补")) == [said]


def test_a_stay_in_a_pool_says_whether_it_goes_on(book: Book) -> None:
    id_ = book.enterprise("甲")
    pool = book.put("pool", name="培育名单", year=2022)
    book.put(
        "pool_entry",
        pool_id=pool,
        subject_id=id_,
        admitted_on="2022-03-01",
        left_on="2022-10-01",
        left_reason="迁出",
        target_year=2023,
    )
    before = section(card(book.reading("2022-09-30"), id_), "培育")
    after = section(card(book.reading("2022-10-01"), id_), "培育")
    assert [(one.value, one.on) for one in before] == [
        ("在库 · 目标 2023 年", "2022-03-01 起")
    ]
    assert [(one.value, one.on) for one in after] == [
        ("已出库 · 迁出 · 目标 2023 年", "2022-03-01 至 2022-10-01")
    ]


def test_an_expired_title_says_so_where_nobody_ended_it(book: Book) -> None:
    book.rung("sme/specialised", "专精特新中小企业")
    id_ = book.enterprise("甲")
    book.title(
        id_, "sme/specialised", recognised_on="2019-01-01", valid_until="2022-01-01"
    )
    assert values(section(card(book.reading(), id_), "称号")) == ["到期"]
    assert [line.label for line in timeline(book.reading(), id_)] == ["认定", "到期"]


def test_a_revoked_title_ends_on_the_timeline_on_that_day(book: Book) -> None:
    book.rung("sme/specialised", "专精特新中小企业")
    id_ = book.enterprise("甲")
    book.title(
        id_,
        "sme/specialised",
        recognised_on="2019-01-01",
        valid_until="2022-01-01",
        end_kind="revoked",
        ended_on="2021-06-01",
    )
    shown = [(one.label, one.value, one.on) for one in timeline(book.reading(), id_)]
    assert shown == [
        ("认定", "专精特新中小企业", "2019-01-01"),
        ("终止", "专精特新中小企业 · 撤销", "2021-06-01"),
    ]


def test_a_figure_whose_key_is_gone_is_shown_as_it_was_stored(book: Book) -> None:
    id_ = book.enterprise("甲")
    year: dict[str, Value] = {"since": "2021-01-01", "until": "2022-01-01"}
    book.put("fact", subject_id=id_, key="old_key", period="year", value=7, **year)
    (line,) = section(card(book.reading(), id_), "指标")
    assert (line.label, line.value) == ("old_key", "7")


def test_who_follows_whom_is_on_both_cards(book: Book) -> None:
    gone, stays = book.enterprise("旧公司"), book.enterprise("新公司")
    book.put(
        "succession",
        kind="absorbed",
        enterprise_id=gone,
        successor_id=stays,
        on="2022-03-01",
    )
    reading = book.reading()
    assert Line("吸收合并", "由 新公司 承继", "2022-03-01", "", "承继 1") in section(
        card(reading, gone), "基本"
    )
    assert Line("吸收合并", "承继 旧公司", "2022-03-01", "", "承继 1") in section(
        card(reading, stays), "基本"
    )


def test_a_round_shows_its_days_and_who_has_only_applied(book: Book) -> None:
    book.rung("benchmark/city-sme", "市级标杆中小企业")
    round_ = book.put(
        "round",
        rung="benchmark/city-sme",
        year=2022,
        ordinal=2,
        name="第二批",
        opens_on="2022-03-01",
        closes_on="2022-04-01",
        closed_on="2022-12-01",
        quota=10,
    )
    book.put(
        "application",
        round_id=round_,
        subject_id=book.enterprise("甲"),
        kind="new",
        applied_on="2022-03-15",
    )
    shown = rounds.card(book.reading(), round_)
    head = {line.label: line.value for line in section(shown, "批次")}
    assert head["年度"] == "2022 年第 2 批"
    assert head["申报时间"] == "2022-03-01 至 2022-04-01"
    assert (head["名额"], head["办结日期"]) == ("10 个", "2022-12-01")
    assert [(one.label, one.value) for one in section(shown, "申报")] == [
        ("甲", "已申报")
    ]
