"""What comes, if no fact changes; and renewing what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer

from registry.cli import forecast_shown
from registry.cli.call import called
from registry.cli.known import KnownOption, opened, rung_of, unit_of
from registry.cli.show import Format, say
from registry.cli.usual import (
    FormatOption,
    JsonOption,
    LimitOption,
    RungOption,
    UnitOption,
    ahead,
    chosen,
    day,
)
from registry.desk.read.forecast import outlook
from registry.errors import InputError

WithinOption = Annotated[
    str, typer.Option("--within", help="往后多少天，如 90d 或 90天；不写则 90 天")
]
UntilOption = Annotated[str, typer.Option("--until", help="到哪一天（含当日）")]
ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        help="同一天因同一原因的合为一行（原因 cause，不写即此），"
        "或逐项列出（企业 enterprise）；只用于表格",
        show_default=False,
    ),
]
DayOption = Annotated[str, typer.Option("--on", help="自哪一天起；不写则用台账基准日")]
AllOption = Annotated[
    bool, typer.Option("--all", help="全部重算，连没有到期的（verify 发现不符时用）")
]

QUARTER = timedelta(days=90)
"""So far ahead is told unless it is said."""


def forecast(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    within: WithinOption = "",
    until: UntilOption = "",
    to: RungOption = "",
    unit: UnitOption = "",
    by: ByOption = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print who becomes eligible when, who no more, and which titles end."""
    lines = forecast_shown.by(by)
    with opened(context, on, known_on) as reading:
        found = outlook(
            reading,
            _through(reading.info.on, within, until),
            rung_of(reading, to),
            unit_of(reading, unit),
        )
        forecast_shown.print_outlook(
            reading, found, chosen(layout, json=json), lines, limit
        )


def refresh(context: typer.Context, everything: AllOption = False) -> None:
    """Renew the kept outcomes whose day has come, or all of them."""
    from registry.desk.office import Office
    from registry.desk.upkeep import refresh as renew

    call = called(context)
    done = renew(Office(call.existing(), call.by), everything=everything)
    told = []
    if done.steps:
        told.append(f"{done.steps} 个晋级方向的全部结论")
    if done.rows:
        told.append(f"{'其余方向中' if done.steps else ''}已到期的 {done.rows} 项结论")
    if told:
        say(f"已重新推算 {'，以及'.join(told)}")
    else:
        say("到今天为止没有到期的结论，不必重新推算；要全部重算：tidu refresh --all")


def _through(on: date, within: str, until: str) -> date:
    """The last day that is asked about.

    Raises:
        InputError: both are given, or one cannot be read.
    """
    if within and until:
        raise InputError("--within 和 --until 只写一个")
    far = ahead(within)
    return day(until) or on + (QUARTER if far is None else far)
