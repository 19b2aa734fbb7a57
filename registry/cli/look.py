"""Looking: find, show one thing on one page, list."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import Annotated

import typer

from registry.cli import completion, page, publish, stories_shown
from registry.cli.known import KnownOption, opened
from registry.cli.show import (
    Format,
    answered,
    as_json,
    as_table,
    at_most,
    by_key,
    headed,
    left_over,
    listing,
    out,
    paragraph,
    print_table,
    room,
    say,
)
from registry.cli.usual import (
    DayOption,
    DoneJsonOption,
    FormatOption,
    JsonOption,
    LimitOption,
    chosen,
)
from registry.desk.read import catalogue, lists
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.session import Reading

TextArgument = Annotated[
    str, typer.Argument(metavar="文字", help="名称里的字（可多段），或信用代码开头")
]
ThingArgument = Annotated[
    str,
    typer.Argument(
        metavar="名称",
        help="企业、企业/车间、文号、批次、培育库、称号或预算项目，写名称即可",
    ),
]
WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="名单|筛选式",
        help=f"{catalogue.LISTS}；或筛选式，如 县市区=天元区",
        autocompletion=completion.filters,
    ),
]
NumbersArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="…",
        help="筛选式的其余各项；已发布名单的编号：show 3、diff 3 now",
        autocompletion=completion.filters,
    ),
]
OfOption = Annotated[
    str,
    typer.Option(
        "--of",
        help="批次里只看一家：企业，或 企业/车间名；说明为什么评上没评上",
    ),
]


def find(
    context: typer.Context,
    text: TextArgument,
    on: DayOption = "",
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print the enterprises whose names or code match."""
    with opened(context, on) as reading:
        _print_enterprises(reading, text, limit, chosen(layout, json=json))


def show(
    context: typer.Context,
    thing: ThingArgument,
    of: OfOption = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    json: DoneJsonOption = False,
) -> None:
    """Print everything about one thing on one page, or of a round one applicant."""
    from registry.desk.read.things import thing as page_of

    with opened(context, on, known_on) as reading:
        if of:
            stories_shown.told(reading, [thing], of, chosen(Format.TABLE, json=json))
            return
        shown = page_of(reading, thing)
        if json:
            as_json(page.as_object(reading, shown))
            return
        out(reading.info.headed)
        out("\n".join(page.lines(shown, room())))


def listed(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    what: WhatArgument,
    numbers: NumbersArgument = None,
    on: DayOption = "",
    known_on: KnownOption = "",
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print a list, the same that ``export`` writes, or what there is of a kind."""
    layout = chosen(layout, json=json)
    with opened(context, on, known_on) as reading:
        if what in publish.WORDS:
            publish.about(reading, (what, *(numbers or ())), layout)
        elif numbers:
            _print_list(reading, " ".join((what, *numbers)), limit, layout)
        elif catalogue.knows(what):
            print_some(reading, catalogue.read(reading, what), limit, layout)
        elif what in {"enterprises", "企业"}:
            _print_enterprises(reading, "", limit, layout)
        else:
            _print_list(reading, what, limit, layout)


def overview(
    context: typer.Context,
    on: DayOption = "",
    known_on: KnownOption = "",
    json: DoneJsonOption = False,
) -> None:
    """Print the register at a glance, each count with its terms."""
    with opened(context, on, known_on) as reading:
        print_overview(reading, json=json)


def print_overview(reading: Reading, *, json: bool = False) -> None:
    """The counts of the overview as tables, each with its terms beneath."""
    from registry.desk.read.overview import overview as at_a_glance

    seen = at_a_glance(reading)
    if json:
        tallies = [asdict(one) | {"terms": str(one.terms)} for one in seen.tallies]
        as_json(headed(reading) | {"tallies": tallies})
        return
    out(reading.info.headed)
    for tally in seen.tallies:
        out(f"\n【{tally.title}】")
        rows = [(count.label, *map(str, count.numbers)) for count in tally.rows]
        as_table(("", *tally.columns), rows)
        paragraph(str(tally.terms))
    out("")


def _print_enterprises(
    reading: Reading, text: str, limit: int | None, layout: Format
) -> None:
    source = EnterpriseSource(reading, text)
    most = at_most(limit, layout)
    found = list(islice(lists.every(source), most))
    rows = [row.cells for row in found]
    total = len(rows) if most is None else source.count()
    if layout is Format.JSON:
        keys = [heading.key for heading in source.headings]
        told = [{"id": row.id} | by_key(keys, row.cells) for row in found]
        answered(reading, "enterprises", told, total)
        return
    header = [heading.title for heading in source.headings]
    printed = listing(layout, header, rows, limit)
    say(f"共 {total} 家{left_over(total - printed)}；{reading.info.as_of}")


def print_some(
    reading: Reading, found: catalogue.Kind, limit: int | None, layout: Format
) -> None:
    """What there is of a kind; for programs by the name of the kind."""
    if layout is Format.JSON:
        some = [by_key(found.keys, row) for row in found.rows[:limit]]
        answered(reading, found.name, some, len(found.rows))
        return
    left = len(found.rows) - listing(layout, found.header, found.told, limit)
    say(f"共 {len(found.rows)} 条{left_over(left)}；{reading.info.as_of}")


def _print_list(reading: Reading, what: str, limit: int | None, layout: Format) -> None:
    from registry.desk.listing import listed as table_of

    print_table(reading, table_of(reading, what), limit, layout)
