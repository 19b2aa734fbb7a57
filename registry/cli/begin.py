"""Beginning: a new register, the demonstration, a register brought up to date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from registry import paths
from registry.cli.call import Call, called
from registry.cli.show import say

DivisionOption = Annotated[
    str,
    typer.Option(
        "--division", help="市名或六位区划代码，如 湘潭市 或 430300；不写则为株洲市"
    ),
]
BureauOption = Annotated[
    str, typer.Option("--name", help="单位名称；不写则为“某某市工业和信息化局”")
]
PoliciesOption = Annotated[
    bool, typer.Option("--policies/--no-policies", help="载入随程序提供的适用政策")
]
DemoPlace = Annotated[
    Path | None, typer.Option("--to", help="演示台账放在哪里；不写则用默认位置")
]


def init(
    context: typer.Context,
    division: DivisionOption = "",
    bureau: BureauOption = "",
    with_policies: PoliciesOption = True,
) -> None:
    """Make a new register."""
    from registry.desk.founding import found
    from registry.desk.office import Office

    call = called(context)
    made = found(
        Office(call.path, call.by), division, bureau, with_policies=with_policies
    )
    say(f"已建立台账 {call.path}：{made.name}（{made.division}）")
    say(
        f"上报单位 {made.units} 个；载入政策 {made.policies} 份，"
        f"其中样例条件 {made.samples} 份（用前请核对原文）"
    )


def demo(context: typer.Context, to: DemoPlace = None) -> None:
    """Make the demonstration registry if it is not there, and open it."""
    call = called(context)
    path = to or call.registry or paths.demo_registry()
    if not paths.there(path):
        _build(path, call)
    if sys.stdin.isatty() and sys.stdout.isatty():
        raise typer.Exit(call.open_screens(path, call.by))
    _print(path)


def upgrade(context: typer.Context) -> None:
    """Bring an older register to this program's schema."""
    from registry.desk.office import Office
    from registry.desk.upkeep import upgrade as bring

    call = called(context)
    kept = bring(Office(call.existing(), call.by))
    say("台账已是最新，无需升级" if kept is None else f"已升级；升级前的备份在 {kept}")


def _build(path: Path, call: Call) -> None:
    from registry.desk.demo.build import build

    say(f"正在生成演示台账 {path} …")
    build(path, by=call.by)


def _print(path: Path) -> None:
    """The overview and who is eligible, for where there is no terminal."""
    from registry.cli.climb import print_eligible
    from registry.cli.look import print_overview
    from registry.desk.read.session import open_reading

    with open_reading(path) as reading:
        print_overview(reading)
        print_eligible(reading)
