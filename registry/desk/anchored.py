"""Holding the register against a list that left it: its head, and what it listed.

A file that tidu wrote names the journal's head; a published one also the content of
the list. The head may still be on the chain although what was written after it was
rewritten as a whole: then only the content tells. A file that was saved anew says
the same; one that says anything else was altered.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

from registry.desk.exports import rendered
from registry.desk.faces import difference
from registry.desk.margins import beside
from registry.desk.read.publications import published
from registry.desk.read.session import open_reading
from registry.desk.upkeep import verify
from registry.errors import InputError, NotFoundError
from registry.lists.anchors import anchors
from registry.lists.csv import Encoding
from registry.lists.frozen import digest
from registry.lists.table import Table
from registry.store.identity import Edition, identify
from registry.store.reader import open_reader
from registry.store.verdict import About, Finding, Verdict

_FROZEN = """
SELECT rows, content_sha256 FROM publication WHERE number = ?
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
        InputError: the list carries no mark of tidu, or cannot be read.
    """
    mark, *others = anchors(file)
    verdict = verify(path, None if others else mark.head)
    if others:
        altered = Finding(file.name, _CONTRADICTS, about=About.FILE)
        return replace(verdict, findings=(*verdict.findings, altered))
    if verdict.damaged or identify(path).edition is not Edition.CURRENT:
        return verdict
    if mark.number is None:
        return replace(verdict, notes=(*verdict.notes, _UNPUBLISHED))
    said = _listed(path, mark.number, mark.content)
    if not said.findings:
        same = _same_file(path, file, mark.number)
        said = _Said(same.findings, (*said.notes, *same.notes))
    findings = (*verdict.findings, *said.findings)
    return replace(verdict, findings=findings, notes=(*verdict.notes, *said.notes))


_CONTRADICTS = (
    "文件属性和存档页上的标记互相矛盾：有一处被改过，不能作凭证；请用没有改过的原文件"
)
_UNPUBLISHED = "这份名单没有发布过：标记只佐证变更记录，文件里的内容无从核对。"


def _listed(path: Path, number: int, content: str) -> _Said:
    """Whether the register still holds the list of that number, as published."""
    place = f"第 {number} 号名单"
    with closing(open_reader(path)) as connection:
        rows = connection.execute(_FROZEN, (number,)).fetchall()
    if not rows:
        return _Said((Finding(place, "台账中没有这份名单，公布的文件却载明是它"),))
    if not any(content == row["content_sha256"] == digest(row["rows"]) for row in rows):
        return _Said((Finding(place, _OTHERWISE),))
    return _Said(notes=(f"{place}在台账中的内容与公布的一致。",))


_OTHERWISE = (
    "台账中的内容与文件载明的校验码不符：公布之后台账被改写过，或文件的标记被改过"
    "；请另取一份别处留存的同号名单再核对"
)


def _same_file(path: Path, file: Path, number: int) -> _Said:
    """Whether the file says what the register wrote of the list, or writes today."""
    with open_reading(path) as reading:
        try:
            table = published(reading, number).table
        except NotFoundError:
            return _Said()
    forms, withdrawn = _forms(table), _withdrawn(table)
    for alike, form in forms.items():
        if file.read_bytes() in [rendered(form, file, way) for way in Encoding]:
            return _Said(notes=(*withdrawn, alike))
    try:
        apart = [difference(file, one) or beside(file, one) for one in forms.values()]
    except (BadZipFile, KeyError, zlib.error) as error:
        raise InputError(
            f"{file.name} 不完整，或内容与文件名的后缀不符；请用没有改过的原文件"
        ) from error
    if not all(apart):
        return _Said(notes=(*withdrawn, SAME))
    return _Said((Finding(file.name, apart[0], about=About.FILE),))


def _forms(table: Table) -> Mapping[str, Table]:
    """The list as it left the register, by what is said of a file that is the same."""
    if table.archive is None or not table.archive.withdrawn:
        return {_NOW: table}
    standing = replace(table.archive, withdrawn="")
    return {_THEN: replace(table, archive=standing), _MARKED: table}


def _withdrawn(table: Table) -> tuple[str, ...]:
    """That the list was taken back: as of which day it was published, when it went."""
    if table.archive is None or not table.archive.withdrawn:
        return ()
    one = table.archive
    told = f"它是 {one.on} 公布的，这次公布已在台账中撤回：{one.withdrawn}"
    return (f"{told}；现在有效的名单见 tidu list published。",)


_NOW = "文件与台账现在导出的逐字节相同。"
_THEN = "文件与撤回之前导出的逐字节相同，上面没有注明已撤回。"
_MARKED = "文件与台账现在导出的逐字节相同，上面注明了已撤回。"


SAME = (
    "文件另存过，或是另一版本写出的（不是逐字节相同）；"
    "逐行逐格核对，内容与公布的一致，没有隐藏或另加的文字。"
)
"""What is said of a file that was saved anew and says the same."""
