"""Holding the register against a list that left it: its head, and what it listed.

A file that tidu wrote names the journal's head; a published one also the content of
the list. The head may still be on the chain although what was written after it was
rewritten as a whole: then only the content tells.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from registry.desk.exports import rendered
from registry.desk.read.publications import published
from registry.desk.read.session import Reading, open_reading
from registry.desk.upkeep import verify
from registry.errors import NotFoundError
from registry.lists.anchors import anchor
from registry.lists.archive import Anchor
from registry.lists.csv import Encoding
from registry.lists.frozen import digest
from registry.store.identity import Edition, identify
from registry.store.reader import open_reader
from registry.store.verdict import Finding, Verdict

_FROZEN = """
SELECT rows, content_sha256, voided_by FROM publication WHERE number = ? ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the register says of the list a file was published as."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def verify_file(path: Path, file: Path) -> Verdict:
    """Hold the register against its journal and against a list kept outside of it.

    Raises:
        StoreError: a file is missing, no registry, or cannot be read.
        InputError: the list carries no mark of tidu.
    """
    mark = anchor(file)
    verdict = verify(path, mark.head)
    readable = not verdict.damaged and identify(path).edition is Edition.CURRENT
    if mark.number is None or not readable:
        return verdict
    said = _listed(path, mark.number, mark.content)
    if not said.findings:
        said = replace(said, notes=(*said.notes, *_same_file(path, file, mark)))
    return replace(
        verdict, findings=(*verdict.findings, *said.findings), notes=said.notes
    )


def _listed(path: Path, number: int, content: str) -> _Said:
    """Whether the register still holds the list of that number, as published."""
    place = f"第 {number} 号名单"
    with closing(open_reader(path)) as connection:
        rows = connection.execute(_FROZEN, (number,)).fetchall()
    if not rows:
        return _Said((Finding(place, "台账中没有这份名单，公布的文件却载明是它"),))
    kept = [
        row for row in rows if content == row["content_sha256"] == digest(row["rows"])
    ]
    if not kept:
        return _Said((Finding(place, "台账中的内容与公布的不同：公布之后被改写过"),))
    if kept[-1]["voided_by"] is not None:
        return _Said(notes=(f"{place}与公布的一致，但其发布已在台账中撤回。",))
    return _Said(notes=(f"{place}在台账中的内容与公布的一致。",))


def _same_file(path: Path, file: Path, mark: Anchor) -> tuple[str, ...]:
    """Whether the file itself is what the register writes of the list today."""
    with open_reading(path) as reading:
        try:
            same = file.read_bytes() in _written(reading, mark.number or 0, file)
        except NotFoundError:
            return ()
    if same:
        return ("文件与台账现在导出的逐字节相同。",)
    told = (
        "文件本身与台账现在导出的不是逐字节相同：可能另存过、改动过，或由别的版本写出"
    )
    return (f"{told}；内容以 tidu list show {mark.number} 为准。",)


def _written(reading: Reading, number: int, file: Path) -> list[bytes]:
    table = published(reading, number).table
    return [rendered(table, file, encoding) for encoding in Encoding]
