"""Opening a registry to read: its connection, whose it is, and the day asked of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from registry import dates
from registry.dates import Moment
from registry.desk.read.values import RegistryInfo
from registry.errors import InputError, NotFoundError, StoreError
from registry.store.reader import open_reader
from registry.store.refusals import refusing
from registry.text import visible

Bound = str | int | None
"""What a statement can bind."""
Found = TypeVar("Found", int, str)

_DAY = len("2026-11-23")

About = Callable[[sqlite3.Connection], int]
"""Finds a subject in the register as it is now."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A registry open for reading; nothing read through it can write."""

    connection: sqlite3.Connection
    info: RegistryInfo
    words: sqlite3.Connection
    """Where names are looked up: the register as it is now, whatever was known when."""

    @property
    def on(self) -> str:
        """The day questions are asked of, as SQL binds it."""
        return self.info.on.isoformat()

    def rows(self, sql: str, **bound: Bound) -> list[sqlite3.Row]:
        """All rows of a statement; ``:on`` is bound to the day."""
        return self.connection.execute(sql, {"on": self.on} | bound).fetchall()

    def one(self, sql: str, **bound: Bound) -> sqlite3.Row | None:
        """The first row of a statement, or none."""
        row = self.connection.execute(sql, {"on": self.on} | bound).fetchone()
        return row if isinstance(row, sqlite3.Row) else None

    def need(self, sql: str, what: str, **number: int) -> sqlite3.Row:
        """The row of a number, which the statement binds by its one name.

        Raises:
            NotFoundError: there is none.
        """
        row = self.one(sql, **number)
        if row is None:
            (asked,) = number.values()
            raise NotFoundError(f"台账中没有编号 {asked} 的{what}；请刷新后再看")
        return row

    def asked_on(self, on: date) -> Reading:
        """The same registry, asked as of another day."""
        return replace(self, info=replace(self.info, on=on))

    def require_known(
        self, found: Found, word: str, table: str = "subject", key: str = "id"
    ) -> Found:
        """What a word means now, if it was known of; ``key`` finds it in its table.

        Raises:
            NotFoundError: it was recorded later.
        """
        from registry.store.triggers import quoted  # noqa: PLC0415 - as known only

        known = f"SELECT 1 FROM {quoted(table)} WHERE {quoted(key)} = :found"
        if self.one(known, found=found) is None:
            raise NotFoundError(
                f"按 {self.info.known_on} 时所知，台账里还没有「{visible(word)}」"
            )
        return found

    def meant(self, find: Callable[[sqlite3.Connection], Found]) -> Found:
        """What a word means now; where it means nothing now, what it meant then.

        Raises:
            NotFoundError: neither.
        """
        try:
            return find(self.words)
        except NotFoundError:
            if self.words is self.connection:
                raise
            with suppress(NotFoundError):
                return find(self.connection)
            raise

    def interrupt(self) -> None:
        """Stop the statement that another thread is running on this connection.

        That statement raises ``sqlite3.OperationalError`` ("interrupted").
        """
        self.connection.interrupt()


@contextmanager
def open_reading(
    path: Path,
    on: date | None = None,
    known_on: Moment | None = None,
    about: About | None = None,
) -> Iterator[Reading]:
    """Open a registry as of a day, and as it was known at a moment where one is given.

    Without a day it is the registry's reference day, else the day of the moment, else
    today. ``about`` finds the one subject that is asked about, which is faster: only
    what eligibility asks about it is there then.

    Raises:
        StoreError: the file is no registry, is newer than the program, is gone, or
            turns out to be damaged while it is read.
        InputError: the day cannot be asked about; or the moment is to come, or
            before there was a registry.
    """
    if on is not None:
        dates.require_asked(on)
    with refusing(path), closing(open_reader(path)) as connection:
        if known_on is None:
            yield Reading(connection, _info(connection, path, on), connection)
            return
        from registry.store.known import shadow  # noqa: PLC0415 - as known only

        with closing(open_reader(path)) as live:
            subject = None if about is None else _about(live, about)
            zone = _registry(live, path)["zone"]
            known = _Known(_moment(known_on, zone), _through(live, known_on, zone))
            shadow(connection, known.through, subject)
            yield Reading(connection, _info(connection, path, on, known), live)


@dataclass(frozen=True, slots=True)
class _Known:
    """The moment whose knowledge answers, and the last change that was known then."""

    at: str
    through: int


def _about(live: sqlite3.Connection, about: About) -> int | None:
    """The subject; none where nobody is called so now: then all is replayed."""
    try:
        return about(live)
    except NotFoundError:
        return None


def _through(live: sqlite3.Connection, known_on: Moment, zone: str) -> int:
    """The last change that was known at a moment."""
    from registry.store.known import last_change  # noqa: PLC0415 - as known only

    founded = live.execute("SELECT at FROM change ORDER BY id").fetchone()["at"]
    if known_on.since > dates.now().astimezone(ZoneInfo(zone)).replace(tzinfo=None):
        raise InputError(f"{known_on} 还没有到；请写已经过去的时刻")
    last = last_change(live, dates.stamp(known_on.until(zone)))
    if last is None:
        begun = dates.local(founded, zone)
        raise InputError(
            f"台账建于 {begun}，{known_on} 时还什么也不知道；请写其后的时刻"
        )
    return last


def _registry(connection: sqlite3.Connection, path: Path) -> sqlite3.Row:
    row = connection.execute(
        "SELECT * FROM registry WHERE voided_by IS NULL"
    ).fetchone()
    if not isinstance(row, sqlite3.Row):
        raise StoreError(f"「{path}」还没有登记是哪一级的台账；请用 tidu init 新建")
    return row


def _info(
    connection: sqlite3.Connection,
    path: Path,
    on: date | None,
    known: _Known | None = None,
) -> RegistryInfo:
    row = _registry(connection, path)
    reference = row["reference_on"] and date.fromisoformat(row["reference_on"])
    day = None if known is None else date.fromisoformat(known.at[:_DAY])
    return RegistryInfo(
        path=str(path),
        name=visible(row["name"]),
        division=row["division"],
        zone=row["zone"],
        on=on or reference or day or dates.today(row["zone"]),
        made_up=_made_up(row),
        known_on="" if known is None else known.at,
        known_through=None if known is None else known.through,
    )


def _made_up(row: sqlite3.Row) -> str:
    """What a register is that does not hold real records only."""
    if not row["demonstration"]:
        return ""
    return "合成数据" if row["sample"] else "演示数据"


def _moment(known_on: Moment, zone: str) -> str:
    """The moment; of a day, minute or second that is not over: this very second."""
    now = dates.now().astimezone(ZoneInfo(zone))
    if known_on.until(zone) <= now:
        return str(known_on)
    return now.replace(tzinfo=None).isoformat(" ", "seconds")
