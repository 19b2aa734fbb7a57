"""The words of a window that has no room for a screen."""

from __future__ import annotations

LEAST = (60, 12)
"""So many columns and lines every screen needs."""

TOO_SMALL = (
    "窗口太小（{width}×{height}）：放大到 {least}×{lines} 以上再用。Ctrl+Q 退出。"
)


def too_small(width: int, height: int) -> str:
    """What to say of a window of that size; nothing where it is large enough."""
    least, lines = LEAST
    if width >= least and height >= lines:
        return ""
    told = {"width": width, "height": height, "least": least, "lines": lines}
    return TOO_SMALL.format(**told)
