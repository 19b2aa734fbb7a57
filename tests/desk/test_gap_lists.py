"""Gaps and ways up are lists like any other: shown, written, published."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.desk.listing import listed
from registry.desk.read.session import open_reading
from registry.errors import InputError, RegistryError

RUNG = "省级智能制造标杆企业"


def test_gaps_are_listed_by_the_words_that_name_them(demo_template: Path) -> None:
    with open_reading(demo_template) as reading:
        nearest = listed(reading, f"gaps:{RUNG}")
        measures = listed(reading, f"缺项：{RUNG}；条件")
        units = listed(reading, "gaps:;县市区")
    assert nearest.title == f"离晋级最近：{RUNG}"
    assert f"全部 {len(nearest.rows)} 条" in "".join(nearest.below)
    assert [column.header for column in measures.columns][1] == "要求"
    assert len(units.rows) > 1


def test_a_way_up_is_listed_too(demo_template: Path) -> None:
    with open_reading(demo_template) as reading:
        found = listed(reading, "path:示例企业143硬质合金有限公司；" + RUNG)
        assert found.title.startswith("示例企业143硬质合金有限公司：通往")
        assert found.rows[0][1] == "市级智能制造标杆中小企业（市级）"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("path:", "请写明企业"),
        ("gaps:省级标杆车车", "是不是"),
        (f"gaps:{RUNG};行业", "条件（condition）"),
        ("path:有色金属学院", "是学校，不是企业"),
    ],
)
def test_what_cannot_be_listed_is_refused_with_the_remedy(
    demo_template: Path, words: str, told: str
) -> None:
    with open_reading(demo_template) as reading, pytest.raises(RegistryError) as no:
        listed(reading, words)
    assert told in str(no.value)
    assert no.value.exit_code >= InputError.exit_code
