"""Files that appear whole or not at all: built beside their place, synced, moved."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from registry.errors import StoreError, because
from registry.store.engine import open_writable


@contextmanager
def arriving(path: Path) -> Iterator[Path]:
    """A file to build a database in; it moves to ``path`` when the block is through.

    Raises:
        StoreError: something is already there, or the folder cannot be written.
    """
    with _reserved(path), beside(path) as built:
        yield built
        put(built, path)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """An empty file of mode 0600 beside ``path``, gone at the end unless moved.

    Raises:
        StoreError: the folder cannot be written.
    """
    built = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _touch(built)
    except OSError as error:
        raise _cannot_make(path, error) from error
    try:
        yield built
    finally:
        for left in (built, *helpers(built)):
            left.unlink(missing_ok=True)


def put(built: Path, path: Path) -> None:
    """Move a finished database to its place: log folded in, bytes on the disk."""
    with closing(open_writable(built)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sync(built)
    built.replace(path)
    sync(path.parent)


def helpers(path: Path) -> tuple[Path, Path]:
    """SQLite's own files beside a database: ``-wal`` and ``-shm``."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    with suppress(PermissionError):  # a folder cannot be opened everywhere
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _reserved(path: Path) -> Iterator[None]:
    try:
        _make_folder(path.parent)
        _touch(path)
    except FileExistsError:
        raise StoreError(
            f"已经存在，不覆盖；请换一个路径，或先把它移走：{path}"
        ) from None
    except OSError as error:
        raise _cannot_make(path, error) from error
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, str(path)) from error


def _cannot_make(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"不能新建文件（{because(error)}）；请换一个能写的位置：{path.parent}"
    )


def _touch(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
