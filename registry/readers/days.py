"""Days as ledgers write them, strictly, with the precision kept.

2022-03-01, 2022.3.1, 2022/3/1, 2022。3。1, 2022、3、1, 2022 3 1, 20220301, 2022年3月
1日, 2022年3月1号, 二〇二二年三月一日, 二O二二年三月, 2022年三月1日, 2022.3, 202203,
2022年3月份, 2022.3月, 2022, 2022年度, and the serial numbers of workbooks that count
from 1900 or from 1904. What could be two days is refused, never guessed.
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
_POINT_ZERO = re.compile(r"(\d{8}|\d{6})\.0")
_TIMED_SERIAL = re.compile(r"(\d{5})\.\d+")
_LOST_ZERO = re.compile(r"\d{4}\.1")
_SHORT_YEAR = re.compile(r"\d{2}([-/.]\d{1,2}){1,2}|\d{2}年.*")
_BLANK = re.compile(r"(?<=\d)\s+(?=\d)")
_PARTED = re.compile(r"\d{4}(\s+\d{1,2}){1,2}")
_STOP = re.compile(r"(?<=\d)[。·](?=\d)")
_LISTED = re.compile(r"(\d{4})[,、](\d{1,2})[,、](\d{1,2})")
_NAMED = re.compile(r"(\d{4}([-/.])\d{1,2})(?:月|(\2\d{1,2})日)")
_ENDLESS = re.compile(r"(?:长期|永久|长久|无限期|无期限|不限)(?:有效)?")
_LENGTH = re.compile(
    r"(?:有效期)?[\d一二两三四五六七八九十半]{1,3}个?(?:年|月)(?:有效)?"
)
_CHINESE = re.compile(r"([^年月日]{4})年(?:([^年月日]+)月(?:([^年月日]+)日)?)?")
_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_DIGITS = str.maketrans("〇○◯零OＯo一二三四五六七八九", "0000000123456789")  # noqa: RUF001 - typed for 〇
_ALIKE = str.maketrans("OoIl", "0011")
_OTHERWISE = (("年度", "年"), ("年份", "年"), ("月份", "月"), ("号", "日"))
_SERIALS = range(date(1949, 10, 1).toordinal(), date(2200, 1, 1).toordinal())
_FIRST = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


def day(raw: Raw, setting: Setting = TYPED) -> Day:
    """The day a cell says, as precisely as it says it.

    Raises:
        RepairError: a serial number in a file that does not say from when it counts,
            or letters that stand for digits.
        InputError: it is no day, no calendar has it, or it could be two.
    """
    if isinstance(raw, date):
        return Day(raw.date() if isinstance(raw, datetime) else raw)
    text = _whole(raw)
    _refuse_lost_zero(raw, text, setting)
    if isinstance(raw, float) and (found := _TIMED_SERIAL.fullmatch(text)):
        text = found[1]
    if _SERIAL.fullmatch(text):
        return Day(_from_serial(raw, int(text), setting))
    if found := _COMPACT_MONTH.fullmatch(text):
        return Day(date(int(found[1]), int(found[2]), 1), Precision.MONTH)
    if _SHORT_YEAR.fullmatch(text):
        raise InputError(f"「{shown(raw)}」的年份只有两位；请写四位年份")
    return _written(raw, text)


def exact(raw: Raw, setting: Setting = TYPED) -> date:
    """The day a cell says to the day.

    Raises:
        InputError: also where only the month or the year is said.
    """
    found = day(raw, setting)
    if found.precision is not Precision.DAY:
        raise InputError(f"「{shown(raw)}」没有写到日；此处要写到日")
    return found.on


def _whole(raw: Raw) -> str:
    """The cell without clock and blanks; blanks between numbers part them."""
    text = _CLOCK.sub("", shown(raw)).strip()
    if _PARTED.fullmatch(text):
        return _BLANK.sub("-", text)
    joined = _POINT_ZERO.sub(r"\1", compact(text))
    if joined.isdigit() and _BLANK.search(text) and len(joined) < len("20220301"):
        raise _no_day(raw)
    return joined


def _refuse_lost_zero(raw: Raw, text: str, setting: Setting) -> None:
    """2022.10 kept as a number is 2022.1: nobody can tell October from January."""
    number = isinstance(raw, float) or not setting.typed
    if number and _LOST_ZERO.fullmatch(text):
        raise InputError(
            f"「{text}」在表格里是数字，分不清 1 月和 10 月；"
            f"请写成 {text[:4]}-01 或 {text[:4]}-10"
        )


def _from_serial(raw: Raw, serial: int, setting: Setting) -> date:
    """The day of a serial number; only a number of a workbook says what it counts."""
    on = _FIRST[setting.epoch or 1900] + timedelta(days=serial)
    if on.toordinal() not in _SERIALS:
        raise InputError(f"「{serial}」不是日期；请写成 2022-03-01")
    if isinstance(raw, str) or setting.epoch is None:
        raise RepairError(
            f"「{serial}」像是表格里的日期序号，文件没有说从哪年算起", on.isoformat()
        )
    return on


def _written(raw: Raw, text: str) -> Day:
    """A day in words or with marks; letters for digits are only proposed."""
    if _ENDLESS.fullmatch(text):
        raise InputError(f"「{text}」不是日期；没有到期日的请留空，在备注里说明")
    if _LENGTH.fullmatch(text):
        raise InputError(f"「{text}」是多久，不是哪一天；请写到期日，如 2025-03-01")
    plain = _plain(text)
    if not plain:
        raise _no_day(raw)
    meant = plain.translate(_ALIKE)
    if meant == plain:
        return dates.parse(plain)
    try:
        proposed = dates.parse(meant)
    except InputError:
        raise _no_day(raw) from None
    raise RepairError(f"「{shown(raw)}」里有字母", str(proposed))


def _no_day(raw: Raw) -> InputError:
    return InputError(
        f"「{shown(raw)}」不是日期；请写成 2022-03-01、2022年3月1日、2022-03 或 2022"
    )


def _plain(text: str) -> str:
    """The usual writing of a day that has other words, numerals or marks."""
    for word, other in _OTHERWISE:
        text = text.replace(word, other)
    text = _STOP.sub(".", text).rstrip("。.,、;")
    if listed := _LISTED.fullmatch(text):
        return "-".join(listed.groups())
    if named := _NAMED.fullmatch(text):
        return named[1] + (named[3] or "")
    return _arabic(text)


def _arabic(text: str) -> str:
    """Chinese numerals, also beside others, as digits; other text as it is.

    >>> _arabic("二O二二年十月"), _arabic("2022年三月13日"), _arabic("去年")
    ('2022年10月', '2022年3月13日', '去年')
    """
    parts = _CHINESE.fullmatch(text.translate(_FINANCIAL))
    if parts is None:
        return text
    year, *others = (part for part in parts.groups() if part)
    told = [_year(year), *(_COUNTS.get(part, part) for part in others)]
    return "".join(f"{part}{unit}" for part, unit in zip(told, "年月日", strict=False))


def _year(text: str) -> str:
    """A year digit by digit; the letter O stands for 〇 only among Chinese numerals."""
    return text if text.isascii() else text.translate(_DIGITS)


def _counts() -> dict[str, str]:
    """What numerals of months and days mean, 一 to 三十一, also 〇一 and 一十一."""
    ones = "一二三四五六七八九"
    found = {zero + one: n for zero in ("", *"〇○零") for n, one in enumerate(ones, 1)}
    for tens, before in enumerate((("", "一"), ("二",), ("三",)), 1):
        for n, one in enumerate(("", *ones)):
            found |= {f"{ten}十{one}": tens * 10 + n for ten in before}
    return {text: str(number) for text, number in found.items()}


_COUNTS = _counts()
