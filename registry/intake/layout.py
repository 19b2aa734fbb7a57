"""What kind of ledger a sheet is, and which of its columns is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from registry import columns
from registry.columns import Column
from registry.errors import InputError
from registry.intake import apart
from registry.intake.apart import Meanings
from registry.intake.book import Book, Sheet
from registry.intake.header import Header, find
from registry.intake.kinds import KINDS, Kind, Slot
from registry.intake.labels import bare, no_year, repeats
from registry.intake.strange import HeaderError, as_typed, nearest, no_header
from registry.intake.vocabulary import FactColumn, Meaning, Vocabulary
from registry.readers.raw import shown
from registry.terms import Ledger
from registry.text import visible

_USUAL, _TAUGHT = 2, 1
_FIGURES = "指标（如 2022年营业收入（万元））"


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet as a ledger of one kind: what each column is, by its place.

    ``given`` are values that stand for whole columns, by column key; ``unknown`` the
    headers that mean nothing, ``elsewhere`` those that mean something in ledgers of
    another kind only. ``beside`` is the same sheet as it says of each row a second
    assessment, on site.
    """

    sheet: Sheet
    header: Header
    kind: Kind
    meanings: Meanings
    unknown: tuple[str, ...]
    elsewhere: tuple[str, ...]
    given: Mapping[str, str]
    words: Vocabulary
    beside: Layout | None = None

    @property
    def every(self) -> tuple[tuple[int, Meaning], ...]:
        """What each column that is read is, also those of a second assessment."""
        second = self.beside.meanings if self.beside else ()
        return tuple(dict.fromkeys((*self.meanings, *second)))

    def place(self, column: Column) -> int | None:
        """Where a column stands, from 0."""
        return next((at for at, means in self.meanings if means is column), None)

    def title(self, at: int) -> str:
        """What the ledger itself calls the column at a place."""
        labels = self.header.labels
        return labels[at] if at < len(labels) else ""

    def is_again(self, at: int, text: str) -> bool:
        """Whether a header further down means the column at its place, or nothing."""
        title = self.title(at)
        one = apart.is_same_way(text, title) and self.words.are_one(text, title)
        if one or repeats(text, title):
            return True
        read = any(place == at for place, _ in self.every)
        return not (read or self.words.is_known(text))

    @property
    def facts(self) -> tuple[tuple[int, FactColumn], ...]:
        """The columns of single facts."""
        return tuple((at, m) for at, m in self.meanings if isinstance(m, FactColumn))


