"""Fields of pools: in one on the day, or ever in one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from registry.filter.axis import Axis, Items
from registry.filter.choice import plain
from registry.filter.field import Asking, Comparison, Field, Value
from registry.filter.labels import Code, Labels, table
from registry.filter.owned import owner_in
from registry.filter.refused import did_you_mean

_EVER = "x.voided_by IS NULL AND x.admitted_on <= :on"


@dataclass(frozen=True, slots=True, kw_only=True)
class _In(Field):
    """A stay in a pool, as ``when`` says."""

    when: str
    among: str
    missing: str = "无"

    def known(self, asking: Asking, asked: Comparison) -> str:
        """In some pool."""
        del asked
        return _has(asking, self.when)

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """In one of the pools."""
        self.unordered(asked)
        ids = asking.listed(i for one in values for i in _meant(asking, asked, one))
        return _has(asking, f"{self.when} AND x.pool_id IN ({ids})")

    def axis(self, asking: Asking, asked: Comparison) -> Axis:
        """What is in the pools, by pool."""
        del asked
        return Axis(
            title=self.name,
            key="x.pool_id",
            labels=_pools(asking.connection),
            missing=self.missing,
            terms="",
            items=Items(
                name="在库对象",
                unit="个",
                rows="pool_entry x",
                subject="x.subject_id",
                when=self.when,
                among=self.among,
                sample="x.sample",
            ),
        )

    def values(self, asking: Asking) -> Iterable[str]:
        """The pools by name and year."""
        return (*_pools(asking.connection).values(), self.missing)


def _has(asking: Asking, holds: str) -> str:
    return owner_in(asking.enterprise, "pool_entry x", "x.subject_id", holds)


def _pools(connection: sqlite3.Connection) -> Labels:
    return table(
        connection,
        "SELECT id, name || '（' || year || '）' FROM pool"
        " WHERE voided_by IS NULL ORDER BY year DESC, id",
    )


def _meant(asking: Asking, asked: Comparison, value: Value) -> list[Code]:
    """The pool of this name and year, else all whose names hold the text."""
    pools, wanted = _pools(asking.connection), plain(value.text)
    exact = [i for i, label in pools.items() if plain(label) == wanted]
    found = exact or [i for i, label in pools.items() if wanted in plain(label)]
    if not found:
        near = did_you_mean(value.text, pools.values())
        raise asked.refuse(value, f"没有这样的培育库{near}")
    if not exact:
        asking.note(f"「{value.text}」指{'、'.join(pools[i] for i in found)}")
    return found


FIELDS: tuple[Field, ...] = (
    _In(
        name="培育库",
        english="pool",
        aliases=("培育名单", "在库"),
        help="当日在库；名称里的字，或 名称（年度）",
        examples=("培育库=标杆车间培育", "培育库=无"),
        when=f"{_EVER} AND (x.left_on IS NULL OR x.left_on > :on)",
        among="当日在库",
    ),
    _In(
        name="曾入库",
        english="ever_pool",
        help="当日以前入过库，不论是否已出库",
        examples=("曾入库=梯度培育计划",),
        when=_EVER,
        among="历年入过库的，含已出库的",
    ),
)
