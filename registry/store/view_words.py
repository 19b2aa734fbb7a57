"""How a read view is declared, and the SQL that turns codes and days into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.store.triggers import quoted
from registry.terms import Term


@dataclass(frozen=True, slots=True)
class View:
    """One read view: what a row of it is, where it reads, its Chinese columns.

    ``source`` is everything after FROM; ``columns`` gives each column's SQL.
    """

    name: str
    about: str
    source: str
    columns: Mapping[str, str]

    def sql(self) -> str:
        """The CREATE VIEW statement."""
        listed = ",\n  ".join(
            f"{sql} AS {quoted(c)}" for c, sql in self.columns.items()
        )
        return f"CREATE VIEW {self.name} AS SELECT\n  {listed}\nFROM {self.source}"


def label(column: str, terms: type[Term]) -> str:
    """The Chinese label of a code."""
    return among(column, {term.value: term.label for term in terms})


def among(column: str, words: Mapping[str, str]) -> str:
    """The word for a code; a code without a word stands for itself."""
    cases = " ".join(f"WHEN '{code}' THEN '{word}'" for code, word in words.items())
    return f"CASE {column} {cases} ELSE {column} END"


def day(column: str, precision: str) -> str:
    """A day no more precise than it is known: 2022, 2022-03 or 2022-03-01."""
    return (
        f"CASE {precision} WHEN 'year' THEN substr({column}, 1, 4)"
        f" WHEN 'month' THEN substr({column}, 1, 7) ELSE {column} END"
    )


def yes_no(column: str) -> str:
    """A flag as 是 or 否, NULL where it is not known."""
    return f"CASE {column} WHEN 1 THEN '是' WHEN 0 THEN '否' END"


def hundredths(column: str) -> str:
    """Fen as yuan, hundredths of a point as points."""
    return f"{column} / 100.0"


def document(column: str) -> str:
    """The 文号 of a document, its title where it has none."""
    return f"(SELECT coalesce(number, title) FROM document WHERE id = {column})"


def latest(table: str, enterprise: str, value: str = "value", where: str = "1") -> str:
    """The value of an enterprise's open spell; of several, the one begun last."""
    return (
        f"(SELECT {value} FROM {table} WHERE enterprise_id = {enterprise}"
        f" AND voided_by IS NULL AND until IS NULL AND {where}"
        " ORDER BY coalesce(since, '') DESC, id DESC LIMIT 1)"
    )


def name_of(enterprise: str) -> str:
    """An enterprise's name now: the official one, else the short one."""
    official = latest("name_spell", enterprise, where="kind = 'official'")
    short = latest("name_spell", enterprise, where="kind = 'short'")
    return f"coalesce({official}, {short})"


def unit_of(enterprise: str) -> str:
    """The reporting unit that an enterprise reports through now."""
    unit = latest("unit_spell", enterprise)
    return f"(SELECT name FROM unit WHERE id = {unit})"
