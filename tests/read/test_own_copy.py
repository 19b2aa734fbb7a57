"""The enterprise's copy of an explanation says nothing of anybody else."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from registry.desk.read.eligibility import why
from registry.desk.read.letter import letter, tell
from registry.desk.read.own_copy import LEFT_OUT, OURS, own_copy, rests_on_others
from registry.desk.read.session import Reading
from registry.eligibility.answer import Answer
from registry.lists import letter_docx
from registry.lists.letter import markdown, text
from tests.read.book import Book

OWN, OTHER = "株洲某乙机械配件有限公司", "株洲某乙机械有限公司"
SHORT, CODE, CLERK = "某乙机", "91430200MA4L16JQ9B", "李某某"
LEAK = f"据{OTHER}（{CODE}，{SHORT}）称，{CLERK}记"
SECRETS = (OTHER, SHORT, CODE, CLERK, "排名第三")
TO = "trial/city"
NUMBER = "株工信发〔2022〕9号"
POLICY = f"""
document = "测试〔2022〕1号"
programme = "trial"
programme_name = "试验"
title = "试验办法"
issuer = "市工信局"
scope = "100000"
since = 2022-01-01
basis = "text"
source = "样例"
[[rung]]
id = "{TO}"
name = "试验称号"
tier = "city"
subject = "enterprise"
[[step]]
to = "{TO}"
[[step.condition]]
id = "revenue"
cite = "第一条"
number = {{ fact = "revenue", period = "last_year", at_least = 100 }}
[[step.condition]]
id = "level"
cite = "第二条"
maturity = {{ level = 2 }}
[[step.condition]]
id = "event"
cite = "第三条"
no_event = {{ kinds = ["safety"], within_months = 36 }}
[[step.condition]]
id = "judged"
cite = "第四条"
judged = {{ question = "是否领先" }}
[[step.condition]]
id = "either"
cite = "第五条"
any = [{{ judged = {{ question = "是否可靠" }} }}, {{ maturity = {{ level = 5 }} }}]
[[step.condition]]
id = "pool"
cite = "第六条"
in_pool = {{ rung = "{TO}" }}
[[step.condition]]
id = "shops"
cite = "第七条"
children = {{ at_least = 3, kind = "workshop" }}
"""


@pytest.fixture
def told(book: Book) -> Book:
    """A register in which all that officials have typed names somebody else."""
    own, other = book.enterprise(OWN), book.enterprise(OTHER, uscc=CODE)
    book.name(other, SHORT, kind="short")
    book.rung(TO, "试验称号")
    paper = book.document(NUMBER)
    policy = {"since": "2022-01-01", "basis": "text", "toml": POLICY}
    book.put("policy", document_number="测试〔2022〕1号", **policy)
    source: dict[str, Any] = {"source": LEAK, "document_id": paper}
    year = {"since": "2021-01-01", "until": "2022-01-01", "period": "year"}
    book.put("fact", subject_id=own, key="revenue", value=90_00, **year, **source)
    book.assess(own, 1, **source)
    event = {"kind": "safety", "severity": "minor", "on": "2022-03-01"}
    book.put("event", enterprise_id=own, **event, **source)
    for condition in ("judged", "either"):
        book.put(
            "judgement",
            subject_id=own,
            policy="测试〔2022〕1号",
            rung=TO,
            condition=condition,
            verdict="unmet",
            judged_by=CLERK,
            note="本县排名第三，" + LEAK,
            on="2022-06-01",
        )
    pool = book.put("pool", name=f"与{OTHER}共建", year=2022, rung=TO)
    book.put("pool_entry", pool_id=pool, subject_id=own, admitted_on="2022-02-01")
    book.workshop(own, f"{SHORT}一号车间")
    return book


def answered(reading: Reading) -> Answer:
    (answer,) = why(reading, 1, TO)
    return answer


def test_the_office_s_copy_says_it_all(told: Book) -> None:
    said = str(asdict(answered(told.reading())))
    assert [one for one in SECRETS if one not in said] == []


def test_the_enterprise_s_copy_names_nobody_else(told: Book) -> None:
    reading = told.reading()
    answer = own_copy(reading, answered(reading))
    said = str(asdict(answer))
    assert [one for one in SECRETS if one in said.replace(OWN, "")] == []
    by_id = {one.id: one for one in answer.conditions}
    assert by_id["revenue"].value == "90 元"
    assert by_id["revenue"].gap == "差 10 元"
    assert by_id["revenue"].source == NUMBER
    assert by_id["judged"].value == "已作认定"
    assert by_id["judged"].source == OURS
    assert by_id["pool"].value == LEFT_OUT
    assert by_id["shops"].value == LEFT_OUT
    assert answer.enterprise.name == OWN


def test_no_letter_of_the_enterprise_names_anybody_else(told: Book) -> None:
    reading = told.reading()
    answer = own_copy(reading, answered(reading))
    made = letter(reading, tell(reading, [answer]), internal=False)
    plain = text(made) + markdown(made)
    assert [one for one in SECRETS if one in plain.replace(OWN, "")] == []
    assert "差 10 元" in plain
    with ZipFile(BytesIO(letter_docx.write(made))) as parts:
        packed = "".join(
            parts.read(name).decode(errors="ignore").replace(OWN, "")
            for name in parts.namelist()
        )
    assert "差 10 元" in packed
    assert [one for one in SECRETS if one in packed] == []


def test_a_short_name_inside_of_one_s_own_is_one_s_own(book: Book) -> None:
    own, other = book.enterprise("株洲某丙车间设备有限公司"), book.enterprise("某丙")
    assert own != other
    book.rung(TO, "试验称号")
    book.put("policy", since="2022-01-01", basis="text", toml=POLICY)
    book.workshop(own, "株洲某丙车间设备有限公司一号车间")
    reading = book.reading()
    answer = own_copy(reading, answered(reading))
    shops = next(one for one in answer.conditions if one.id == "shops")
    assert shops.value == "1 个（株洲某丙车间设备有限公司一号车间）"


GROUPED = f"""{POLICY.partition("[[step]]")[0]}[[step]]
to = "{TO}"
[[step.condition]]
id = "group"
cite = "第一条"
one_per = {{ per = "group" }}
"""


def test_who_else_of_the_group_applied_is_told_the_office_and_nobody_else(
    book: Book,
) -> None:
    own, other, group = map(book.enterprise, (OWN, OTHER, "株洲某丁集团"))
    for one in (own, other):
        book.put("parent_spell", enterprise_id=one, value=group)
    book.rung(TO, "试验称号")
    book.put("policy", since="2022-01-01", basis="text", toml=GROUPED)
    last = "2099-01-01"
    round_ = book.put("round", name="某批次", rung=TO, ordinal=1, closes_on=last)
    applied: dict[str, Any] = {"kind": "new", "applied_on": "2022-05-20"}
    shop = book.workshop(other, "二号车间")
    book.put("application", round_id=round_, subject_id=shop, **applied)
    reading = book.reading()
    answer = answered(reading)
    (told,) = answer.conditions
    assert told.gap == "同一集团已有其他对象申报"
    assert told.value == f"{OTHER}/二号车间已申报「某批次」"
    assert told.on == "2022-05-20"
    assert rests_on_others(reading, answer)
    (given,) = own_copy(reading, answer).conditions
    assert (given.value, given.on, given.source) == (LEFT_OUT, "", "")
    assert given.gap == told.gap
    book.connection.execute("UPDATE application SET voided_by = 1")
    answer = answered(reading)
    assert own_copy(reading, answer).conditions == answer.conditions
    assert answer.conditions[0].value == "没有其他申报"
