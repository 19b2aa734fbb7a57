"""Journal images of older schema revisions, read as images of today's.

A journal entry is never rewritten: its change says under which revision its images
were made. A migration that adds, renames or drops a column brings an upcast, one
SQL expression over ``image``, and every reader of images goes through ``entries``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upcast:
    """How images of ``table`` older than ``revision`` become images of it.

    ``expression`` is SQL over the column ``image``, for instance
    ``json_insert(image, '$.grade', NULL)``; NULL images stay NULL.
    """

    revision: str
    table: str
    expression: str

    def over(self, column: str) -> str:
        """The SQL for one column of images."""
        made = self.expression.replace("image", f'"{column}"')
        older = f"revision < '{self.revision}' AND \"{column}\" IS NOT NULL"
        return f'CASE WHEN {older} THEN {made} ELSE "{column}" END AS "{column}"'


UPCASTS: tuple[Upcast, ...] = ()
"""Every upcast, oldest revision first."""


def entries(table: str, upcasts: Iterable[Upcast] | None = None) -> str:
    """The SQL of a table's journal entries, their images at today's revision.

    Columns: id, change_id, row_id, operation, before, after. ``upcasts`` are the
    program's own unless said.
    """
    columns = 'j.id, j.change_id, j.row_id, j.operation, j."before", j."after"'
    known = UPCASTS if upcasts is None else upcasts
    mine = [upcast for upcast in known if upcast.table == table]
    if not mine:
        return f"SELECT {columns} FROM journal j WHERE j.table_name = '{table}'"
    sql = (
        f"SELECT {columns}, c.revision FROM journal j"
        f" JOIN change c ON c.id = j.change_id WHERE j.table_name = '{table}'"
    )
    for upcast in mine:
        images = f"{upcast.over('before')}, {upcast.over('after')}"
        sql = (
            f"SELECT id, change_id, row_id, operation, {images}, revision FROM ({sql})"
        )
    return sql
