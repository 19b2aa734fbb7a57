"""Publishing: freeze a list under a number, show it again, hold two lists together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from registry.cli.call import called
from registry.cli.consent import agreed, on_terminal
from registry.cli.show import (
    Format,
    answered,
    as_json,
    aside,
    by_key,
    listing,
    print_table,
    say,
)
from registry.cli.usual import DoneJsonOption
from registry.dates import parse_exact
from registry.desk.listing import again, listed
from registry.desk.questions import number as number_of
from registry.desk.read import publications
from registry.desk.read.ladder_table import pictured
from registry.desk.read.session import Reading, open_reading
from registry.errors import InputError
from registry.lists.table import Table

HEADER = {
    "number": "编号",
    "list": "名单",
    "on": "发布日期",
    "document": "文号",
    "withdrawn": "已撤回",
}
WORDS = ("published", "show", "diff")
"""What ``tidu list`` is asked about published lists."""

WhatArgument = Annotated[
    str, typer.Argument(metavar="名单", help="与 tidu list 相同，如 titles:称号")
]
DocumentOption = Annotated[str, typer.Option("--document", help="发布所依据的文号")]
OnOption = Annotated[
    str, typer.Option("--on", help="发布之日，名单也截至这一天，如 2022-12-31")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="说明")]
YesOption = Annotated[
    bool, typer.Option("--yes", help="同一份名单发布过也不再询问，另发一份")
]


def publish(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    what: WhatArgument,
    document: DocumentOption,
    on: OnOption,
    reason: ReasonOption = "",
    yes: YesOption = False,
    json: DoneJsonOption = False,
) -> None:
    """Freeze a list under the next number."""
    from registry.desk.office import Because, Office
    from registry.desk.publications import StandsError
    from registry.desk.publications import publish as freeze

    call, day = called(context), parse_exact(on)
    with open_reading(call.existing(), day) as reading:
        table, words = pictured(reading, listed(reading, what)), again(reading, what)
    office, because = Office(call.existing(), call.by), Because(document, reason)
    try:
        done = freeze(office, table, words, day, because, heeded=yes)
    except StandsError as stands:
        if not on_terminal():
            raise
        say(str(stands))
        if not agreed("另发一份？", yes=False):
            raise typer.Exit(1) from None
        done = freeze(office, table, words, day, because, heeded=True)
    if json:
        told = {"number": done.number, "title": table.heading, "rows": len(table.rows)}
        as_json(told | {"on": on, "document": document, "change": done.change})
        return
    say(
        f"已发布第 {done.number} 号名单：{table.heading}，{len(table.rows)} 条"
        f"（第 {done.change} 次变更；撤回用 tidu undo）"
    )
    say(f"写成文件：tidu export list:{done.number} --to 文件名.docx")


def about(reading: Reading, words: Sequence[str], layout: Format) -> None:
    """Print what ``tidu list published|show N|diff A B`` asks for.

    Raises:
        InputError: the words after it are not numbers of lists.
        NotFoundError: there is no list of that number.
    """
    match list(words):
        case ["published"]:
            found = publications.publications(reading)
            if layout is Format.JSON:
                told = [by_key(tuple(HEADER), row) for row in found]
                answered(reading, "published", told)
            else:
                listing(layout, tuple(HEADER.values()), found)
        case ["show", number]:
            one = publications.published(reading, number_of(number))
            _show(reading, one.table, layout)
        case ["diff", before, after]:
            _show(reading, listed(reading, f"diff:{before} {after}"), layout)
        case _:
            raise InputError(
                "请写 tidu list published、tidu list show 编号，"
                "或 tidu list diff 编号 编号（或 now）"
            )


def _show(reading: Reading, table: Table, layout: Format) -> None:
    print_table(reading, table, None, layout)
    if table.archive and layout is not Format.JSON:
        aside("\n".join(table.archive.lines), layout)
