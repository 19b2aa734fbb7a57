"""A list leaves the register as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registry.desk.listing import listed
from registry.desk.read.ladder_table import pictured
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.lists import csv, html, json, xlsx
from registry.lists.csv import Encoding
from registry.lists.files import file_name, write_whole
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
    """Write the list that ``what`` names (see ``listed``) as a file.

    A filter gives the whole ledger where the file can be imported again.

    Raises:
        InputError: no such list or kind of file, or a name that means several.
        NotFoundError: a name that means nothing.
        StoreError: the file is there already or cannot be written.
    """
    if not to.is_dir():
        _renderer(to, encoding)  # refuse the file's name before the list is made
    table = listed(reading, what, outcomes, whole=comes_back(to))
    return write(reading, table, to, encoding=encoding, force=force)


def comes_back(to: Path) -> bool:
    """Whether such a file can be imported again; one named by ``named`` can."""
    return to.is_dir() or to.suffix.lower() in {".xlsx", ".csv"}


def write(
    reading: Reading,
    table: Table,
    to: Path,
    *,
    encoding: Encoding = Encoding.UTF_8,
    force: bool = False,
) -> Exported:
    """Write a list with the ladder it is about, for formats that hold pictures.

    Raises:
        InputError: no such kind of file.
        StoreError: the file is there already or cannot be written.
    """
    return save(pictured(reading, table), to, encoding=encoding, force=force)


def save(
    table: Table,
    to: Path,
    *,
    encoding: Encoding = Encoding.UTF_8,
    force: bool = False,
) -> Exported:
    """Write a list as a file, whole or not at all.

    Raises:
        InputError: no such kind of file.
        StoreError: the file is there already or cannot be written.
    """
    to = placed(to, table)
    write_whole(to, rendered(table, to, encoding), force=force)
    return Exported(to, table.heading, len(table.rows))


def named(title: str, on: date) -> str:
    """What the file of a list is called if nothing else is said."""
    return file_name(title, on)


def placed(to: Path, table: Table) -> Path:
    """Where a list is written: that file, or one in that folder named by ``named``."""
    return to / named(table.title, table.on) if to.is_dir() else to


def rendered(table: Table, to: Path, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The list as the bytes of such a file as ``to`` would be by its name.

    Raises:
        InputError: no such kind of file.
    """
    return _renderer(to, encoding)(table)


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
