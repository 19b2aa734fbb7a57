from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.lists.csv import Encoding, write
from registry.text import guarded, unguarded
from tests.lists.tables import HOSTILE, record, table

STARTS = st.sampled_from(["", "'", "''", " ", "=", "+", "-", "@", "＝", "\t", "' ="])
TEXTS = st.builds(str.__add__, STARTS, st.text(max_size=8))


def read_back(content: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


@given(TEXTS)
def test_what_is_guarded_can_be_taken_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_nothing_guarded_begins_as_a_formula(text: str) -> None:
    assert guarded(text).lstrip(" \u3000\u00a0")[:1] not in set("=+-@＝＋－＠\t\r\n")


@pytest.mark.parametrize("text", ["示例企业001有限公司", "'引'", "〔2022〕33号", ""])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_comes_back_as_text(text: str) -> None:
    rows = read_back(write(table(record(enterprise=text))))
    cell = rows[4][1]
    assert cell.lstrip()[:1] not in set("=+-@＝＋－＠")
    assert unguarded(cell) == text.replace("\t", " ").replace("\r", " ")


def test_numbers_are_not_guarded() -> None:
    rows = read_back(write(table(record(enterprise="甲"))))
    assert rows[4][0] == "1"


def test_a_file_is_utf_8_with_bom_and_windows_line_ends() -> None:
    content = write(table(record(enterprise="䶮")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 7


def test_gb18030_holds_rare_characters_of_names() -> None:
    content = write(table(record(enterprise="䶮𬭎㛃")), Encoding.GB18030)
    assert "䶮𬭎㛃" in content.decode("gb18030")


def test_a_list_is_its_golden_bytes() -> None:
    listed = table(
        record(
            enterprise="示例企业001,有限公司",
            uscc="91000000DEMX00017P",
            unit="天元区",
            subject='总装"一"车间',
            level=2,
            assessed="自评估 2022-05-06",
            rung="市级标杆车间",
            recognised_on="2022-10",
            document="株工信发〔2022〕33号",
            note="样例",
        ),
        record(enterprise="=cmd|' /C calc'!A0"),
        marks=("演示数据",),
    )
    golden = Path(__file__).parent / "golden" / "titles.csv"
    assert write(listed) == golden.read_bytes()
