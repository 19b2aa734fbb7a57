"""The page of a document: whatever rests on it is there."""

from __future__ import annotations

import pytest

from registry.desk.read import documents
from registry.desk.read.session import Reading
from registry.desk.read.values import Card, Line
from registry.model.tables import METADATA
from tests.read.book import Book, Value


def section(shown: Card, title: str) -> tuple[Line, ...]:
    return dict(shown.sections)[title]


RESTS = sorted(
    name
    for name, table in METADATA.tables.items()
    if "document_id" in table.columns and name not in {"policy", "evidence"}
)


@pytest.mark.parametrize("table", RESTS)
def test_whatever_rests_on_a_document_is_on_its_page(book: Book, table: str) -> None:
    reading = book.reading()
    bare = set(dict(documents.card(reading, rested(book, "")).sections))
    shown = documents.card(reading, rested(book, table))
    assert len(set(dict(shown.sections)) - bare) == 1


def rested(book: Book, table: str) -> int:
    """A document with one row of the table that rests on it, and all that needs."""
    id_ = book.document(f"文〔2022〕{table}号")
    if not table:
        return id_
    book.rung(f"{table}/a", "称号甲")
    book.put("stage_kind", code=table, name="初审", role="line")
    subject = book.enterprise("甲")
    round_ = book.put("round", rung=f"{table}/a", year=2022, name=table)
    known: dict[str, Value] = {
        "subject_id": subject,
        "enterprise_id": subject,
        "title_id": book.title(subject, f"{table}/a"),
        "round_id": round_,
        "application_id": book.put(
            "application", round_id=round_, subject_id=subject, kind="new"
        ),
        "pool_id": book.put("pool", name=table, year=2022),
        "rung": f"{table}/a",
        "stage": table,
        "kind": KINDS.get(table),
        "on": "2022-03-01",
        "year": 2021,
        "since": "2022-01-01",
        "until": "2022-02-01",
        "value": VALUES.get(table, 1),
        "amount": 100,
        "provenance": "derived",
        "query": "titles:a:2022",
        "verdict": "met",
        "standard": "statistics_2017",
        "recognised_on": "2022-03-01",
        "admitted_on": "2022-03-01",
        "through": "2022-03-01",
        "period": "month",
        "basis": "text",
        "name": "名",
        "document_id": id_,
    }
    if table == "owner_spell":
        known["subject_id"] = book.put("subject", kind="workshop", name="车间")
    if table == "title":
        known["stage"] = None
    columns = METADATA.tables[table].columns
    given = {key: value for key, value in known.items() if key in columns}
    book.put(table, **{key: value for key, value in given.items() if value is not None})
    return id_


KINDS = {
    "assessment": "self",
    "name_spell": "official",
    "subsidy": "reward",
    "succession": "split",
    "event": "safety",
    "coverage": "safety",
}
VALUES = {
    "size_spell": "small",
    "status_spell": "active",
    "name_spell": "乙",
    "division_spell": "430211",
    "address_spell": "一路",
    "industry_spell": "C34",
}


def test_steps_are_counted_by_round_and_stage_with_those_that_failed(
    book: Book,
) -> None:
    id_ = rested(book, "application_step")
    step: dict[str, Value] = {"application_id": 1, "stage": "application_step"}
    book.put("application_step", on="2022-04-01", document_id=id_, passed=0, **step)
    shown = documents.card(book.reading(), id_)
    assert section(shown, "申报环节") == (
        Line("application_step 初审", "2 项 · 未通过 1 项", "2022-03-01 至 2022-04-01"),
    )


def test_what_happened_after_the_day_is_not_there_yet(book: Book) -> None:
    id_ = rested(book, "title")
    titles = [
        title for title, _ in documents.card(book.reading("2022-02-01"), id_).sections
    ]
    assert titles == ["文件"]


def test_changes_made_on_a_document_are_counted(book: Book) -> None:
    number = "株工信发〔2022〕33号"
    id_ = book.document(number)
    for at in ("2022-05-01T01:00:00.000000Z", "2022-06-01T01:00:00.000000Z"):
        book.connection.execute(
            'INSERT INTO "change" (at, "by", action, document, reason, stepped_back,'
            " revision, open, lasting) VALUES (?, '王某', '登记', ?, '', 0, '1', 0, 0)",
            (at, number),
        )
    assert section(documents.card(book.reading(), id_), "变更") == (
        Line(
            "据此记入台账",
            "2 次",
            "2022-05-01 09:00 至 2022-06-01 09:00",
            "见 tidu history",
        ),
    )


def test_what_rests_on_a_document_of_the_demonstration_is_there(demo: Reading) -> None:
    row = demo.one("SELECT id FROM document WHERE number = '株工信发〔2022〕33号'")
    assert row is not None
    shown = documents.card(demo, row["id"])
    assert {"政策", "批次", "称号"} <= set(dict(shown.sections))


def test_a_figure_is_named_as_officials_name_it(book: Book) -> None:
    id_ = book.document("年报〔2022〕1号")
    year: dict[str, Value] = {"since": "2021-01-01", "until": "2022-01-01"}
    book.put(
        "fact",
        subject_id=book.enterprise("甲"),
        key="revenue",
        value=1,
        period="year",
        document_id=id_,
        **year,
    )
    (line,) = section(documents.card(book.reading(), id_), "指标")
    assert (line.label, line.value, line.record) == ("甲", "主营业务收入", "指标 1")


def test_a_document_says_what_it_replaces_and_what_replaced_it(book: Book) -> None:
    old = book.document("工信部企业〔2022〕63号", title="旧办法")
    new = book.document("工信部企业〔2026〕2号", title="新办法", replaces_id=old)
    book.assess(book.enterprise("甲"), 2, document_id=new)
    reading = book.reading()
    assert Line("被替代", "工信部企业〔2026〕2号") in section(
        documents.card(reading, old), "文件"
    )
    shown = documents.card(reading, new)
    assert Line("替代", "工信部企业〔2022〕63号") in section(shown, "文件")
    assert section(shown, "评估") == (
        Line("甲", "自评估 二级（规范级）", "2022-05-06", "", "成熟度评估 1"),
    )
