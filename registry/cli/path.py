"""The way up for one enterprise, step by step."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from registry.cli import answers
from registry.cli.climb import WhoArgument
from registry.cli.known import KnownOption, opened, rung_of
from registry.cli.show import Format, as_json, headed, print_table
from registry.cli.usual import DayOption, FormatOption, JsonOption
from registry.desk.read import choices, path_table, then
from registry.desk.read.path import Stage, Way, way

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
            as_json(headed(reading) | _object(found, dict(choices.rungs(reading))))
        else:
            made = path_table.table(reading, found)
            print_table(reading, made, len(made.rows), layout)


def _object(found: Way, names: answers.Names) -> dict[str, object]:
    begins, begins_name = found.begins or (None, None)
    return {
        "enterprise": asdict(found.enterprise),
        "to": found.to,
        "to_name": found.goal,
        "from": begins,
        "from_name": begins_name,
        "stages": [_stage(one, names) for one in found.stages],
        "lacking": found.missing,
        "met": found.met,
        "others": [
            {"rungs": [_rung(*rung) for rung in one.rungs], "lacking": one.missing}
            for one in found.others
        ],
        "topped": [_rung(*rung) for rung in found.topped],
        "why_not": found.why_not,
    }


def _stage(one: Stage, names: answers.Names) -> dict[str, object]:
    """A step of the way: what ``eligible`` says of it, and what of that is missing."""
    return answers.as_object(one.answer, names) | {
        "tier": one.tier.value,
        "tier_name": one.tier.label,
        "missing": [answers.condition(each) for each in one.lacks],
        "brought": [answers.condition(each) for each in one.brought],
        "met": one.met,
    }


def _rung(code: str, name: str) -> dict[str, object]:
    return {"to": code, "to_name": name}
