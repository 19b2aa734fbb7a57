"""Opening a ledger, whatever its form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from registry.intake import sniff
from registry.intake.book import Book
from registry.intake.delimited import open_text
from registry.intake.sniff import Form
from registry.intake.workbook import open_workbook


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """A file of rows as a book, open until the block ends.

    Raises:
        InputError: it is no table, empty, encrypted, too large, or a trap.
    """
    form = sniff.form(path)
    if form is Form.TEXT:
        yield open_text(path)
    else:
        with open_workbook(path, form) as book:
            yield book
