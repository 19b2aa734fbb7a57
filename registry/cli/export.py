"""Writing a list as a file; contacts in full only for a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli import completion
from registry.cli.call import called
from registry.cli.known import KnownOption, opened
from registry.cli.show import as_json, say
from registry.cli.usual import (
    DayOption,
    DoneJsonOption,
    ForceOption,
    OutcomeOption,
    outcomes,
)
from registry.dates import parse_exact
from registry.errors import InputError
from registry.lists.csv import Encoding

ListArgument = Annotated[
    str,
    typer.Argument(
        metavar="名单|筛选式",
        help="版式名或版式文件（推荐汇总表:批次）、pool:培育库、titles:称号……"
        "与 tidu list 相同；或加引号的筛选式：.xlsx、.csv 是整份企业台账，"
        "改好可再导入（名单写 企业:筛选式）",
        autocompletion=completion.filters,
    ),
]
ToOption = Annotated[
    Path,
    typer.Option(
        "--to",
        help="写到哪个文件（.xlsx、.docx、.csv、.json 或 .html）；写文件夹则自动取名",
    ),
]
EncodingOption = Annotated[
    str, typer.Option("--encoding", help="CSV 的编码：utf-8-sig 或 gb18030")
]
RevealOption = Annotated[
    bool, typer.Option("--reveal", help="联系人不遮盖；要写 --reason，记入变更记录")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="不遮盖联系人的事由")]


def export(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    what: ListArgument,
    to: ToOption,
    on: DayOption = "",
    known_on: KnownOption = "",
    outcome: OutcomeOption = "可晋级",
    encoding: EncodingOption = "utf-8-sig",
    force: ForceOption = False,
    reveal: RevealOption = False,
    reason: ReasonOption = "",
    json: DoneJsonOption = False,
) -> None:
    """Write a list as a file."""
    from registry.desk.exports import export as write

    if reveal and known_on:
        raise InputError("不遮盖的联系人只能按现在所知写出；请去掉 --known-on")
    if reveal:
        of = (context, what, to, on, _encoding(encoding), reason)
        _in_full(*of, force=force, json=json)
        return
    with opened(context, on, known_on) as reading:
        done = write(
            reading,
            what,
            to,
            outcomes=outcomes(outcome),
            encoding=_encoding(encoding),
            force=force,
        )
    _say(done.path, done.title, done.rows, json=json)


def _say(path: Path, title: str, rows: int, more: str = "", *, json: bool) -> None:
    if json:
        as_json({"file": str(path), "title": title, "rows": rows})
    else:
        say(f"已写出 {path}：{title}，{rows} 条{more}")


def _in_full(  # noqa: PLR0913 - what was typed
    context: typer.Context,
    what: str,
    to: Path,
    on: str,
    encoding: Encoding,
    reason: str,
    *,
    force: bool,
    json: bool,
) -> None:
    from registry.desk.disclosed import export as write
    from registry.desk.office import Office

    call = called(context)
    office, day = Office(call.existing(), call.by), parse_exact(on) if on else None
    done = write(office, what, to, reason, on=day, encoding=encoding, force=force)
    recorded = "；查看事由已记入变更记录"
    _say(done.path, done.title, done.rows, recorded, json=json)


def _encoding(text: str) -> Encoding:
    if text not in set(Encoding):
        known = "、".join(Encoding)
        raise InputError(f"没有编码「{text}」；请写其中之一：{known}")
    return Encoding(text)
