"""Writing a file whole or not at all, and never over something by accident."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from registry.errors import StoreError, because
from registry.text import visible

_RESERVED = re.compile(r'[\s/\\:*?"<>|.]+')
_LONGEST = 60


def file_name(title: str, on: date, suffix: str = ".xlsx") -> str:
    """A name for the file of a list that every system takes, whatever the title.

    >>> file_name("../a:b", date(2022, 12, 31))
    'a_b-2022-12-31.xlsx'
    """
    plain = _RESERVED.sub("_", visible(title)).strip("_")[:_LONGEST]
    return f"{plain or '名单'}-{on.isoformat()}{suffix}"


def write_whole(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write beside the target, sync, rename; only the owner may read it (0600).

    Raises:
        StoreError: the target is a link or a folder, is there already (and not
            ``force``), or its folder cannot be written.
    """
    _require_free(path, force=force)
    try:
        _replace(path, content)
    except OSError as error:
        raise StoreError(
            f"不能写入 {path}（{because(error)}）；请核对文件夹和权限"
        ) from error


def _require_free(path: Path, *, force: bool) -> None:
    if path.is_symlink():
        raise StoreError(f"{path} 是链接；请写明真正的文件")
    if path.is_dir():
        raise StoreError(f"{path} 是文件夹；请写明文件名")
    if path.exists() and not force:
        raise StoreError(
            f"「{path.name}」已存在；请换一个文件名，或加 --force 覆盖：{path}"
        )


def _replace(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=".tidu-", delete=False) as beside:
        temporary = Path(beside.name)
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            beside.close()
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Make the rename itself last, where the system can sync a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
