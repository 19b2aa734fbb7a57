"""A ledger becomes part of the register: previewed, then all written, or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from registry import dates
from registry.desk import rows
from registry.desk.office import NO_REASON, Because, Office, begin
from registry.desk.read import lookup
from registry.desk.read.session import Reading, open_reading
from registry.errors import ConflictError, InputError
from registry.intake import plan as planning
from registry.intake.doubts import Answer, Decision
from registry.intake.layout import Wanted
from registry.intake.lessons import Lessons
from registry.intake.options import ALL, SHOWN, Options
from registry.intake.preview import Preview
from registry.intake.progress import Progress, Stage
from registry.intake.sniff import sha256
from registry.intake.vocabulary import given, places, taught
from registry.lists.files import write_whole
from registry.readers.words import document_number
from registry.store.readonly import look
from registry.terms import Ledger
from registry.text import clean

_OPCODES = 100_000


@dataclass(frozen=True, slots=True)
class Request:
    """A ledger to take in, and what an official says of it.

    ``kind`` None: found by its columns. ``given`` are 列=值 for whole columns, ``maps``
    头=列 for headers, ``places`` 写法=全称 for places, ``decisions`` 行=… for rows in
    doubt. ``since`` is from when changed values hold; without it the day the register
    is asked of. The others accept: good rows beside faulty ones, proposed repairs,
    renames, new enterprises. ``seen`` is the hash of what was previewed, if anything.
    """

    path: Path
    kind: Ledger | None = None
    sheets: tuple[str, ...] = ()
    unit: str = ""
    given: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    since: date | None = None
    accept_good: bool = False
    repairs: bool = False
    renames: bool = False
    newcomers: bool = False
    details: bool = False
    seen: str = ""


def preview(
    office: Office,
    request: Request,
    progress: Progress | None = None,
    because: Because = NO_REASON,
) -> Preview:
    """What would become of a ledger; nothing is written.

    Raises:
        InputError: the file cannot be read as a ledger.
        CancelledError: it was stopped.
    """
    options, going = _options(office.path, request, because), progress or Progress()
    with _stoppable(going) as watch, closing(look(office.path)) as connection:
        watch(connection)
        connection.execute("BEGIN")
        return planning.plan(connection, request.path, options, going)


def take_in(
    office: Office,
    request: Request,
    because: Because = NO_REASON,
    progress: Progress | None = None,
) -> Preview:
    """Write what is good of a ledger, in one change; the same ledger twice is once.

    With faults nothing is written unless ``accept_good``; ``written`` says whether.

    Raises:
        InputError: the file cannot be read as a ledger.
        ConflictError: it is not the file that was seen.
        CancelledError: it was stopped; nothing is written.
    """
    content = _hash(request.path)
    if request.seen not in {"", content}:
        raise ConflictError(f"{request.path.name} 在预览之后改动过；请重新预览")
    reason = "；".join(filter(None, (because.reason, f"导入 {request.path.name}")))
    noted = Because(because.document, f"{reason}（SHA-256 {content}）")
    options, going = _options(office.path, request, because), progress or Progress()
    with _stoppable(going) as watch, begin(office, "导入台账", noted) as tx:
        connection = rows.driver(tx)
        watch(connection)
        found = planning.plan(connection, request.path, options, going)
        if not found.writes or (found.faults and not request.accept_good):
            return found
        bound = {
            "change": tx.change_id,
            "document": _document(connection, because.document),
            "origin": request.path.name,
        }
        going.go_on()
        going.tell(Stage.WRITE)
        written = planning.write(connection, options, found, bound, going)
        going.go_on()
        return written


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
        on = reading.info.on
    headers = taught(request.maps)
    said = given(request.given)
    return Options(
        wanted=Wanted(request.kind, request.sheets, said, tuple(headers)),
        taught=Lessons(headers, places(request.places)),
        today=today.isoformat(),
        on=on.isoformat(),
        since=(request.since or on).isoformat(),
        unit=request.unit,
        repairs=request.repairs,
        renames=request.renames,
        newcomers=request.newcomers,
        resting=bool(because.document),
        decisions=tuple(decisions),
        edits=ALL if request.details else SHOWN,
    )


def _decision(reading: Reading, text: str) -> Decision:
    """What an official said of a row: 12=same, 表1!12=new, 表里的名称=企业名称."""
    place, equals, said = text.replace("＝", "=").partition("=")
    sheet, mark, line = place.strip().rpartition("!")
    if not (equals and line and said.strip()):
        raise InputError(
            f"「{text}」要写成 行号=same、rename、new、skip 或企业名称，"
            "如 --decide 12=new；行号也可以换成表里写的名称或信用代码"
        )
    if line.isdecimal():
        about = Decision(int(line), None, sheet=sheet if mark else None)
    else:
        about = Decision(None, None, name=clean(place))
    if said.strip() in {answer.value for answer in Answer}:
        return replace(about, answer=Answer(said.strip()))
    meant = lookup.enterprise_id(reading.connection, said)
    return replace(about, enterprise_id=meant)


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
def _stoppable(progress: Progress) -> Iterator[Callable[[sqlite3.Connection], None]]:
    """Let a stop end long statements, also those that seal; nothing is written then.

    Gives what a connection is handed to, to be watched until the block is left.
    """
    watched: list[sqlite3.Connection] = []

    def watch(connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(lambda: int(progress.stopped), _OPCODES)
        watched.append(connection)

    try:
        yield watch
    except Exception:  # SQLite, SQLAlchemy and the store each tell a stop their own way
        progress.go_on()
        raise
    finally:
        for connection in watched:
            with suppress(sqlite3.ProgrammingError):
                connection.set_progress_handler(None, 0)
