"""Applications as a list that can leave the register: what became of each, and why."""

from __future__ import annotations

from collections.abc import Container

from registry.columns import Column, Kind
from registry.desk.read.rounds_list import HEADINGS, ApplicationSource, Asked
from registry.desk.read.session import Reading
from registry.lists.table import Table

_COLUMNS = (
    Column("ordinal", "序号", 6, Kind.NUMBER),
    *(Column(one.key, one.title, one.width) for one in HEADINGS),
)


def table(reading: Reading, asked: Asked, only: Container[int] | None = None) -> Table:
    """The applications asked for; ``only`` these where given."""
    source = ApplicationSource(reading, asked)
    rows = [one for one in source.every() if only is None or one.id in only]
    listed = {row.id for row in rows}
    made_up = any(one.sample for one in source.applied if one.id in listed)
    head = reading.one("SELECT head FROM seal ORDER BY change_id DESC LIMIT 1")
    return Table(
        title="申报名单" if only is None else "选定申报名单",
        issuer=reading.info.name,
        on=reading.info.on,
        terms=f"{source.terms}{_limits(asked, source)}",
        basis="",
        columns=_COLUMNS,
        rows=tuple((place, *row.cells) for place, row in enumerate(rows, 1)),
        marks=(
            *(("演示数据",) if reading.info.demonstration else ()),
            *(("样例数据",) if made_up else ()),
        ),
        head=head["head"] if head else "",
    )


def _limits(asked: Asked, source: ApplicationSource) -> str:
    """What the list is limited to."""
    names = source.names(asked.rounds)
    rounds = "、".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} 个批次"
    state = asked.state.value if asked.state else ""
    said = (rounds, asked.stage, state, f"名称含「{asked.name}」" if asked.name else "")
    limits = "，".join(filter(None, said))
    return f"；限于{limits}" if limits else ""


_MOST_NAMED = 2
