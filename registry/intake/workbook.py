"""Workbooks, parsed in a process of their own so that no file can harm this one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from registry.errors import InputError
from registry.intake import ole
from registry.intake.book import Batch, Block, Broken, Sheet
from registry.intake.sniff import Form
from registry.intake.worker import DAY, Reads, Writes

WORKER = "registry.intake.worker"
"""The module that parses."""


class Parser(AbstractContextManager["Parser"], Protocol):
    """Who parses a workbook: it is asked by a line and answers in lines."""

    @property
    def stdin(self) -> Writes | None:
        """Where it is asked."""

    @property
    def stdout(self) -> Reads | None:
        """Where it answers."""

    def kill(self) -> None:
        """End it, whatever it does."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook whose worker waits to be asked for rows."""

    name: str
    process: Parser
    sheets: tuple[Sheet, ...]
    epoch: int | None
    typed: bool = True

    def rows(self, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Batch]]:
        """The rows of some sheets, in batches; may be asked for once only."""
        wanted = {sheet.name: sheet for sheet in sheets}
        _ask(self.process, list(wanted))
        while "end" not in (said := _hear(self.process, self.name)):
            yield wanted[said["sheet"]], [(at, row) for at, row in said["rows"]]


@contextmanager
def open_workbook(path: Path, form: Form) -> Iterator[Workbook]:
    """A workbook, open until the block ends.

    Raises:
        InputError: it is encrypted, damaged, a trap, or needs too much to parse.
    """
    if form is Form.OLE:
        ole.refuse(path.name, path.read_bytes())
    with start(path, form) as process:
        try:
            said = _hear(process, path.name)
            sheets = tuple(_sheet(one) for one in said["sheets"])
            yield Workbook(path.name, process, sheets, said["epoch"])
        finally:
            process.kill()


def start(path: Path, form: Form) -> Parser:
    """The process that parses a file."""
    return subprocess.Popen(  # noqa: S603 - our own module on a path, no shell
        [sys.executable, "-m", WORKER, str(path), form.value],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def _ask(process: Parser, names: list[str]) -> None:
    if process.stdin is None:
        raise ValueError("the worker listens on no pipe")
    process.stdin.write(json.dumps(names) + "\n")
    process.stdin.flush()


def _hear(process: Parser, name: str) -> dict[str, Any]:
    """One line from the worker; ``InputError`` where it refused or died."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise InputError(
            f"「{name}」解析时超出了内存或时间的限度；请拆小，或另存为 .csv"
        )
    said: dict[str, Any] = json.loads(line, object_hook=_cell)
    if "refused" in said:
        raise InputError(f"「{name}」：{said['refused']}")
    return said


def _cell(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[DAY]) if DAY in found else found


def _sheet(said: dict[str, Any]) -> Sheet:
    return Sheet(
        name=said["name"],
        head=[(at, row) for at, row in said["head"]],
        visible=said["visible"],
        rows=said["rows"],
        hidden=tuple(said["hidden"]),
        formulas=said["formulas"],
        merged=tuple(Block(*sides) for sides in said["merged"]),
        broken={(at, to): Broken(*what) for at, to, *what in said["broken"]},
    )
