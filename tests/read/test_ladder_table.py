"""The ladder as a list, and as pictures in lists about it."""

from __future__ import annotations

import pytest

from registry.desk.listing import listed
from registry.desk.read.ladder_table import pictured
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.lists import html
from registry.lists.frozen import freeze, thaw

HOLDERS = "titles:市级智能制造标杆车间"


def test_every_rung_is_listed_with_its_holders_and_candidates(demo: Reading) -> None:
    table = listed(demo, "ladder:智能制造标杆")
    keys = [column.key for column in table.columns]
    rows = {
        row[keys.index("rung")]: dict(zip(keys, row, strict=True)) for row in table.rows
    }
    city = rows["市级智能制造标杆车间"]
    assert (city["holders"], city["subject_kind"], city["note"]) == (
        10,
        "车间",
        "样例条件",
    )
    assert isinstance(city["eligible"], int)
    assert "揭榜单位" in str(rows["国家智能制造示范工厂"]["note"])
    assert table.heading.endswith("（演示数据、样例条件）")


def test_a_rung_nothing_leads_to_has_no_candidates_instead_of_none(
    demo: Reading,
) -> None:
    table = listed(demo, "梯度总览:相关证书")
    at = [column.key for column in table.columns].index("eligible")
    assert {row[at] for row in table.rows} == {None}


def test_a_programme_nobody_knows_is_refused_with_those_there_are(
    demo: Reading,
) -> None:
    with pytest.raises(InputError, match=r"没有方向「甲」；可写：.*智能制造标杆"):
        listed(demo, "ladder:甲")


def test_a_list_of_holders_shows_its_ladder(demo: Reading) -> None:
    table = pictured(demo, listed(demo, HOLDERS))
    assert [one.name for one in table.ladders] == ["智能制造标杆"]
    page = html.write(table).decode()
    assert "市级 · 10 个" in page
    assert page.count("<line ") == len(table.ladders[0].ways)


def test_a_picture_is_frozen_with_its_list(demo: Reading) -> None:
    table = pictured(demo, listed(demo, HOLDERS))
    assert thaw(freeze(table)).ladders == table.ladders


def test_a_list_about_no_rung_has_no_ladder(demo: Reading) -> None:
    assert pictured(demo, listed(demo, "enterprises:县市区=天元区")).ladders == ()
