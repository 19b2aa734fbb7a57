"""Applications as a list that can leave the register: what became of each, and why."""

from __future__ import annotations

from collections.abc import Container

from registry.columns import Column, Kind
from registry.desk.read.issued import issued
from registry.desk.read.rounds_applied import Applied
from registry.desk.read.rounds_list import HEADINGS, ApplicationSource, Asked
from registry.desk.read.session import Reading
from registry.lists.table import Table
from registry.lists.whose import Listed, Whose

_COLUMNS = (
    Column("ordinal", "序号", 6, Kind.NUMBER),
    *(Column(one.key, one.title, one.width) for one in HEADINGS),
)


def table(reading: Reading, asked: Asked, only: Container[int] | None = None) -> Table:
    """The applications asked for; ``only`` these where given."""
    source = ApplicationSource(reading, asked)
    rows = [one for one in source.every() if only is None or one.id in only]
    applied = {one.id: one for one in source.applied}
    listed = [applied[row.id] for row in rows]
    return issued(
        reading,
        "申报名单" if only is None else "选定申报名单",
        f"{source.terms}{_limits(asked, source)}",
        _COLUMNS,
        tuple((place, *row.cells) for place, row in enumerate(rows, 1)),
        sample=any(one.sample for one in listed),
        each=Listed.APPLICATION,
        whose=tuple(map(_whose, listed)),
    )


def _whose(one: Applied) -> Whose:
    return Whose(one.enterprise_id, one.subject_id, str(one.round_id))


def _limits(asked: Asked, source: ApplicationSource) -> str:
    """What the list is limited to."""
    names = source.names(asked.rounds)
    rounds = "、".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} 个批次"
    state = asked.state.value if asked.state else ""
    said = (rounds, asked.stage, state, f"名称含「{asked.name}」" if asked.name else "")
    limits = "，".join(filter(None, said))
    return f"；限于{limits}" if limits else ""


_MOST_NAMED = 2
