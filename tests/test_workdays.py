"""Working days, make-up days, and years without a calendar."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import InputError
from registry.workdays import STATUTORY, after, works

REST_2027 = {date(2027, 1, 1) + timedelta(days=day): False for day in range(STATUTORY)}


def test_five_working_days_after_29_september_2026_end_on_12_october() -> None:
    assert after(date(2026, 9, 29), 5) == date(2026, 10, 12)


def test_one_works_on_a_saturday_that_makes_up_for_a_holiday() -> None:
    assert works(date(2026, 10, 10))
    assert not works(date(2026, 10, 11))
    assert not works(date(2026, 10, 1))


def test_no_working_days_after_a_day_is_the_day_itself() -> None:
    assert after(date(2026, 10, 1), 0) == date(2026, 10, 1)


def test_a_day_of_the_table_counts_before_the_package() -> None:
    typhoon = {date(2026, 9, 30): False, date(2026, 10, 11): True}
    assert after(date(2026, 9, 29), 5, typhoon) == date(2026, 10, 12)
    assert after(date(2026, 9, 29), 5, {date(2026, 9, 30): False}) == date(2026, 10, 13)


def test_a_year_without_calendar_is_refused_with_the_remedy() -> None:
    with pytest.raises(InputError, match=r"2027 年.*tidu calendar add"):
        after(date(2026, 12, 29), 5)


def test_a_year_of_which_only_a_day_is_entered_is_refused_still() -> None:
    with pytest.raises(InputError, match=r"登记了 1 个休息日（法定节假日 13 天）"):
        after(date(2026, 12, 29), 5, {date(2027, 1, 1): False})


def test_a_year_whose_holidays_are_entered_is_reckoned_with() -> None:
    assert after(date(2026, 12, 31), 1, REST_2027) == date(2027, 1, 14)
    assert after(date(2026, 12, 31), 3, REST_2027) == date(2027, 1, 18)
    working = REST_2027 | {date(2027, 1, 16): True}
    assert after(date(2026, 12, 31), 3, working) == date(2027, 1, 16)


@given(st.dates(date(2004, 1, 1), date(2026, 11, 1)), st.integers(1, 20))
def test_so_many_working_days_lie_between_and_the_last_one_is_one(
    on: date, days: int
) -> None:
    end = after(on, days)
    between = [on + timedelta(days=n + 1) for n in range((end - on).days)]
    assert sum(works(day) for day in between) == days
    assert works(end)


def test_the_calendar_is_read_only_when_it_is_asked() -> None:
    code = "import sys, registry.workdays; print('chinese_calendar' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout.split() == [b"False"]
