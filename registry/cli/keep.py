"""Keeping the register: history, verify, undo, back up, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.call import called
from registry.cli.show import (
    Format,
    as_far_as_read,
    as_json,
    as_table,
    headed,
    listing,
    out,
    say,
)
from registry.cli.usual import FormatOption, JsonOption, ReasonOption, chosen
from registry.desk.read.history import MOST_ROWS, Changed
from registry.errors import StoreError, TamperError
from registry.store.verdict import Verdict

EnterpriseArgument = Annotated[
    str, typer.Argument(metavar="[企业]", help="只看这一家；不写则看全部")
]
LimitOption = Annotated[
    int, typer.Option("--limit", min=1, max=1_000_000, help="至多几次变更")
]
BeforeOption = Annotated[int | None, typer.Option("--before", help="只看此编号之前的")]
AnchorOption = Annotated[
    str, typer.Option("--anchor", help="台账之外留存的链头，或导出、发布的名单文件")
]
VerdictOption = Annotated[bool, typer.Option("--json", help="结果写成 JSON")]
ChangeOption = Annotated[
    int | None, typer.Option("--change", help="变更编号；不写则撤回最近一次")
]
OneOption = Annotated[
    int | None, typer.Option("--change", help="只看这一次变更，逐项列出原值和现值")
]
ToOption = Annotated[Path, typer.Option("--to", help="备份放在哪里")]
SourceArgument = Annotated[Path, typer.Argument(metavar="备份", help="备份文件")]

HEADER = (
    *("编号", "时间", "经办人", "事项", "对象", "记录"),
    *("文号", "事由", "撤回"),
)
EDITS = ("记录", "对象", "项目", "原为", "现为")


def history(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    enterprise: EnterpriseArgument = "",
    limit: LimitOption = 20,
    before: BeforeOption = None,
    change: OneOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print changes, latest first; of one enterprise or one change, field by field."""
    from registry.desk.read import history as journal
    from registry.desk.read import lookup
    from registry.desk.read.session import open_reading

    layout = chosen(layout, json=json)
    with open_reading(called(context).existing()) as reading:
        who = (
            lookup.enterprise_id(reading.connection, enterprise) if enterprise else None
        )
        if change is None:
            found = journal.history(reading, who, before=before, limit=limit)
        else:
            found = (journal.one(reading, change, who),)
        if layout is Format.JSON:
            as_json(headed(reading) | {"changes": [_json(each) for each in found]})
            return
    if layout is Format.CSV and change is not None:
        listing(layout, EDITS, _edits(found[0]))
    elif layout is Format.CSV or (who is None and change is None):
        listing(layout, HEADER, [_row(each) for each in found])
    else:
        _print(found)


def verify(
    context: typer.Context, anchor: AnchorOption = "", json: VerdictOption = False
) -> None:
    """Hold the register against its journal."""
    from registry.desk.anchored import verify_file
    from registry.desk.upkeep import verify as check

    path, file = called(context).existing(), Path(anchor)
    given = anchor and file.is_file()
    verdict = verify_file(path, file) if given else check(path, anchor or None)
    with as_far_as_read():
        if json:
            as_json(_verdict(verdict))
        else:
            out("\n".join(verdict.sentences()))
    if not verdict.ok:
        refused = StoreError if verdict.damaged else TamperError
        raise typer.Exit(refused.exit_code)


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "ok": verdict.ok,
        "damaged": verdict.damaged,
        "changes": verdict.changes,
        "entries": verdict.entries,
        "rows": verdict.rows,
        "head": verdict.head,
        "unanchored_since": verdict.unanchored_since,
        "findings": [
            {
                "about": one.about.name.lower(),
                "place": one.place,
                "problem": one.problem,
                "damage": one.damage,
            }
            for one in verdict.findings
        ],
        "notes": list(verdict.notes),
    }


def undo(
    context: typer.Context, change: ChangeOption = None, reason: ReasonOption = ""
) -> None:
    """Take back a change, as a new change."""
    from registry.desk.office import Office
    from registry.desk.upkeep import undo as take_back
    from registry.desk.upkeep import undoable

    call = called(context)
    office = Office(call.existing(), call.by)
    last = undoable(office, change)
    number = take_back(office, last.id, reason)
    what = "  ".join(filter(None, (last.at, last.by, last.action, last.document)))
    say(f"已撤回第 {last.id} 次变更：{what}　{_about(last)}".rstrip())
    if last.taught:
        told = "、".join(last.taught)
        say(f"那次教会的表头和地名也一并忘记：{told}；导入时还要认，请再写一次")
    say(f"记为第 {number} 次变更；要恢复请用 tidu undo --change {number}")


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
    if done.erased:
        say(f"备份之后已删除的 {done.erased} 位联系人，已再次删除")
    out("\n".join(done.verdict.sentences()))


def _row(change: Changed) -> tuple[str, ...]:
    undone = f"已被 {change.undone_by} 撤回" if change.undone_by else ""
    undoes = f"撤回 {change.undoes}" if change.undoes else ""
    return (
        str(change.id),
        change.at,
        change.by,
        change.action,
        _about(change),
        _records(change),
        change.document,
        change.reason,
        "，".join(filter(None, (undoes, undone))),
    )


def _about(change: Changed) -> str:
    """Whom or what a change touched: the first by name, and how many there are."""
    if len(change.about) <= 1:
        return "".join(change.about)
    told = change.rows <= MOST_ROWS
    return f"{change.about[0]} 等" + (f" {len(change.about)} 个" if told else "")


def _records(change: Changed) -> str:
    """The first record that a change wrote, and how many it wrote."""
    if not change.records:
        return ""
    label, row = change.records[0]
    more = f" 等 {change.rows} 条" if change.rows > 1 else ""
    return f"{label} #{row}{more}"


def _print(found: tuple[Changed, ...]) -> None:
    """Changes with old and new beneath each."""
    for change in found:
        out("  ".join(filter(None, _row(change))))
        if change.edits:
            as_table(EDITS, _edits(change))
        if change.rows > MOST_ROWS:
            out(f"（只列前 {MOST_ROWS} 条记录，共 {change.rows} 条）")
        out("")


def _edits(change: Changed) -> list[tuple[str, ...]]:
    return [
        (f"{e.record} #{e.row}", e.whom, e.column, e.old or "—", e.new or "—")
        for e in change.edits
    ]


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
        "about": list(change.about),
        "rows": change.rows,
        "edits": [
            {
                "record": e.record,
                "row": e.row,
                "about": e.whom,
                "column": e.column,
                "old": e.old,
                "new": e.new,
            }
            for e in change.edits
        ],
    }
