"""Which live rows build on which: foreign keys among recorded tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ForeignKey

from registry.model.labels import table_label
from registry.model.tables import METADATA, recorded
from registry.store.transaction import Tx
from registry.store.triggers import quoted

OWN = frozenset({"change_id", "voided_by"})


@dataclass(frozen=True, slots=True)
class Link:
    """A column of one recorded table that names a row of another."""

    child: str
    column: str
    parent: str
    key: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A live row that refers to a void one."""

    child: str
    child_id: int
    parent: str
    parent_id: int
    change_id: int
    action: str

    def __str__(self) -> str:
        child, parent = table_label(self.child), table_label(self.parent)
        since = f"第 {self.change_id} 次变更「{self.action}」"
        return f"{child} #{self.child_id}（{since}）引用了{parent} #{self.parent_id}"


def links() -> Iterator[Link]:
    """Every reference between recorded tables."""
    kept = frozenset(recorded())
    for name in recorded():
        for column in METADATA.tables[name].columns:
            for key in column.foreign_keys:
                if column.name not in OWN and key.column.table.name in kept:
                    yield _link(name, column.name, key)


def holds(tx: Tx) -> list[Hold]:
    """Live rows that refer to void ones, where this change wrote either of them."""
    return [
        Hold(link.child, row.child_id, link.parent, row.parent_id, row.id, row.action)
        for link in links()
        for row in tx.rows(_holds(link), {"change": tx.change_id})
    ]


def _link(child: str, column: str, key: ForeignKey) -> Link:
    return Link(child, column, key.column.table.name, key.column.name)


def _holds(link: Link) -> str:
    written = (
        "(SELECT row_id FROM journal WHERE change_id = :change AND table_name = '{}')"
    )
    both = f"""
        SELECT c.id AS child_id, p.id AS parent_id, change.id, change.action
        FROM {quoted(link.child)} c JOIN change ON change.id = c.change_id
        JOIN {quoted(link.parent)} p ON p.{quoted(link.key)} = c.{quoted(link.column)}
        WHERE c.voided_by IS NULL AND p.voided_by IS NOT NULL"""
    return (
        f"{both} AND c.id IN {written.format(link.child)} UNION"
        f" {both} AND p.id IN {written.format(link.parent)}"
    )
