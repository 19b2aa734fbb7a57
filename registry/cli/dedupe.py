"""``tidu dedupe``: records that may be of one enterprise, and two of them joined."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli import consent
from registry.cli.call import called
from registry.cli.show import as_far_as_read, as_table, say
from registry.cli.usual import DocumentOption, ReasonOption
from registry.errors import InputError

KeptArgument = Annotated[
    str, typer.Argument(metavar="[保留]", help="保留的企业；不写则列出可能重复的")
]
JoinedArgument = Annotated[str, typer.Argument(metavar="[并入]", help="并入它的企业")]
YesOption = Annotated[bool, typer.Option("--yes", help="不再询问，直接并档")]


def dedupe(
    context: typer.Context,
    kept: KeptArgument = "",
    joined: JoinedArgument = "",
    document: DocumentOption = "",
    reason: ReasonOption = "",
    yes: YesOption = False,
) -> None:
    """Join two records of one enterprise, seen side by side; both histories stay."""
    call = called(context)
    if not kept:
        _list(call.existing())
        return
    if not joined:
        raise InputError("并档要写两家企业：tidu dedupe 保留的 并入的")
    from registry.desk.dedupe import join
    from registry.desk.drafts.dedupe import JoinDraft
    from registry.desk.joining import preview
    from registry.desk.office import Because, Office
    from registry.desk.read import lookup
    from registry.desk.read.session import open_reading

    office, because = Office(call.existing(), call.by), Because(document, reason)
    with open_reading(office.path) as reading:
        ids = [lookup.enterprise_id(reading.connection, one) for one in (kept, joined)]
    draft = JoinDraft(kept_id=ids[0], joined_id=ids[1])
    seen = preview(office, draft, because)
    with as_far_as_read():
        as_table(("项目", "保留", "并入"), seen.sides)
        for told, rows in (
            ("转到保留的", seen.moved),
            ("随名称、属性抄给保留的", seen.copied),
            ("两份相同，只留一条", seen.closed),
        ):
            if rows:
                say(f"{told}：{'、'.join(rows)}")
        for warning in seen.warnings:
            say(f"请留意：{warning}")
    consent.require(f"把「{seen.names[1]}」并入「{seen.names[0]}」？", yes=yes)
    done = join.done(office, draft, because)
    say(
        f"已记为第 {done.change} 次变更：并档，两份档案的经过都保留\n"
        f"要撤回：tidu undo --change {done.change}"
    )


def _list(path: Path) -> None:
    from registry.desk.read.session import open_reading
    from registry.desk.read.twins import near_twins

    with open_reading(path) as reading:
        pairs = near_twins(reading.connection)
    as_table(("企业", "信用代码", "另一份", "信用代码", "相近"), pairs)
    say(f"可能重复的 {len(pairs)} 对；并档请写 tidu dedupe 保留的 并入的")
