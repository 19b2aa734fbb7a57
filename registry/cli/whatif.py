"""What if: a policy held against what is loaded, without writing anything."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli import whatif_objects, whatif_shown
from registry.cli.known import opened, unit_of
from registry.cli.named_policy import PolicyArgument, named
from registry.cli.show import Format, as_json, aside, say
from registry.cli.usual import (
    FormatOption,
    JsonOption,
    LimitOption,
    RungOption,
    UnitOption,
    chosen,
)
from registry.desk.read import whatif as asked
from registry.desk.read.session import Reading
from registry.desk.read.whatif import Only, WhatIf
from registry.desk.read.whatif_goals import reaches
from registry.ladder.policy import Policy

DayOption = Annotated[
    str, typer.Option("--on", help="按哪一天的情形测算；不写则用台账基准日")
]
NamesOption = Annotated[bool, typer.Option("--names/--no-names", help="列不列名单")]


def whatif(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    policy: PolicyArgument,
    on: DayOption = "",
    to: RungOption = "",
    unit: UnitOption = "",
    names: NamesOption = True,
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print who would enter and who would leave if a policy were in force."""
    with opened(context, on) as reading:
        candidate = named(reading, policy)
        found = asked.whatif(reading, candidate, only(reading, [candidate], to, unit))
        shown = chosen(layout, json=json)
        aside(reading.info.headed, shown)
        aside("\n".join(whatif_shown.heading(found, policy)), shown)
        if shown is Format.JSON:
            as_json(whatif_objects.as_object(reading, found, limit if names else 0))
        elif to and not reaches(found) and (no := asked.left_out(reading, found, to)):
            say(no)
        else:
            told(reading, found, shown, limit, names=names)


def only(reading: Reading, policies: list[Policy], to: str, unit: str) -> Only:
    """What the options ask about."""
    return Only(
        asked.rung(reading, policies, to) if to else None,
        unit_of(reading, unit),
    )


def told(
    reading: Reading,
    found: WhatIf,
    layout: Format,
    limit: int | None = None,
    *,
    names: bool = True,
) -> None:
    """Print a what-if's tables, and the names of who enters and leaves."""
    if layout is Format.TABLE:
        whatif_shown.tables(found)
    if names:
        aside(whatif_shown.names(reading, found, layout, limit), layout)
