"""Personal data with its middle hidden: enough to tell two people apart, no more."""

from __future__ import annotations

_MOBILE = 11
_FIRST, _LAST = 3, 4


def name(text: str) -> str:
    """The first character of a name.

    >>> name("示例人"), name("")
    ('示**', '')
    """
    return text[:1] + "*" * (len(text) - 1)


def phone(text: str) -> str:
    """The first three and last four digits of a long number, else the last two.

    >>> phone("13800000000"), phone("28000012")
    ('138****0000', '****12')
    """
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) >= _MOBILE:
        return f"{digits[:_FIRST]}****{digits[-_LAST:]}"
    return f"****{digits[-2:]}" if digits else ""


def email(text: str) -> str:
    """The first character before the @, and what stands behind it.

    >>> email("someone@example.com"), email("")
    ('s***@example.com', '')
    """
    own, at, host = text.partition("@")
    return f"{own[:1]}***{at}{host}" if text else ""


def words(text: str) -> str:
    """That something is said.

    >>> words("家住某处"), words("")
    ('（已遮盖）', '')
    """
    return "（已遮盖）" if text else ""
