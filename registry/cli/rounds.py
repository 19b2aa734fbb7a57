"""Rounds on the command line: opened, followed from applied to recognised, closed."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli import rounds_shown as shown
from registry.cli import stories_shown, subsidies_shown
from registry.cli.known import opened
from registry.cli.look import OfOption
from registry.cli.show import Format
from registry.cli.typed import Typed, attach
from registry.cli.usual import DayOption, FormatOption, JsonOption, ahead, chosen

ROUND = (
    Typed("new", "开一个批次", "rounds:open_round", "rounds:RoundDraft"),
    Typed(
        "calendar",
        "改批次的时间、名额、奖补标准",
        "rounds:reschedule",
        "rounds:CalendarDraft",
    ),
    Typed(
        "quota",
        "分配县市区（园区）的推荐名额",
        "closing:allot",
        "rounds:QuotaDraft",
        ("unit", "places"),
    ),
    Typed("close", "办结批次", "closing:close", "rounds:ClosingDraft"),
    Typed("reopen", "重开办结了的批次", "closing:reopen", "rounds:ReopeningDraft"),
)
CALENDAR = (
    Typed(
        "add",
        "登记放假和调休上班的日子",
        "workdays:set_days",
        "workdays:CalendarDayDraft",
        ("on", "works"),
        many=True,
    ),
)

RoundsArgument = Annotated[
    list[str],
    typer.Argument(metavar="批次", help="批次名称，几个一起看；或文号，看它开的各批次"),
]
NamesOption = Annotated[bool, typer.Option("--names", help="列出名单和原因")]
UnitsOption = Annotated[bool, typer.Option("--units", help="按上报单位，对照推荐名额")]
WithinOption = Annotated[
    str, typer.Option("--within", help="多少天以内，如 30d；不写则全部")
]
YearOption = Annotated[
    int | None, typer.Option("--year", help="哪一年认定的称号", min=1949, max=2200)
]
RoundOption = Annotated[str, typer.Option("--round", help="批次名称，或文号")]


def group() -> typer.Typer:
    """The commands under ``tidu round``."""
    made = typer.Typer(no_args_is_help=True)
    for command in ROUND:
        attach(made, command)
    made.command("show", help="一个批次：从申报到认定，差在哪、为什么、接下来办什么")(
        show
    )
    made.command("list", help="各批次：时间、名额、申报和认定数")(listed)
    return made


def calendar() -> typer.Typer:
    """The commands under ``tidu calendar``."""
    made = typer.Typer(no_args_is_help=True)
    for command in CALENDAR:
        attach(made, command)
    made.command("list", help="登记过的放假和调休上班的日子")(days)
    return made


def show(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    rounds: RoundsArgument,
    of: OfOption = "",
    names: NamesOption = False,
    units: UnitsOption = False,
    on: DayOption = "",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print rounds from applied to recognised, or what became of one applicant."""
    from registry.desk.read.rounds import named
    from registry.desk.read.rounds_progress import progress

    layout = chosen(layout, json=json)
    with opened(context, on) as reading:
        if of:
            stories_shown.told(reading, rounds, of, layout)
            return
        part = shown.Part.of(names=names, units=units)
        shown.progress(
            reading, progress(reading, named(reading, *rounds)), part, layout
        )


def listed(
    context: typer.Context,
    on: DayOption = "",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print every round with how many applied and were recognised."""
    from registry.desk.read.rounds import every
    from registry.desk.read.rounds_progress import progress

    layout = chosen(layout, json=json)
    with opened(context, on) as reading:
        heads = every(reading)
        shown.rounds(reading, progress(reading, [head.id for head in heads]), layout)


def due(
    context: typer.Context,
    within: WithinOption = "",
    names: NamesOption = False,
    on: DayOption = "",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print what is due next in all rounds."""
    from registry.desk.read.rounds_due import due as coming

    time, layout = ahead(within), chosen(layout, json=json)
    with opened(context, on) as reading:
        shown.due(reading, coming(reading, time), layout, names=names)


def subsidies(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    round_: RoundOption = "",
    year: YearOption = None,
    names: NamesOption = False,
    on: DayOption = "",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print how far the money for titles has come, and what is had twice."""
    from registry.desk.read.rounds import named
    from registry.desk.read.subsidies import subsidies as found

    layout = chosen(layout, json=json)
    with opened(context, on) as reading:
        ids = named(reading, *([round_] if round_ else []))
        subsidies_shown.subsidies(
            reading, found(reading, ids, year), layout, names=names
        )


def days(
    context: typer.Context,
    year: Annotated[int, typer.Option("--since", help="从哪一年起")] = 2004,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print the days that the register itself says one works on, or not."""
    layout = chosen(layout, json=json)
    from registry.desk.read.workdays import entered

    with opened(context, "") as reading:
        shown.days(reading, entered(reading, year), layout)
