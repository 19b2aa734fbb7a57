"""Options that mean the same in every command, declared once."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from registry.cli import completion
from registry.cli.show import Format
from registry.dates import parse_exact
from registry.errors import InputError
from registry.terms import UNPLACED, Outcome, Term
from registry.text import separated

_DAYS = re.compile(r"(\d{1,9})\s*(?:d|天|日)?")
_MOST_DAYS = 36_600

DayOption = Annotated[str, typer.Option("--on", help="截至哪一天；不写则用台账基准日")]
UnitOption = Annotated[
    str, typer.Option("--unit", help=f"只看哪个县市区或园区；没有登记的写 {UNPLACED}")
]
RungOption = Annotated[str, typer.Option("--to", help="只看通往哪个称号")]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit",
        min=1,
        max=1_000_000,
        help="至多几行；不写则终端上一屏，写入文件或管道时全部",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="table、json 或 csv")]
JsonOption = Annotated[bool, typer.Option("--json", help="同 --format json")]
DoneJsonOption = Annotated[bool, typer.Option("--json", help="结果写成 JSON")]
SaveOption = Annotated[
    Path | None, typer.Option("--to", help="写到哪个文件（.xlsx、.csv 等）")
]
ForceOption = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
DocumentOption = Annotated[str, typer.Option("--document", help="依据文号")]
ReasonOption = Annotated[str, typer.Option("--reason", help="事由，记入变更记录")]


def listed(kind: type[Term]) -> str:
    """The words of a kind with their codes, as an option's help names them."""
    return "、".join(f"{one.label}（{one.value}）" for one in kind)


OutcomeOption = Annotated[
    str,
    typer.Option(
        "--outcome",
        help=f"结论，逗号隔开：{listed(Outcome)}",
        autocompletion=completion.terms(Outcome),
    ),
]


def outcomes(text: str) -> tuple[Outcome, ...]:
    """Outcomes typed by code or label, separated by commas, in their own order.

    Raises:
        InputError: one is none, or there is none.
    """
    asked = {Outcome.read(part) for part in separated(text)}
    if not asked:
        raise InputError(f"--outcome 后面是空的；请写：{listed(Outcome)}")
    return tuple(one for one in Outcome if one in asked)


def day(text: str) -> date | None:
    """The day that was typed, if any."""
    return parse_exact(text) if text else None


def ahead(text: str) -> timedelta | None:
    """So many days, if any were typed: 90, 90d, 90天.

    Raises:
        InputError: it is no number of days.
    """
    if not text:
        return None
    found = _DAYS.fullmatch(text.strip().lower())
    if found is None:
        raise InputError(f"「{text}」不是天数；请写成 90d 或 90天")
    if int(found[1]) > _MOST_DAYS:
        raise InputError(f"「{text}」太远；最多写 {_MOST_DAYS} 天")
    return timedelta(days=int(found[1]))


def chosen(layout: Format, *, json: bool) -> Format:
    """The format that was asked for, by its name or by ``--json``."""
    return Format.JSON if json else layout
