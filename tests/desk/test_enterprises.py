"""Enterprises: what changes in the world is kept beside what was."""

from __future__ import annotations

import pytest

from registry.desk import enterprises
from registry.desk.drafts.enterprises import (
    AttributeDraft,
    EnterpriseDraft,
    IdentityDraft,
    MoveDraft,
    RenameDraft,
)
from registry.desk.office import Because, Office, begin
from registry.errors import ConflictError, InputError, NotFoundError
from tests.desk.conftest import Query

CODE = "91000000DEMX00017P"


def _add(office: Office, name: str = "株洲车辆有限公司", **more: object) -> int:
    return enterprises.add(office, EnterpriseDraft.read(name=name, **more))


def test_an_enterprise_is_a_subject_with_the_same_number(
    office: Office, query: Query
) -> None:
    enterprise = _add(office)
    assert query(office, "SELECT id, kind, name FROM subject") == [
        (enterprise, "enterprise", "株洲车辆有限公司")
    ]
    assert query(office, "SELECT id, uscc FROM enterprise") == [(enterprise, None)]


def test_all_that_is_known_of_an_enterprise_is_recorded_in_one_change(
    office: Office, query: Query
) -> None:
    _add(
        office,
        uscc=CODE,
        short_names="株车",
        former_names="株洲车辆厂",
        division="天元区",
        unit="株洲高新区",
        address="珠江南路1号",
        industry="c3714",
        above_designated_size="是",
        size="大型",
        status="在营",
        established_on="2003-06",
        since="2015-03",
    )
    spells = ("name", "division", "unit", "address", "industry", "size", "designated")
    told = [query(office, f"SELECT * FROM {name}_spell") for name in spells]  # noqa: S608 - the test's own words
    assert [len(rows) for rows in told] == [3, 1, 1, 1, 1, 1, 1]
    assert query(office, "SELECT value FROM industry_spell") == [("C3714",)]
    assert query(office, "SELECT value FROM division_spell") == [("430211",)]
    assert query(office, "SELECT count(*) FROM change WHERE id > 1") == [(1,)]


def test_the_same_credit_code_is_not_registered_twice(office: Office) -> None:
    _add(office, uscc=CODE)
    with pytest.raises(ConflictError, match="已登记给「株洲车辆有限公司」"):
        _add(office, "另一家公司", uscc=CODE)


@pytest.mark.parametrize("again", ["甲（株洲）公司", "甲(株洲)公司"])
def test_the_same_name_is_not_registered_twice_whatever_its_brackets(
    office: Office, again: str
) -> None:
    _add(office, "甲（株洲）公司")
    with pytest.raises(ConflictError, match="已在台账，编号 1"):
        _add(office, again)


def test_a_refused_enterprise_leaves_nothing_behind(
    office: Office, query: Query
) -> None:
    with pytest.raises(
        NotFoundError, match=r"没有县市区「火星」；请写其中之一：株洲市、荷塘区"
    ):
        _add(office, division="火星")
    assert query(office, "SELECT count(*) FROM subject") == [(0,)]
    assert query(office, "SELECT count(*) FROM change") == [(1,)]


def test_a_rename_keeps_the_old_name_with_its_days(
    office: Office, query: Query
) -> None:
    enterprise = _add(office, since="2015-03")
    enterprises.rename(
        office,
        RenameDraft.read(
            enterprise_id=enterprise, name="中车株洲车辆有限公司", since="2020-03-01"
        ),
        Because("株市监〔2020〕1号", "换发营业执照"),
    )
    assert query(
        office,
        "SELECT value, since, since_precision, until FROM name_spell ORDER BY id",
    ) == [
        ("株洲车辆有限公司", "2015-03-01", "month", "2020-03-01"),
        ("中车株洲车辆有限公司", "2020-03-01", "day", None),
    ]
    assert query(office, "SELECT name FROM subject") == [("中车株洲车辆有限公司",)]
    assert query(
        office, "SELECT by, document, reason FROM change ORDER BY id DESC LIMIT 1"
    ) == [("王某", "株市监〔2020〕1号", "换发营业执照")]


def test_a_rename_needs_its_day(office: Office) -> None:
    enterprise = _add(office)
    with pytest.raises(InputError, match="请写明新值自何日起"):
        enterprises.rename(
            office, RenameDraft.read(enterprise_id=enterprise, name="乙公司")
        )


def test_a_rename_before_the_present_name_began_is_refused_by_naming_it(
    office: Office,
) -> None:
    enterprise = _add(office, since="2015-03")
    with pytest.raises(ConflictError, match="与已登记的「株洲车辆有限公司」"):
        enterprises.rename(
            office,
            RenameDraft.read(enterprise_id=enterprise, name="乙公司", since="2014"),
        )


def test_an_earlier_name_is_added_to_the_past(office: Office, query: Query) -> None:
    enterprise = _add(office)
    enterprises.rename(
        office,
        RenameDraft.read(
            enterprise_id=enterprise, name="株洲车辆厂", since="2003", until="2015-03"
        ),
    )
    assert query(
        office,
        "SELECT value, since, until FROM name_spell WHERE voided_by IS NULL"
        " ORDER BY since",
    ) == [
        ("株洲车辆厂", "2003-01-01", "2015-03-01"),
        ("株洲车辆有限公司", "2015-03-01", None),
    ]
    assert query(office, "SELECT name FROM subject") == [("株洲车辆有限公司",)]


