"""The register's list: what it is filtered and sorted by, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from registry.desk.read.enterprises import BY_NAME, EnterpriseSource, Sort
from registry.desk.read.session import Reading
from registry.desk.read.values import Heading, Row
from registry.text import clean
from tui import texts
from tui.state.feed import Feed
from tui.state.marks import Marks
from tui.state.session import First
from tui.state.table import TableState
from tui.state.window import How, Want

Whom = Callable[[Reading], tuple[int, ...]]
"""Finds the enterprises that are meant."""

ORDER = ("name", "unit", "level", "titles", "assessed", "industry", "status", "code")
"""The columns as the screen sets them: what is asked for most comes first."""

MOST_KEYS = 2
"""Columns sorted by at a time: the last chosen, then the one before."""


@dataclass(slots=True)
class EnterprisesState:
    """Filter and order of the list.

    ``typed`` stands in the filter line; ``text`` is what the rows are filtered by: the
    last that could be read. ``fault`` says why ``typed`` cannot.
    """

    text: str = ""
    sort: Sort = BY_NAME
    typed: str = ""
    fault: str = ""

    def take(self, text: str) -> None:
        """Filter by a text that can be read."""
        self.text, self.fault = text, ""

    def source(self) -> EnterpriseFeed:
        """What to read, as it is asked for now."""
        return EnterpriseFeed(clean(self.text), self.sort)

    def sort_by(self, key: str) -> None:
        """Sort by a column first; the column that is first already turns round."""
        first, descending = self.sort[0] if self.sort else ("", False)
        turned = (key, not descending if key == first else False)
        rest = [one for one in self.sort if one[0] != key]
        self.sort = (turned, *rest)[:MOST_KEYS]

    def exported(self, table: TableState) -> tuple[str, Sort, Marks | None]:
        """What an export is of: the filter, the order, the marks if there are any."""
        marked = table.marks.count(table.window.length) > 0
        marks = replace(table.marks, ids={*table.marks.ids}) if marked else None
        return clean(self.text), self.sort, marks

    def meant(self, table: TableState, row: Row) -> tuple[str, Whom]:
        """Whom a batch is for: the marked rows, else all that match, else this one."""
        text, _sort, marks = self.exported(table)
        if marks is None and not text:
            return row.cells[0], lambda _: (row.id,)
        count = table.marks.count(table.window.length)
        whom = (
            texts.MATCHING.format(text=text)
            if marks is None
            else texts.MARKED_ONES.format(count=count)
        )

        def find(reading: Reading) -> tuple[int, ...]:
            from registry.desk.read.lists import every  # noqa: PLC0415 - rows first

            rows = every(EnterpriseSource(reading, text))
            return tuple(one.id for one in rows if marks is None or one.id in marks)

        return whom, find

    def empty(self) -> tuple[str, ...]:
        """What an empty list says, with the next step."""
        said = texts.NO_MATCH if clean(self.text) else texts.NO_ENTERPRISES
        return tuple(part.format(text=clean(self.text)) for part in said)

    def status(self, table: TableState) -> list[str]:
        """Where one is in the list, what is marked, filtered and sorted.

        While what is typed cannot be read: why, and that the rows have not changed.
        """
        if self.fault:
            return [self.fault, texts.ROWS_KEPT]
        return [
            *table_status(table, texts.ENTERPRISES_UNIT),
            texts.filtered(clean(self.text)) if clean(self.text) else "",
            sorted_words(self.sort, table.headings),
        ]


def first_page(reading: Reading) -> First:
    """What the list shows before anything is typed, and whose registry it is."""
    feed = Feed(EnterprisesState().source(), ORDER)
    return reading.info, feed.read(reading, Want(How.FIRST))


@dataclass(frozen=True, slots=True)
class EnterpriseFeed:
    """Opens the list in a reading."""

    text: str
    sort: Sort

    def __call__(self, reading: Reading) -> EnterpriseSource:
        """The rows."""
        return EnterpriseSource(reading, self.text, self.sort)


def table_status(table: TableState, unit: str) -> list[str]:
    """第 3 / 64 家, 已选 2."""
    if not table.loaded or table.window.empty:
        return []
    marked = table.marks.count(table.window.length)
    return [
        texts.place(table.cursor, table.window.total, unit),
        texts.selected(marked) if marked else "",
    ]


def sorted_words(sort: Sort, headings: Sequence[Heading]) -> str:
    """排序 等级降、企业名称升."""
    titles = {heading.key: heading.title for heading in headings}
    named = [(titles.get(key, ""), descending) for key, descending in sort]
    return texts.sorted_by([one for one in named if one[0]]) if titles else ""
