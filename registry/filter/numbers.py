"""Numbers as officials write them: 2亿, 1500 万元, 80%, 3.5."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from registry.errors import InputError

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(万|亿)?(.*)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(\D|$))")
_TIMES = {None: 1, "万": 10**4, "亿": 10**8}


def number(text: str, unit: str) -> Decimal:
    """The number, in the unit; the unit itself may be left out.

    Raises:
        InputError: it is none, or has another unit.
    """
    compact = _GROUPED.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    found = _NUMBER.fullmatch(compact)
    if found is None:
        raise InputError(f"不是数；请写成 {_example(unit)} 这样")
    figure, times, written = found.groups()
    if written not in ("", unit):
        raise InputError(f"单位应是「{unit}」；请写成 {_example(unit)} 这样")
    return Decimal(figure) * _TIMES[times]


def _example(unit: str) -> str:
    return {"元": "2亿、1500万", "%": "80%"}.get(unit, f"12{unit}")
