"""What an exported file says of the journal: any of its formats can be an anchor."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from registry.errors import InputError, StoreError, because
from registry.lists.archive import Anchor, found

_PARTS = (
    "docProps/custom.xml",
    "docProps/core.xml",
    "xl/sharedStrings.xml",
    "word/document.xml",
)
"""The properties, and what has the words of the archive page."""

_FORMS = (".xlsx", ".docx", ".csv", ".json", ".html")
_MOST_BYTES = 64 * 2**20


def anchors(path: Path) -> tuple[Anchor, ...]:
    """The mark of a list that tidu wrote; several where the file contradicts itself.

    Raises:
        StoreError: the file cannot be read.
        InputError: it carries no mark, is too large to be such a list, or of a form
            in which lists are not written.
    """
    try:
        text = _text(path)
    except OSError as error:
        raise StoreError(f"不能读取 {path}（{because(error)}）；请核对文件") from error
    if path.suffix.lower() not in _FORMS:
        raise InputError(
            f"{path} 不能作凭证：核对只读 {'、'.join(_FORMS)} 文件；请用发布的原文件，"
            "是表格的也可另存为 .xlsx 再核对"
        )
    seen = found(text)
    if not seen:
        raise InputError(
            f"{path} 中没有台账标记：不是 tidu 写出的，是没有发布过的 .csv，"
            "或标记在另存时丢失、被改掉；请用导出或发布的原文件"
        )
    return seen


def _text(path: Path) -> str:
    """The parts of a file in which a mark can stand; a mark is of ASCII only."""
    if path.stat().st_size > _MOST_BYTES:
        raise InputError(f"{path} 太大，不像一份名单；请核对文件")
    try:
        with ZipFile(path) as parts:
            return "\n".join(_part(parts, name) for name in _PARTS)
    except BadZipFile:
        return path.read_bytes().decode("latin-1")


def _part(parts: ZipFile, name: str) -> str:
    if name not in parts.namelist():
        return ""
    with parts.open(name) as part:
        return part.read(_MOST_BYTES).decode("utf-8", "replace")
