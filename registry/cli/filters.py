"""The filter's grammar and its fields, told from the code."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.call import called
from registry.cli.show import as_table, out
from registry.desk.read.session import open_reading
from registry.errors import InputError

FieldArgument = Annotated[
    str, typer.Argument(metavar="[项]", help="只看这一项，并列出可写的值")
]
_MOST = 40


def group() -> typer.Typer:
    """The commands under ``tidu filter``."""
    made = typer.Typer(no_args_is_help=True)
    made.command("help", help="筛选式怎么写、有哪些项")(told)
    return made


def told(context: typer.Context, field: FieldArgument = "") -> None:
    """Print the grammar and every field; of one field, its values in this register."""
    from registry.filter import guide

    if field:
        _field(context, field)
        return
    out("筛选式：list、count、export、企业库都用同一种写法")
    as_table(("写法", "意思", "例"), guide.GRAMMAR)
    out("\n可选项")
    as_table(("项", "意思", "点后可写", "例"), tuple(guide.fields()))
    out("\n某一项可写哪些值：tidu filter help 等级")


def _field(context: typer.Context, word: str) -> None:
    from registry.desk.read.filtering import asking
    from registry.filter import catalogue, guide

    field = catalogue.find(word)
    if field is None:
        raise InputError(f"「{word}」：{catalogue.unknown(word)}")
    out(f"{guide.names(field)}：{field.help}")
    out(f"例：{'；'.join(field.examples)}")
    with open_reading(called(context).existing()) as reading:
        of = asking(reading)
        values, after = list(field.values(of)), list(field.qualifiers(of))
    for what, listed in (("点后可写", after), ("可写的值", values)):
        if listed:
            more = f" …… 共 {len(listed)} 个" if len(listed) > _MOST else ""
            out(f"{what}：{'、'.join(listed[:_MOST])}{more}")
