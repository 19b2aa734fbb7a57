"""What comes, if no fact changes; and renewing what is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated

import typer

from registry.cli.answers import rests_on
from registry.cli.call import called
from registry.cli.known import KnownOption, opened, rung_of, unit_of
from registry.cli.show import Format, as_json, left_over, listing, say
from registry.cli.usual import (
    FormatOption,
    JsonOption,
    LimitOption,
    RungOption,
    UnitOption,
    ahead,
    chosen,
    day,
)
from registry.desk.read.forecast import Expected, Outlook, What, outlook
from registry.errors import InputError
from registry.terms import Outcome

WithinOption = Annotated[
    str, typer.Option("--within", help="往后多少天，如 90d 或 90天；不写则 90 天")
]
UntilOption = Annotated[str, typer.Option("--until", help="到哪一天（含当日）")]
DayOption = Annotated[str, typer.Option("--on", help="自哪一天起；不写则用台账基准日")]
AllOption = Annotated[
    bool, typer.Option("--all", help="全部重算，连没有到期的（verify 发现不符时用）")
]

HEADER = ("日期", "事项", "企业", "对象", "上报单位", "称号", "原来", "因为", "政策")
_WHAT = {What.WON: "可晋级", What.LOST: "不再可晋级", What.ENDS: "称号到期"}
QUARTER = timedelta(days=90)
"""So far ahead is told unless it is said."""


def forecast(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    within: WithinOption = "",
    until: UntilOption = "",
    to: RungOption = "",
    unit: UnitOption = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print who becomes eligible when, who no more, and which titles end."""
    with opened(context, on, known_on) as reading:
        found = outlook(
            reading,
            _through(reading.info.on, within, until),
            rung_of(reading, to),
            unit_of(reading, unit),
        )
        _print(found, chosen(layout, json=json), limit)


def refresh(context: typer.Context, everything: AllOption = False) -> None:
    """Renew the kept outcomes whose day has come, or all of them."""
    from registry.desk.office import Office
    from registry.desk.upkeep import refresh as renew

    call = called(context)
    done = renew(Office(call.existing(), call.by), everything=everything)
    told = []
    if done.steps:
        told.append(f"{done.steps} 个晋级方向的全部结论")
    if done.rows:
        told.append(f"{'其余方向中' if done.steps else ''}已到期的 {done.rows} 项结论")
    if told:
        say(f"已重新推算 {'，以及'.join(told)}")
    else:
        say("到今天为止没有到期的结论，不必重新推算；要全部重算：tidu refresh --all")


def _through(on: date, within: str, until: str) -> date:
    """The last day that is asked about.

    Raises:
        InputError: both are given, or one cannot be read.
    """
    if within and until:
        raise InputError("--within 和 --until 只写一个")
    far = ahead(within)
    return day(until) or on + (QUARTER if far is None else far)


def _print(found: Outlook, layout: Format, limit: int | None) -> None:
    counted = Counter(one.what for one in found.expected)
    told = "、".join(f"{label} {counted[what]} 项" for what, label in _WHAT.items())
    say(f"{found.since} 之后至 {found.through}，若记录不再变化：{told}")
    if layout is Format.JSON:
        as_json([_object(one) for one in found.expected[:limit]])
    else:
        rows = [_row(one) for one in found.expected]
        printed = listing(layout, HEADER, rows, limit) if rows else 0
        say(f"共 {len(rows)} 项{left_over(len(rows) - printed)}")
    for sentence in found.untold:
        say(sentence)


def _row(one: Expected) -> tuple[str, ...]:
    return (
        one.on.isoformat(),
        f"{_WHAT[one.what]}，{_label(one.becomes) or '非申报对象'}"
        if one.what is What.LOST
        else _WHAT[one.what],
        one.enterprise.name,
        "" if one.subject.id == one.enterprise.id else one.subject.name,
        one.enterprise.unit,
        one.rung,
        _label(one.was),
        one.deciding,
        rests_on(one.policy, one.basis),
    )


def _object(one: Expected) -> dict[str, object]:
    """What ``eligible`` tells of a step, beside it in words what is told in codes."""
    return {
        "on": one.on.isoformat(),
        "what": one.what.value,
        "what_name": _WHAT[one.what],
        "enterprise": asdict(one.enterprise),
        "subject": asdict(one.subject),
        "from": one.from_,
        "to": one.to,
        "to_name": one.rung,
        "was": one.was,
        "was_name": _label(one.was),
        "becomes": one.becomes,
        "becomes_name": _label(one.becomes),
        "deciding": one.deciding,
        "policy": one.policy,
        "basis": one.basis,
    }


def _label(outcome: Outcome | None) -> str:
    return "" if outcome is None else outcome.label
