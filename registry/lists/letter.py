"""A letter as it leaves the register: frozen paragraphs and one table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from registry.lists.table import Cells, Table
from registry.text import visible


class Role(Enum):
    """What a paragraph is in an official document."""

    TO = "to"
    BODY = "body"
    FIRST = "first"
    SECOND = "second"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what it is."""

    text: str
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter; ``before`` and ``after`` are what stands around its table, if any.

    ``identifier`` is what the file's properties say of the journal.
    """

    title: str
    issuer: str
    on: date
    basis: str
    identifier: str
    before: tuple[Paragraph, ...]
    table: Table | None
    after: tuple[Paragraph, ...]


def text(letter: Letter) -> str:
    """The letter as plain text."""
    return "\n".join(_lines(letter)) + "\n"


def markdown(letter: Letter) -> str:
    """The letter as Markdown; what it says is text, whatever it looks like."""
    return "\n\n".join(_blocks(letter)) + "\n"


_FAR = "\u3000" * 20
_INDENT = "\u3000" * 2
_INDENTS = {Role.TO: "", Role.SIGNATURE: _FAR}
_HEADINGS = {Role.FIRST: "## ", Role.SECOND: "### "}
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#])")
"""What can be markup inside of a line; no line begins with what was typed."""


def _lines(letter: Letter) -> Iterator[str]:
    yield visible(letter.title)
    yield ""
    yield from map(_line, letter.before)
    if letter.table is not None:
        headers = [column.header for column in letter.table.columns]
        for row in letter.table.rows:
            told = zip(headers, row, strict=True)
            parts = (f"{header}：{cell}" for header, cell in told if cell)
            yield visible(_INDENT + "；".join(parts))
    yield from map(_line, letter.after)


def _line(one: Paragraph) -> str:
    return visible(_INDENTS.get(one.role, _INDENT) + one.text)


def _blocks(letter: Letter) -> Iterator[str]:
    yield f"# {_plain(letter.title)}"
    yield from map(_block, letter.before)
    if letter.table is not None:
        headers = [column.header for column in letter.table.columns]
        lines = [headers, ["---"] * len(headers), *map(_cells, letter.table.rows)]
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)
    yield from map(_block, letter.after)


def _block(one: Paragraph) -> str:
    return _HEADINGS.get(one.role, "") + _plain(one.text)


def _cells(row: Cells) -> list[str]:
    return ["" if cell is None else _plain(str(cell)) for cell in row]


def _plain(words: str) -> str:
    """Words in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", visible(words))
