"""Two clerks write one name differently; the register notices."""

from __future__ import annotations

import pytest

from registry.desk import enterprises
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    EnterpriseDraft,
    RenameDraft,
)
from registry.desk.office import Because, Office
from registry.errors import ConflictError
from tests.desk.conftest import Query

NAME = "株洲（中车）A1电机有限公司"


def _add(office: Office, name: str, **more: object) -> int:
    return enterprises.add(office, EnterpriseDraft.read(name=name, **more))


@pytest.mark.parametrize(
    "written",
    [
        "株洲(中车)A1电机有限公司",
        "株洲中车A1电机有限公司",
        "株洲（中车）Ａ１电机有限公司",
        "株洲 （中车） A1电机 有限公司",
        "株洲（中车）A1电机有限责任公司",
        "株洲（中车）a1電機有限公司",
    ],
)
def test_a_name_written_another_way_is_noticed(office: Office, written: str) -> None:
    _add(office, NAME)
    with pytest.raises(ConflictError, match="编号 1"):
        _add(office, written)


def test_another_name_is_another_enterprise(office: Office) -> None:
    _add(office, NAME)
    _add(office, "株洲（中车）A2电机有限公司")
    _add(office, "株洲中车A1电机股份有限公司")


def test_a_name_that_another_once_bore_is_noticed(office: Office) -> None:
    _add(office, NAME, since="2015")
    enterprises.rename(
        office, RenameDraft.read(enterprise_id=1, name="新名公司", since="2020")
    )
    with pytest.raises(ConflictError, match=r"「新名公司」用过的名称.*--anyway"):
        _add(office, NAME)


def test_who_insists_may_and_the_reason_says_so(office: Office, query: Query) -> None:
    _add(office, NAME)
    draft = EnterpriseDraft.read(name="株洲中车A1电机有限公司", anyway=True)
    enterprises.add(office, draft, Because(reason="两家不同"))
    last = "SELECT reason FROM change ORDER BY id DESC LIMIT 1"
    assert query(office, last) == [("两家不同；名称与已有的相近，经核对仍登记",)]


def test_nobody_insists_on_a_name_that_is_borne_now(office: Office) -> None:
    _add(office, NAME)
    with pytest.raises(ConflictError, match="请在那份档案上登记"):
        _add(office, NAME, anyway=True)


def test_a_rename_and_a_changed_name_are_held_to_the_same(office: Office) -> None:
    _add(office, NAME)
    other = _add(office, "乙公司", since="2015")
    alike = "株洲中车A1电机有限公司"
    with pytest.raises(ConflictError, match="几乎相同"):
        enterprises.rename(
            office, RenameDraft.read(enterprise_id=other, name=alike, since="2020")
        )
    draft = AttributeDraft.read(
        enterprise_id=other, attribute="企业名称", value=alike, since="2020"
    )
    with pytest.raises(ConflictError, match="几乎相同"):
        enterprises.change_attribute(office, draft)
    enterprises.rename(
        office,
        RenameDraft.read(enterprise_id=other, name=alike, since="2020", anyway="是"),
    )


def test_an_enterprise_may_write_its_own_name_another_way(office: Office) -> None:
    _add(office, NAME, since="2015")
    own = RenameDraft.read(enterprise_id=1, name="株洲中车A1电机有限公司", since="2020")
    assert enterprises.rename(office, own)


def test_a_short_name_that_is_there_already_is_noticed(office: Office) -> None:
    _add(office, "立方新能源", name_kind="简称")
    with pytest.raises(ConflictError, match="「立方新能源」"):
        _add(office, "立方 新能源", name_kind="简称")
    _add(office, "立方 新能源", name_kind="简称", anyway=True)
