"""Days as ledgers write them, strictly, with the precision kept.

2022-03-01, 2022.3.1, 2022/3/1, 20220301, 2022年3月1日, 2022年3月1号, 二〇二二年三月
一日, 2022.3, 202203, 2022年3月份, 2022, 2022年度, and the serial numbers of workbooks
that count from 1900 or from 1904. What could be two days is refused, never guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from registry import dates
from registry.dates import Day, Precision
from registry.errors import InputError
from registry.readers.raw import TYPED, Raw, RepairError, Setting, compact, shown

_CLOCK = re.compile(r"[T\s]*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_COMPACT_MONTH = re.compile(r"(\d{4})(0[1-9]|1[0-2])")
_SERIAL = re.compile(r"\d{5}")
_LOST_ZERO = re.compile(r"\d{4}\.1")
_SHORT_YEAR = re.compile(r"\d{2}([-/.]\d{1,2}){1,2}|\d{2}年.*")
_HANZI = re.compile(r"[〇○零一二三四五六七八九]{4}年([一二三四五六七八九十]+月)?.*")
_HANZI_PART = re.compile(r"[〇○零一二三四五六七八九十]+(?=[年月日])")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_OTHERWISE = (("年度", "年"), ("年份", "年"), ("月份", "月"), ("号", "日"))
_SERIALS = range(date(1949, 10, 1).toordinal(), date(2200, 1, 1).toordinal())
_FIRST = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


def day(raw: Raw, setting: Setting = TYPED) -> Day:
    """The day a cell says, as precisely as it says it.

    Raises:
        RepairError: a serial number in a file that does not say from when it counts.
        InputError: it is no day, no calendar has it, or it could be two.
    """
    if isinstance(raw, date):
        return Day(raw.date() if isinstance(raw, datetime) else raw)
    text = compact(_CLOCK.sub("", shown(raw)))
    _refuse_lost_zero(raw, text, setting)
    if _SERIAL.fullmatch(text):
        return Day(_from_serial(int(text), setting))
    if found := _COMPACT_MONTH.fullmatch(text):
        return Day(date(int(found[1]), int(found[2]), 1), Precision.MONTH)
    if _SHORT_YEAR.fullmatch(text):
        raise InputError(f"「{shown(raw)}」的年份只有两位；请写四位年份")
    return dates.parse(_arabic(text))


def exact(raw: Raw, setting: Setting = TYPED) -> date:
    """The day a cell says to the day.

    Raises:
        InputError: also where only the month or the year is said.
    """
    found = day(raw, setting)
    if found.precision is not Precision.DAY:
        raise InputError(f"「{shown(raw)}」没有写到日；此处要写到日")
    return found.on


def _refuse_lost_zero(raw: Raw, text: str, setting: Setting) -> None:
    """2022.10 kept as a number is 2022.1: nobody can tell October from January."""
    number = isinstance(raw, float) or not setting.typed
    if number and _LOST_ZERO.fullmatch(text):
        raise InputError(
            f"「{text}」在表格里是数字，分不清 1 月和 10 月；"
            f"请写成 {text[:4]}-01 或 {text[:4]}-10"
        )


def _from_serial(serial: int, setting: Setting) -> date:
    on = _FIRST[setting.epoch or 1900] + timedelta(days=serial)
    if on.toordinal() not in _SERIALS:
        raise InputError(f"「{serial}」不是日期；请写成 2022-03-01")
    if setting.epoch is None:
        raise RepairError(
            f"「{serial}」像是表格里的日期序号，文件没有说从哪年算起", on.isoformat()
        )
    return on


def _arabic(text: str) -> str:
    """Chinese numerals as digits, and other words for year, month and day."""
    for word, plain in _OTHERWISE:
        text = text.replace(word, plain)
    if not _HANZI.fullmatch(text):
        return text
    return _HANZI_PART.sub(lambda part: _number(part[0]), text)


def _number(hanzi: str) -> str:
    """A year digit by digit, a month or day up to 三十一."""
    if "十" not in hanzi:
        return hanzi.translate(_DIGITS)
    tens, _, ones = hanzi.partition("十")
    return f"{tens.translate(_DIGITS) or 1}{ones.translate(_DIGITS) or 0}"
