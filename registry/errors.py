"""What can go wrong, said once: collected faults, and refusals with an exit code.

RegistryError            a refusal: one Chinese sentence with the remedy
├── InputError           exit 2: a word, day, code or name that cannot be read
├── FaultsError          exit 3: a file with collected faults
├── NotFoundError        exit 4: nothing or nobody of that name
├── ConflictError        exit 5: the record moved on, or something builds on it
├── StoreError           exit 6: the registry file cannot be used as asked
└── TamperError          exit 7: the registry does not agree with its journal

Anything else that is raised is a bug and shows its traceback.
"""

from __future__ import annotations

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
