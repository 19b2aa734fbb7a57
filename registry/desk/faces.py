"""What the file of a list says, in whatever way it was saved: its words in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from registry.intake.open import open_book
from registry.readers.raw import compact, shown
from registry.text import clean, visible

_PARAGRAPH = "</w:p>"
_RUN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_UNSEEN = re.compile(r"<(style|head)\b.*?</\1>|<[^>]*>", re.DOTALL)
_MOST_BYTES = 64 * 2**20
_SHOWN = 40


def words(file: Path) -> tuple[str, ...]:
    """The cells, paragraphs or lines of a list's file that are not blank.

    Raises:
        InputError: it cannot be read.
    """
    readers = {".docx": _paragraphs, ".html": _lines, ".json": _lines}
    said = readers.get(file.suffix.lower(), _cells)(file)
    return tuple(filter(None, map(clean, said)))


def words_of(content: bytes, like: Path) -> tuple[str, ...]:
    """The words of a file that is not written yet, of the kind of another."""
    with TemporaryDirectory() as folder:
        file = Path(folder, f"list{like.suffix}")
        file.write_bytes(content)
        return words(file)


def difference(said: Sequence[str], published: Sequence[str]) -> str:
    """The first place at which a file says something else; empty where none."""
    for one, other in zip_longest(said, published, fillvalue=""):
        if compact(one) != compact(other):
            return (
                f"写着「{short(one)}」的地方，公布的是「{short(other)}」"
                if one and other
                else f"{'多出' if one else '缺少'}「{short(one or other)}」"
            )
    return ""


def short(text: str) -> str:
    """The beginning of a text, to find it by."""
    return visible(text[:_SHOWN]) + ("…" if len(text) > _SHOWN else "")


def _cells(file: Path) -> Iterator[str]:
    with open_book(file) as book:
        for _, batch in book.rows(book.sheets):
            for _, cells in batch:
                yield from map(shown, cells)


def _paragraphs(file: Path) -> Iterable[str]:
    with ZipFile(file) as parts, parts.open("word/document.xml") as part:
        text = part.read(_MOST_BYTES).decode("utf-8", "replace")
    for paragraph in text.split(_PARAGRAPH):
        yield unescape("".join(_RUN.findall(paragraph)))


def _lines(file: Path) -> Iterable[str]:
    text = file.read_bytes().decode("utf-8", "replace")
    return unescape(_UNSEEN.sub("\n", text)).splitlines()
