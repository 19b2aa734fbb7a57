"""Traditional forms of characters, by ``data/traditional.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from registry import paths


@cache
def traditional() -> Mapping[str, str]:
    """The traditional forms of every simplified character that has any."""
    lines = (paths.data() / "traditional.txt").read_text("utf-8").splitlines()
    told = (line for line in lines if not line.startswith("#"))
    return MappingProxyType({line[0]: line[1:] for line in told})


@cache
def _simplified() -> dict[int, str]:
    every = traditional().items()
    return {ord(form): simple for simple, forms in every for form in forms}


def simplified(text: str) -> str:
    """The text in simplified characters; what may be either stays.

    >>> simplified("株洲華聯機電"), simplified("乾昇")
    ('株洲华联机电', '乾昇')
    """
    return text if text.isascii() else text.translate(_simplified())
