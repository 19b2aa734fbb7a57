"""TOML as people write it: read in one place, faults told at line and column."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal

from registry.errors import Fault, FaultsError
from registry.ladder import sentences
from registry.ladder.faults import shown

_AT = re.compile(r"at line (\d+), column (\d+)")


def decoded(content: bytes, file: str) -> str:
    """The text of a file.

    Raises:
        FaultsError: it is no UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        fault = Fault(file, "不是 UTF-8 编码的文本", "请另存为 UTF-8")
        raise FaultsError((fault,)) from None


def parsed(text: str, file: str) -> dict[str, object]:
    """The values of a TOML text; ``file`` names it in faults.

    Raises:
        FaultsError: it is no TOML.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        raise FaultsError((too_deep(file),)) from None
    except ValueError as error:
        raise FaultsError((_syntax_fault(str(error), text, file),)) from None


def too_deep(file: str) -> Fault:
    """That brackets stand in brackets without end."""
    return Fault(file, "括号套得太深", "请核对方括号和花括号")


def _syntax_fault(message: str, text: str, file: str) -> Fault:
    written = text.splitlines() or [""]
    told = _AT.search(message)
    line = min(int(told[1]) if told else len(written), len(written))
    problem, remedy = sentences.syntax(message, written[line - 1])
    return Fault(
        file,
        problem,
        remedy,
        line=line,
        column=f"第 {told[2]} 列" if told else "",
        value=shown(written[line - 1]),
    )
