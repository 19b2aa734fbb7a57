"""Loading a policy file: what it changes is shown first, then asked, then written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from registry.cli import policy_diff
from registry.cli.call import called
from registry.cli.consent import NOT_ASKED, require
from registry.cli.known import opened
from registry.cli.show import as_far_as_read, as_json, say
from registry.cli.usual import ReasonOption
from registry.desk.read import policies, whatif
from registry.desk.read.policy_differences import differences
from registry.desk.read.session import Reading
from registry.ladder.policy import Policy
from registry.ladder.supposing import superseded

FileArgument = Annotated[Path, typer.Argument(metavar="文件", help="政策文件（TOML）")]
WrittenOption = Annotated[
    bool, typer.Option("--json", help="结果写成 JSON：written 是否已写入；不询问")
]
YesOption = Annotated[bool, typer.Option("--yes", help="不再询问，直接载入")]


def load(
    context: typer.Context,
    file: FileArgument,
    reason: ReasonOption = "",
    yes: YesOption = False,
    json: WrittenOption = False,
) -> None:
    """Load a policy file; where it ends rules that are loaded, show and ask first."""
    from registry.desk.drafts.policies import PolicyDraft
    from registry.desk.office import Because, Office
    from registry.desk.policies import load as take_in

    call = called(context)
    ended = _ended(context, file, show=not json)
    if ended and json and not yes:
        as_json(_object(file, ended))
        say(NOT_ASKED)
        raise typer.Exit(1)
    if ended:
        require("载入这份政策？", yes=yes)
    office = Office(call.existing(), call.by)
    done = take_in.done(office, PolicyDraft(path=file), Because(reason=reason))
    if json:
        as_json(_object(file, ended, done.change if done.result.changed else None))
    for warning in done.result.warnings:
        say(f"提醒：{warning}")
    if done.result.changed:
        say(f"已载入 {done.result.document}，记为第 {done.change} 次变更")
        say(f"要撤回：tidu undo --change {done.change}")
    else:
        say(f"{done.result.document} 早已载入，未变")


def _object(
    file: Path, ended: Sequence[Policy], change: int | None = None
) -> dict[str, object]:
    """What was done: by which change it was written, and what it puts an end to."""
    return {
        "file": str(file),
        "written": change is not None,
        "change": change,
        "ends": [
            {"document": one.document, "since": one.since.isoformat()} for one in ended
        ],
    }


def _ended(context: typer.Context, file: Path, *, show: bool) -> tuple[Policy, ...]:
    """The loaded versions that the file ends; shown with whom that moves."""
    from registry.desk.policy_files import checked
    from registry.eligibility.bind import vocabulary

    with opened(context, "") as reading:
        loaded = policies.everything(reading)
        policy = checked(file, loaded, vocabulary(reading.connection)).policy
        ended = () if policy in loaded else superseded(loaded, policy)
        if ended and show:
            _show(reading, policy, ended)
    return ended


def _show(reading: Reading, policy: Policy, ended: tuple[Policy, ...]) -> None:
    """Each version that gives way beside the new one; then whom that moves."""
    with as_far_as_read():
        for one in ended:
            policy_diff.wording(one, policy, differences(reading, one, policy))
        policy_diff.moved(reading, whatif.loading(reading, policy))
