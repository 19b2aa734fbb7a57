"""Subsidies: how far each has come, and which are had twice (就高不重复)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from registry import paths
from registry.desk.listing import listed
from registry.desk.read.session import Reading
from registry.desk.read.subsidies import Subsidies, subsidies
from registry.terms import SubsidyStatus
from tests.read.book import Book, Value

CITY, SHOP = "benchmark/city-sme", "benchmark/city-workshop"
PROVINCE, OTHER = "benchmark/province-workshop", "provider/city"


@dataclass
class Paid:
    """A register with titles and money for them."""

    book: Book

    def title(self, owner: int, rung: str, **values: Value) -> int:
        """A title of an enterprise, or of a workshop of its own."""
        shops = {SHOP, PROVINCE}
        holder = self.book.workshop(owner, f"{rung}车间") if rung in shops else owner
        return self.book.title(holder, rung, **values)

    def money(self, title: int, fen: int = 10_000_000, **values: Value) -> int:
        """A subsidy of a title, approved on 2022-11-10 unless said."""
        given: dict[str, Value] = {"kind": "reward", "approved_on": "2022-11-10"}
        return self.book.put("subsidy", title_id=title, amount=fen, **given | values)

    def found(self, on: str = "2022-12-31", **asked: object) -> Subsidies:
        """What is read on a day."""
        return subsidies(self.book.reading(on), **asked)  # type: ignore[arg-type]  # rounds, year


@pytest.fixture
def paid(book: Book) -> Paid:
    """Four rungs, no titles."""
    book.rung(CITY, "市级标杆中小企业")
    book.rung(SHOP, "市级标杆车间", subject_kind="workshop")
    book.rung(PROVINCE, "省级标杆车间", subject_kind="workshop", tier="province")
    book.rung(OTHER, "市级服务商")
    return Paid(book)


def _statuses(found: Subsidies) -> list[SubsidyStatus]:
    return [row.status for row in found.rows]


def test_money_is_proposed_approved_paid_and_recovered_by_a_day(paid: Paid) -> None:
    title = paid.title(paid.book.enterprise("甲"), CITY)
    paid.money(title, paid_on="2022-12-01", recovered_on="2023-05-01")
    days = ("2022-11-05", "2022-11-10", "2022-12-01", "2023-05-01")
    assert [_statuses(paid.found(day)) for day in days] == [
        [SubsidyStatus.PROPOSED],
        [SubsidyStatus.APPROVED],
        [SubsidyStatus.PAID],
        [SubsidyStatus.RECOVERED],
    ]
    assert paid.found("2022-12-01").rows[0].recovered_on == ""
    assert paid.found("2023-05-01").amount == 0
    assert paid.found("2022-10-31").rows == ()


def test_sums_by_status_come_to_the_whole(paid: Paid) -> None:
    for name in ("甲", "乙", "丙"):
        title = paid.title(paid.book.enterprise(name), CITY)
        paid.money(title, paid_on="2022-12-01" if name == "乙" else None)
    found = paid.found()
    assert sum(one.count for one in found.sums) == found.titles == 3
    assert sum(one.amount for one in found.sums) == found.amount == 30_000_000


def test_a_title_whose_round_gives_money_has_none_yet(paid: Paid) -> None:
    round_ = paid.book.put("round", rung=CITY, year=2022, name="一", amount=10_000_000)
    free = paid.book.put("round", rung=CITY, year=2022, ordinal=2, name="二", amount=0)
    first, second = paid.book.enterprise("甲"), paid.book.enterprise("乙")
    paid.title(first, CITY, round_id=round_)
    paid.title(second, CITY, round_id=free)
    (row,) = paid.found().rows
    assert (row.name, row.status, row.amount) == (
        "甲",
        SubsidyStatus.MISSING,
        10_000_000,
    )


def test_of_equal_titles_of_one_enterprise_the_later_is_had_twice(paid: Paid) -> None:
    owner = paid.book.enterprise("甲")
    paid.money(paid.title(owner, CITY, recognised_on="2022-03-01"))
    paid.money(paid.title(owner, SHOP, recognised_on="2022-10-01"))
    (row,) = paid.found().doubled
    assert (row.name, row.instead) == (
        "甲/benchmark/city-workshop车间",
        "市级标杆中小企业",
    )


def test_the_lower_gives_way_to_the_higher_whichever_came_first(paid: Paid) -> None:
    owner = paid.book.enterprise("甲")
    paid.money(paid.title(owner, SHOP, recognised_on="2021-03-01"))
    paid.money(paid.title(owner, PROVINCE, recognised_on="2022-10-01"))
    (row,) = paid.found().doubled
    assert row.rung == "市级标杆车间"
    assert row.instead.startswith("省级标杆车间")


def test_other_programmes_other_kinds_and_recovered_money_exclude_nothing(
    paid: Paid,
) -> None:
    owner = paid.book.enterprise("甲")
    paid.money(paid.title(owner, CITY))
    paid.money(paid.title(owner, OTHER))
    shop = paid.title(owner, SHOP)
    paid.money(shop, kind="support")
    paid.money(shop, paid_on="2022-12-01", recovered_on="2022-12-02")
    assert paid.found().doubled == ()


def test_what_is_asked_of_a_year_knows_what_was_had_before(paid: Paid) -> None:
    owner = paid.book.enterprise("甲")
    paid.money(paid.title(owner, CITY, recognised_on="2020-03-01"))
    paid.money(paid.title(owner, SHOP, recognised_on="2022-10-01"))
    found = paid.found(year=2022)
    assert (found.titles, len(found.doubled)) == (1, 1)
    assert "2022 年认定" in str(found.terms)


def test_money_for_a_title_that_was_taken_away_is_told(paid: Paid) -> None:
    title = paid.title(
        paid.book.enterprise("甲"), CITY, end_kind="revoked", ended_on="2022-12-20"
    )
    paid.money(title, paid_on="2022-12-01")
    assert paid.found("2022-12-19").rows[0].note == ""
    assert paid.found().rows[0].note == "称号已于 2022-12-20 撤销，奖补未收回"


def test_the_policy_of_the_day_gives_what_no_round_says(paid: Paid) -> None:
    file = paths.data() / "policies" / "zhuzhou-benchmark-2022.toml"
    paid.book.put(
        "policy",
        toml=file.read_text(encoding="utf-8"),
        document_number="株工信发〔2022〕33号",
        basis="sample",
        since="2022-01-01",
    )
    for name, on in (("甲", "2022-10-12"), ("乙", "2021-10-12")):
        paid.title(paid.book.enterprise(name), CITY, recognised_on=on)
    assert [(row.name, row.amount) for row in paid.found().rows] == [("甲", 10_000_000)]


def test_the_demonstrations_twenty_subsidies_are_paid_and_had_once(
    demo: Reading,
) -> None:
    found = subsidies(demo, year=2022)
    assert (found.titles, found.amount) == (20, 200_000_000)
    assert _statuses(found) == [SubsidyStatus.PAID] * 20
    assert found.doubled == ()


def test_a_list_of_subsidies_has_amounts_to_add_up_and_marks_what_is_made_up(
    demo: Reading,
) -> None:
    table = listed(demo, "subsidies:2022")
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    amounts = [row["amount"] for row in rows if row["status"] == "已拨付"]
    assert sum(amount for amount in amounts if isinstance(amount, int)) == 2_000_000
    assert table.heading == "奖补清单（演示数据、样例数据）"
    assert {row["note"] for row in rows} >= {"样例"}
    assert "20 个称号，奖补 20 笔 200 万元；重复享受（就高不重复）：没有" in table.terms
