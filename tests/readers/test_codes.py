"""Credit codes in cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import uscc
from registry.errors import InputError
from registry.readers import codes
from registry.readers.codes import credit_code
from registry.readers.raw import RepairError

KNOWN = "91000000DEMX00017P"
WITH_O = "91430200MA4L0J1X0" + uscc.check_character("91430200MA4L0J1X0")
SEVENTEEN = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9)


@pytest.mark.parametrize(
    "cell", [" 91000000 demx00017p ", f"'{KNOWN}", f'="{KNOWN}"', f"‘{KNOWN}’"]
)
def test_blanks_lower_case_and_quotation_marks_do_no_harm(cell: str) -> None:
    assert credit_code(cell) == KNOWN


def test_letters_that_codes_do_not_use_are_repaired_only_by_proposal() -> None:
    for wrong in (WITH_O.replace("0", "O", 1), WITH_O.replace("1", "I")):
        with pytest.raises(RepairError) as proposed:
            credit_code(wrong)
        assert proposed.value.proposed == WITH_O


@pytest.mark.parametrize("cell", [9.1430200e17, 914302001234567890, "9.14302E+17"])
def test_a_code_that_a_spreadsheet_made_a_number_is_refused(cell: float | str) -> None:
    with pytest.raises(InputError, match="存成了数字"):
        credit_code(cell)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("430200000012345", "旧注册号"),
        ("91000000DEMX00017Q", "校验位"),
        ("91000000", "应为 18 位"),
        ("91000000DEMX0001ZP", "不该出现的字符"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(cell: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        credit_code(cell)


@given(st.from_regex("[0-9]{8}", fullmatch=True), SEVENTEEN, st.data())
def test_codes_agree_with_the_standard(
    head: str, tail: str, data: st.DataObject
) -> None:
    body = head + tail
    right = body + uscc.check_character(body)
    wrong = data.draw(st.text("0123456789ABCDEFGIOZ", min_size=18, max_size=18))
    for code in (right, wrong):
        assert codes._agrees(code) == uscc.is_valid(code)
