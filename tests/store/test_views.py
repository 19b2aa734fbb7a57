from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from registry.dates import Precision
from registry.model.assessment import Assessment, Event
from registry.model.document import Document
from registry.model.enterprise import Enterprise, NameSpell, UnitSpell
from registry.model.funds import BudgetLine, Payment
from registry.model.policy import Rung
from registry.model.subject import OwnerSpell, Subject
from registry.model.title import Title
from registry.store.reader import open_reader
from registry.store.transaction import Tx, transaction
from registry.store.view_words import View
from registry.store.views import VIEWS
from registry.terms import AssessmentKind, DocumentKind, NameKind, Severity, Tier

GUIDE = Path(__file__).parents[2] / "docs" / "VIEWS.md"
Row = dict[str, object]


def sections() -> dict[str, str]:
    text = GUIDE.read_text(encoding="utf-8")
    parts = re.split(r"^## (\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_guide_describes_exactly_the_views_that_there_are() -> None:
    assert list(sections()) == [view.name for view in VIEWS]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_guide_names_every_column_of_a_view(view: View) -> None:
    section = sections()[view.name]
    assert view.about in section
    assert re.findall(r"`([^`]+)`", section) == list(view.columns)


@pytest.fixture
def town(registry_file: Path) -> Path:
    """One enterprise with a workshop, a title, an assessment and a payment."""
    with transaction(registry_file, by="王某", action="登记") as tx:
        settle(tx)
    return registry_file


def settle(tx: Tx) -> None:
    enterprise = Enterprise(id=tx.add(Subject(kind="enterprise", name="示例")).id)
    owner = tx.add(enterprise).id or 0
    for value, since, until in (
        ("示例企业甲", None, date(2021, 6, 1)),
        ("示例企业乙", date(2021, 6, 1), None),
    ):
        tx.add(
            NameSpell(
                enterprise_id=owner,
                kind=NameKind.OFFICIAL,
                value=value,
                since=since,
                until=until,
            )
        )
    [unit] = tx.rows("SELECT id FROM unit WHERE name = '天元区'")
    tx.add(UnitSpell(enterprise_id=owner, value=unit.id))
    workshop = tx.add(Subject(kind="workshop", name="总装车间")).id or 0
    tx.add(OwnerSpell(subject_id=workshop, enterprise_id=owner))
    notice = Document(
        number="株工信发〔2022〕33号", title="通知", kind=DocumentKind.RECOGNITION
    )
    record(tx, owner, workshop, tx.add(notice).id or 0)


def record(tx: Tx, owner: int, workshop: int, notice: int) -> None:
    tx.add(
        Rung(
            code="benchmark/city-workshop",
            name="市级标杆车间",
            programme="benchmark",
            tier=Tier.CITY,
            subject_kind="workshop",
        )
    )
    tx.add(
        Title(
            subject_id=workshop,
            rung="benchmark/city-workshop",
            recognised_on=date(2022, 11, 1),
            recognised_precision=Precision.MONTH,
            document_id=notice,
        )
    )
    tx.add(
        Assessment(
            subject_id=owner,
            standard="GB/T 39117-2020",
            kind=AssessmentKind.SELF,
            on=date(2022, 1, 1),
            on_precision=Precision.YEAR,
            score=355,
            level=3,
        )
    )
    tx.add(
        Event(
            enterprise_id=owner,
            kind="safety",
            severity=Severity.MAJOR,
            on=date(2022, 3, 1),
        )
    )
    line = tx.add(BudgetLine(year=2022, name="编制经费", amount=60_000_000)).id or 0
    for amount in (55_000_000, 1_150_000):
        payment = Payment(
            budget_line_id=line, amount=amount, on=date(2022, 9, 1), purpose="编制"
        )
        tx.add(payment)


@pytest.fixture
def seen(town: Path) -> Iterator[dict[str, list[Row]]]:
    with closing(open_reader(town)) as connection:
        yield {view.name: shown(connection, view) for view in VIEWS}


def shown(connection: sqlite3.Connection, view: View) -> list[Row]:
    sql = f"SELECT * FROM {view.name}"  # noqa: S608 - a view of ours
    return [dict(row) for row in connection.execute(sql)]


Seen = dict[str, list[Row]]


def test_an_enterprise_is_shown_by_its_present_name_and_unit(seen: Seen) -> None:
    [row] = seen["v_enterprise"]
    assert (row["名称"], row["县市区"], row["组织类型"]) == (
        "示例企业乙",
        "天元区",
        "企业",
    )
    assert row["规上"] is None


def test_former_names_are_shown_with_their_days(seen: Seen) -> None:
    spells = [(row["名称"], row["起"], row["止"]) for row in seen["v_name"]]
    assert sorted(spells) == [
        ("示例企业乙", "2021-06-01", None),
        ("示例企业甲", None, "2021-06-01"),
    ]


def test_a_workshop_is_shown_under_its_enterprise(seen: Seen) -> None:
    rows = [(row["种类"], row["名称"], row["企业"]) for row in seen["v_subject"]]
    assert rows == [
        ("企业", "示例企业乙", "示例企业乙"),
        ("车间", "总装车间", "示例企业乙"),
    ]


def test_a_title_is_shown_in_words_with_its_document(seen: Seen) -> None:
    [row] = seen["v_title"]
    assert (row["称号"], row["层级"], row["企业"]) == (
        "市级标杆车间",
        "市级",
        "示例企业乙",
    )
    assert (row["认定日期"], row["文号"]) == ("2022-11", "株工信发〔2022〕33号")


def test_scores_are_shown_in_points_and_days_as_far_as_known(seen: Seen) -> None:
    [row] = seen["v_assessment"]
    assert (row["评估方式"], row["日期"], row["得分"]) == ("自评估", "2022", 3.55)


def test_an_event_is_shown_with_its_kind_and_severity(seen: Seen) -> None:
    [row] = seen["v_event"]
    assert (row["种类"], row["严重程度"]) == ("安全生产事故", "较大")


def test_a_budget_line_is_shown_in_yuan_with_what_was_paid(seen: Seen) -> None:
    [row] = seen["v_budget"]
    assert (row["金额"], row["已支出"]) == (600_000, 561_500)


def test_a_void_row_is_shown_in_the_journal_only(town: Path) -> None:
    with transaction(town, by="王某", action="作废") as tx:
        tx.void(tx.get(Title, 1))
    with closing(open_reader(town)) as connection:
        assert connection.execute("SELECT * FROM v_title").fetchall() == []
        last = "SELECT 表, 操作, 经办人 FROM v_journal ORDER BY 明细号 DESC LIMIT 1"
        assert tuple(connection.execute(last).fetchone()) == ("称号", "修改", "王某")


def test_every_sealed_change_is_shown_with_its_head(seen: Seen) -> None:
    assert [row["事项"] for row in seen["v_change"]] == ["建立台账", "登记"]
    assert all(row["链头"] for row in seen["v_change"])
