"""What docs/LISTS.md says is true: its example works, its tables tell every word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from registry.desk.listing import listed
from registry.desk.read.session import Reading
from registry.lists import layout_files

GUIDE = (Path(__file__).parents[2] / "docs" / "LISTS.md").read_text("utf-8")
KINDS = re.findall(r"^\| `([a-z]+)` \| (`ordinal` .+) \|$", GUIDE, re.MULTILINE)
ASKED = {
    "pool": "pool:株洲市智能制造标杆车间培育名单",
    "recommended": "recommended:2022年株洲市智能制造标杆车间认定",
}


def test_the_example_is_a_layout_that_lists(demo: Reading, tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.+?)```", GUIDE, re.DOTALL)
    own = tmp_path / "我的名单.toml"
    own.write_text(example, encoding="utf-8")
    table = listed(demo, f"{own}:市级智能制造标杆车间")
    assert table.title == "附件：市级智能制造标杆车间名单"
    assert table.columns[1].header == "单位名称"
    signed = {group.heading[:2]: group.below for group in table.groups}
    assert not signed.pop("未载")
    assert all(signed.values())
    assert len(table.rows) == 10


def test_every_key_of_a_layout_is_told() -> None:
    told = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", GUIDE, re.MULTILINE)
    kinds = {kind for kind, _ in KINDS}
    assert sorted(set(told) - kinds) == sorted(layout_files.KEYS)


def test_every_shipped_layout_is_told() -> None:
    names = [one.name for one in layout_files.shipped()]
    assert all(f"| `{name}` |" in GUIDE for name in names)


@pytest.mark.parametrize(("kind", "told"), KINDS, ids=[kind for kind, _ in KINDS])
def test_every_column_of_a_kind_is_told(demo: Reading, kind: str, told: str) -> None:
    columns = listed(demo, ASKED.get(kind, kind)).columns
    assert told == "、".join(f"`{one.key}` {one.header}" for one in columns)


def test_every_kind_of_list_is_told() -> None:
    assert [kind for kind, _ in KINDS] == [
        *("pool", "eligible", "titles", "enterprises", "ledger"),
        *("recommended", "expiring", "ladder", "contacts"),
    ]
