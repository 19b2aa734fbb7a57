"""What changed in the world, from dated records, and which titles it touches."""

from __future__ import annotations

from datetime import date

import pytest

from registry.desk.read.changes import KINDS, Change, changes
from registry.desk.read.changes_table import COLUMNS, table
from registry.desk.read.session import Reading
from registry.errors import InputError
from tests.read.book import Book, Value


def found(book: Book, *kinds: str, on: str = "2022-12-31") -> list[Change]:
    return list(changes(book.reading(on), kinds=kinds).found)


def told(found: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(one.on, one.kind, one.old, one.new) for one in found]


def renamed(book: Book, since: str = "2022-05-01", **values: Value) -> int:
    id_ = book.enterprise()
    book.name(id_, "甲机械", until=since)
    book.name(id_, "乙智能", since=since, **values)
    return id_


def test_a_rename_tells_old_new_day_document_and_titles_held_before(
    book: Book,
) -> None:
    book.rung("benchmark/city-sme", "市级标杆")
    document = book.document("株市监〔2022〕7号")
    id_ = renamed(book, document_id=document)
    book.title(id_, "benchmark/city-sme", recognised_on="2022-01-10")
    book.title(id_, "benchmark/city-sme", recognised_on="2022-11-10")
    (one,) = found(book, "更名")
    assert (one.on, one.old, one.new) == ("2022-05-01", "甲机械", "乙智能")
    assert (one.enterprise, one.document) == ("乙智能", "株市监〔2022〕7号")
    assert one.touched == ("市级标杆",)
    assert one.record == "名称 2"


def test_the_first_name_and_a_short_name_are_no_rename(book: Book) -> None:
    id_ = book.enterprise()
    book.name(id_, "甲", since="2022-03-01")
    book.name(id_, "甲简称", kind="short", since="2022-04-01")
    assert found(book) == []


def test_both_days_count_and_others_do_not(book: Book) -> None:
    for since in ("2022-02-28", "2022-03-01", "2022-03-31", "2022-04-01"):
        renamed(book, since)
    asked = changes(book.reading(), date(2022, 3, 1), date(2022, 3, 31), ["更名"])
    assert [one.on for one in asked.found] == ["2022-03-01", "2022-03-31"]


def test_the_year_up_to_the_day_is_asked_where_nothing_is_said(book: Book) -> None:
    for since in ("2021-12-31", "2022-01-01", "2022-06-30", "2022-07-01"):
        renamed(book, since)
    assert [one.on for one in found(book, on="2022-06-30")] == [
        "2022-01-01",
        "2022-06-30",
    ]


def test_days_in_the_wrong_order_and_unknown_kinds_are_refused(book: Book) -> None:
    with pytest.raises(InputError, match="前后颠倒"):
        changes(book.reading(), date(2022, 3, 1), date(2022, 2, 1))
    with pytest.raises(InputError, match="没有变化类别「改姓」；可写：更名、迁入"):
        changes(book.reading(), kinds=["改姓"])


def test_a_voided_spell_and_a_joined_record_changed_nothing(book: Book) -> None:
    renamed(book, voided_by=1)
    kept = book.enterprise("丙")
    joined = renamed(book)
    book.connection.execute(
        "UPDATE enterprise SET merged_into = ? WHERE id = ?", (kept, joined)
    )
    assert found(book) == []


@pytest.mark.parametrize(
    ("kind", "successor", "label", "new"),
    [
        ("absorbed", True, "合并", "并入 乙"),
        ("split", True, "分立", "分出 乙"),
        ("moved_in", False, "迁入", "迁入"),
        ("moved_out", False, "迁出", "迁出"),
        ("deregistered", False, "注销", "注销"),
    ],
)
def test_a_succession_is_told_once_beside_the_status_it_brings(
    book: Book, kind: str, successor: bool, label: str, new: str
) -> None:
    gone, stays = book.enterprise("甲"), book.enterprise("乙")
    book.put(
        "succession",
        kind=kind,
        enterprise_id=gone,
        successor_id=stays if successor else None,
        on="2022-07-01",
    )
    spell: dict[str, Value] = {"enterprise_id": gone, "since": "2022-07-01"}
    book.put("status_spell", value="deregistered", **spell)
    assert told(found(book)) == [("2022-07-01", label, "甲", new)]


def test_statuses_alone_are_told_too(book: Book) -> None:
    id_ = book.enterprise("甲")
    for value, since, until in (
        ("active", None, "2022-02-01"),
        ("suspended", "2022-02-01", "2022-05-01"),
        ("active", "2022-05-01", "2022-08-01"),
        ("moved_out", "2022-08-01", None),
    ):
        book.put(
            "status_spell", enterprise_id=id_, value=value, since=since, until=until
        )
    assert told(found(book)) == [
        ("2022-02-01", "停产", "在营", "停产"),
        ("2022-05-01", "复产", "停产", "在营"),
        ("2022-08-01", "迁出", "在营", "迁出"),
    ]