@dataclass(frozen=True, slots=True)
class Place:
    """Where faults are: the file, and what each of its sheets calls its columns."""

    file: str
    layouts: Mapping[str, Layout]

    @property
    def is_double(self) -> bool:
        """Whether a row may tell of two assessments."""
        return any(one.beside for one in self.layouts.values())

    def title(self, sheet: str, column: Column, *, beside: bool = False) -> str:
        """What a sheet calls a column; the column's own header where it has none.

        ``beside``: in what it says of a second assessment.
        """
        layout = self.layouts[sheet]
        layout = (layout.beside if beside else None) or layout
        at = layout.place(column)
        return column.header if at is None else layout.title(at)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: a kind, sheets by name, and values for whole columns.

    ``maps`` are the headers that are taught now, by their bare words.
    """

    kind: Ledger | None = None
    sheets: tuple[str, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    maps: tuple[str, ...] = ()


def layouts(book: Book, words: Vocabulary, wanted: Wanted) -> tuple[Layout, ...]:
    """The sheets to be read, all of one kind and one shape.

    Raises:
        InputError: no sheet is a ledger, sheets differ, columns are missing, or a
            header is taught that there is not.
    """
    asked = _asked(book, wanted)
    headed = _headed(asked, words) or _headed(asked, words, least=_TAUGHT)
    _require_met(book, wanted, [text for _, head in headed for text in head.labels])
    if not headed:
        raise no_header(asked, words, wanted.kind)
    found = [_layout(sheet, header, words, wanted) for sheet, header in headed]
    alike = [one for one in found if _shape(one) == _shape(found[0])]
    if len(alike) < len(found):
        names = "、".join(visible(one.sheet.name) for one in found)
        raise InputError(f"几张表的栏目不一样（{names}）；请用 --sheet 表名 分别导入")
    for one in alike:
        _require(one, words)
    return tuple(alike)


def _headed(
    sheets: Sequence[Sheet], words: Vocabulary, least: int = _USUAL
) -> list[tuple[Sheet, Header]]:
    """The sheets that have a header; one column will do if it was taught whose rows."""
    if least == _TAUGHT and not words.is_who_taught:
        return []
    found = ((s, find(s, words.is_known, words.is_who, least)) for s in sheets)
    return [(sheet, header) for sheet, header in found if header is not None]


def _asked(book: Book, wanted: Wanted) -> Sequence[Sheet]:
    if not wanted.sheets:
        return [sheet for sheet in book.sheets if sheet.visible]
    by_name = {sheet.name: sheet for sheet in book.sheets}
    missing = [name for name in wanted.sheets if name not in by_name]
    if missing:
        known = "、".join(map(visible, by_name))
        raise InputError(f"没有工作表「{missing[0]}」；文件里有：{known}")
    return [by_name[name] for name in wanted.sheets]


def _require_met(book: Book, wanted: Wanted, labels: Sequence[str]) -> None:
    """Refuse a lesson about a header that no sheet has; any cell may be one's."""
    texts = labels or [
        shown(cell) for s in _asked(book, wanted) for _, row in s.head for cell in row
    ]
    there = {bare(text): visible(text) for text in texts if text}
    for one in wanted.maps:
        if one not in there:
            near = process.extract(one, list(there), scorer=fuzz.ratio, limit=3)
            listed = "、".join(there[name] for name, *_ in near)
            raise InputError(f"文件里没有表头「{one}」（--map）；最近的是：{listed}")


def _layout(sheet: Sheet, header: Header, words: Vocabulary, wanted: Wanted) -> Layout:
    kind = KINDS[wanted.kind or _kind(header, words)]
    meant = [(at, words.means(text, kind)) for at, text in enumerate(header.labels)]
    meant = apart.told_apart(header.labels, meant, kind)
    here = apart.on_site(header.labels, meant)
    known, second = apart.parts(header, meant, here)
    given = dict(wanted.given)
    if not apart.is_whole(second, given, kind):
        meant = [(at, None if at in here else means) for at, means in meant]
        second = ()
    out = words.left_out(header.labels)
    left = [
        text
        for text, (_, means) in zip(header.labels, meant, strict=True)
        if means is None and text and text not in out
    ]
    strange = {header.labels[at] for at in here}
    elsewhere = tuple(t for t in left if words.is_known(t) and t not in strange)
    unknown = tuple(text for text in left if text not in elsewhere)
    _require_used(kind, wanted)
    both = bool(second)
    said = [apart.by(header, one, given, both=both) for one in (known, second)]
    first = Layout(sheet, header, kind, known, unknown, elsewhere, said[0], words)
    if not both:
        return first
    return replace(first, beside=replace(first, meanings=second, given=said[1]))


def _require_used(kind: Kind, wanted: Wanted) -> None:
    """Refuse a value for a column that such a ledger has not."""
    every = {one.key: one.header for any_ in KINDS.values() for one in any_.columns}
    there = {column.key: column.header for column in kind.columns}
    for key, _ in wanted.given:
        if key not in there:
            of, named = kind.ledger.label, "、".join(there.values())
            raise InputError(
                f"{of}台账没有「{every[key]}」这一栏，--set 用不上；有：{named}"
            )


