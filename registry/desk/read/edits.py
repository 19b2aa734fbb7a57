"""What the journal's entries say of rows: field by field, old and new, in words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from registry.columns import Cell
from registry.dates import Precision, show
from registry.desk.read.about import about, subject_of
from registry.desk.read.session import Reading
from registry.desk.read.wording import Image, in_words, measured
from registry.model.labels import column_label, table_label
from registry.terms import NameKind
from registry.text import visible


@dataclass(frozen=True, slots=True)
class Edit:
    """One column of one row: what it said before and says after, in words.

    ``record`` is the kind of record, ``row`` its number, ``about`` whom it is about,
    ``former`` what that was called before the rename that the change is.
    """

    record: str
    row: int
    about: str
    column: str
    old: str
    new: str
    former: str = ""

    @property
    def whom(self) -> str:
        """Whom it is about, with the former name where it is of a rename."""
        return told_as(self.about, self.former)


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of the journal: the row it wrote, whom it is about, its images."""

    table: str
    row: int
    about: str
    before: Image
    after: Image
    former: str = ""

    @property
    def whom(self) -> str:
        """Whom it is about, with the former name where it is of a rename."""
        return told_as(self.about, self.former)


def told_as(name: str, former: str) -> str:
    """A name, with the former one behind it where there is one.

    >>> told_as("乙公司", "甲公司"), told_as("乙公司", "")
    ('乙公司（曾用名 甲公司）', '乙公司')
    """
    return f"{name}（曾用名 {former}）" if former else name


def written(
    reading: Reading, entries: Sequence[sqlite3.Row], *, all_of: bool
) -> Iterator[Written]:
    """The entries of one change, read; a rename is told the same, done or undone.

    Where these are not ``all_of`` them, names are looked for among the others too.
    """
    rows = [_written(reading, entry) for entry in entries]
    others = () if all_of else _names(reading, entries[0]["change_id"], rows)
    renamed = _renamed([*rows, *others])
    for row in rows:
        whose = subject_of(reading, row.table, row.after or row.before)
        name, former = renamed.get(whose, (row.about, ""))
        yield replace(row, about=name, former=former)


def _names(reading: Reading, change: int, rows: Sequence[Written]) -> Iterator[Written]:
    """What a change wrote of the names of those whom it did not register itself."""
    whom = {subject_of(reading, one.table, one.after or one.before) for one in rows}
    new = {one.row for one in rows if one.table == "subject" and not one.before}
    known = json.dumps(sorted(int(one) for one in whom - new if one is not None))
    for entry in reading.rows(_NAMES, change=change, known=known) if whom - new else ():
        before, after = (json.loads(entry[one] or "{}") for one in ("before", "after"))
        yield Written("name_spell", entry["row_id"], "", before, after)


_NAMES = """
SELECT * FROM journal WHERE change_id = :change AND table_name = 'name_spell'
AND "after" ->> '$.enterprise_id' IN (SELECT value FROM json_each(:known))
"""


def _renamed(rows: Iterable[Written]) -> Mapping[Cell, tuple[str, str]]:
    """The enterprises that a change renames, or names back: new name and former."""
    begun, ended = {}, {}
    for row in rows:
        image, was = row.after, row.before
        if row.table != "name_spell" or image.get("kind") != NameKind.OFFICIAL:
            continue
        name = visible(str(image["value"]))
        if not was or was["voided_by"] != image["voided_by"]:
            begun[image["enterprise_id"]] = name
        elif was["until"] != image["until"] and was["value"] == image["value"]:
            ended[image["enterprise_id"]] = name
    return {
        whose: (name, ended[whose]) for whose, name in begun.items() if whose in ended
    }


def _written(reading: Reading, entry: sqlite3.Row) -> Written:
    before: Image = json.loads(entry["before"] or "{}")
    after: Image = json.loads(entry["after"] or "{}")
    table = entry["table_name"]
    told = about(reading, table, after or before)
    return Written(table, entry["row_id"], told, before, after)


def edits_of(reading: Reading, row: Written) -> Iterator[Edit]:
    """The columns of a row that an entry changed and that mean something."""
    for column in _told(row.before, row.after):
        yield Edit(
            table_label(row.table),
            row.row,
            row.about,
            column_label(row.table, column),
            _said(reading, row.table, column, row.before),
            row.about
            if row.former and column == "enterprise_id"
            else _said(reading, row.table, column, row.after),
            row.former,
        )


def _said(reading: Reading, table: str, column: str, image: Image) -> str:
    """A column in words; a day no more precise than it was known."""
    value, known = image.get(column), image.get(_precision(column, image))
    if value and known:
        return show(date.fromisoformat(str(value)), Precision(str(known)))
    if table == "fact" and column in _MEASURED and value is not None:
        return measured(image)[_MEASURED[column]]
    return in_words(reading, table, column, value)


_MEASURED = {"key": 0, "value": 1, "grade": 1}
"""The columns of a fact that are told by its key: its name, its value."""


def _precision(column: str, image: Image) -> str:
    """The column that says how precisely another is known; blank where none does."""
    stems = (column, column.removesuffix("_on"), column.removeprefix("valid_"))
    found = (f"{stem}_precision" for stem in stems if f"{stem}_precision" in image)
    return next(found, "")


_UNTOLD = {"id", "ref", "version", "change_id", "toml", "rows", "answer"}


_TOLD_AT_NOUGHT = {"level", "passed"}


def _told(before: Image, after: Image) -> Iterator[str]:
    for column in after or before:
        old, new = before.get(column), after.get(column)
        dull = column in _UNTOLD or column.endswith("_precision")
        made = not before and new in (None, "", 0) and column not in _TOLD_AT_NOUGHT
        if old != new and not dull and not made:
            yield column
