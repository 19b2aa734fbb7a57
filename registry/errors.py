"""What can go wrong, said once: collected faults, and refusals with an exit code.

RegistryError            a refusal: one Chinese sentence with the remedy
├── InputError           exit 2: a word, day, code or name that cannot be read
│   └── UnchangedError   exit 2: all of it is recorded already as it is said
├── FaultsError          exit 3: a file with collected faults
├── NotFoundError        exit 4: nothing or nobody of that name
├── ConflictError        exit 5: the record moved on, or something builds on it
├── StoreError           exit 6: the registry file cannot be used as asked
└── TamperError          exit 7: the registry does not agree with its journal

Anything else that is raised is a bug and shows its traceback.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in an input file, with its place and its remedy."""

    file: str
    problem: str
    remedy: str
    line: int | None = None
    sheet: str = ""
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file} 第 {self.line} 行"
        where = "".join(f" {part}" for part in (self.sheet, self.column) if part)
        shown = f"「{self.value}」" if self.value else ""
        return f"{place}{where}：{shown}{self.problem}。{self.remedy}"


class RegistryError(Exception):
    """A refusal: one Chinese sentence that says what to do, and an exit code."""

    exit_code = 1


class InputError(RegistryError):
    """A word, day, code or name that cannot be read."""

    exit_code = 2


class UnchangedError(InputError):
    """All of it is recorded already as it is said."""


class FaultsError(RegistryError):
    """A file with faults, all of them collected."""

    exit_code = 3

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class NotFoundError(RegistryError):
    """Nothing, or nobody, of that name."""

    exit_code = 4


class ConflictError(RegistryError):
    """The record has moved on, or something later builds on it."""

    exit_code = 5


class StoreError(RegistryError):
    """The registry file cannot be used as asked."""

    exit_code = 6


class TamperError(RegistryError):
    """The registry does not agree with its journal."""

    exit_code = 7


_REASONS = {
    errno.ENOENT: "不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在位置只读",
    errno.EISDIR: "是文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "正被别的程序使用",
    errno.EIO: "磁盘出错",
}


def because(error: OSError) -> str:
    """Why the system refused a file, in Chinese.

    >>> because(PermissionError(errno.EACCES, "Permission denied"))
    '没有权限'
    """
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")
