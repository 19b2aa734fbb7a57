"""Policies: check a file, load it, list and show what is loaded, print the schema."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.known import opened
from registry.cli.policy_diff import diff
from registry.cli.policy_load import FileArgument, load
from registry.cli.show import Format, answered, as_json, listing, out, say
from registry.cli.usual import DoneJsonOption, FormatOption, JsonOption, chosen
from registry.desk.read import policies
from registry.desk.read.policies import Listed
from registry.errors import Fault, FaultsError
from registry.ladder.names import shipped
from registry.ladder.policy import Policy
from registry.text import visible

DocumentArgument = Annotated[
    str, typer.Argument(metavar="文号", help="文号，或 文号@日期（那一天施行的版本）")
]
DayOption = Annotated[
    str, typer.Option("--on", help="状态截至哪一天；不写则用台账基准日")
]

HEADER = (
    "编号",
    "文号",
    "标题",
    "方向",
    "适用",
    "自",
    "至",
    "状态",
    "依据",
    "由何代替",
)
BESIDE = ("指纹",)


def check(file: FileArgument, json: DoneJsonOption = False) -> None:
    """Check a policy file; no registry is needed."""
    from registry.desk.policy_files import check as examine

    try:
        found = examine(file)
    except FaultsError as wrong:
        if json:
            as_json(_checked(file, (), wrong.faults))
        raise
    policy = found.policy
    if json:
        as_json(_described(policy) | _checked(file, found.warnings, ()))
        return
    for warning in found.warnings:
        say(f"提醒：{warning}")
    out(
        f"{policy.document}：没有错误；称号 {len(policy.rung)} 个，"
        f"晋级 {len(policy.step)} 条，依据 {policy.basis.label}"
    )
    say(f"载入前看看涉及谁：tidu whatif {file}")


def _checked(
    file: Path, warnings: Sequence[str], faults: Sequence[Fault]
) -> dict[str, object]:
    told = [
        {
            "line": one.line,
            "column": one.column,
            "value": one.value,
            "problem": one.problem,
            "remedy": one.remedy,
        }
        for one in faults
    ]
    return {"file": str(file), "warnings": list(warnings), "faults": told}


def listed(
    context: typer.Context,
    on: DayOption = "",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """List the loaded policies, each version with how it stands on the day."""
    layout = chosen(layout, json=json)
    with opened(context, on) as reading:
        found = policies.listed(reading)
        match layout:
            case Format.TABLE:
                listing(layout, HEADER, [_row(one) for one in found], limit=len(found))
            case Format.CSV:
                wide = [(*_row(one), one.sha256[:12]) for one in found]
                listing(layout, (*HEADER, *BESIDE), wide)
            case Format.JSON:
                answered(reading, "policies", [_object(one) for one in found])
        say(
            f"共 {len(found)} 份，状态{reading.info.as_of}；"
            "作废记错的：tidu correct void 编号 --table 政策"
        )


def _object(one: Listed) -> dict[str, object]:
    return (
        {"id": one.id}
        | _described(one.policy)
        | {
            "until": one.until and one.until.isoformat(),
            "replaced_by": one.by
            and {"document": one.by.document, "since": one.by.since.isoformat()},
            "state": one.state.name.lower(),
            "state_name": one.state.value,
            "sha256": one.sha256,
        }
    )


def _described(policy: Policy) -> dict[str, object]:
    """What a policy says of itself, codes with their names beside."""
    return {
        "document": policy.document,
        "title": policy.title,
        "programme": policy.programme,
        "programme_name": policy.programme_name,
        "scope": policy.scope,
        "scope_name": shipped("divisions").get(policy.scope, policy.scope),
        "since": policy.since.isoformat(),
        "until": policy.until and policy.until.isoformat(),
        "basis": policy.basis.value,
        "rungs": [{"id": one.id, "name": one.name} for one in policy.rung],
        "steps": len(policy.step),
    }


def _row(one: Listed) -> tuple[str, ...]:
    policy = one.policy
    return (
        str(one.id),
        visible(policy.document),
        visible(policy.title),
        visible(policy.programme_name),
        shipped("divisions").get(policy.scope, policy.scope),
        policy.since.isoformat(),
        "" if one.until is None else one.until.isoformat(),
        one.state.value,
        policy.basis.label,
        "" if one.by is None else f"{visible(one.by.document)}@{one.by.since}",
    )


def show(context: typer.Context, document: DocumentArgument) -> None:
    """Print the text of a loaded policy."""
    with opened(context, "") as reading:
        out(policies.version(reading, document).toml)


def schema() -> None:
    """Print the JSON Schema of policy files."""
    from registry.ladder.schema import text

    out(text())


def group() -> typer.Typer:
    """The group ``tidu policy``."""
    made = typer.Typer(no_args_is_help=True)
    made.command("check", help="检查政策文件：逐条指出文件、行、改法")(check)
    made.command("load", help="载入政策文件；有所代替的，先列出变化再询问")(load)
    made.command("diff", help="两份政策逐条比较：改了什么、涉及谁")(diff)
    made.command("list", help="列出已载入的政策，哪些在施行")(listed)
    made.command("show", help="显示已载入政策的原文件")(show)
    made.command("schema", help="输出政策文件的 JSON Schema，供编辑器使用")(schema)
    return made
