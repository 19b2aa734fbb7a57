from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import astuple, is_dataclass
from enum import Enum

from registry.desk.read import choices, documents, lists, rounds
from registry.desk.read.card import card
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.overview import overview
from registry.desk.read.timeline import timeline
from registry.desk.read.titles import TitleSource
from registry.desk.read.values import Row
from registry.lists import csv, xlsx
from tests.read.book import Book

HOSTILE = "坏\x1b]0;x\x07\u202e\u2028\x9b31m\x00名"


def texts(value: object) -> Iterator[str]:
    """Every text in a value that is shown, however deep."""
    if isinstance(value, Row):
        yield from texts(value.cells)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from texts(astuple(value))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from texts(part)


def hostile(book: Book) -> tuple[int, int, int]:
    """A register in which every text that can be is hostile."""
    name = HOSTILE.replace("\x00", "")
    book.put("subject_kind", code="enterprise", name=name)
    book.rung("benchmark/city-sme", name)
    document = book.document(name, title=name, issuer=name, source=name)
    unit = book.put("unit", name=name)
    id_ = book.enterprise(name, uscc=name.ljust(18, "x")[:18])
    book.put("unit_spell", enterprise_id=id_, value=unit, source=name)
    book.put("address_spell", enterprise_id=id_, value=name)
    book.assess(id_, 2, source=name, standard=name)
    book.put(
        "pool_entry",
        pool_id=book.put("pool", name=name, year=2022),
        subject_id=id_,
        admitted_on="2022-01-01",
        measures=name,
    )
    round_ = book.put("round", rung="benchmark/city-sme", year=2022, name=name)
    book.put("application", round_id=round_, subject_id=id_, kind="new", note=name)
    book.title(
        id_,
        "benchmark/city-sme",
        note=name,
        source=name,
        document_id=document,
        round_id=round_,
        valid_until="2023-01-15",
    )
    return id_, document, round_


def test_nothing_that_is_shown_can_steer_a_terminal(book: Book) -> None:
    id_, document, round_ = hostile(book)
    reading = book.reading()
    shown = [
        EnterpriseSource(reading).page(),
        TitleSource(reading).page(),
        card(reading, id_),
        timeline(reading, id_),
        documents.card(reading, document),
        rounds.card(reading, round_),
        overview(reading),
        choices.rungs(reading),
        choices.units(reading),
        choices.subjects(reading, id_),
        choices.documents(reading),
    ]
    found = [text for value in shown for text in texts(value)]
    assert sum("坏" in text for text in found) > 20
    steering = {"Cc", "Cf", "Zl", "Zp"}
    assert not [t for t in found if {unicodedata.category(c) for c in t} & steering]


def test_nothing_that_leaves_can_either(book: Book) -> None:
    hostile(book)
    for table in (lists.pool(book.reading(), 1), lists.titles(book.reading())):
        text = csv.write(table).decode("utf-8-sig").replace("\r\n", "")
        assert not {unicodedata.category(c) for c in text} & {"Cc", "Cf", "Zl", "Zp"}
        assert xlsx.write(table)
