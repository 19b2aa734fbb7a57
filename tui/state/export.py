"""Writing the list that is shown to a file: where to, and how."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date
from pathlib import Path

from registry.desk.exports import Exported, comes_back, export, named, save, write
from registry.desk.read import lists, own_part, rounds_table
from registry.desk.read.enterprises import Sort
from registry.desk.read.rounds_list import Asked
from registry.desk.read.session import Reading
from registry.errors import InputError
from registry.terms import Outcome
from tui import texts

Write = Callable[[Reading, Path], Exported]
"""Makes the list that is shown and writes it to a file."""


def proposed(title: str, on: str) -> str:
    """Where a list would be written if nothing else is said."""
    return str(Path.home() / named(title, date.fromisoformat(on)))


def place(typed: str) -> Path:
    """The file that was typed.

    Raises:
        InputError: nothing was, or there is such a file.
    """
    if not typed.strip():
        raise InputError(texts.NO_FILE)
    file = Path(typed.strip()).expanduser()
    if file.is_file():
        raise InputError(texts.FILE_THERE.format(name=file.name))
    return file


def enterprises(text: str, sort: Sort, marked: Container[int] | None) -> Write:
    """The register as it is filtered and sorted; only the marked, if any.

    It is the whole ledger where the file can be imported again, else a list.
    """

    def write(reading: Reading, to: Path) -> Exported:
        make = own_part.own_part if comes_back(to) else lists.enterprises
        return save(make(reading, text, sort, marked), to)

    return write


def candidates(
    rung: str | None, outcomes: tuple[Outcome, ...], unit: int | None
) -> Write:
    """Those who may come up, as they are filtered."""
    return lambda reading, to: write(
        reading, lists.eligible(reading, rung, outcomes, unit), to
    )


def holders(rung: str) -> Write:
    """Those who hold a rung."""
    return lambda reading, to: write(reading, lists.titles(reading, rung), to)


def applications(asked: Asked, marked: Container[int] | None) -> Write:
    """The applications as they are filtered; only the marked, if any."""
    return lambda reading, to: save(rounds_table.table(reading, asked, marked), to)


def ladder(programme: str) -> Write:
    """A programme of the ladder, rung by rung, with its picture."""
    return lambda reading, to: export(reading, f"ladder:{programme}", to)
