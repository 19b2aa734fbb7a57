"""Looking: find, show one thing on one page, list, export."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.call import called
from registry.cli.show import Format, as_table, listing, out, say
from registry.dates import parse_exact
from registry.desk.read import catalogue, lookup
from registry.desk.read.enterprises import EnterpriseSource
from registry.desk.read.session import Reading, open_reading
from registry.desk.read.values import Card
from registry.errors import InputError, NotFoundError
from registry.lists.csv import Encoding
from registry.terms import Outcome

TextArgument = Annotated[
    str, typer.Argument(metavar="文字", help="名称里的字（可多段），或信用代码开头")
]
ThingArgument = Annotated[
    str, typer.Argument(metavar="企业|文号|批次", help="企业、文号或批次，写名称即可")
]
WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="名单",
        help="pool:培育库、eligible:称号、titles:称号；enterprises、units、rungs、"
        "pools、rounds、documents",
    ),
]
ListArgument = Annotated[
    str,
    typer.Argument(metavar="名单", help="pool:培育库、eligible:称号 或 titles:称号"),
]
DayOption = Annotated[str, typer.Option("--on", help="截至哪一天；不写则用台账基准日")]
LimitOption = Annotated[
    int, typer.Option("--limit", min=1, max=1_000_000, help="至多几行")
]
FormatOption = Annotated[Format, typer.Option("--format", help="table、json 或 csv")]
ToOption = Annotated[Path, typer.Option("--to", help="写到哪个文件（.xlsx 或 .csv）")]
ForceOption = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
EncodingOption = Annotated[
    str, typer.Option("--encoding", help="CSV 的编码：utf-8-sig 或 gb18030")
]
OutcomeOption = Annotated[
    str, typer.Option("--outcome", help="eligible: 名单收哪些结论，逗号隔开")
]


def find(
    context: typer.Context,
    text: TextArgument,
    on: DayOption = "",
    limit: LimitOption = 50,
    layout: FormatOption = Format.TABLE,
) -> None:
    """Print the enterprises whose names or code match."""
    with _reading(context, on) as reading:
        _print_enterprises(reading, text, limit, layout)


def show(context: typer.Context, thing: ThingArgument, on: DayOption = "") -> None:
    """Print everything about an enterprise, a document or a round."""
    with _reading(context, on) as reading:
        _print_card(_card(reading, thing))


def listed(
    context: typer.Context,
    what: WhatArgument,
    on: DayOption = "",
    limit: LimitOption = 1000,
    layout: FormatOption = Format.TABLE,
) -> None:
    """Print a list, the same that ``export`` writes, or what there is of a kind."""
    with _reading(context, on) as reading:
        if what in catalogue.KINDS:
            listing(layout, *catalogue.read(reading, what))
        elif what == "enterprises":
            _print_enterprises(reading, "", limit, layout)
        else:
            _print_list(reading, what, layout)


def export(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    what: ListArgument,
    to: ToOption,
    on: DayOption = "",
    outcome: OutcomeOption = "eligible",
    encoding: EncodingOption = "utf-8-sig",
    force: ForceOption = False,
) -> None:
    """Write a list as a file."""
    from registry.desk.exports import export as write

    with _reading(context, on) as reading:
        done = write(
            reading,
            what,
            to,
            outcomes=tuple(outcomes(outcome)),
            encoding=_encoding(encoding),
            force=force,
        )
    say(f"已写出 {done.path}：{done.title}，{done.rows} 条")


def _encoding(text: str) -> Encoding:
    if text not in set(Encoding):
        known = "、".join(Encoding)
        raise InputError(f"没有编码「{text}」；请写其中之一：{known}")
    return Encoding(text)


def overview(context: typer.Context, on: DayOption = "") -> None:
    """Print the register at a glance, each count with its terms."""
    with _reading(context, on) as reading:
        print_overview(reading)


def print_overview(reading: Reading) -> None:
    """The counts of the overview as tables, each with its terms beneath."""
    from registry.desk.read.overview import overview as at_a_glance

    seen = at_a_glance(reading)
    shown = "（演示数据）" if reading.info.demonstration else ""
    out(f"{reading.info.name}{shown}　截至 {reading.info.on}")
    for tally in seen.tallies:
        out(f"\n【{tally.title}】")
        rows = [(count.label, *map(str, count.numbers)) for count in tally.rows]
        as_table(("", *tally.columns), rows)
        out(str(tally.terms))
    out("")


def outcomes(text: str) -> list[Outcome]:
    """Outcomes typed by code or label, separated by commas."""
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return [Outcome.read(part) for part in parts]


def _reading(context: typer.Context, on: str) -> AbstractContextManager[Reading]:
    return open_reading(called(context).existing(), parse_exact(on) if on else None)


def _print_enterprises(reading: Reading, text: str, limit: int, layout: Format) -> None:
    source = EnterpriseSource(reading, text)
    rows = [row.cells for row in source.page(limit=limit)]
    listing(layout, [heading.title for heading in source.headings], rows)
    count = source.count()
    more = f"，只显示前 {len(rows)} 家（--limit）" if count > len(rows) else ""
    say(f"共 {count} 家{more}；截至 {reading.info.on}")


def _print_list(reading: Reading, what: str, layout: Format) -> None:
    from registry.desk.exports import listed as table_of

    table = table_of(reading, what)
    say("\n".join((table.heading, *table.above)))
    listing(
        layout,
        [column.header for column in table.columns],
        [tuple(map(_cell, row)) for row in table.rows],
    )
    say("\n".join(table.below))


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _card(reading: Reading, thing: str) -> Card:
    """The card of whatever the word names: enterprise, else document, else round."""
    from registry.desk.read import card, documents, rounds

    ways: tuple[tuple[Callable[..., int], Callable[..., Card]], ...] = (
        (lookup.enterprise_id, card.card),
        (lookup.document_id, documents.card),
        (lookup.round_id, rounds.card),
    )
    for find_id, page in ways:
        try:
            return page(reading, find_id(reading.connection, thing))
        except NotFoundError:
            continue
    raise NotFoundError(
        f"台账中没有名为「{thing}」的企业、文件或批次；用 tidu find 按字查找"
    )


def _print_card(card: Card) -> None:
    out(card.title)
    if card.subtitle:
        out(card.subtitle)
    for title, lines in card.sections:
        out(f"\n【{title}】")
        if lines:
            rows = [(line.label, line.value, line.on, line.source) for line in lines]
            as_table(("", "", "", ""), rows)
        else:
            out("（没有登记）")