def test_attributes_are_told_in_words(book: Book) -> None:
    id_, group = book.enterprise("甲"), book.enterprise("集团")
    book.put("division", code="430202", name="荷塘区")
    book.put("division", code="430211", name="天元区")
    first = book.put("unit", name="荷塘区")
    then = book.put("unit", name="天元区")
    changed: tuple[tuple[str, str, Value, Value], ...] = (
        ("division_spell", "迁址", "430202", "430211"),
        ("unit_spell", "换上报单位", first, then),
        ("address_spell", "地址变更", "一路", "二路"),
        ("industry_spell", "行业变更", "C34", "C35"),
        ("designated_spell", "升规", 0, 1),
        ("parent_spell", "换集团", id_, group),
    )
    for table_, _, before, after in changed:
        book.put(table_, enterprise_id=id_, value=before, until="2022-03-01")
        book.put(table_, enterprise_id=id_, value=after, since="2022-03-01")
    sizes: dict[str, Value] = {"enterprise_id": id_, "standard": "statistics_2017"}
    book.put("size_spell", value="small", until="2022-03-01", **sizes)
    book.put("size_spell", value="medium", since="2022-03-01", **sizes)
    assert {(one.kind, one.old, one.new) for one in found(book)} == {
        ("迁址", "荷塘区", "天元区"),
        ("换上报单位", "荷塘区", "天元区"),
        ("地址变更", "一路", "二路"),
        ("行业变更", "C34", "C35"),
        ("升规", "规下", "规上"),
        ("换集团", "甲", "集团"),
        ("规模变更", "小型", "中型"),
    }
    assert {one.unit for one in found(book)} == {"荷塘区"}
    asked = changes(book.reading(), unit=then)
    assert asked.found == ()


def test_a_workshop_that_passes_on_is_told_with_its_titles(book: Book) -> None:
    book.rung("benchmark/city-workshop", "市级标杆车间", subject_kind="workshop")
    first, then = book.enterprise("甲"), book.enterprise("乙")
    workshop = book.put("subject", kind="workshop", name="总装车间")
    owned: dict[str, Value] = {"subject_id": workshop}
    book.put("owner_spell", enterprise_id=first, until="2022-03-01", **owned)
    book.put("owner_spell", enterprise_id=then, since="2022-03-01", **owned)
    book.title(workshop, "benchmark/city-workshop", recognised_on="2021-03-01")
    (one,) = found(book, "移交")
    assert (one.enterprise, one.subject, one.old, one.new) == (
        "甲",
        "总装车间",
        "甲",
        "乙",
    )
    assert one.touched == ("市级标杆车间（总装车间）",)


@pytest.mark.parametrize(
    ("end", "kind"),
    [
        ("revoked", "撤销"),
        ("cancelled", "取消"),
        ("superseded", "替代"),
        ("expired", "到期"),
    ],
)
def test_the_end_of_a_title_is_told_by_the_document_that_ended_it(
    book: Book, end: str, kind: str
) -> None:
    book.rung("benchmark/city-sme", "市级标杆")
    given, ended = book.document("认定〔2021〕1号"), book.document("撤销〔2022〕2号")
    book.title(
        book.enterprise("甲"),
        "benchmark/city-sme",
        recognised_on="2021-01-01",
        document_id=given,
        end_kind=end,
        ended_on="2022-09-01",
        end_document_id=ended,
    )
    (one,) = found(book)
    assert (one.kind, one.old, one.document) == (kind, "市级标杆", "撤销〔2022〕2号")
    assert one.touched == ("市级标杆",)


def test_a_title_runs_out_once_and_only_if_it_lasted(book: Book) -> None:
    book.rung("sme/specialised", "专精特新")
    until: dict[str, Value] = {
        "recognised_on": "2019-07-01",
        "valid_until": "2022-07-01",
    }
    book.title(book.enterprise("甲"), "sme/specialised", **until)
    book.title(
        book.enterprise("乙"),
        "sme/specialised",
        end_kind="revoked",
        ended_on="2020-01-01",
        **until,
    )
    assert [(one.kind, one.enterprise) for one in found(book)] == [("到期", "甲")]
    before = changes(book.reading("2022-01-31"), until=date(2022, 12, 31))
    assert [one.on for one in before.found] == ["2022-07-01"]


def test_a_recognition_known_to_the_year_says_so_and_touches_nothing(
    book: Book,
) -> None:
    book.rung("nation/factory", "示范工厂", tier="nation")
    book.title(
        book.enterprise("甲"),
        "nation/factory",
        recognised_on="2022-01-01",
        recognised_precision="year",
        stage="accepted",
        accepted_on="2022-11-01",
    )
    recognised, accepted = found(book)
    assert (recognised.on, recognised.kind, recognised.new) == (
        "2022",
        "认定",
        "示范工厂",
    )
    assert recognised.touched == ()
    assert (accepted.kind, accepted.touched) == ("验收", ("示范工厂",))


def test_the_demonstration_year_has_its_renames_moves_and_closures(
    demo: Reading,
) -> None:
    asked = changes(demo, kinds=("更名", "迁出", "注销", "合并", "撤销"))
    assert {one.kind for one in asked.found} == {"更名", "合并", "迁出", "注销"}
    assert "按变化件数计" in str(asked.terms)


def test_as_a_list_every_change_has_a_cell_for_every_column(demo: Reading) -> None:
    asked = changes(demo)
    listed = table(demo, asked)
    assert {len(row) for row in listed.rows} == {len(COLUMNS)}
    assert len(listed.rows) == len(asked.found)
    assert listed.marks == ("演示数据", "样例数据")
    assert len(set(KINDS)) == len(KINDS)
