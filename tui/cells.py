"""Text that a terminal shows exactly as wide as it is counted."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len

from registry.text import fit, visible, width

_PLAIN = re.compile(r"[ -~\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*")
_UNSURE = "\ufffd"
CLOSING = frozenset("，。、；：！？）」』》】〕…·,.;:!?)")
OPENING = frozenset("（「『《【〔(≥≤")
"""What ends no line; ``CLOSING`` begins none."""


def safe(text: str) -> str:
    """The text with nothing in it that a terminal would obey or misplace.

    Control and invisible characters become blanks, joining marks are dropped, and
    a character that the renderer and ``registry.text`` count differently is shown
    as a replacement character: ``width(safe(t))`` is what both of them say.
    """
    if _PLAIN.fullmatch(text):
        return text
    shown = visible(unicodedata.normalize("NFC", text))
    return "".join(_sure(char) for char in shown)


def _sure(char: str) -> str:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return ""
    return char if cell_len(char) == width(char) else _UNSURE


def left(text: str, cells: int) -> str:
    """The text in exactly ``cells`` cells, from the left, cut with …."""
    return fit(safe(text), cells)


def right(text: str, cells: int) -> str:
    """The text in exactly ``cells`` cells, against the right edge."""
    shown = safe(text)
    return (
        " " * (cells - width(shown)) + shown
        if width(shown) <= cells
        else left(shown, cells)
    )


def wrap(text: str, cells: int) -> tuple[str, ...]:
    """The text in lines of at most ``cells`` cells; at least one line.

    Numbers and Latin words stay whole, and no line begins with what closes, as far as
    half a line allows.
    """
    lines, rest = [], safe(text)
    while (end := _fitting(rest, cells)) < len(rest):
        at = _parting(rest, end, cells // 2)
        lines.append(rest[:at])
        rest = rest[at:].removeprefix(" ")
    return (*lines, rest)


def _fitting(text: str, cells: int) -> int:
    """How many characters fit; at least one."""
    used = 0
    for at, char in enumerate(text):
        used += width(char)
        if used > cells and at:
            return at
    return len(text)


def _parting(text: str, end: int, most: int) -> int:
    """Where a line that can hold so many characters is parted."""
    at = end
    while at > 1 and end - at < most and _joined(text[at - 1], text[at]):
        at -= 1
    return end if _joined(text[at - 1], text[at]) else at


def _joined(one: str, next_: str) -> bool:
    word = f"{one}{next_}".isascii() and " " not in {one, next_}
    return word or next_ in CLOSING or one in OPENING
