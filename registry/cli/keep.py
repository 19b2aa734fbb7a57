"""Keeping the register: history, verify, undo, back up, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.call import called
from registry.cli.show import Format, as_json, as_table, listing, out, say
from registry.desk.read.history import Changed
from registry.errors import StoreError, TamperError

EnterpriseArgument = Annotated[
    str, typer.Argument(metavar="[企业]", help="只看这一家；不写则看全部")
]
LimitOption = Annotated[
    int, typer.Option("--limit", min=1, max=1_000_000, help="至多几次变更")
]
BeforeOption = Annotated[int | None, typer.Option("--before", help="只看此编号之前的")]
FormatOption = Annotated[Format, typer.Option("--format", help="table、json 或 csv")]
AnchorOption = Annotated[str, typer.Option("--anchor", help="台账之外留存的链头")]
ChangeOption = Annotated[
    int | None, typer.Option("--change", help="变更编号；不写则撤回最近一次")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="事由，记入变更记录")]
ToOption = Annotated[Path, typer.Option("--to", help="备份放在哪里")]
SourceArgument = Annotated[Path, typer.Argument(metavar="备份", help="备份文件")]

HEADER = ("编号", "时间", "经办人", "事项", "文号", "事由", "撤回")


def history(
    context: typer.Context,
    enterprise: EnterpriseArgument = "",
    limit: LimitOption = 20,
    before: BeforeOption = None,
    layout: FormatOption = Format.TABLE,
) -> None:
    """Print changes, latest first."""
    from registry.desk.read import history as journal
    from registry.desk.read import lookup
    from registry.desk.read.session import open_reading

    with open_reading(called(context).existing()) as reading:
        who = (
            lookup.enterprise_id(reading.connection, enterprise) if enterprise else None
        )
        found = journal.history(reading, who, before=before, limit=limit)
    if layout is Format.JSON:
        as_json([_json(change) for change in found])
    elif layout is Format.CSV or who is None:
        listing(layout, HEADER, [_row(change) for change in found])
    else:
        _print(found)


def verify(context: typer.Context, anchor: AnchorOption = "") -> None:
    """Hold the register against its journal."""
    from registry.desk.upkeep import verify as check

    verdict = check(called(context).existing(), anchor or None)
    out("\n".join(verdict.sentences()))
    if not verdict.ok:
        refused = StoreError if verdict.damaged else TamperError
        raise typer.Exit(refused.exit_code)


def undo(
    context: typer.Context, change: ChangeOption = None, reason: ReasonOption = ""
) -> None:
    """Take back a change, as a new change."""
    from registry.desk.office import Office
    from registry.desk.upkeep import undo as take_back

    call = called(context)
    number = take_back(Office(call.existing(), call.by), change, reason)
    say(f"已撤回，记为第 {number} 次变更；要恢复请用 tidu undo --change {number}")


def backup(context: typer.Context, to: ToOption) -> None:
    """Copy the register and prove the copy."""
    from registry.desk.office import Office
    from registry.desk.upkeep import backup as copy

    call = called(context)
    verdict = copy(Office(call.existing(), call.by), to)
    say(f"已备份到 {to}")
    out("\n".join(verdict.sentences()))


def restore(context: typer.Context, source: SourceArgument) -> None:
    """Put a backup in the register's place; the old file is kept."""
    from registry.desk.office import Office
    from registry.desk.upkeep import restore as put_back

    call = called(context)
    done = put_back(Office(call.path, call.by), source)
    if done.aside is not None:
        say(f"原来的文件留在 {done.aside}")
    lost = "多少（原文件读不出）" if done.lost is None else f" {done.lost} 次"
    say(f"已恢复；舍去变更{lost}")
    out("\n".join(done.verdict.sentences()))


def _row(change: Changed) -> tuple[str, ...]:
    undone = f"已被 {change.undone_by} 撤回" if change.undone_by else ""
    undoes = f"撤回 {change.undoes}" if change.undoes else undone
    return (
        str(change.id),
        change.at,
        change.by,
        change.action,
        change.document,
        change.reason,
        undoes,
    )


def _print(found: tuple[Changed, ...]) -> None:
    """Changes with old and new beneath each."""
    for change in found:
        out("  ".join(filter(None, _row(change))))
        if change.edits:
            as_table(("记录", "对象", "项目", "原为", "现为"), _edits(change))
        out("")


def _edits(change: Changed) -> list[tuple[str, ...]]:
    return [(e.record, e.about, e.column, e.old or "—", e.new) for e in change.edits]


def _json(change: Changed) -> dict[str, object]:
    return {
        "id": change.id,
        "at": change.at,
        "by": change.by,
        "action": change.action,
        "document": change.document,
        "reason": change.reason,
        "undoes": change.undoes,
        "undone_by": change.undone_by,
        "edits": [
            {
                "record": e.record,
                "row": e.row,
                "about": e.about,
                "column": e.column,
                "old": e.old,
                "new": e.new,
            }
            for e in change.edits
        ],
    }