def test_a_name_that_another_enterprise_bears_is_refused(office: Office) -> None:
    _add(office)
    other = _add(office, "乙公司")
    with pytest.raises(ConflictError, match="已在台账，编号 1"):
        enterprises.rename(
            office,
            RenameDraft.read(
                enterprise_id=other, name="株洲车辆有限公司", since="2022"
            ),
        )


def test_short_names_stand_beside_one_another_but_not_twice(office: Office) -> None:
    enterprise = _add(office, short_names="株车")

    def also(name: str) -> int:
        draft = AttributeDraft.read(
            enterprise_id=enterprise, attribute="简称", value=name, since="2022"
        )
        return enterprises.change_attribute(office, draft)

    also("株辆")
    with pytest.raises(ConflictError, match="已是「株车」"):
        also("株车")


def test_a_move_keeps_where_it_was(office: Office, query: Query) -> None:
    enterprise = _add(office, division="荷塘区", unit="荷塘区", since="2015")
    moved = enterprises.move(
        office,
        MoveDraft.read(
            enterprise_id=enterprise,
            division="430211",
            unit="株洲高新区",
            since="2021-07",
        ),
    )
    assert len(moved) == 2
    assert query(office, "SELECT value, until FROM division_spell ORDER BY id") == [
        ("430202", "2021-07-01"),
        ("430211", None),
    ]


def test_a_change_to_what_is_already_so_is_refused(office: Office) -> None:
    enterprise = _add(office, above_designated_size="是", since="2020")
    with pytest.raises(ConflictError, match="自 2020 起已是「是」，不用再变更"):
        enterprises.change_attribute(
            office,
            AttributeDraft.read(
                enterprise_id=enterprise, attribute="规上", value="是", since="2021"
            ),
        )


def test_the_two_size_standards_do_not_disturb_one_another(
    office: Office, query: Query
) -> None:
    enterprise = _add(office, size="大型", since="2020")
    enterprises.change_attribute(
        office,
        AttributeDraft.read(
            enterprise_id=enterprise,
            attribute="size_2011",
            value="中型",
            since="2020",
        ),
    )
    assert query(office, "SELECT standard, value, until FROM size_spell") == [
        ("statistics_2017", "large", None),
        ("miit_2011", "medium", None),
    ]


def test_an_industry_is_a_code_of_the_national_standard(office: Office) -> None:
    with pytest.raises(InputError, match="请查 GB/T 4754—2017，写门类的字母"):
        _add(office, industry="电力机车")


def test_a_group_cannot_belong_to_itself(office: Office) -> None:
    head = _add(office, "集团公司")
    member = _add(office, "子公司", parent_id=head)
    with pytest.raises(ConflictError, match="绕回了企业自己"):
        enterprises.change_attribute(
            office,
            AttributeDraft.read(
                enterprise_id=head,
                attribute="所属集团",
                value=str(member),
                since="2022",
            ),
        )


def test_a_credit_code_is_filled_in_when_it_becomes_known(
    office: Office, query: Query
) -> None:
    enterprise = _add(office)
    enterprises.identify(
        office,
        IdentityDraft.read(enterprise_id=enterprise, uscc=CODE, established_on="2003"),
    )
    assert query(
        office, "SELECT uscc, established_on, established_precision FROM enterprise"
    ) == [(CODE, "2003-01-01", "year")]
    ahead = IdentityDraft.read(enterprise_id=enterprise, established_on="2999")
    with pytest.raises(InputError, match="还没有到"):
        enterprises.identify(office, ahead)
    with pytest.raises(InputError, match="还没有到"):
        _add(office, name="乙厂", established_on="2999")


def test_several_verbs_stand_or_fall_together(office: Office, query: Query) -> None:
    def twice() -> None:
        with begin(office, "批量登记") as tx:
            enterprises.add.within(tx, EnterpriseDraft(name="甲公司"))
            enterprises.add.within(tx, EnterpriseDraft(name="甲公司"))

    with pytest.raises(ConflictError):
        twice()
    assert query(office, "SELECT count(*) FROM subject") == [(0,)]


def test_nobody_writes_without_a_name(office: Office) -> None:
    with pytest.raises(InputError, match="请用 --as 写上姓名"):
        _add(Office(office.path, " \u200b"))


def test_an_enterprise_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(NotFoundError, match="没有编号为 9 的企业"):
        enterprises.rename(
            office,
            RenameDraft(enterprise_id=9, name="甲公司", since=None),
        )


def test_what_rests_on_a_document_says_so_only_if_it_is_recorded(
    office: Office, query: Query
) -> None:
    with pytest.raises(NotFoundError, match="请先登记这份文件"):
        _add(office, document="株工信发〔2022〕33号")
    enterprises.add(
        office, EnterpriseDraft(name="甲公司"), Because("株工信发〔2022〕33号")
    )
    assert query(office, "SELECT document_id FROM name_spell") == [(None,)]
