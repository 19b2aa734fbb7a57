"""What an exported file says of the journal: any of its formats can be an anchor."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from registry.errors import InputError, StoreError, because
from registry.lists.archive import Anchor, found

_PROPERTIES = ("docProps/custom.xml", "docProps/core.xml")
_MOST_BYTES = 64 * 2**20
_MOST_PROPERTIES = 2**20


def anchor(path: Path) -> Anchor:
    """The mark in the properties of a list that tidu wrote.

    Raises:
        StoreError: the file cannot be read.
        InputError: it carries no mark, or is too large to be such a list.
    """
    try:
        seen = found(_text(path))
    except OSError as error:
        raise StoreError(f"不能读取 {path}（{because(error)}）；请核对文件") from error
    if seen is None:
        raise InputError(f"{path} 中没有台账标记；请用 tidu 导出或发布的原文件")
    return seen


def _text(path: Path) -> str:
    """The parts of a file in which a mark can stand; a mark is of ASCII only."""
    if path.stat().st_size > _MOST_BYTES:
        raise InputError(f"{path} 太大，不像一份名单；请核对文件")
    try:
        with ZipFile(path) as parts:
            return "\n".join(map(_property, [parts] * 2, _PROPERTIES))
    except BadZipFile:
        return path.read_bytes().decode("latin-1")


def _property(parts: ZipFile, name: str) -> str:
    if name not in parts.namelist():
        return ""
    with parts.open(name) as part:
        return part.read(_MOST_PROPERTIES).decode("utf-8", "replace")
