"""A ledger becomes part of the register: previewed, then all written, or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registry import dates
from registry.desk import rows
from registry.desk.office import NO_REASON, Because, Office, begin
from registry.desk.read import lookup
from registry.desk.read.session import Reading, open_reading
from registry.errors import InputError, RegistryError
from registry.intake import plan as planning
from registry.intake.doubts import Answer, Decision
from registry.intake.layout import Wanted
from registry.intake.plan import ALL, SHOWN, Options, Progress
from registry.intake.preview import Preview
from registry.intake.sniff import sha256
from registry.intake.vocabulary import given, taught
from registry.lists.files import write_whole
from registry.readers.words import document_number
from registry.store.readonly import look
from registry.terms import Ledger

_OPCODES = 100_000


class CancelledError(RegistryError):
    """An import that was stopped before it was written."""

    exit_code = 130


@dataclass(frozen=True, slots=True)
class Request:
    """A ledger to take in, and what an official says of it.

    ``kind`` None: found by its columns. ``given`` are 列=值 for whole columns, ``maps``
    头=列 for headers, ``decisions`` 行=… for rows in doubt. ``since`` is from when
    changed values hold; without it the day the register is asked of. The others
    accept: good rows beside faulty ones, proposed repairs, renames, new enterprises.
    """

    path: Path
    kind: Ledger | None = None
    sheets: tuple[str, ...] = ()
    unit: str = ""
    given: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    since: date | None = None
    accept_good: bool = False
    repairs: bool = False
    renames: bool = False
    newcomers: bool = False
    details: bool = False


def quiet(done: int, total: int) -> None:
    """Tell nobody how far reading is."""


def preview(
    office: Office,
    request: Request,
    progress: Progress = quiet,
    because: Because = NO_REASON,
) -> Preview:
    """What would become of a ledger; nothing is written.

    Raises:
        InputError: the file cannot be read as a ledger.
        CancelledError: it was stopped.
    """
    options = _options(office.path, request, because)
    with closing(look(office.path)) as connection, _stoppable(connection):
        return planning.plan(connection, request.path, options, progress)


def take_in(
    office: Office,
    request: Request,
    because: Because = NO_REASON,
    progress: Progress = quiet,
) -> Preview:
    """Write what is good of a ledger, in one change; the same ledger twice is once.

    With faults nothing is written unless ``accept_good``; ``written`` says whether.

    Raises:
        InputError: the file cannot be read as a ledger.
        CancelledError: it was stopped; nothing is written.
    """
    reason = "；".join(filter(None, (because.reason, f"导入 {request.path.name}")))
    noted = Because(because.document, f"{reason}（SHA-256 {_hash(request.path)}）")
    options = _options(office.path, request, because)
    with begin(office, "导入台账", noted) as tx:
        connection = rows.driver(tx)
        with _stoppable(connection):
            found = planning.plan(connection, request.path, options, progress)
            if not found.writes or (found.faults and not request.accept_good):
                return found
            bound = {
                "change": tx.change_id,
                "document": _document(connection, because.document),
                "origin": f"{request.path.name} 第",
            }
            return planning.write(connection, options, found, bound)


def save_preview(
    request: Request, found: Preview, to: Path, *, force: bool = False
) -> Path:
    """Write the rows with faults or in doubt as a workbook, to be sent back.

    Raises:
        StoreError: the file is there already or cannot be written.
    """
    from registry.intake.returned import returned  # noqa: PLC0415 - slow to import

    write_whole(to, returned(request.path, found), force=force)
    return to


def save_template(
    office: Office, ledger: Ledger, to: Path, *, force: bool = False
) -> Path:
    """Write a template for one kind of ledger, with this registry's choices.

    Raises:
        StoreError: the file is there already or cannot be written.
    """
    from registry.intake.template import template  # noqa: PLC0415 - slow to import

    with open_reading(office.path) as reading:
        made = template(reading.connection, ledger)
    write_whole(to, made, force=force)
    return to


def _options(registry: Path, request: Request, because: Because) -> Options:
    with open_reading(registry) as reading:
        today = dates.today(reading.info.zone)
        decisions = [_decision(reading, text) for text in request.decisions]
        since = request.since or reading.info.on
    return Options(
        wanted=Wanted(request.kind, request.sheets, given(request.given)),
        taught=taught(request.maps),
        today=today.isoformat(),
        since=since.isoformat(),
        unit=request.unit,
        repairs=request.repairs,
        renames=request.renames,
        newcomers=request.newcomers,
        resting=bool(because.document),
        decisions=tuple(decisions),
        edits=ALL if request.details else SHOWN,
    )


def _decision(reading: Reading, text: str) -> Decision:
    """What an official said of a row: 12=same, 表1!12=new, 12=企业名称."""
    place, equals, said = text.replace("＝", "=").partition("=")
    sheet, mark, line = place.strip().rpartition("!")
    if not (equals and line.isdecimal() and said.strip()):
        raise InputError(
            f"「{text}」要写成 行号=same、rename、new、skip 或企业名称，"
            "如 --decide 12=new"
        )
    where = sheet if mark else None
    if said.strip() in {answer.value for answer in Answer}:
        return Decision(int(line), Answer(said.strip()), sheet=where)
    meant = lookup.enterprise_id(reading.connection, said)
    return Decision(int(line), None, meant, where)


def _document(connection: sqlite3.Connection, number: str) -> int | None:
    """The recorded document of a 文号; the change itself keeps one that is not."""
    if not number:
        return None
    row = connection.execute(
        "SELECT id FROM document WHERE number = ? AND voided_by IS NULL",
        (document_number(number),),
    ).fetchone()
    return row and int(row[0])


def _hash(path: Path) -> str:
    return sha256(path) if path.is_file() else "无"


@contextmanager
def _stoppable(connection: sqlite3.Connection) -> Iterator[None]:
    """Let signals through to long statements, and tell a stop from a failure."""
    connection.set_progress_handler(lambda: 0, _OPCODES)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise CancelledError("已中止，未作改动") from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
