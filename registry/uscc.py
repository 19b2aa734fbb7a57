"""The unified social credit code (统一社会信用代码), GB 32100-2015.

Eighteen characters: registering authority, kind, six digits of division, nine
characters of organisation code, one check character; I O S V Z are not used.

>>> validate(" 91000000 DEMX00017P".lower())
'91000000DEMX00017P'
"""

from __future__ import annotations

from stdnum.cn import uscc as _stdnum
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)

from registry.errors import InputError


def compact(text: str) -> str:
    """The code without blanks, in upper case; nothing else is repaired."""
    return "".join(text.split()).upper()


def validate(text: str) -> str:
    """The compact code, or an ``InputError`` that says what is wrong with it."""
    code = compact(text)
    try:
        _stdnum.validate(code)
    except InvalidLength:
        raise InputError(
            f"统一社会信用代码「{text}」有 {len(code)} 位，应为 18 位；请核对营业执照"
        ) from None
    except InvalidChecksum:
        raise InputError(
            f"统一社会信用代码「{text}」的校验位不符；请对照营业执照逐位核对"
        ) from None
    except (InvalidFormat, ValidationError):
        raise InputError(
            f"统一社会信用代码「{text}」含有不该出现的字符"
            "（字母不含 I、O、S、V、Z）；请对照营业执照核对"
        ) from None
    return code


def is_valid(text: str) -> bool:
    """Whether the code passes its check character."""
    return bool(_stdnum.is_valid(compact(text)))


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that makes seventeen characters a valid code."""
    return str(_stdnum.calc_check_digit(first_seventeen))
