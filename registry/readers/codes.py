"""Credit codes in cells: what can be read, what may be repaired, what is destroyed."""

from __future__ import annotations

import re

from registry.errors import InputError
from registry.readers.raw import Raw, RepairError, compact

_FORM = re.compile(r"[0-9]{8}[0-9A-HJ-NPQRTUWXY]{10}")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_PARTS = tuple(
    {char: value * pow(3, place, 31) for char, value in _VALUES.items()}
    for place in range(17)
)
"""What each character adds to the sum, by its place."""
_ALIKE = str.maketrans("OI", "01")
_EXPONENT = re.compile(r"\d(\.\d+)?E\+?\d{2}")
_OLD_LENGTH = 15
_MARKS = "='\"\u2018\u2019\u201c\u201d"
"""What stands around a code to make a spreadsheet take it as text."""


def credit_code(raw: Raw) -> str:
    """The credit code of a cell, in upper case, without blanks and quotation marks.

    Raises:
        RepairError: with 0 for O and 1 for I it would be right.
        InputError: it is no credit code, or a spreadsheet destroyed it.
    """
    if isinstance(raw, str) and _agrees(raw):
        return raw
    code = compact(raw).upper().strip(_MARKS)
    if _agrees(code):
        return code
    if not isinstance(raw, str) or _EXPONENT.fullmatch(code):
        raise InputError(
            f"「{code}」被表格存成了数字，后几位已经丢失；"
            "请把该列设为文本，对照营业执照重新填写"
        )
    _refuse_repairable(code)
    if code.isdigit() and len(code) == _OLD_LENGTH:
        raise InputError(f"「{code}」是 15 位的旧注册号；请填 18 位统一社会信用代码")
    from registry import uscc  # noqa: PLC0415 - slow to import, and seldom needed

    return uscc.validate(code)


def _refuse_repairable(code: str) -> None:
    repaired = code.replace("-", "").translate(_ALIKE)
    if repaired != code and _agrees(repaired):
        raise RepairError(f"「{code}」里有代码不用的字符", repaired)


def _agrees(code: str) -> bool:
    """Whether the code has the form and its check character agrees (GB 32100-2015).

    The same as ``uscc.is_valid`` at a tenth of its cost; a test holds them together.
    """
    if not _FORM.fullmatch(code):
        return False
    total = sum(map(dict.__getitem__, _PARTS, code))
    return _ALPHABET[-total % 31] == code[17]