def _kind(header: Header, words: Vocabulary) -> Ledger:
    """The kind whose own columns are there; enterprises where no other's are."""
    fits = {
        ledger: _fitting(header, words, kind)
        for ledger, kind in KINDS.items()
        if ledger is not Ledger.ENTERPRISES
    }
    best = max(fits.values())
    if best == 0:
        return Ledger.ENTERPRISES
    likely = [ledger for ledger, count in fits.items() if count == best]
    if len(likely) > 1:
        names = " 或 ".join(f"--kind {one.value}（{one.label}）" for one in likely)
        raise InputError(f"看不出这是哪一类台账；请写明 {names}")
    return likely[0]


def _fitting(header: Header, words: Vocabulary, kind: Kind) -> int:
    """How many of a kind's own columns there are; 0 where what makes it is missing."""
    own = {slot.column for slot in kind.slots} - _SHARED
    meant = {words.means(text, kind) for text in header.labels if text}
    if kind.ledger is Ledger.FACTS:
        long = {columns.FACT, columns.VALUE} <= meant
        return 10 * (long or any(isinstance(m, FactColumn) for m in meant))
    if not any(slot.column in meant for slot in _making(kind)):
        return 0
    return len(own & meant)


_SHARED = {columns.DOCUMENT, columns.SOURCE, columns.NOTE, columns.ROUND, columns.UNTIL}
_MAKING = {
    Ledger.ASSESSMENTS: (columns.ASSESSED_ON, columns.SCORE, columns.ASSESSED_BY),
    Ledger.TITLES: (columns.RECOGNISED, columns.END_KIND, columns.ACCEPTED_ON),
    Ledger.EVENTS: (columns.EVENT_ON,),
    Ledger.POOL: (columns.ADMITTED, columns.TARGET_YEAR, columns.MEASURES),
    Ledger.APPLICATIONS: (columns.APPLIED_ON, columns.APPLICATION_KIND),
}


def _making(kind: Kind) -> tuple[Slot, ...]:
    return tuple(s for s in kind.slots if s.column in _MAKING[kind.ledger])


def _shape(layout: Layout) -> tuple[Ledger, frozenset[Meaning], bool]:
    means = frozenset(means for _, means in layout.meanings)
    return layout.kind.ledger, means, layout.beside is not None


def _require(layout: Layout, words: Vocabulary) -> None:
    """Refuse a ledger without a column it cannot do without."""
    lacking = [
        slot.column.header
        for slot in layout.kind.slots
        if slot.required
        and layout.place(slot.column) is None
        and all(layout.place(one) is None for one in slot.spared)
        and slot.column.key not in layout.given
    ]
    if layout.kind.ledger is Ledger.FACTS and not _has_facts(layout):
        lacking.append(_FIGURES)
    if lacking:
        raise _lacks(layout, words, lacking)


def _lacks(layout: Layout, words: Vocabulary, lacking: Sequence[str]) -> InputError:
    ledger, labels = layout.kind.ledger, layout.header.labels
    told = f"{ledger.label}台账还缺：{'、'.join(lacking)}"
    if lacking[0] is not _FIGURES:
        told += f"。全表都一样的可以写 --set {lacking[0]}=值"
    if not layout.unknown:
        return InputError(told)
    named = "、".join(map(visible, layout.unknown))
    near = nearest(words, labels, layout.unknown, ledger, lacking)
    partly = no_year(layout.unknown) if ledger is Ledger.FACTS else ""
    if not near and lacking[0] is not _FIGURES:
        near = {"那一栏": lacking[0]}
    typed = f"，是其中一栏的可以写 {as_typed(near.items())}" if near else ""
    told += "；".join(filter(None, (f"；没认出的表头：{named}{typed}", partly)))
    return HeaderError(told, labels, layout.unknown, ledger)


def _has_facts(layout: Layout) -> bool:
    long = (columns.FACT, columns.VALUE)
    return bool(layout.facts) or all(
        layout.place(c) is not None or c.key in layout.given for c in long
    )
