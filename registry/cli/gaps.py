"""Who is nearest to a next rung, and what would help most."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from registry.cli import answers
from registry.cli.known import KnownOption, opened, rung_of, unit_of
from registry.cli.show import Format, as_json, headed, print_table, say
from registry.cli.usual import (
    DayOption,
    FormatOption,
    JsonOption,
    RungOption,
    UnitOption,
)
from registry.desk.read import choices, gaps_table
from registry.desk.read import gaps as read
from registry.desk.read.gaps import Gap, Measure, UnitGaps
from registry.desk.read.gaps_table import MOST, By
from registry.desk.read.session import Reading

ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        help="每行一个企业（enterprise）、一项条件（condition）或一个县市区（unit）",
        show_default=False,
    ),
]
MostOption = Annotated[
    int | None,
    typer.Option(
        "--limit", min=1, max=1_000_000, help=f"至多几行；不写则企业为最近的 {MOST} 行"
    ),
]


def gaps(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    to: RungOption = "",
    by: ByOption = "",
    unit: UnitOption = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    limit: MostOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print who is nearest to the next rung, what is missing, and by how much."""
    lines = gaps_table.by(by)
    with opened(context, on, known_on) as reading:
        rung = rung_of(reading, to)
        unit_id = unit_of(reading, unit)
        if json or layout is Format.JSON:
            found, total = _objects(reading, lines, rung, unit_id, limit)
            counted = {"by": lines.value, "total": total}
            as_json(headed(reading) | counted | {"gaps": found})
        else:
            made = gaps_table.table(reading, lines, rung, unit_id, limit)
            print_table(reading, made, len(made.rows), layout)
        if not (on or known_on):
            _say_how(reading, rung)


def _say_how(reading: Reading, to: str | None) -> None:
    """Of how many steps all had to be evaluated, and what spares that."""
    if steps := read.outdated(reading, to):
        say(
            f"{steps} 个晋级方向的留存结论已到期，这次全部从记录推算；"
            "用 tidu refresh 重新推算之后更快"
        )


Objects = list[dict[str, object]]


def _objects(
    reading: Reading, lines: By, to: str | None, unit: int | None, limit: int | None
) -> tuple[Objects, int]:
    """The lines, and how many there are in all."""
    match lines:
        case By.ENTERPRISE:
            found = read.ranking(reading, limit or MOST, to, unit)
            names = dict(choices.rungs(reading))
            told = [_object(at, one, names) for at, one in enumerate(found.gaps, 1)]
            return told, found.total
        case By.CONDITION:
            measures = read.measures(reading, to, unit)
            return [_measure(one) for one in measures[:limit]], len(measures)
        case By.UNIT:
            units = read.units(reading, to, unit)
            return [_unit(one) for one in units[:limit]], len(units)


def _object(place: int, gap: Gap, names: answers.Names) -> dict[str, object]:
    """A line of the ranking, with every condition that is missing."""
    missing = [answers.condition(one) for one in gap.lacks]
    return {"place": place} | answers.stepped(gap.answer, names) | {"missing": missing}


def _measure(one: Measure) -> dict[str, object]:
    told = asdict(one)
    rungs = [{"to": code, "to_name": name} for code, name in told.pop("goals")]
    return told | {"rungs": rungs, "nearest": told.pop("parties")}


def _unit(one: UnitGaps) -> dict[str, object]:
    told = asdict(one)
    return told | {"nearest": told.pop("parties")}
