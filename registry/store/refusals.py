"""Database errors that a user can meet, as sentences; all others stay bugs."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from registry.errors import ConflictError, InputError, RegistryError, StoreError
from registry.model.column_labels import COLUMNS
from registry.model.labels import TABLES, column_label, table_label
from registry.store import header

_STORE = {
    "SQLITE_BUSY": "台账正被别的程序写入；请稍后再试：{path}",
    "SQLITE_LOCKED": "台账正被别的程序写入；请稍后再试：{path}",
    "SQLITE_READONLY": "台账只读，不能写入；请检查文件和文件夹的权限：{path}",
    "SQLITE_CANTOPEN": "台账打不开；请检查文件和文件夹的权限：{path}",
    "SQLITE_FULL": "磁盘已满，什么也没有写入；请腾出空间后再试：{path}",
    "SQLITE_IOERR": "读写台账时磁盘出错；请检查磁盘或网络盘后再试：{path}",
    "SQLITE_PERM": "没有权限打开台账；请检查文件权限：{path}",
}
_GONE = re.compile(r"no such (table|column): (?:\w+\.)?(\w+)$")
_COLUMN = re.compile(r"(\w+)\.(\w+)")


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn what the database says about this file into a refusal, where it is one.

    SQLAlchemy wraps the driver's error; SQLAlchemy itself is not imported here.
    """
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)
        if isinstance(cause, sqlite3.Error) and (sentence := refusal(path, cause)):
            raise sentence from error
        raise


def not_a_registry(path: Path) -> StoreError:
    """The refusal of a file that is something else."""
    return StoreError(f"不是台账文件；请核对路径，或用 tidu init 新建：{path}")


def damaged(path: Path, what: str) -> StoreError:
    """The refusal of a registry that is not whole; ``what`` is missing or wrong."""
    return StoreError(
        f"台账已损坏（{what}）；"
        f"请先用 tidu verify 查明，再用 tidu restore 从备份恢复：{path}"
    )


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error means that a registry's file is not whole."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_ERROR":
        return _gone(error) != "" or "foreign key mismatch" in str(error)
    return name == "SQLITE_NOTADB" or name.startswith("SQLITE_CORRUPT")


def _gone(error: sqlite3.Error) -> str:
    """The label of a table or column that the registry ought to have and has not."""
    found = _GONE.match(str(error))
    if found is None:
        return ""
    labels = TABLES if found[1] == "table" else COLUMNS
    return labels.get(found[2], "")


def refusal(path: Path, error: sqlite3.Error) -> RegistryError | None:
    """The refusal this error means to the user; none where it is a bug."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_NOTADB" and not header.read(path).ours:
        return not_a_registry(path)
    if is_damage(error):
        gone = _gone(error)
        return damaged(path, f"缺「{gone}」" if gone else "内容读不出")
    for code, sentence in _STORE.items():
        if name == code or name.startswith(f"{code}_"):
            return StoreError(sentence.format(path=path))
    return _contradiction(name, str(error))


def _contradiction(name: str, message: str) -> RegistryError | None:
    from registry.store.triggers import STALE_VERSION  # noqa: PLC0415 - rows first

    match name:
        case "SQLITE_CONSTRAINT_UNIQUE" | "SQLITE_CONSTRAINT_PRIMARYKEY":
            return ConflictError(
                f"{_where(message)}已有同样的记录；请先查找已有的那一条"
            )
        case "SQLITE_CONSTRAINT_NOTNULL":
            return InputError(f"{_where(message)}没有填写；请补上")
        case "SQLITE_CONSTRAINT_CHECK":
            rule = message.rpartition(" ")[2]
            return InputError(f"写入的内容不合规则（{rule}）；请核对后再试")
        case "SQLITE_CONSTRAINT_TRIGGER" if message == STALE_VERSION:
            return ConflictError("这条记录已被别人改过；请刷新后重新修改")
        case _:
            return None


def _where(message: str) -> str:
    places = _COLUMN.findall(message)
    named = "、".join(column_label(table, column) for table, column in places)
    return f"{table_label(places[0][0])}的「{named}」"
