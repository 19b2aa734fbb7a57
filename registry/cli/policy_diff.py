"""Two policies held against each other: what changes, condition by condition; whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby

import typer

from registry.cli import whatif, whatif_objects
from registry.cli.known import opened
from registry.cli.named_policy import NewArgument, OldArgument, named
from registry.cli.show import Format, as_json, as_table, listing, out, paragraph
from registry.cli.usual import (
    FormatOption,
    JsonOption,
    LimitOption,
    RungOption,
    UnitOption,
)
from registry.cli.whatif import DayOption, NamesOption
from registry.desk.read import whatif as asked
from registry.desk.read.policy_differences import differences
from registry.desk.read.session import Reading
from registry.desk.read.whatif import WhatIf
from registry.ladder.clauses import Difference
from registry.ladder.policy import Policy
from registry.text import visible

HEADER = ("关于", "条件", "变化", "原", "新")


def diff(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    old: OldArgument,
    new: NewArgument,
    on: DayOption = "",
    to: RungOption = "",
    unit: UnitOption = "",
    names: NamesOption = True,
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print what changes between two policies, and for whom."""
    with opened(context, on) as reading:
        before, after = named(reading, old), named(reading, new)
        only = whatif.only(reading, [before, after], to, unit)
        found = asked.between(reading, before, after, only)
        said = differences(reading, before, after)
        if json or layout is Format.JSON:
            whole = whatif_objects.as_object(reading, found, limit if names else 0)
            as_json(whole | _object(before, said))
        elif layout is Format.CSV:
            listing(layout, HEADER, _rows(said))
        else:
            paragraph(reading.info.headed)
            wording(before, after, said)
            moved(reading, found, limit, names=names)


def wording(old: Policy, new: Policy, said: Sequence[Difference]) -> None:
    """What changes in what the two say, as a table."""
    paragraph(f"{_version(old)} → {_version(new)}")
    for about, of in groupby(said, key=_about):
        out(f"\n【{visible(about)}】")
        rows = _rows(tuple(of))
        first = 1 if any(row[1] for row in rows) else 2
        as_table(HEADER[first:], [row[first:] for row in rows])
    if not said:
        out("两份政策内容相同")


def moved(
    reading: Reading, found: WhatIf, limit: int | None = None, *, names: bool = True
) -> None:
    """For whom it changes something, on the day of the what-if."""
    out("")
    paragraph(f"政策测算：按 {found.on} 的情形，以新代旧；不写入台账")
    for note in found.notes:
        paragraph(note)
    whatif.told(reading, found, Format.TABLE, limit, names=names)


def _about(one: Difference) -> str:
    return one.about


def _version(policy: Policy) -> str:
    return f"{visible(policy.document)}（{policy.since} 起，{policy.basis.label}）"


def _rows(said: Sequence[Difference]) -> list[tuple[str, ...]]:
    return [
        tuple(map(visible, (one.about, one.condition, one.what, one.old, one.new)))
        for one in said
    ]


def _object(old: Policy, said: Sequence[Difference]) -> dict[str, object]:
    return {
        "old": {"document": old.document, "since": old.since.isoformat()},
        "differences": [asdict(one) | {"change": one.change.value} for one in said],
    }
