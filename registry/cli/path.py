"""The way up for one enterprise, step by step."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from registry.cli import answers
from registry.cli.climb import WhoArgument
from registry.cli.known import KnownOption, opened, rung_of
from registry.cli.show import Format, as_json, print_table
from registry.cli.usual import DayOption, FormatOption, JsonOption
from registry.desk.read import path_table, then
from registry.desk.read.path import Way, way

ToOption = Annotated[
    str, typer.Option("--to", help="到哪个称号；不写则到最近的国家级称号")
]


def path(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    who: WhoArgument,
    to: ToOption = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print the way up that lacks the fewest conditions in sum."""
    with opened(context, on, known_on) as reading:
        found = way(reading, then.subject(reading, who), rung_of(reading, to))
        if json or layout is Format.JSON:
            as_json(_object(found))
        else:
            made = path_table.table(reading, found)
            print_table(made, len(made.rows), layout)


def _object(found: Way) -> dict[str, object]:
    stages = [
        asdict(stage) | {"answer": answers.as_object(stage.answer)}
        for stage in found.stages
    ]
    return asdict(found) | {"stages": stages}
