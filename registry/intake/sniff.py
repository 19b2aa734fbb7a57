"""What kind of file a ledger is, by its content; its name is no proof."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

from registry.errors import InputError, because

LARGEST = 512 * 2**20
"""Files above half a gigabyte are no ledgers."""

_SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"SQLite format 3", "数据库文件"),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")


class Form(StrEnum):
    """The forms a ledger can have."""

    ZIPPED = "zipped"
    OLE = "ole"
    TEXT = "text"


def form(path: Path) -> Form:
    """The form of a file.

    Raises:
        InputError: it is missing, empty, too large, or no ledger at all.
    """
    start = _start(path)
    if start.startswith(b"PK\x03\x04"):
        return Form.ZIPPED
    if start.startswith(_OLE):
        return Form.OLE
    for mark, what in _FOREIGN:
        if start.startswith(mark):
            raise InputError(f"「{path.name}」是{what}，不是表格；{_SAVE_AS}")
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise InputError(f"「{path.name}」其实是网页或 XML，不是表格；{_SAVE_AS}")
    return Form.TEXT


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _start(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(f"{path} 是文件夹；请写明文件")
        with path.open("rb") as file:
            start = file.read(512)
    except OSError as error:
        raise InputError(
            f"打不开 {path}（{because(error)}）；请核对路径和权限"
        ) from None
    if not start.strip():
        raise InputError(f"「{path.name}」是空的；请核对文件")
    if size > LARGEST:
        raise InputError(f"「{path.name}」超过 {LARGEST >> 20} MB；请拆成几个文件")
    return start
