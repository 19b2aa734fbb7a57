"""The fonts of official documents, each with what stands in where it is not there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TITLE, BODY, HEADING, SECOND, LATIN = (
    "方正小标宋简体",
    "仿宋",
    "黑体",
    "楷体",
    "Times New Roman",
)
GB2312_CHARSET = 134
"""Tells a spreadsheet that has not the font to take another one for Chinese."""

_SONG = ("宋体", "SimSun", "Songti SC", "Noto Serif CJK SC")
_HEI = ("SimHei", "Heiti SC", "Noto Sans CJK SC")
INSTEAD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        TITLE: ("FZXiaoBiaoSong-B05S", "小标宋", *_SONG),
        BODY: ("FangSong", "仿宋_GB2312", "STFangsong", *_SONG),
        HEADING: _HEI,
        SECOND: ("KaiTi", "楷体_GB2312", "STKaiti", *_SONG),
    }
)


def css(font: str, generic: str = "serif") -> str:
    """The font as a page names it, with its fall-backs and a generic one last."""
    names = (f'"{name}"' if " " in name else name for name in (font, *INSTEAD[font]))
    return f"{', '.join(names)}, {generic}"


def table_xml() -> str:
    """The fonts as entries of a Word document's font table."""
    return "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{",".join(instead)}"/>'
        '<w:charset w:val="86"/></w:font>'
        for font, instead in INSTEAD.items()
    )
