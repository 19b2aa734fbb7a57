"""Documents, and what rests on them."""

from __future__ import annotations

import pytest

from registry.desk import records
from registry.desk.drafts.records import (
    DocumentAmendmentDraft,
    DocumentDraft,
    FactDraft,
    VoidDraft,
)
from registry.desk.office import Because, Office
from registry.errors import ConflictError, NotFoundError
from tests.desk.conftest import Query

CITY = "株工信发〔2022〕33号"


def _fact(period: str = "2021") -> FactDraft:
    return FactDraft.read(subject_id=1, key="revenue", period=period, value="2.5亿")


def _document(office: Office, **more: object) -> int:
    said = {"number": CITY, "title": "管理办法", "kind": "办法", "on": "2022"} | more
    return records.document(office, DocumentDraft.read(**said))


def test_what_was_written_on_a_number_rests_on_its_document_once_recorded(
    ruled: Office, query: Query
) -> None:
    records.fact(ruled, _fact(), Because(document=CITY))
    records.fact(ruled, _fact(period="2020"))
    document = _document(ruled)
    assert query(ruled, "SELECT document_id FROM fact ORDER BY id") == [
        (document,),
        (None,),
    ]
    assert query(
        ruled, "SELECT document_id FROM policy WHERE document_number = ?", CITY
    ) == [(document,)]


@pytest.mark.parametrize("typed", ["株工信发[2022]33号", "株工信发（2022）33号"])
def test_the_brackets_of_a_number_may_be_typed_in_any_way(
    ruled: Office, query: Query, typed: str
) -> None:
    document = _document(ruled)
    records.fact(ruled, _fact(), Because(document=typed))
    draft = _fact("2020").model_copy(update={"document": CITY})
    records.fact(ruled, draft)
    assert query(ruled, "SELECT DISTINCT document_id FROM fact") == [(document,)]


def test_a_draft_may_rest_on_another_document_than_its_change(
    ruled: Office, query: Query
) -> None:
    document = _document(ruled)
    draft = _fact().model_copy(update={"document": CITY})
    records.fact(ruled, draft, Because(document="另一份"))
    assert query(ruled, "SELECT document_id FROM fact") == [(document,)]


def test_a_document_is_recorded_once_and_amended_in_place(
    ruled: Office, query: Query
) -> None:
    document = _document(ruled)
    with pytest.raises(ConflictError, match="已登记为《管理办法》"):
        _document(ruled)
    records.amend_document(
        ruled,
        DocumentAmendmentDraft.read(
            document_id=document, title="管理暂行办法", on="2022-02"
        ),
    )
    said = query(ruled, 'SELECT number, title, "on", on_precision FROM document')
    assert said == [(CITY, "管理暂行办法", "2022-02-01", "month")]


def test_a_document_replaces_one_that_is_recorded(ruled: Office, query: Query) -> None:
    with pytest.raises(NotFoundError, match="请先登记这份文件"):
        _document(ruled, replaces="旧文〔2020〕1号")
    old = _document(ruled, number="旧文〔2020〕1号")
    _document(ruled, replaces="旧文〔2020〕1号")
    assert query(ruled, "SELECT replaces_id FROM document ORDER BY id") == [
        (None,),
        (old,),
    ]


def test_what_others_rest_on_is_not_voided(ruled: Office) -> None:
    document = _document(ruled)
    records.fact(ruled, _fact(), Because(document=CITY))
    with pytest.raises(ConflictError, match="还有政策 #1；指标 #1以它为依据"):
        records.void(ruled, VoidDraft.read(table="文件", id=document))
