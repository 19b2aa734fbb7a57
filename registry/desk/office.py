"""Who is at the desk, and why they write: the way into a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from registry.desk.settling import settle
from registry.errors import InputError
from registry.readers.words import document_number
from registry.store.engine import staying_engine
from registry.store.transaction import Tx, transaction, unsettled
from registry.text import clean

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Office:
    """An official, by declared name, at one registry file.

    ``settles``: each change settles the outcomes it touches; who fills a register
    with many changes settles them once, by a refresh. Who writes through an ``engine``
    keeps the file open from one change to the next.
    """

    path: Path
    by: str
    settles: bool = True
    engine: Engine | None = None


@contextmanager
def staying(office: Office) -> Iterator[Office]:
    """The same official, who stays at the desk: the file stays open to be written.

    Each change but the first is then spared reading the schema and preparing what it
    asks, which takes longer than all the rest.
    """
    engine = staying_engine(office.path)
    try:
        yield replace(office, engine=engine)
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class Because:
    """On what document (文号), and for what reason, something is written."""

    document: str = ""
    reason: str = ""

    def noting(self, remark: str) -> Because:
        """The same with a remark after the reason."""
        if not remark:
            return self
        return Because(self.document, "；".join(filter(None, (self.reason, remark))))


NO_REASON = Because()
"""Neither document nor reason given."""


@contextmanager
def begin(office: Office, action: str, because: Because = NO_REASON) -> Iterator[Tx]:
    """Open one transaction for several verbs; all of them happen, or none.

    Raises:
        InputError: nobody says who writes.
    """
    with transaction(
        office.path,
        by=official(office),
        action=action,
        document=document_number(because.document),
        reason=clean(because.reason),
        settle=settle if office.settles else unsettled,
        engine=office.engine,
    ) as tx:
        yield tx


def official(office: Office) -> str:
    """The cleaned name of who writes; ``InputError`` where there is none."""
    by = clean(office.by)
    if not by:
        raise InputError("没有写明经办人；请用 --as 写上姓名")
    return by


class _RehearsedError(Exception):
    """Ends a rehearsal, so that nothing of it stays."""


def rehearse(
    office: Office, action: Callable[[Tx], T], because: Because = NO_REASON
) -> T:
    """Run an action in a transaction that is always rolled back; what it returned."""
    results: list[T] = []
    with suppress(_RehearsedError), begin(office, "预览", because) as tx:
        results.append(action(tx))
        raise _RehearsedError
    return results[0]
