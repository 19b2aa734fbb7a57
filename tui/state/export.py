"""Writing the list that is shown to a file: where to, and how."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date
from pathlib import Path

from registry.desk.exports import Exported, export, named, save, write
from registry.desk.read import lists, rounds_table
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
    """The register's list as it is filtered and sorted; only the marked, if any."""
    return lambda reading, to: save(lists.enterprises(reading, text, sort, marked), to)


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
