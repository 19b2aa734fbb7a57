"""Text that a terminal shows exactly as wide as it is counted."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len

from registry.text import fit, visible, width

_PLAIN = re.compile(r"[ -~\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*")
_UNSURE = "\ufffd"


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
    """The text in lines of at most ``cells`` cells; at least one line."""
    lines, line, used = [], "", 0
    for char in safe(text):
        wide = width(char)
        if used + wide > cells and line:
            lines.append(line)
            line, used = "", 0
            if char == " ":
                continue
        line += char
        used += wide
    return (*lines, line)
