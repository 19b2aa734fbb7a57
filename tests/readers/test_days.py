"""Days as ledgers write them."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.dates import Day, Precision
from registry.errors import InputError
from registry.readers.days import day, exact
from registry.readers.raw import Raw, RepairError, Setting, shown

MARCH_1 = Day(date(2022, 3, 1))
MARCH = Day(date(2022, 3, 1), Precision.MONTH)
YEAR = Day(date(2022, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2022年3月1日", MARCH_1),
        ("2022 年 3 月 1 日", MARCH_1),
        ("２０２２．３．１", MARCH_1),  # noqa: RUF001 - full width on purpose
        ("2022年3月1号", MARCH_1),
        ("二〇二二年三月一日", MARCH_1),
        ("二○二二年三月十一日", Day(date(2022, 3, 11))),
        ("二〇二二年十月二十日", Day(date(2022, 10, 20))),
        ("二〇二二年十二月三十一日", Day(date(2022, 12, 31))),
        ("2022.3.1", MARCH_1),
        ("2022/3/1 0:00", MARCH_1),
        ("2022-03-01 00:00:00", MARCH_1),
        ("20220301", MARCH_1),
        (20220301.0, MARCH_1),
        ("20220301.0", MARCH_1),
        (date(2022, 3, 1), MARCH_1),
        (datetime(2022, 3, 1, 8, 30), MARCH_1),  # noqa: DTZ001 - cells know no zone
        (44621.0, MARCH_1),
        ("二O二二年三月一日", MARCH_1),
        ("二0二二年3月1日", MARCH_1),
        ("2022年三月一日", MARCH_1),
        ("贰零贰贰年叁月壹日", MARCH_1),
        ("2022.3.1日", MARCH_1),
        ("2022年3月1日。", MARCH_1),
        ("2022。3。1", MARCH_1),
        ("2022、3、1", MARCH_1),
        ("2022 3 1", MARCH_1),
        ("2022 1 1", Day(date(2022, 1, 1))),
        (44621.354, MARCH_1),
        ("2022.3月", MARCH),
        ("2022 3", MARCH),
        ("二零二二年十月", Day(date(2022, 10, 1), Precision.MONTH)),
        ("2022.3", MARCH),
        ("2022.03", MARCH),
        ("202203", MARCH),
        ("2022年3月份", MARCH),
        ("二〇二二年三月", MARCH),
        ("2022.10", Day(date(2022, 10, 1), Precision.MONTH)),
        (2022.11, Day(date(2022, 11, 1), Precision.MONTH)),
        ("2022年度", YEAR),
        (2022.0, YEAR),
        ("二〇二二年", YEAR),
    ],
)
def test_a_day_is_read_as_precisely_as_it_is_written(cell: Raw, meant: Day) -> None:
    assert day(cell) == meant


@pytest.mark.parametrize(
    "cell",
    [
        "2022年13月",
        "2022-02-30",
        "22.3.1",
        "22年3月1日",
        "去年",
        "2022年上半年",
        "3月1日",
        "12345",
        "2022.3.1-2022.4.1",
        "2022.3-4",
        "2022年一二月",
        "二二年三月",
        "2022、3",
        "2 0 2 2",
        "08:00:00",
        2022.1,
        1.5,
        True,
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused(cell: Raw) -> None:
    with pytest.raises(InputError, match=re.escape(f"「{shown(cell)}」")):
        day(cell)


def test_a_month_kept_as_a_number_is_refused_where_its_zero_may_be_lost() -> None:
    with pytest.raises(InputError, match="分不清 1 月和 10 月"):
        day("2022.1", Setting(typed=False))
    assert day("2022.1") == Day(date(2022, 1, 1), Precision.MONTH)


@pytest.mark.parametrize("cell", ["2O22年3月1日", "2022.3.O1", "2022-03-0l"])
def test_letters_for_digits_are_proposed_as_digits(cell: str) -> None:
    with pytest.raises(RepairError) as proposed:
        day(cell)
    assert proposed.value.proposed == "2022-03-01"


def test_a_serial_number_counts_from_the_year_its_workbook_says() -> None:
    assert day(43159, Setting(epoch=1904)) == MARCH_1
    for setting in (Setting(epoch=None), Setting(epoch=1900)):
        with pytest.raises(RepairError) as proposed:
            day("44621", setting)
        assert proposed.value.proposed == "2022-03-01"


def test_a_month_is_no_day() -> None:
    assert exact("2022.3.1") == MARCH_1.on
    with pytest.raises(InputError, match="没有写到日"):
        exact("2022年3月")


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.sampled_from([1900, 1904]))
def test_every_serial_number_is_the_day_the_workbook_means(on: date, year: int) -> None:
    first = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}[year]
    serial = float((on - first).days)
    assert day(serial, Setting(epoch=year)) == Day(on)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(Precision))
def test_what_is_shown_is_read_back(on: date, precision: Precision) -> None:
    shown = str(Day(on, precision))
    assert str(day(shown)) == shown


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("长期", "留空，在备注里说明"),
        ("长期有效", "留空，在备注里说明"),
        ("三年", "请写到期日"),
        ("3年", "请写到期日"),
        ("36个月", "请写到期日"),
    ],
)
def test_how_long_is_no_day_and_says_what_to_write(cell: str, remedy: str) -> None:
    with pytest.raises(InputError, match=remedy):
        day(cell)
