"""The recognition of a round on the command line: shown, asked, written at once."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.call import Call, called
from registry.cli.consent import NOT_ASKED, require
from registry.cli.show import Format, as_far_as_read, as_json, listing, say
from registry.desk.read import lookup
from registry.desk.read.rounds_applied import meant
from registry.desk.read.session import open_reading
from registry.desk.read.units import yuan
from registry.desk.recognised import Given, Recognition

RoundArgument = Annotated[str, typer.Argument(metavar="批次", help="批次名称")]
DocumentOption = Annotated[
    str,
    typer.Option("--document", help="认定文件的文号（先用 tidu add document 登记）"),
]
OnOption = Annotated[str, typer.Option("--on", help="认定日期")]
ExceptOption = Annotated[
    list[str] | None,
    typer.Option("--except", help="除外的企业，或 企业/车间名；可写几次"),
]
InsistOption = Annotated[
    list[str] | None,
    typer.Option("--insist", help="已有同类奖补仍提出奖补的（就高不重复）；可写几次"),
]
ReasonOption = Annotated[
    str, typer.Option("--reason", help="除外、仍提奖补的理由，记入变更记录")
]
BudgetOption = Annotated[str, typer.Option("--budget", help="奖补从哪个预算项目出")]
YesOption = Annotated[bool, typer.Option("--yes", help="不再询问，直接写入")]
JsonOption = Annotated[
    bool, typer.Option("--json", help="结果写成 JSON：written 是否已写入；不询问")
]

HEADER = ("对象", "有效期至", "拟定奖补", "说明")


def recognise(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    round_: RoundArgument,
    document: DocumentOption,
    on: OnOption,
    excepted: ExceptOption = None,
    insisted: InsistOption = None,
    reason: ReasonOption = "",
    budget: BudgetOption = "",
    yes: YesOption = False,
    json: JsonOption = False,
) -> None:
    """Show who would be recognised, ask, and do it in one change."""
    from registry.desk import recognition
    from registry.desk.drafts.rounds import RecognitionDraft
    from registry.desk.office import Because, Office

    call = called(context)
    ids = _ids(call, round_, excepted or [], insisted or [], budget)
    draft = RecognitionDraft.read(document=document, on=on, **ids)
    office = Office(call.path, call.by)
    because = Because(document, _reason(reason, excepted or [], insisted or []))
    if not (json and yes):
        seen = recognition.preview(office, draft, because)
        with as_far_as_read():
            as_json(_object(seen)) if json else _show(seen)
        if json:
            say(NOT_ASKED)
            raise typer.Exit(1)
        require(f"写入以上 {len(seen.given)} 个称号？", yes=yes)
    done = recognition.recognise.done(office, draft, because)
    if json:
        as_json(_object(done.result, done.change))
    say(
        f"已记为第 {done.change} 次变更：认定 {len(done.result.given)} 个\n"
        f"要撤回：tidu undo --change {done.change}"
    )


def _ids(
    call: Call, round_: str, excepted: list[str], insisted: list[str], budget: str
) -> dict[str, object]:
    """The draft's numbers for the names that were typed."""
    with open_reading(call.existing()) as reading:
        held = lookup.round_id(reading.connection, round_)
        ids: dict[str, object] = {
            "round_id": held,
            "excepted": tuple(meant(reading, held, name).id for name in excepted),
            "insisted": tuple(meant(reading, held, name).id for name in insisted),
        }
        if budget:
            ids["budget_line_id"] = lookup.budget_line_id(reading.connection, budget)
    return ids


def _reason(reason: str, excepted: list[str], insisted: list[str]) -> str:
    """The reason, with whom it is about; blank where none is given."""
    about = (("除外", excepted), ("仍提奖补", insisted))
    whom = "；".join(f"{what}：{'、'.join(names)}" for what, names in about if names)
    return f"{reason}（{whom}）" if reason and whom else reason


def _show(seen: Recognition) -> None:
    """The titles as data, then who is passed over, and the sums."""
    say(f"预览：{seen.round}，{seen.on} 认定")
    listing(
        Format.TABLE, HEADER, [_given(one) for one in seen.given], limit=len(seen.given)
    )
    for one in seen.passed_over:
        say(f"  不认定 {one.name}：{one.why}")
    places = f"，名额 {seen.quota} 个" if seen.quota is not None else ""
    before = f"，此前已认定 {seen.before} 个" if seen.before else ""
    total = yuan(sum(one.subsidy.amount or 0 for one in seen.given))
    proposed = sum(one.subsidy.amount is not None for one in seen.given)
    say(
        f"认定 {len(seen.given)} 个{places}{before}；拟定奖补 {proposed} 笔 {total}"
        "（待批准）"
    )


def _object(seen: Recognition, change: int | None = None) -> dict[str, object]:
    """What would be recognised, or was by a change; money in fen."""
    return {
        "round": seen.round,
        "on": seen.on.isoformat(),
        "written": change is not None,
        "change": change,
        "given": [
            {
                "application": one.application_id,
                "name": one.name,
                "valid_until": str(one.valid_until) if one.valid_until else None,
                "amount_fen": one.subsidy.amount,
                "note": one.subsidy.note,
            }
            for one in seen.given
        ],
        "passed_over": [
            {"application": one.application_id, "name": one.name, "why": one.why}
            for one in seen.passed_over
        ],
        "quota": seen.quota,
        "before": seen.before,
    }


def _given(one: Given) -> tuple[str, ...]:
    amount = one.subsidy.amount
    return (
        one.name,
        str(one.valid_until or "未定"),
        "" if amount is None else yuan(amount),
        one.subsidy.note,
    )
