"""Fields of pools: in one on the day, or ever in one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from registry import asof
from registry.filter.axis import Axis, Items
from registry.filter.field import Asking, Comparison, Field, Value
from registry.filter.labels import Labels, table
from registry.filter.owned import owner_in
from registry.filter.recorded import Recorded, Some, exactly, holding, noted
from registry.filter.refused import did_you_mean

_EVER = asof.admitted("x")
_INSIDE = asof.inside("x")


def _stay(when: str) -> Some:
    """A stay in a pool, as ``when`` says, of the enterprise or of what it owns."""

    def some(asking: Asking, asked: Comparison, holds: str) -> str:
        del asked
        rows = ("pool_entry x", "x.subject_id", f"{when} AND {holds}")
        return owner_in(asking.enterprise, *rows)

    return some


def _by_pool(when: str, among: str) -> Callable[[Asking, Comparison], Axis]:
    """What is in the pools, by pool."""
    items = Items(
        name="在库对象",
        unit="个",
        rows="pool_entry x",
        subject="x.subject_id",
        when=when,
        among=among,
        sample="x.sample",
    )

    def apart(asking: Asking, asked: Comparison) -> Axis:
        field, pools = asked.field, _pools(asking.connection)
        return Axis(field.name, "x.pool_id", pools, field.missing, "", items=items)

    return apart


def _in_pool(asking: Asking, asked: Comparison, value: Value) -> str:
    """In the pool of this name and year, else in one whose name holds the text."""
    pools = _pools(asking.connection)
    loose = holding(pools, value.text)
    found = exactly(pools, value.text) or noted(asking, value, pools, loose)
    if not found:
        near = did_you_mean(value.text, pools.values())
        raise asked.refuse(value, f"没有这样的培育库{near}")
    return f"x.pool_id IN ({asking.listed(found)})"


def _pools(connection: sqlite3.Connection) -> Labels:
    return table(
        connection,
        "SELECT id, name || '（' || year || '）' FROM pool"
        " WHERE voided_by IS NULL ORDER BY year DESC, id",
    )


def _names(asking: Asking) -> Iterable[str]:
    return _pools(asking.connection).values()


FIELDS: tuple[Field, ...] = (
    Recorded(
        name="培育库",
        english="pool",
        aliases=("培育名单", "在库"),
        help="当日在库；名称里的字，或 名称（年度）",
        examples=("培育库=标杆车间培育", "培育库=无"),
        missing="无",
        some=_stay(_INSIDE),
        meets=_in_pool,
        listed=_names,
        apart=_by_pool(_INSIDE, "当日在库"),
    ),
    Recorded(
        name="曾入库",
        english="ever_pool",
        help="当日以前入过库，不论是否已出库",
        examples=("曾入库=梯度培育计划",),
        missing="无",
        some=_stay(_EVER),
        meets=_in_pool,
        listed=_names,
        apart=_by_pool(_EVER, "历年入过库的，含已出库的"),
    ),
)
