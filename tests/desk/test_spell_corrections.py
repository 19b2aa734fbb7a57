"""A correction voids what was wrong and adds what is right."""

from __future__ import annotations

import pytest

from registry.desk import enterprises
from registry.desk.drafts.enterprises import (
    EnterpriseDraft,
    MoveDraft,
    SpellCorrectionDraft,
)
from registry.desk.office import Because, Office
from registry.errors import ConflictError, InputError, NotFoundError
from registry.terms import Attribute
from tests.desk.conftest import Query


def _add(office: Office, name: str = "株洲车辆有限公司", **more: object) -> int:
    return enterprises.add(office, EnterpriseDraft.read(name=name, **more))


def test_a_correction_voids_and_adds(office: Office, query: Query) -> None:
    enterprise = _add(office, division="荷塘区", since="2015")
    (spell,) = query(office, "SELECT id FROM division_spell")
    enterprises.correct(
        office,
        SpellCorrectionDraft.read(
            attribute="县市区", spell_id=spell[0], value="芦淞区", since="2016-02-01"
        ),
        Because(reason="录入时看错了行"),
    )
    assert query(
        office,
        "SELECT value, since, voided_by FROM division_spell"
        " WHERE enterprise_id = ? ORDER BY id",
        enterprise,
    ) == [("430202", "2015-01-01", 3), ("430203", "2016-02-01", None)]


def test_a_correction_may_not_run_into_a_neighbour(
    office: Office, query: Query
) -> None:
    enterprise = _add(office, address="甲路1号", since="2015")
    enterprises.move(
        office,
        MoveDraft.read(enterprise_id=enterprise, address="乙路2号", since="2020"),
    )
    with pytest.raises(ConflictError, match="与已登记的「乙路2号」"):
        enterprises.correct(
            office,
            SpellCorrectionDraft.read(attribute="地址", spell_id=1, until="2021"),
        )
    assert query(office, "SELECT count(*) FROM address_spell") == [(2,)]


def test_a_corrected_name_is_not_anothers(office: Office) -> None:
    _add(office)
    _add(office, "乙公司")
    with pytest.raises(ConflictError, match="已在台账，编号 1"):
        enterprises.correct(
            office,
            SpellCorrectionDraft.read(
                attribute="企业名称", spell_id=2, value="株洲车辆有限公司"
            ),
        )


def test_a_corrected_day_does_not_turn_a_sample_into_a_fact(
    office: Office, query: Query
) -> None:
    _add(office, sample="是", address="甲路1号", since="2015")
    enterprises.correct(
        office,
        SpellCorrectionDraft.read(
            attribute="地址", spell_id=1, since="2016", source="营业执照"
        ),
    )
    assert query(office, "SELECT since, sample, source FROM address_spell") == [
        ("2015-01-01", 1, ""),
        ("2016-01-01", 1, "营业执照"),
    ]


def test_a_correction_can_take_a_day_back(office: Office, query: Query) -> None:
    enterprise = _add(office, address="甲路1号", since="2015")
    draft = SpellCorrectionDraft(
        attribute=Attribute.ADDRESS, spell_id=1, value="甲路 1 号", since=None
    )
    enterprises.correct(office, draft)
    assert query(
        office,
        "SELECT value, since FROM address_spell WHERE enterprise_id = ?"
        " AND voided_by IS NULL",
        enterprise,
    ) == [("甲路 1 号", None)]


def test_a_correction_does_not_end_before_it_begins(office: Office) -> None:
    _add(office, address="甲路1号", since="2015")
    with pytest.raises(InputError, match="止日 2014-01-01 不晚于起日"):
        enterprises.correct(
            office,
            SpellCorrectionDraft.read(attribute="地址", spell_id=1, until="2014"),
        )


def test_a_correction_speaks_of_its_own_attribute(office: Office) -> None:
    _add(office)
    with pytest.raises(NotFoundError, match="简称里没有编号为 1 的记录"):
        enterprises.correct(
            office,
            SpellCorrectionDraft.read(attribute="简称", spell_id=1, value="株车"),
        )
