"""Ledgers in: import with its preview, and templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from registry.cli import completion, consent
from registry.cli.call import called
from registry.cli.ledgers import outcome, tell
from registry.cli.meter import metered
from registry.cli.show import as_far_as_read, say
from registry.cli.usual import listed
from registry.dates import parse_exact
from registry.errors import FaultsError
from registry.intake.preview import Preview
from registry.terms import Ledger

AUTO = "auto"
"""Instead of a kind of ledger: it is to be found out."""
FileArgument = Annotated[Path, typer.Argument(metavar="文件", help="台账文件")]
KindOption = Annotated[
    str,
    typer.Option(
        "--kind",
        help=f"哪一类台账，auto 为按栏目认：{listed(Ledger)}",
        autocompletion=completion.terms(Ledger),
    ),
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="只预览，不写入")]
YesOption = Annotated[bool, typer.Option("--yes", help="不再询问，直接写入")]
UnitOption = Annotated[str, typer.Option("--unit", help="这是哪个县市区（园区）报的")]
DocumentOption = Annotated[str, typer.Option("--document", help="依据文号")]
ReasonOption = Annotated[str, typer.Option("--reason", help="事由，记入变更记录")]
SheetOption = Annotated[
    list[str], typer.Option("--sheet", help="只读这张表；可以写多次")
]
MapOption = Annotated[
    list[str], typer.Option("--map", help="表头=列名，如 单位名=企业名称；会记住")
]
PlaceOption = Annotated[
    list[str], typer.Option("--place", help="写法=全称，如 高新区=株洲高新区；会记住")
]
SetOption = Annotated[
    list[str], typer.Option("--set", help="列名=值，全表都一样的，如 评估方式=自评估")
]
DecideOption = Annotated[
    list[str],
    typer.Option(
        "--decide",
        help="行号（或表里写的名称，改了表也认得）=same、rename、new、skip 或企业名称",
    ),
]
SinceOption = Annotated[str, typer.Option("--since", help="变更的值自何日起")]
GoodOption = Annotated[
    bool, typer.Option("--accept-good", help="有错的行留下，其余写入")
]
RepairsOption = Annotated[
    bool, typer.Option("--accept-repairs", help="接受建议的改正（O 改 0、I 改 1 等）")
]
RenamesOption = Annotated[
    bool, typer.Option("--accept-renames", help="信用代码相同而名称不同的，作更名")
]
NewOption = Annotated[
    bool, typer.Option("--new-enterprises", help="台账里没有的企业一并登记")
]
JsonOption = Annotated[bool, typer.Option("--json", help="结果写成 JSON")]
DetailsOption = Annotated[bool, typer.Option("--details", help="逐行列出")]
PreviewOption = Annotated[
    Path | None,
    typer.Option("--preview", help="把有错和存疑的行写成 .xlsx，退给报送单位"),
]
LedgerArgument = Annotated[
    str,
    typer.Argument(
        metavar="种类",
        help=listed(Ledger),
        autocompletion=completion.terms(Ledger),
    ),
]
ToOption = Annotated[Path, typer.Option("--to", help="写到哪个 .xlsx")]
ForceOption = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]


def import_(  # noqa: PLR0913, PLR0917 - each is one thing an official says of a ledger
    context: typer.Context,
    file: FileArgument,
    kind: KindOption = AUTO,
    dry_run: DryOption = False,
    yes: YesOption = False,
    unit: UnitOption = "",
    document: DocumentOption = "",
    reason: ReasonOption = "",
    sheet: SheetOption = [],  # noqa: B006 - typer copies it
    maps: MapOption = [],  # noqa: B006 - typer copies it
    places: PlaceOption = [],  # noqa: B006 - typer copies it
    given: SetOption = [],  # noqa: B006 - typer copies it
    decide: DecideOption = [],  # noqa: B006 - typer copies it
    since: SinceOption = "",
    accept_good: GoodOption = False,
    accept_repairs: RepairsOption = False,
    accept_renames: RenamesOption = False,
    new_enterprises: NewOption = False,
    json: JsonOption = False,
    details: DetailsOption = False,
    preview: PreviewOption = None,
    force: ForceOption = False,
) -> None:
    """Take a ledger in: preview it, then write it in one change."""
    from registry.desk import imports
    from registry.desk.office import Because, Office

    call = called(context)
    office = Office(call.existing(), call.by)
    request = imports.Request(
        path=file,
        kind=None if kind == AUTO else Ledger.read(kind),
        sheets=tuple(sheet),
        unit=unit,
        given=tuple(given),
        maps=tuple(maps),
        places=tuple(places),
        decisions=tuple(decide),
        since=_day(since),
        accept_good=accept_good,
        repairs=accept_repairs,
        renames=accept_renames,
        newcomers=new_enterprises,
        details=details,
    )
    because = Because(document, reason)
    asks = not (yes or dry_run)
    with metered() as meter:
        if dry_run or asks:
            found = imports.preview(office, request, meter, because)
        else:
            found = imports.take_in(office, request, because, meter)
    asks = asks and _may_write(found, accept_good=accept_good)
    with as_far_as_read():
        tell(
            found,
            as_data=json,
            details=details,
            asking=asks,
            good_only=accept_good,
        )
    if preview is not None:
        say(f"已写成 {imports.save_preview(request, found, preview, force=force)}")
    if asks:
        _agree(as_data=json)
        with metered() as meter:
            seen = replace(request, seen=found.sha256)
            found = imports.take_in(office, seen, because, meter)
        say(outcome(found, good_only=accept_good))
    if found.faults or found.doubts:
        raise typer.Exit(FaultsError.exit_code)


def _agree(*, as_data: bool) -> None:
    """Go on only where somebody agrees; who reads data is not asked.

    Raises:
        Exit: nobody agreed; nothing is written.
    """
    if as_data:
        say("没有写入：--json 时不询问；要写入请加 --yes")
        raise typer.Exit(1)
    consent.require("写入台账？", yes=False)


def _day(text: str) -> date | None:
    return parse_exact(text) if text else None


def _may_write(found: Preview, *, accept_good: bool) -> bool:
    return found.writes and (accept_good or not found.faults)


def template(
    context: typer.Context,
    kind: LedgerArgument,
    to: ToOption,
    force: ForceOption = False,
) -> None:
    """Write a template to fill in."""
    from registry.desk.imports import save_template
    from registry.desk.office import Office

    call = called(context)
    office = Office(call.existing(), call.by)
    made = save_template(office, Ledger.read(kind), to, force=force)
    say(f"已写成 {made}；填好后用 tidu import {made.name} 导入")
