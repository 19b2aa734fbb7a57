"""What every list says of where it comes from: whose register, as of when, its head."""

from __future__ import annotations

from registry.columns import Column
from registry.desk.read.session import Reading
from registry.lists.table import Cells, Table
from registry.lists.whose import Listed, Whose


def issued(  # noqa: PLR0913 - what a list is made of
    reading: Reading,
    title: str,
    terms: str,
    columns: tuple[Column, ...],
    rows: tuple[Cells, ...],
    *,
    basis: str = "",
    sample: bool = False,
    marks: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    each: Listed | None = None,
    whose: tuple[Whose, ...] = (),
) -> Table:
    """The list as this register gives it on the day; ``sample``: some is made up.

    ``each`` is what a row is, ``whose`` whom the rows are about.
    """
    said = (reading.info.made_up, "样例数据" if sample else "", *marks)
    return Table(
        title=title,
        issuer=reading.info.name,
        on=reading.info.on,
        terms=terms,
        basis=basis,
        columns=columns,
        rows=rows,
        marks=tuple(filter(None, said)),
        head=head(reading),
        notes=notes,
        each=each,
        whose=whose,
    )


def head(reading: Reading) -> str:
    """The journal's head; empty where nothing is sealed."""
    seal = reading.one("SELECT head FROM seal ORDER BY change_id DESC LIMIT 1")
    return seal["head"] if seal else ""
