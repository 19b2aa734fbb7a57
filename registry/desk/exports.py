"""A list leaves the register as a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from registry.desk.read import lists, lookup
from registry.desk.read.catalogue import LISTS
from registry.desk.read.publications import published
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.lists import arranged, csv, html, json, xlsx
from registry.lists.csv import Encoding
from registry.lists.files import write_whole
from registry.lists.table import Table
from registry.terms import Outcome
from registry.text import visible


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: where, what it is called, how many rows it has."""

    path: Path
    title: str
    rows: int


def export(
    reading: Reading,
    what: str,
    to: Path,
    *,
    outcomes: tuple[Outcome, ...] = (Outcome.ELIGIBLE,),
    encoding: Encoding = Encoding.UTF_8,
    force: bool = False,
) -> Exported:
    """Write the list that ``what`` names (see ``listed``) as xlsx or csv.

    Raises:
        InputError: no such list or kind of file, or a name that means several.
        NotFoundError: a name that means nothing.
        StoreError: the file is there already or cannot be written.
    """
    _renderer(to, encoding)  # refuse the file's name before the list is made
    return save(listed(reading, what, outcomes), to, encoding=encoding, force=force)


def save(
    table: Table,
    to: Path,
    *,
    encoding: Encoding = Encoding.UTF_8,
    force: bool = False,
) -> Exported:
    """Write a list as xlsx or csv, whole or not at all.

    Raises:
        InputError: no such kind of file.
        StoreError: the file is there already or cannot be written.
    """
    render = _renderer(to, encoding)
    write_whole(to, render(table), force=force)
    return Exported(to, table.heading, len(table.rows))


def listed(
    reading: Reading,
    what: str,
    outcomes: tuple[Outcome, ...] = (Outcome.ELIGIBLE,),
) -> Table:
    """The list that ``what`` names, as it would be written.

    ``pool:NAME``, ``eligible:RUNG``, ``titles:RUNG`` or ``enterprises:TEXT``, the word
    before the colon also in Chinese. Without a rung all rungs are listed, without a
    text all enterprises; the names are as ``lookup`` reads them.

    Raises:
        InputError: no such list, or a name that means several.
        NotFoundError: a name that means nothing.
    """
    kind, *rest = re.split("[:：]", what, maxsplit=1)
    name = "".join(rest)
    match _KINDS.get(kind.strip()):
        case "pool":
            return lists.pool(reading, lookup.pool_id(reading.connection, name))
        case "eligible":
            return lists.eligible(reading, _rung(reading, name), outcomes)
        case "titles":
            return lists.titles(reading, _rung(reading, name))
        case "enterprises":
            return lists.enterprises(reading, name)
        case "list":
            return published(reading, _ordinal(name)).table
        case _:
            return _arranged(reading, kind.strip(), name, outcomes)


_KINDS: Mapping[str, str] = {
    "pool": "pool",
    "培育库": "pool",
    "培育名单": "pool",
    "eligible": "eligible",
    "可晋级": "eligible",
    "titles": "titles",
    "称号": "titles",
    "enterprises": "enterprises",
    "企业": "enterprises",
    "list": "list",
    "已发布": "list",
}


def _arranged(
    reading: Reading, layout: str, name: str, outcomes: tuple[Outcome, ...]
) -> Table:
    """A list laid out by a file: a shipped one by name, or one's own by its path."""
    shipped = _shipped()
    own = Path(layout)
    if layout not in shipped and own.suffix != ".toml":
        known = "、".join((LISTS, *shipped))
        raise InputError(f"没有名单「{visible(layout)}」；可写：{known}")
    chosen = shipped[layout] if layout in shipped else arranged.load(own)
    if _kind(chosen.rows) not in _KINDS:
        raise InputError(f"{layout} 的 rows「{chosen.rows}」不是名单；可写：{LISTS}")
    rows = f"{chosen.rows}:{name}" if name else chosen.rows
    return chosen.apply(listed(reading, rows, outcomes))


def _ordinal(name: str) -> int:
    number = name.strip()
    if not number.isdecimal() or len(number) > len("999999999"):
        raise InputError(f"「{visible(name)}」不是名单编号；请写 list:3 这样的编号")
    return int(number)


def is_list(what: str) -> bool:
    """Whether the word before the colon names a list that can be written."""
    kind = _kind(what)
    return kind in _KINDS or kind.endswith(".toml") or kind in _shipped()


def _kind(what: str) -> str:
    return re.split("[:：]", what, maxsplit=1)[0].strip()


def _shipped() -> Mapping[str, arranged.Arrangement]:
    return {one.name: one for one in arranged.shipped()}


def _rung(reading: Reading, name: str) -> str | None:
    return lookup.rung_id(reading.connection, name) if name.strip() else None


def _renderer(to: Path, encoding: Encoding) -> Callable[[Table], bytes]:
    match to.suffix.lower():
        case ".xlsx":
            return xlsx.write
        case ".csv":
            return lambda table: csv.write(table, encoding)
        case ".json":
            return json.write
        case ".html":
            return html.write
        case ".docx":
            from registry.lists import docx  # noqa: PLC0415 - lxml, for this alone

            return docx.write
        case _:
            raise InputError(
                f"不能写成「{visible(to.name)}」；"
                "文件名请以 .xlsx、.docx、.csv、.json 或 .html 结尾"
            )
