"""Headers further down a sheet: the first one again, or that of another table."""

from __future__ import annotations

from registry.errors import InputError
from registry.intake.book import Cells
from registry.intake.labels import repeats
from registry.intake.layout import Layout
from registry.intake.strange import HeaderError, as_typed
from registry.readers.raw import shown
from registry.text import visible


def refuse_other(layout: Layout, number: int, cells: Cells) -> None:
    """Another table below the first would be read by the first one's columns.

    Raises:
        HeaderError: a title of the first is not known and may mean the same.
        InputError: the two have other columns.
    """
    other = [
        (text, layout.title(at))
        for at, text in enumerate(map(shown, cells))
        if text and not layout.is_again(at, text)
    ]
    if not other:
        return
    sheet = visible(layout.sheet.name)
    text, title = map(visible, other[0])
    told = (
        f"{f'表「{sheet}」' if sheet else ''}第 {number} 行又是一个"
        f"表头，「{text}」与前面的「{title}」不是一栏；"
        "请把两张表分开，各放一张工作表或一个文件；"
    )
    taught = _taught(layout, other)
    if not taught:
        raise InputError(f"{told}是同一栏的，请把「{title}」改成「{text}」")
    typed = as_typed(taught)
    raise HeaderError(
        f"{told}是同一栏的，可以写 {typed}",
        layout.header.labels,
        [header for header, _ in taught],
        layout.kind.ledger if len(taught) < len(other) else None,
    )


def _taught(layout: Layout, other: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Titles that nothing is known of, each with what the later header says it is."""
    words = layout.words
    return [
        (title, words.named(text))
        for text, title in other
        if title and not words.is_known(title) and words.named(text)
    ]


def is_lower(layout: Layout, cells: Cells) -> bool:
    """Whether a row without a name is the lower one of a header of two rows."""
    titled = [(shown(cell), layout.title(at)) for at, cell in enumerate(cells)]
    said = [(text, title) for text, title in titled if text]
    return bool(said) and all(title and repeats(text, title) for text, title in said)
