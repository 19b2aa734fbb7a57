"""``tidu changes``: what changed in the world, and which titles it touches."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.known import opened, unit_of
from registry.cli.show import (
    Format,
    as_json,
    aside,
    headed,
    left_over,
    listing,
    out,
    party,
    say,
)
from registry.cli.usual import (
    DayOption,
    ForceOption,
    FormatOption,
    JsonOption,
    LimitOption,
    SaveOption,
    UnitOption,
    chosen,
    day,
)
from registry.desk.read.changes import Change, Changes
from registry.desk.read.changes import changes as happened
from registry.desk.read.happenings import KINDS
from registry.desk.read.session import Reading
from registry.text import separated

SinceOption = Annotated[
    str, typer.Option("--since", help="从哪一天起；不写则为当年 1 月 1 日")
]
UntilOption = Annotated[
    str, typer.Option("--until", help="到哪一天止（含）；不写则为截至日")
]
KindOption = Annotated[
    str, typer.Option("--kind", help=f"只看哪几类，逗号隔开：{'、'.join(KINDS)}")
]

HEADER = ("日期", "类别", "企业", "上报单位", "原", "现", "文号", "涉及的有效称号")


def changes(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    since: SinceOption = "",
    until: UntilOption = "",
    kind: KindOption = "",
    unit: UnitOption = "",
    on: DayOption = "",
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
    to: SaveOption = None,
    force: ForceOption = False,
) -> None:
    """Print what changed in the world, or write it to a file."""
    layout = chosen(layout, json=json)
    with opened(context, on) as reading:
        found = happened(
            reading,
            day(since),
            day(until),
            separated(kind),
            unit_of(reading, unit),
        )
        if to is not None:
            _write(reading, found, to, force=force)
        else:
            _print(reading, found, limit, layout)


def _write(reading: Reading, found: Changes, to: Path, *, force: bool) -> None:
    from registry.desk.exports import save
    from registry.desk.read.changes_table import table

    done = save(table(reading, found), to, force=force)
    say(f"已写出 {done.path}：{done.title}，{done.rows} 条")


def _print(reading: Reading, found: Changes, limit: int | None, layout: Format) -> None:
    if layout is Format.JSON:
        told = [_object(one) for one in found.found[:limit]]
        counted = {"terms": str(found.terms), "total": len(found.found)}
        as_json(headed(reading) | counted | {"changes": told})
        return
    aside(reading.info.headed, layout)
    rows = [
        (
            one.on,
            one.kind,
            f"{one.enterprise}/{one.subject}" if one.subject else one.enterprise,
            one.unit,
            one.old,
            one.new,
            one.document,
            "、".join(one.touched),
        )
        for one in found.found
    ]
    if not rows:
        out("（没有登记的变化）")
        left = 0
    else:
        left = len(rows) - listing(layout, HEADER, rows, limit)
    aside(f"共 {len(rows)} 件{left_over(left)}", layout)
    aside(str(found.terms), layout)


def _object(one: Change) -> dict[str, object]:
    """A change with the enterprise as an object of its own."""
    told = asdict(one)
    for key in ("enterprise_id", "uscc", "unit_id", "unit"):
        del told[key]
    return told | {"enterprise": party(one)}
